//! Looks into a folder every few seconds, and takes what is whole.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::sync::mpsc;
use trackward_model::{ReaderState, RejectReason};

use super::DropFolderConfig;
use super::file::{Format, Lines};
use super::folder::{DONE, Folder, REJECTED};
use super::row::Names;
use crate::link::{Control, Ending, Idle, Message, Outlet, Serve, idle};

/// So many events go on at once.
const BATCH_EVENTS_MAX: usize = 1_000;
/// So many bad lines are named in a file of reasons; the others are counted.
const REASONS_MAX: usize = 1_000;
const LOOK_FOR_SILENCE_EVERY: Duration = Duration::from_secs(60);

/// What looks into a folder.
pub(super) struct Watcher<'a> {
    pub(super) config: &'a DropFolderConfig,
}

impl Serve for Watcher<'_> {
    async fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        self.watch(outlet, control).await.err().unwrap_or(Ending::Stopped)
    }
}

impl Watcher<'_> {
    async fn watch(
        &self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Result<(), Ending> {
        let mut folder = Folder::open(&self.config.folder).await?;
        outlet.state(ReaderState::Online, String::new()).await?;
        let mut waited = Duration::ZERO;
        loop {
            for name in folder.whole().await? {
                let taking = self.take(&mut folder, &name, outlet);
                tokio::select! {
                    taken = taking => taken?,
                    // What was not committed is taken again at the next start.
                    () = stopped(control) => return Ok(()),
                }
            }
            if idle(self.config.poll_every, control).await == Idle::Stop {
                return Ok(());
            }
            waited += self.config.poll_every;
            if waited >= LOOK_FOR_SILENCE_EVERY {
                outlet.look_for_silence().await?;
                waited = Duration::ZERO;
            }
        }
    }

    /// Takes a whole file, and moves it once what it says is committed.
    async fn take(
        &self,
        folder: &mut Folder<'_>,
        name: &str,
        outlet: &mut Outlet,
    ) -> Result<(), Ending> {
        let Some(format) = Format::of(name) else {
            let sentence = "the name of the file ends neither in .ndjson nor in .csv";
            return reject(folder, name, sentence, outlet).await;
        };
        let bytes = match folder.read(name).await {
            Some(Ok(bytes)) => bytes,
            Some(Err(sentence)) => return reject(folder, name, &sentence, outlet).await,
            None => return Ok(()),
        };
        let lines = match Lines::of(&bytes, format) {
            Ok(lines) => lines,
            Err(sentence) => return reject(folder, name, &sentence, outlet).await,
        };
        let summary = self.hand_on(name, lines, outlet).await?;
        let receipt = outlet.receipt().await?;
        receipt.await.map_err(|_| Ending::NobodyListens)?;
        let is_nothing = summary.taken == 0 && summary.refused > 0;
        let below = if is_nothing { REJECTED } else { DONE };
        put_away(folder, name, below, &summary.text(), outlet).await
    }

    async fn hand_on(
        &self,
        name: &str,
        mut lines: Lines<'_>,
        outlet: &mut Outlet,
    ) -> Result<Summary, Ending> {
        let mut summary = Summary::default();
        loop {
            let raw = lines.rest();
            let mut message = Message { from: name, raw, is_history: true, ..Message::default() };
            {
                let (roster, now) = (outlet.roster(), outlet.now());
                let names = Names { roster, floors: &self.config.floors, now };
                while message.events.len() + message.rejected.len() < BATCH_EVENTS_MAX {
                    let Some((number, line)) = lines.next_event(&names) else { break };
                    match line {
                        Ok(event) => message.events.push(event),
                        Err(refused) => {
                            message.rejected.push((refused.reason, 1));
                            summary.refuse(number, &refused.sentence);
                        }
                    }
                }
            }
            if message.events.is_empty() && message.rejected.is_empty() {
                return Ok(summary);
            }
            summary.taken += message.events.len();
            message.raw = &raw[..raw.len() - lines.rest().len()];
            message.rejected = counted(&message.rejected);
            outlet.take(message).await?;
        }
    }
}

/// What came of a file.
#[derive(Debug, Default)]
struct Summary {
    taken: usize,
    refused: usize,
    reasons: String,
}

impl Summary {
    fn refuse(&mut self, number: u64, sentence: &str) {
        self.refused += 1;
        if self.refused <= REASONS_MAX {
            let _ = writeln!(self.reasons, "line {number}: {sentence}");
        }
    }

    /// What stands in the file of reasons; empty where everything was taken.
    fn text(&self) -> String {
        if self.refused == 0 {
            return String::new();
        }
        let (taken, refused) = (self.taken, self.refused);
        let mut text = format!("{taken} lines were taken, {refused} were not:\n{}", self.reasons);
        if refused > REASONS_MAX {
            let _ = writeln!(text, "and {} more", refused - REASONS_MAX);
        }
        text
    }
}

/// Each reason once, with how often it came.
fn counted(rejected: &[(RejectReason, u64)]) -> Vec<(RejectReason, u64)> {
    let mut counted: Vec<(RejectReason, u64)> = Vec::new();
    for (reason, count) in rejected {
        match counted.iter_mut().find(|(known, _)| known == reason) {
            Some((_, sum)) => *sum += count,
            None => counted.push((*reason, *count)),
        }
    }
    counted
}

async fn reject(
    folder: &mut Folder<'_>,
    name: &str,
    sentence: &str,
    outlet: &mut Outlet,
) -> Result<(), Ending> {
    outlet.rejected(RejectReason::Malformed, 1).await?;
    put_away(folder, name, REJECTED, &format!("{sentence}\n"), outlet).await
}

/// Moves a file. One that cannot be moved is told of, and keeps no other from its turn.
async fn put_away(
    folder: &mut Folder<'_>,
    name: &str,
    below: &str,
    reasons: &str,
    outlet: &mut Outlet,
) -> Result<(), Ending> {
    match folder.put_away(name, below, reasons).await {
        Ok(()) => Ok(()),
        Err(sentence) => outlet.state(ReaderState::Online, sentence).await,
    }
}

/// Waits for the order to stop. A folder is looked into all the time: there is nothing to retry.
async fn stopped(control: &mut mpsc::Receiver<Control>) {
    while let Some(Control::RetryNow) = control.recv().await {}
}
