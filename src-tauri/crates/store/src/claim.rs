//! One process runs the pipeline on a database.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::{Store, StoreError};

/// The right to run the pipeline on a database; given back when it is dropped or when the
/// process dies, however it dies.
#[derive(Debug)]
pub struct Claim {
    /// Held for its lock alone.
    _lock: File,
}

impl Store {
    /// Claims the database for this process, which alone may change it. Others may still read. The
    /// lock is on a file beside the database, `<name>.lock`, which
    /// stays there: deleting it would let two processes lock two files of that name.
    pub fn claim(&self) -> Result<Claim, StoreError> {
        let path = lock_path(self.path());
        let failed = |source| StoreError::Claim { path: path.clone(), source };
        let lock =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Claim { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Owned(self.path().to_owned())),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
