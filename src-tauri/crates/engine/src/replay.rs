//! Replaying a recorded day: its events through the same pipeline, by their own clock.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;
use trackward_ingest::Heard;
use trackward_ingest::recorded::{self, Names, Summary};
use trackward_model::{FloorIndex, ReaderIndex, Site, Span, Timestamp};

use crate::clock;
use crate::pipeline::{BATCH_SIGHTINGS_MAX, Control};
use crate::{Engine, EngineError};

/// Days are simulated ahead and recorded long ago, but no further than this.
const AHEAD_MAX: Span = Span::days(366);
const BACK_MAX: Span = Span::days(20 * 366);

/// What a replay came to.
#[derive(Debug)]
pub struct Replayed {
    /// What was in the file.
    pub summary: Summary,
    /// Sightings that the journal held already.
    pub duplicates: u64,
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
}

/// Why a recorded day could not be replayed to its end. What was read before stays.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The file could not be read.
    #[error("{} could not be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

impl Engine {
    /// Feeds a recorded day as fast as the pipeline takes it, and lets the clock run on to
    /// `until`. The same file twice changes nothing.
    ///
    /// # Errors
    /// The file cannot be read, or the pipeline has ended.
    pub async fn replay(
        &self,
        path: &Path,
        until: Option<Timestamp>,
        progress: impl Fn(u64) + Send + 'static,
    ) -> Result<Replayed, ReplayError> {
        let failed = |source| ReplayError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(failed)?;
        let site = self.shared.world().site.clone();
        let heard = self.heard.clone();
        let before = self.duplicates();
        let read = tokio::task::spawn_blocking(move || feed(file, &site, &heard, &progress));
        let summary = read.await.map_err(EngineError::from)?.map_err(failed)?;
        self.settled().await?;
        let end = self.shared.world().reached.max(until.unwrap_or(Timestamp::MIN));
        self.control.send(Control::End(end)).await.map_err(|_| EngineError::Stopped)?;
        self.settled().await?;
        let reached = self.shared.world().reached;
        Ok(Replayed { summary, duplicates: self.duplicates() - before, reached })
    }

    fn duplicates(&self) -> u64 {
        self.shared.world().duplicates
    }
}

/// Reads the file and sends what it holds; waits while the pipeline is behind.
fn feed(
    file: File,
    site: &Site,
    heard: &mpsc::Sender<Heard>,
    progress: &dyn Fn(u64),
) -> std::io::Result<Summary> {
    let now = clock::now();
    let names = names(site).within(now - BACK_MAX, now + AHEAD_MAX);
    let mut lines = 0;
    recorded::read(BufReader::with_capacity(1 << 20, file), &names, BATCH_SIGHTINGS_MAX, |event| {
        if let Heard::Sightings(sightings) = &event {
            lines += sightings.len() as u64;
            progress(lines);
        }
        // The pipeline has ended: the rest is read for nothing, and `settled` says so.
        let _ = heard.blocking_send(event);
    })
}

/// The names that a recorded day uses.
pub fn names(site: &Site) -> Names {
    let readers = site.readers.iter().enumerate().filter(|(_, reader)| !reader.removed);
    let floors = site.floors.iter().enumerate().filter(|(_, floor)| !floor.removed);
    Names::new(
        readers.map(|(i, reader)| (reader.id.clone(), ReaderIndex::of(i))),
        floors.map(|(i, floor)| (floor.id.clone(), FloorIndex::of(i))),
    )
}
