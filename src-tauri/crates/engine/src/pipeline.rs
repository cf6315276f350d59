//! The pipeline: one ordered stream of events, batch by batch.
//!
//! `gather` what came in → `take` it into the world → `admit` late sightings that the journal
//! does not hold → `judge` by the rules → `commit` everything in one transaction → `tell` the
//! windows.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot, watch};
use trackward_ingest::{Heard, Receipt};
use trackward_model::{AssetIndex, RejectReason, Sighting, Span, Subject, Timestamp};
use trackward_store::StoreError;

use crate::clock;
use crate::flush::Flush;
use crate::known::Known;
use crate::patience::Patience;
use crate::rows::Rows;
use crate::shared::Shared;
use crate::watch::Pending;
use crate::world::{Command, JUDGED_BEHIND, Outcome};

/// How many sightings a batch gathers at most; anything else that is heard counts as one.
pub const BATCH_SIGHTINGS_MAX: usize = 5_000;
/// How long a batch gathers at most; half of what the design allows, so that a marker moves soon.
pub const BATCH_WAIT: Duration = Duration::from_millis(100);
/// How often the rules judge what nothing is heard of, while a replay runs faster than the clock.
const JUDGED_EVERY: Span = Span::minutes(1);
/// What was received longer ago counts for no rate.
const PRESENT: Span = Span::minutes(1);
/// A turn of the clock that took longer: this computer slept, or stood still.
const STILL_MAX: Span = Span::seconds(30);
/// How many reports wait between the sources and the pipeline.
pub const HEARD_MAX: usize = 256;

/// What else the pipeline is told, in order with what was heard before.
#[derive(Debug)]
pub enum Control {
    /// The clock runs on.
    Tick(Timestamp),
    /// The clock of a replay stands at its end: everything is judged through it.
    End(Timestamp),
    /// Answered when everything that came before is committed.
    Barrier(oneshot::Sender<()>),
    /// A person does something; answered when it is committed, or why it is not possible now.
    Do(Command, oneshot::Sender<Result<(), &'static str>>),
}

/// A person's command that was done or not, and who waits to hear of it.
type Answer = (oneshot::Sender<Result<(), &'static str>>, Result<(), &'static str>);

/// What one turn of the pipeline works on.
#[derive(Debug, Default)]
struct Gathered {
    heard: Vec<Heard>,
    receipts: Vec<Receipt>,
    /// How much that is: sightings, and one for anything else.
    weight: usize,
    tick: Option<Timestamp>,
    end: Option<Timestamp>,
    commands: Vec<(Command, oneshot::Sender<Result<(), &'static str>>)>,
    barriers: Vec<oneshot::Sender<()>>,
    ended: bool,
}

/// Runs until nobody can send what was heard any more; then commits what is at hand and ends.
/// `stop` only ends the wait for a store that fails.
///
/// # Errors
/// It was told to stop while the store failed: what was at hand is lost.
pub async fn run(
    shared: Arc<Shared>,
    mut heard: mpsc::Receiver<Heard>,
    mut control: mpsc::Receiver<Control>,
    mut stop: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let mut known = Known::default();
    let mut flush = Flush::new(clock::instant());
    let mut turns = Turns::default();
    loop {
        let mut gathered = gather(&mut heard, &mut control).await;
        let mut outcome = Outcome::default();
        let now = clock::now();
        if turns.stood_still(now, gathered.tick.is_some()) {
            shared.world_mut().nobody_listened(now, &mut outcome);
        }
        take(&shared, &gathered, &mut outcome);
        admit(&shared, &mut known, &mut outcome, &mut stop).await?;
        let (changed, answers) = judge(&shared, &mut gathered, &mut outcome);
        // The journal holds no commands: what people did is kept with the state.
        let whole = gathered.ended || !answers.is_empty();
        let due = flush.due(clock::instant(), &changed, outcome.entries.len(), whole);
        let rows = Rows::of(&mut shared.world_mut(), &changed, &due);
        let ticked = gathered.tick.is_some() || gathered.end.is_some();
        commit(&shared, &outcome, &rows, ticked, &mut stop).await?;
        tell(&shared, &changed, &outcome, &rows, ticked);
        for (answer, answered) in answers {
            // Whoever asked may have gone; the commit stands.
            let _ = answer.send(answered);
        }
        gathered.receipts.into_iter().for_each(Receipt::give);
        for barrier in gathered.barriers {
            let _ = barrier.send(());
        }
        if gathered.ended {
            return Ok(());
        }
    }
}

/// Waits for the first event, then gathers for [`BATCH_WAIT`] or up to [`BATCH_SIGHTINGS_MAX`],
/// however fast more comes.
async fn gather(
    heard: &mut mpsc::Receiver<Heard>,
    control: &mut mpsc::Receiver<Control>,
) -> Gathered {
    let mut gathered = Gathered::default();
    let mut deadline = None;
    while !gathered.is_full() && deadline.is_none_or(|at| clock::instant() < at) {
        tokio::select! {
            biased;
            event = heard.recv() => match event {
                Some(event) => gathered.add(event),
                None => {
                    gathered.ended = true;
                    break;
                }
            },
            Some(told) = control.recv() => match told {
                Control::Tick(now) => gathered.tick = Some(now),
                Control::End(at) => gathered.end = Some(at),
                Control::Do(command, answer) => gathered.commands.push((command, answer)),
                Control::Barrier(answer) => gathered.barriers.push(answer),
            },
            () = until(deadline) => break,
        }
        deadline = deadline.or_else(|| Some(clock::instant() + BATCH_WAIT));
    }
    gathered
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
        None => std::future::pending().await,
    }
}

impl Gathered {
    fn add(&mut self, event: Heard) {
        self.weight += match &event {
            Heard::Sightings(sightings) => sightings.len(),
            _ => 1,
        };
        match event {
            Heard::Receipt(receipt) => self.receipts.push(receipt),
            event => self.heard.push(event),
        }
    }

    /// Whether a batch should gather no more. Someone who waits for what came before waits for
    /// nothing else.
    const fn is_full(&self) -> bool {
        self.weight >= BATCH_SIGHTINGS_MAX || !self.barriers.is_empty()
    }
}

/// When the pipeline turned last, since the clock runs.
#[derive(Debug, Default)]
struct Turns {
    last: Option<Timestamp>,
}

impl Turns {
    /// Notes a turn; whether nothing turned for long although the clock runs, which it does from
    /// the first `tick` on.
    fn stood_still(&mut self, now: Timestamp, tick: bool) -> bool {
        let still = self.last.is_some_and(|last| now.since(last) > STILL_MAX);
        if self.last.is_some() || tick {
            self.last = Some(now);
        }
        still
    }
}

/// Takes what was heard into the world, in order.
fn take(shared: &Shared, gathered: &Gathered, outcome: &mut Outcome) {
    let now = clock::now();
    let mut world = shared.world_mut();
    for event in &gathered.heard {
        match event {
            Heard::Sightings(sightings) => {
                // What a recorded or a played past tells is no rate of the present.
                let is_present = |heard: &&Sighting| now.since(heard.received_at) <= PRESENT;
                world.rate.add(now, sightings.iter().filter(is_present).count() as u64);
                world.heard_by_source(now, sightings);
                for sighting in sightings {
                    world.take_sighting(sighting, outcome);
                }
            }
            Heard::Reader { reader, at, event } => {
                world.hear_reader(*reader, *at, event, outcome);
            }
            Heard::Rejected { source, at, reason, count } => {
                world.rejections.add(*at, *reason, *count);
                if let Some(source) = source {
                    world.sources.reject(*source, *reason, *count);
                }
            }
            Heard::Source { source, at, event } => world.sources.take(*source, *at, event),
            Heard::Stranger { source, at, named, count } => {
                world.sources.stranger(*source, named, *at, *count);
            }
            Heard::Properties { at, of } => world.take_properties(*at, of),
            Heard::Receipt(_) => {}
        }
    }
}

/// Does what people asked for, lets the clock run on, and has the rules judge. Gives the assets of
/// which something visible changed, each once and in order, and what to answer.
fn judge(
    shared: &Shared,
    gathered: &mut Gathered,
    outcome: &mut Outcome,
) -> (Vec<AssetIndex>, Vec<Answer>) {
    let mut world = shared.world_mut();
    let commands = std::mem::take(&mut gathered.commands);
    let answers = commands
        .into_iter()
        .map(|(command, answer)| (answer, world.command(&command, outcome)))
        .collect();
    if let Some(now) = gathered.tick.max(gathered.end) {
        world.turn_day(now, outcome);
    }
    let mut changed = world.take_touched();
    if let Some(now) = gathered.tick.max(gathered.end) {
        changed.extend(world.look(now));
    }
    let behind = world.reached - JUDGED_BEHIND;
    if gathered.tick.is_some() || behind.since(world.judged()) >= JUDGED_EVERY {
        world.judge(behind, outcome);
    }
    if let Some(end) = gathered.end {
        world.judge(end, outcome);
    }
    let back = outcome.quarantined.iter().map(|held| held.asset);
    changed.extend(back.chain(outcome.located.iter().map(|(asset, ..)| *asset)));
    changed.extend(outcome.transitions.iter().filter_map(|made| match made.alert.subject {
        Subject::Asset(asset) => Some(asset),
        _ => None,
    }));
    changed.sort_unstable();
    changed.dedup();
    (changed, answers)
}

/// Takes the late sightings that the journal does not hold, after the others: the journal keeps
/// the order in which they were taken, so that a replay takes them in the same one.
async fn admit(
    shared: &Shared,
    known: &mut Known,
    outcome: &mut Outcome,
    stop: &mut watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let suspects = std::mem::take(&mut outcome.suspects);
    if suspects.is_empty() {
        return Ok(());
    }
    let mut patience = Patience::new();
    let late = loop {
        match known.new_among(&shared.store, &suspects, &outcome.entries).await {
            Ok(late) => break late,
            Err(error) => patience.wait(shared, error, stop).await?,
        }
    };
    let mut world = shared.world_mut();
    let at = world.reached;
    let duplicates = (suspects.len() - late.len()) as u64;
    if duplicates > 0 {
        world.duplicates += duplicates;
        world.rejections.add(at, RejectReason::Duplicate, duplicates);
    }
    for sighting in &late {
        world.take_late(sighting, outcome);
    }
    Ok(())
}

/// Commits what a batch came to, in one transaction. A tick is reason enough: how far the clock
/// ran is what questions are answered by.
async fn commit(
    shared: &Shared,
    outcome: &Outcome,
    rows: &Rows,
    ticked: bool,
    stop: &mut watch::Receiver<bool>,
) -> Result<(), StoreError> {
    if outcome.is_empty() && rows.is_empty() && !ticked {
        return Ok(());
    }
    let mut patience = Patience::new();
    while let Err(error) = shared.store.commit(&rows.batch(outcome)).await {
        patience.wait(shared, error, stop).await?;
    }
    shared.storage_works();
    Ok(())
}

/// Tells the windows what changed.
fn tell(shared: &Shared, changed: &[AssetIndex], outcome: &Outcome, rows: &Rows, status: bool) {
    if shared.watchers.is_empty() {
        return;
    }
    let assets = changed.iter().copied().collect();
    let status = status || outcome.tapped;
    let readers = rows.readers.iter().map(|(reader, _)| *reader).collect();
    let alerts = outcome.transitions.iter().map(|made| (made.alert.id, made.alert.clone()));
    let alerts = alerts.collect();
    shared.watchers.tell(&Pending { reload: false, assets, readers, alerts, status });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_batch_ends_whatever_else_is_waiting() {
        let (hear, mut heard) = mpsc::channel(2 * BATCH_SIGHTINGS_MAX);
        let (_control, mut control) = mpsc::channel(1);
        for _ in 0..BATCH_SIGHTINGS_MAX + 1 {
            hear.send(Heard::Receipt(Receipt::new().0)).await.expect("it has room");
        }
        let gathered = gather(&mut heard, &mut control).await;
        assert!((1..=BATCH_SIGHTINGS_MAX).contains(&gathered.receipts.len()));
        assert!(!heard.is_empty(), "the rest is the next one's");
    }

    #[test]
    fn a_long_turn_is_a_standstill_once_the_clock_runs() {
        let mut turns = Turns::default();
        let at = |s| Timestamp(0) + Span::seconds(s);
        assert!(!turns.stood_still(at(0), false), "a recorded day is fed");
        assert!(!turns.stood_still(at(500), true), "the clock begins");
        assert!(!turns.stood_still(at(501), true));
        assert!(!turns.stood_still(at(531), false), "a batch may take its time");
        assert!(turns.stood_still(at(562), false));
        assert!(!turns.stood_still(at(563), true), "it is told once");
        assert!(!turns.stood_still(at(100), true), "a clock that was set back");
        assert!(!turns.stood_still(at(101), true));
    }
}
