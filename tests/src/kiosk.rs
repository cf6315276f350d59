//! The kiosk of the ward, and a reader that hears it.

use std::ffi::OsStr;
use std::path::PathBuf;

use fantoccini::key::Key;
use tempfile::TempDir;

use crate::{Desk, LlrpReader, ward_database};

/// The ventilator that stands ready in the ward's clean utility.
pub const VENTILATOR: &str = "VT-0001";

/// The ward with a kiosk in its first room, ten metres from the clean utility's middle.
#[derive(Debug)]
pub struct KioskWard {
    /// The kiosk's window: it is driven as the desk's is.
    pub window: Desk,
    /// Its database.
    pub db: PathBuf,
    _reader: LlrpReader,
    _folder: TempDir,
}

impl KioskWard {
    /// Opens the kiosk of a unit; the ward's own is `WARD`.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open(unit: &str) -> Self {
        let reader = LlrpReader::start(&[]);
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let db = ward_database(folder.path(), reader.port());
        let mut arguments = vec![OsStr::new("--db"), db.as_os_str()];
        arguments.extend(["--kiosk", "--unit", unit, "--place", "room-1"].map(OsStr::new));
        let window = Desk::open(&arguments).await;
        Self { window, db, _reader: reader, _folder: folder }
    }

    /// Types as a scanner does: without a pause, and Enter.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn scan(&self, text: &str) {
        self.window.key(&format!("{text}{}", char::from(Key::Enter))).await;
    }

    /// Touches one of the large actions of the start.
    ///
    /// # Panics
    /// When it is not there in time.
    pub async fn go(&self, action: &str) {
        self.window.click(&format!("[data-go={action}]")).await;
    }

    /// Waits for the ventilator to be heard where it is ready.
    ///
    /// # Panics
    /// When it is not in time.
    pub async fn until_ready(&self) {
        let ready = "document.querySelector('.k-stock tr[data-type=ventilator] td b')?.textContent";
        self.window.until("the ventilator is ready", &format!("{ready} === '1'")).await;
    }
}
