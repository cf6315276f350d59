//! The client that keeps one reader reporting: connects, sets it up, listens, and starts again
//! when the link ends.
//!
//! Reports go on as batches of sightings, one a frame. What the reader says of itself goes on as
//! reader events. Nothing is thrown away because the pipeline is slow: then less is read, and the
//! reader holds what it has.

mod ending;
mod event;
mod exchange;
mod hear;
mod link;
mod outbox;
mod request;
mod serve;
mod setup;
mod tls;

use std::time::Duration;

use tokio::sync::mpsc;
use trackward_model::{ReaderIndex, ReaderState, SourceIndex, Timestamp};

use ending::Ending;
use outbox::Outbox;
use serve::serve;

use crate::Heard;
pub use crate::link::{Control, TlsOptions};
use crate::link::{Idle, Pace, Tail, delay};

/// Which reader to connect to, and how.
#[derive(Debug, Clone)]
pub struct SessionConfig {
    /// The reader, as sightings name it.
    pub reader: ReaderIndex,
    /// The connection to it.
    pub source: SourceIndex,
    /// Its id: spreads the retries of many readers.
    pub name: String,
    /// `host:port`.
    pub address: String,
    /// How to encrypt; `None` for plain TCP.
    pub tls: Option<TlsOptions>,
    /// How long to wait for what.
    pub timing: Timing,
}

/// How long a session waits for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// For the connection, TLS included.
    pub connect: Duration,
    /// For the reader to say that it takes the connection.
    pub greeting: Duration,
    /// For a reply to a request, and for room to write one.
    pub reply: Duration,
    /// How often the reader is asked to send a keepalive.
    pub keepalive: Duration,
    /// For the inventory to start by itself, before it is started by request.
    pub start: Duration,
    /// For taking leave, altogether.
    pub leave: Duration,
    /// Before the first retry; doubled with each.
    pub backoff_min: Duration,
    /// Between retries, at most.
    pub backoff_max: Duration,
}

impl Timing {
    /// How long a link may be silent before it counts as dead: two keepalives were missed and a
    /// third is late.
    #[must_use]
    pub fn silence(&self) -> Duration {
        self.keepalive * 5 / 2
    }

    fn pace(&self) -> Pace {
        let Self { connect, backoff_min, backoff_max, .. } = *self;
        Pace { connect, backoff_min, backoff_max }
    }
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            greeting: Duration::from_secs(5),
            reply: Duration::from_secs(5),
            keepalive: Duration::from_secs(10),
            start: Duration::from_secs(1),
            leave: Duration::from_secs(3),
            backoff_min: Duration::from_secs(1),
            backoff_max: Duration::from_secs(60),
        }
    }
}

/// Keeps a reader reporting until it is told to stop, `control` is dropped at the other end, or
/// nobody listens to `events` any more.
pub async fn run(
    config: SessionConfig,
    events: mpsc::Sender<Heard>,
    tail: Tail,
    mut control: mpsc::Receiver<Control>,
    now: fn() -> Timestamp,
) {
    let mut outbox = Outbox::new(events, (config.source, config.reader), tail, now);
    let mut attempt = 0;
    let mut by_hand = true;
    loop {
        // A reader that is off for a day is said to be off once, not at every attempt.
        if by_hand || !matches!(outbox.last_state(), ReaderState::Offline | ReaderState::Taken) {
            outbox.state(ReaderState::Connecting, String::new());
        }
        let ending = serve(&config, &mut outbox, &mut control).await;
        if outbox.last_state() == ReaderState::Online {
            attempt = 0;
        }
        match ending {
            Ending::Stopped => {
                // What was heard before the leave still goes on; nobody listening is no error.
                let _ = outbox.flush().await;
                return;
            }
            Ending::NobodyListens => return,
            failed => outbox.state(failed.state(), failed.sentence()),
        }
        let pause = delay(&config.name, attempt, &config.timing.pace());
        attempt = attempt.saturating_add(1);
        by_hand = match wait(pause, &mut outbox, &mut control).await {
            Idle::Over => false,
            Idle::Retry => true,
            Idle::Stop => return,
        };
    }
}

/// Waits before the next attempt, and meanwhile hands on what is left of the last connection.
async fn wait(delay: Duration, outbox: &mut Outbox, control: &mut mpsc::Receiver<Control>) -> Idle {
    let over = tokio::time::sleep(delay);
    tokio::pin!(over);
    loop {
        tokio::select! {
            order = control.recv() => match order {
                Some(Control::RetryNow) => return Idle::Retry,
                Some(Control::Stop) | None => {
                    // The same as above: nobody listening is no error.
                    let _ = outbox.flush().await;
                    return Idle::Stop;
                }
            },
            handed_on = outbox.deliver(), if !outbox.is_empty() => {
                if handed_on.is_err() {
                    return Idle::Stop;
                }
            }
            () = &mut over => return Idle::Over,
        }
    }
}
