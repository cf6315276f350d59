//! The policy replay that runs beside the pipeline, one at a time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use trackward_model::ask::{Done, PolicyReplay};
use trackward_store::Store;

use super::{Rerun, rerun};
use crate::error::failure;

/// How it is getting on. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Reruns {
    state: Arc<Mutex<PolicyReplay>>,
    cancelled: Arc<AtomicBool>,
}

impl Reruns {
    /// How the last one is getting on, or what it came to.
    pub fn state(&self) -> PolicyReplay {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Starts one, unless one is running.
    pub fn start(&self, store: Store, what: Rerun) -> Done {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, PolicyReplay::Running(_)) {
            return Done::NotNow("A policy replay is running already.".to_owned());
        }
        *state = PolicyReplay::Running(0.0);
        self.cancelled.store(false, Ordering::Relaxed);
        let running = self.clone();
        tokio::spawn(async move {
            let told = running.clone();
            let progress = move |part| told.set(PolicyReplay::Running(part));
            let state = match rerun(&store, what, &running.cancelled, progress).await {
                Ok(Some(done)) => PolicyReplay::Done(done),
                Ok(None) => PolicyReplay::Cancelled,
                Err(error) => PolicyReplay::Failed(failure(&error)),
            };
            running.set(state);
        });
        Done::Done
    }

    /// Stops it.
    pub fn cancel(&self) -> Done {
        if matches!(self.state(), PolicyReplay::Running(_)) {
            self.cancelled.store(true, Ordering::Relaxed);
            Done::Done
        } else {
            Done::NotNow("No policy replay is running.".to_owned())
        }
    }

    fn set(&self, state: PolicyReplay) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}
