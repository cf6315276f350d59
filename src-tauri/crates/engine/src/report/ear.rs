//! Who waits for a report: hears how far it is, and can stop it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Is told how much is done, 0 to 1, and what is being done.
type Tell = dyn Fn(f32, &str) + Send + Sync;

/// Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Ear {
    cancelled: Arc<AtomicBool>,
    tell: Arc<Tell>,
}

impl Ear {
    /// Hears how much is done, 0 to 1, and what is being done.
    pub fn new(tell: impl Fn(f32, &str) + Send + Sync + 'static) -> Self {
        Self { cancelled: Arc::default(), tell: Arc::new(tell) }
    }

    /// Nobody waits.
    pub fn deaf() -> Self {
        Self::new(|_, _| {})
    }

    /// Says how far it is; `false` when it is to stop.
    pub fn goes_on(&self, part: f32, doing: &str) -> bool {
        (self.tell)(part, doing);
        !self.is_cancelled()
    }

    /// Stops it.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Ear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ear").field("cancelled", &self.cancelled).finish_non_exhaustive()
    }
}
