//! Keeping the database small: what is older than the journal is kept for goes, a little at a
//! time. Stays and alerts are history and stay.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior};
use trackward_model::{Span, Timestamp};

use crate::clock;
use crate::error::chain;
use crate::report::pack_stays;
use crate::shared::Shared;

/// How long the journal is kept: what a policy replay looks back over.
const JOURNAL_KEPT: Span = Span::days(30);
/// How many rows of the change feed are kept for those who read it late.
const CHANGES_KEPT: u64 = 100_000;
/// A start has more urgent things to do.
const FIRST: Duration = Duration::from_secs(60);
const EVERY: Duration = Duration::from_secs(3_600);

/// Prunes soon after the start and then every hour, until told to stop.
pub async fn run(shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let mut every = tokio::time::interval_at(Instant::now() + FIRST, EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let pruned = async {
        loop {
            every.tick().await;
            prune(&shared).await;
        }
    };
    let stopped = async {
        // An error says that nobody is left to say it.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    tokio::select! {
        () = pruned => {}
        () = stopped => {}
    }
}

async fn prune(shared: &Shared) {
    let before = clock::now() - JOURNAL_KEPT;
    match shared.store.journal_prune(before).await {
        Ok(0) => {}
        Ok(entries) => tracing::info!(entries, "the journal was cut to 30 days"),
        // Tried again in an hour; until then the database is a little larger.
        Err(error) => tracing::warn!(error = %chain(&error), "the journal could not be cut"),
    }
    if let Err(error) = shared.store.reader_state_prune(before).await {
        tracing::warn!(error = %chain(&error), "how readers were could not be cut");
    }
    let reached = shared.world().reached;
    if reached != Timestamp::MIN
        && let Err(error) = pack_stays(&shared.store, reached, |_| true).await
    {
        tracing::warn!(error = %chain(&error), "stays could not be packed");
    }
    if let Err(error) = shared.store.change_prune(CHANGES_KEPT).await {
        tracing::warn!(error = %chain(&error), "the change feed could not be cut");
    }
}
