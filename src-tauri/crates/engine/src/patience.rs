//! What the pipeline does while the store fails: it says so, waits, and tries again.

use std::time::Duration;

use tokio::sync::watch;
use trackward_store::StoreError;

use crate::clock;
use crate::error::chain;
use crate::shared::Shared;

/// The pauses between attempts to commit while the disk is full.
const RETRY_FIRST: Duration = Duration::from_millis(250);
const RETRY_LONGEST: Duration = Duration::from_secs(5);

/// The pauses between attempts while the store fails: what was taken is never given up while
/// the engine runs.
#[derive(Debug)]
pub struct Patience {
    pause: Duration,
}

impl Patience {
    /// None was needed yet.
    pub const fn new() -> Self {
        Self { pause: RETRY_FIRST }
    }

    /// Tells the windows and waits. When the engine stops meanwhile, the error is what it ends with.
    pub async fn wait(
        &mut self,
        shared: &Shared,
        error: StoreError,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        tracing::error!(error = %chain(&error), "the store failed; it is tried again");
        shared.storage_fails(clock::now(), why(&error));
        let pause = self.pause;
        self.pause = (pause * 2).min(RETRY_LONGEST);
        tokio::select! {
            () = tokio::time::sleep(pause) => Ok(()),
            _ = stop.wait_for(|stop| *stop) => Err(error),
        }
    }
}

fn why(error: &StoreError) -> String {
    match error {
        StoreError::Full(_) => "The disk is full: nothing new is kept until there is room.",
        StoreError::Busy(_) => "Another program is writing to the database.",
        _ => "The database cannot be written.",
    }
    .to_owned()
}
