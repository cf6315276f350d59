//! The way of a source's messages to the pipeline: readers found, clocks judged, nothing lost.

use std::collections::HashMap;

use tokio::sync::{mpsc, oneshot};
use trackward_model::{
    ClockKind, ReaderEvent, ReaderIndex, ReaderState, RejectReason, Sighting, SourceEvent,
    SourceIndex, Timestamp,
};

use super::clock::{ClockWatch, is_believed};
use super::event::{Spot, TagEvent};
use super::tail::cut;
use super::{Ending, Roster, Tail};
use crate::heard::{Heard, Receipt};

/// What a source adds about a tag is kept up to this length, in bytes. Half of it would say
/// nothing: what is longer is not kept.
pub const PROPERTIES_BYTES_MAX: usize = 2 << 10;

/// How much of an unknown reader's name is kept.
const STRANGER_BYTES_MAX: usize = 128;

/// One message of a source, decoded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message<'a> {
    /// What the source calls the reader it is of, or the topic: shown to who looks on.
    pub from: &'a str,
    /// The message as it came.
    pub raw: &'a [u8],
    /// What it tells of tags, in its order.
    pub events: Vec<TagEvent<'a>>,
    /// Readers that it is a sign of life of, though they heard nothing.
    pub beats: Vec<&'a str>,
    /// What of it could not be taken, and how often.
    pub rejected: Vec<(RejectReason, u64)>,
    /// It tells of the past, as a file does: an old time in it says nothing of a clock.
    pub is_history: bool,
    /// It was kept since nobody knows when: only what tells its own time is taken of it, and it is
    /// no sign of life.
    pub is_kept: bool,
}

/// Where a session hands on what it hears. Waits while the pipeline is behind.
#[derive(Debug)]
pub struct Outlet {
    source: SourceIndex,
    roster: Roster,
    heard: mpsc::Sender<Heard>,
    tail: Tail,
    now: fn() -> Timestamp,
    said: Option<(ReaderState, String)>,
    clocks: HashMap<ReaderIndex, ClockWatch>,
}

impl Outlet {
    /// The outlet of a source. `now` is this host's clock.
    #[must_use]
    pub fn new(
        source: SourceIndex,
        roster: Roster,
        heard: mpsc::Sender<Heard>,
        tail: Tail,
        now: fn() -> Timestamp,
    ) -> Self {
        Self { source, roster, heard, tail, now, said: None, clocks: HashMap::new() }
    }

    /// This host's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// The readers that the source hears for.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// What the source was last said to be.
    #[must_use]
    pub fn last_state(&self) -> ReaderState {
        self.said.as_ref().map_or(ReaderState::Unknown, |(state, _)| *state)
    }

    /// Says what the source is, and with it its readers, unless that was said last.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub async fn state(&mut self, state: ReaderState, reason: String) -> Result<(), Ending> {
        let said = (state, reason);
        if self.said.as_ref() == Some(&said) {
            return Ok(());
        }
        let reason = said.1.clone();
        self.said = Some(said);
        if state == ReaderState::Online {
            self.roster.begin();
        }
        let (source, at) = (self.source, self.now());
        let event = SourceEvent::State { state, reason: reason.clone() };
        self.send(Heard::Source { source, at, event }).await?;
        for reader in self.roster.readers().collect::<Vec<_>>() {
            self.reader_state(reader, state, reason.clone()).await?;
        }
        Ok(())
    }

    /// Hands on what came in one message.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub async fn take(&mut self, message: Message<'_>) -> Result<(), Ending> {
        let received_at = self.now();
        let mut rejected = message.rejected;
        let mut sightings = Vec::with_capacity(message.events.len());
        let (mut back, mut properties) = (Vec::new(), Vec::new());
        let mut strangers: HashMap<&str, u64> = HashMap::new();
        for event in &message.events {
            let sighting = if message.is_kept && event.at.is_none() {
                Err(self.undated(event))
            } else {
                self.sighting(event, received_at, message.is_history)
            };
            match sighting {
                Ok(sighting) => {
                    back.extend(self.roster.heard(&event.reader, Some(event.tag), received_at));
                    sightings.push(sighting);
                    let kept = event.properties.filter(|text| text.len() <= PROPERTIES_BYTES_MAX);
                    properties.extend(kept.map(|text| (event.tag, text.into())));
                }
                Err(reason) => {
                    if reason == RejectReason::UnknownReader && !event.reader.is_empty() {
                        *strangers.entry(event.reader.as_ref()).or_default() += 1;
                    }
                    rejected.push((reason, 1));
                }
            }
        }
        let beats = message.beats.into_iter().filter(|_| !message.is_kept);
        for name in beats {
            back.extend(self.roster.heard(name, None, received_at));
        }
        let reasons = rejected.iter().map(|(reason, _)| *reason);
        self.tail.show(received_at, message.from, message.raw, sightings.len(), reasons);
        for reader in back {
            self.reader_state(reader, ReaderState::Online, String::new()).await?;
        }
        if !message.is_history {
            self.tell_clocks(&message.events, received_at).await?;
        }
        if !sightings.is_empty() {
            self.send(Heard::Sightings(sightings)).await?;
        }
        if !properties.is_empty() {
            self.send(Heard::Properties { at: received_at, of: properties }).await?;
        }
        for (named, count) in strangers {
            let named = cut(named, STRANGER_BYTES_MAX).to_owned();
            let source = self.source;
            self.send(Heard::Stranger { source, at: received_at, named, count }).await?;
        }
        for (reason, count) in rejected {
            self.rejected(reason, count).await?;
        }
        Ok(())
    }

    /// Counts what could not be taken.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub async fn rejected(&self, reason: RejectReason, count: u64) -> Result<(), Ending> {
        let (source, at) = (Some(self.source), self.now());
        self.send(Heard::Rejected { source, at, reason, count }).await
    }

    /// A receipt for all that was handed on until now.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub async fn receipt(&self) -> Result<oneshot::Receiver<()>, Ending> {
        let (receipt, given) = Receipt::new();
        self.send(Heard::Receipt(receipt)).await?;
        Ok(given)
    }

    /// Says which readers have fallen silent; to be asked every minute or so while the source is
    /// online.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub async fn look_for_silence(&mut self) -> Result<(), Ending> {
        let now = self.now();
        for reader in self.roster.fallen_silent(now) {
            let reason = "Its source answers, but it has been silent for longer than it may be.";
            self.reader_state(reader, ReaderState::Offline, reason.to_owned()).await?;
        }
        Ok(())
    }

    /// Why an event of nobody knows when is not taken. That its reader is unknown says more.
    fn undated(&self, event: &TagEvent<'_>) -> RejectReason {
        match self.roster.find(&event.reader) {
            Some(_) => RejectReason::Undated,
            None => RejectReason::UnknownReader,
        }
    }

    fn sighting(
        &self,
        event: &TagEvent<'_>,
        received_at: Timestamp,
        is_history: bool,
    ) -> Result<Sighting, RejectReason> {
        let reader = self.roster.find(&event.reader).ok_or(RejectReason::UnknownReader)?;
        let position = match &event.spot {
            None => None,
            Some(Spot::At(position)) => Some(*position),
            Some(Spot::Place(id)) => Some(self.roster.place(id).ok_or(RejectReason::UnknownPlace)?),
        };
        let believed = event.at.filter(|at| {
            let offset = at.since(received_at);
            is_believed(offset) || (is_history && offset.0 < 0)
        });
        let clock = if believed.is_some() { ClockKind::Reader } else { ClockKind::Host };
        Ok(Sighting {
            at: believed.unwrap_or(received_at),
            received_at,
            tag: event.tag,
            reader,
            antenna: event.antenna,
            count: event.count.max(1),
            rssi: event.rssi,
            position,
            battery_percent: event.battery_percent,
            clock,
        })
    }

    /// Tells of each reader how far its clock is off, when that is news. What came late says
    /// nothing of a clock, so only the newest event of a message counts.
    async fn tell_clocks(
        &mut self,
        events: &[TagEvent<'_>],
        received_at: Timestamp,
    ) -> Result<(), Ending> {
        let mut newest: HashMap<ReaderIndex, Timestamp> = HashMap::new();
        for event in events {
            let (Some(at), Some(reader)) = (event.at, self.roster.find(&event.reader)) else {
                continue;
            };
            newest.entry(reader).and_modify(|newest| *newest = at.max(*newest)).or_insert(at);
        }
        for (reader, at) in newest {
            let clock = self.clocks.entry(reader).or_default();
            if let Some(offset) = clock.note(at.since(received_at), received_at) {
                let event = ReaderEvent::Clock { offset_ms: offset.as_milliseconds() };
                self.send(Heard::Reader { reader, at: received_at, event }).await?;
            }
        }
        Ok(())
    }

    async fn reader_state(
        &self,
        reader: ReaderIndex,
        state: ReaderState,
        reason: String,
    ) -> Result<(), Ending> {
        let event = ReaderEvent::State { state, reason };
        self.send(Heard::Reader { reader, at: self.now(), event }).await
    }

    async fn send(&self, heard: Heard) -> Result<(), Ending> {
        self.heard.send(heard).await.map_err(|_| Ending::NobodyListens)
    }
}
