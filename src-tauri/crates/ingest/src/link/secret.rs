//! Secrets while they are in use.

use std::fmt;
use std::sync::Arc;

use super::Ending;

/// A password or token, or rather where it stands: it is read each time it is used, so that one
/// that was renewed is taken with the next connection. Never shown: not in a log, not in an error,
/// not for debugging.
#[derive(Clone)]
pub struct Secret(Arc<Read>);

type Read = dyn Fn() -> Result<String, String> + Send + Sync;

impl Secret {
    /// A secret that is always the same.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self::read_by(move || Ok(text.clone()))
    }

    /// A secret that is read by this, which else says in a sentence why it cannot be.
    #[must_use]
    pub fn read_by(read: impl Fn() -> Result<String, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The secret itself, as it is now, for the one who asks for it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn reveal(&self) -> Result<String, Ending> {
        (self.0)().map_err(Ending::because)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
