//! The client of an Impinj reader's own interface (R700 family): reads its endless stream of
//! events over HTTP.
//!
//! - A reader that is idle is started first; one that runs is left as it is, whoever started it.
//! - On the way out the inventory is left running: others may listen to the same reader, and a
//!   reader that has to start anew misses what passes meanwhile.
//! - The reader waits for its listener, and stops reading tags when that is slow. So the stream is
//!   drained whatever the pipeline does: what finds no room in a queue of [`QUEUE_LINES_MAX`]
//!   lines pushes the oldest out, counted as `dropped`.
//! - Blank lines, which the reader sends when it has nothing to tell, are signs of life. Where not
//!   even they come, its state is asked for.

mod api;
mod drain;
mod lines;
mod queue;
mod session;

use tokio::sync::mpsc;

use crate::link::{Control, Outlet, Pace, Secret, TlsOptions, keep};
use session::Session;

/// The longest line that is taken, in bytes.
pub const LINE_BYTES_MAX: usize = 64 << 10;
/// How many lines wait for the pipeline.
pub const QUEUE_LINES_MAX: usize = 10_000;
/// How much waits for the pipeline altogether, in bytes.
pub const QUEUE_BYTES_MAX: usize = 8 << 20;

/// Which reader to listen to, and how.
#[derive(Debug, Clone)]
pub struct ImpinjHttpConfig {
    /// The source's id: spreads the retries of many.
    pub name: String,
    /// `https://host`, `http://host:port`, or a host alone for https.
    pub address: String,
    /// How to encrypt.
    pub tls: TlsOptions,
    /// The name to log in with: `root`, as readers come.
    pub username: String,
    /// Its password.
    pub password: Option<Secret>,
    /// The antenna ports with which an idle reader is started; 1 where none is given.
    pub antennas: Vec<u16>,
    /// How soon to try again.
    pub pace: Pace,
}

/// Listens until it is told to stop, `control` is dropped at the other end, or nobody listens to
/// the outlet any more.
pub async fn run(
    config: ImpinjHttpConfig,
    mut outlet: Outlet,
    mut control: mpsc::Receiver<Control>,
) {
    keep(&mut outlet, &mut control, &config.name, &config.pace, Session { config: &config }).await;
}
