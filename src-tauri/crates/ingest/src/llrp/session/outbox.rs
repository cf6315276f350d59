//! What was heard and not yet handed on.

use std::collections::VecDeque;

use tokio::sync::mpsc;
use trackward_model::{
    ReaderEvent, ReaderIndex, ReaderState, RejectReason, SourceEvent, SourceIndex, Span, Timestamp,
};

use super::ending::Ending;
use crate::Heard;
use crate::link::{Tail, is_step};

/// How much waits while the pipeline is busy. Reading goes on so long, or a keepalive that lies
/// behind reports would be answered too late; then the reader is made to wait.
const WAITING_MAX: usize = 256;

pub struct Outbox {
    events: mpsc::Sender<Heard>,
    waiting: VecDeque<Heard>,
    source: SourceIndex,
    reader: ReaderIndex,
    tail: Tail,
    now: fn() -> Timestamp,
    last_said: Option<(ReaderState, String)>,
    /// How far the reader's clock was said to be off. Outlives a connection.
    clock_said: Option<Span>,
}

impl Outbox {
    pub fn new(
        events: mpsc::Sender<Heard>,
        (source, reader): (SourceIndex, ReaderIndex),
        tail: Tail,
        now: fn() -> Timestamp,
    ) -> Self {
        let (waiting, last_said, clock_said) = (VecDeque::new(), None, None);
        Self { events, waiting, source, reader, tail, now, last_said, clock_said }
    }

    /// Where reports are shown to who looks on.
    pub const fn tail(&self) -> &Tail {
        &self.tail
    }

    pub const fn reader(&self) -> ReaderIndex {
        self.reader
    }

    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    pub fn last_state(&self) -> ReaderState {
        self.last_said.as_ref().map_or(ReaderState::Unknown, |(state, _)| *state)
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub fn is_full(&self) -> bool {
        self.waiting.len() >= WAITING_MAX
    }

    pub fn push(&mut self, heard: Heard) {
        self.waiting.push_back(heard);
    }

    /// Says what the reader is, unless that was said last.
    pub fn state(&mut self, state: ReaderState, reason: String) {
        let said = (state, reason);
        if self.last_said.as_ref() != Some(&said) {
            let (state, reason) = said.clone();
            self.last_said = Some(said);
            let event = SourceEvent::State { state, reason: reason.clone() };
            self.push(Heard::Source { source: self.source, at: self.now(), event });
            self.event(ReaderEvent::State { state, reason });
        }
    }

    /// Says how far the reader's clock is off, unless that was said last.
    pub fn clock(&mut self, offset: Span) {
        if self.clock_said.is_none_or(|said| is_step(said, offset)) {
            self.clock_said = Some(offset);
            self.event(ReaderEvent::Clock { offset_ms: offset.as_milliseconds() });
        }
    }

    pub fn event(&mut self, event: ReaderEvent) {
        self.push(Heard::Reader { reader: self.reader, at: self.now(), event });
    }

    pub fn rejected(&mut self, reason: RejectReason, count: u32) {
        if count > 0 {
            let (source, at) = (Some(self.source), self.now());
            self.push(Heard::Rejected { source, at, reason, count: count.into() });
        }
    }

    /// Hands on the oldest as soon as there is room. Dropped midway, it has done nothing.
    pub async fn deliver(&mut self) -> Result<(), Ending> {
        let room = self.events.reserve().await.map_err(|_| Ending::NobodyListens)?;
        if let Some(heard) = self.waiting.pop_front() {
            room.send(heard);
        }
        Ok(())
    }

    pub async fn flush(&mut self) -> Result<(), Ending> {
        while !self.is_empty() {
            self.deliver().await?;
        }
        Ok(())
    }
}
