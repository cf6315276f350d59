//! Readers' health: when an asset could have been heard, and when nobody could have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trackward_model::{
    DOWNTIMES_IN_EVIDENCE, ReaderHealth, ReaderIndex, ReaderState, Span, Timestamp,
};

use crate::history::{Downtime, History, intersection, union};
use crate::scene::{CoverIndex, Scene};

/// How many ports of a reader can be followed; LLRP readers have 4 to 64.
const PORTS_KEPT: usize = 64;

/// How all readers are and were.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Health {
    readers: Vec<Hearing>,
}

/// How one reader is and was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Hearing {
    /// What it said of itself, attempts to reach it included.
    states: History<ReaderState>,
    /// Whether it hears.
    hears: History<bool>,
    /// Whether an antenna is plugged in, by port; of those that were ever told of.
    plugs: BTreeMap<u16, History<bool>>,
}

/// Whether a reader in this state hears nothing. One of which nothing is known has no connection
/// of its own: a recorded one.
#[must_use]
pub const fn is_deaf(state: ReaderState) -> bool {
    is_down(state) || matches!(state, ReaderState::Paused)
}

/// Whether a reader in this state should be heard from and is not.
pub(crate) const fn is_down(state: ReaderState) -> bool {
    matches!(state, ReaderState::Connecting | ReaderState::Offline | ReaderState::Taken)
}

const fn is_not(hears: bool) -> bool {
    !hears
}

impl Health {
    /// Room for as many readers as the site has.
    pub(crate) fn fit(&mut self, readers: usize) {
        if self.readers.len() < readers {
            self.readers.resize(readers, Hearing::default());
        }
    }

    pub(crate) fn note_state(&mut self, reader: ReaderIndex, at: Timestamp, state: ReaderState) {
        if let Some(hearing) = self.readers.get_mut(reader.at()) {
            hearing.states.note(at, state);
            hearing.hears.note(at, !is_deaf(state));
        }
    }

    pub(crate) fn note_plug(
        &mut self,
        reader: ReaderIndex,
        at: Timestamp,
        port: u16,
        connected: bool,
    ) {
        let Some(hearing) = self.readers.get_mut(reader.at()) else { return };
        let is_known = hearing.plugs.contains_key(&port);
        if is_known || (!connected && hearing.plugs.len() < PORTS_KEPT) {
            hearing.plugs.entry(port).or_default().note(at, connected);
        }
    }

    /// Since when a reader is down without a break, if it is.
    pub(crate) fn down_since(&self, reader: ReaderIndex) -> Option<Timestamp> {
        let hearing = self.readers.get(reader.at())?;
        let (deaf, _) = hearing.hears.downtimes(Timestamp::MIN, is_not).pop()?;
        // A time before that, in which nobody listened, is not the reader's.
        let (down, to) = hearing.states.downtimes(Timestamp::MIN, is_down).pop()?;
        (to == Timestamp::MAX).then_some(down.max(deaf))
    }

    /// When none of a cover's antennas heard anything, as far as that is after an instant.
    pub(crate) fn downtimes(
        &self,
        scene: &Scene,
        cover: CoverIndex,
        since: Timestamp,
    ) -> Vec<Downtime> {
        let mut all: Option<Vec<Downtime>> = None;
        for &(reader, port) in scene.cover(cover) {
            let own = self.antenna_downtimes(reader, port, since);
            let both = match all {
                None => own,
                Some(others) => intersection(&others, &own),
            };
            if both.is_empty() {
                return both;
            }
            all = Some(both);
        }
        all.unwrap_or_default()
    }

    /// Whether none of a cover's antennas hears anything at an instant.
    pub(crate) fn is_down_at(&self, scene: &Scene, cover: CoverIndex, at: Timestamp) -> bool {
        let hold = |(from, to): &Downtime| *from <= at && at < *to;
        self.downtimes(scene, cover, at).iter().any(hold)
    }

    fn antenna_downtimes(
        &self,
        reader: ReaderIndex,
        port: Option<u16>,
        since: Timestamp,
    ) -> Vec<Downtime> {
        let Some(hearing) = self.readers.get(reader.at()) else { return Vec::new() };
        let down = hearing.hears.downtimes(since, is_not);
        let plug = port.and_then(|port| hearing.plugs.get(&port));
        match plug {
            Some(plug) => union(down, &plug.downtimes(since, is_not)),
            None => down,
        }
    }

    /// How a reader was from one instant to another, for an alert's evidence.
    pub(crate) fn shown(
        &self,
        reader: ReaderIndex,
        since: Timestamp,
        at: Timestamp,
    ) -> ReaderHealth {
        let hearing = self.readers.get(reader.at());
        let state = hearing.and_then(|hearing| hearing.states.at(at)).unwrap_or_default();
        let downtimes =
            hearing.map(|hearing| hearing.hears.downtimes(since, is_not)).unwrap_or_default();
        let mut down: Vec<(Timestamp, Option<Timestamp>)> = (downtimes.into_iter())
            .filter(|(from, _)| *from <= at)
            .map(|(from, to)| (from, (to <= at).then_some(to)))
            .collect();
        if let Some(too_many) = down.len().checked_sub(DOWNTIMES_IN_EVIDENCE) {
            down.drain(..too_many);
        }
        ReaderHealth { reader, state, down }
    }
}

/// For how long an asset could have been heard and was not.
pub(crate) fn unheard(downtimes: &[Downtime], last_seen: Timestamp, now: Timestamp) -> Span {
    let blind = |&(from, to): &Downtime| to.min(now).since(from.max(last_seen)).0.max(0);
    let blind = downtimes.iter().map(blind).fold(0_i64, i64::saturating_add);
    Span(now.since(last_seen).0.saturating_sub(blind).max(0))
}

/// The first instant at which an asset has been unheard for so long. After its readers were down
/// it is not before they have had one interval of its tag to hear it. `None` while they are down.
pub(crate) fn crossing(
    downtimes: &[Downtime],
    last_seen: Timestamp,
    after: Span,
    tag_interval: Span,
) -> Option<Timestamp> {
    let (mut up_from, mut gate, mut left) = (last_seen, last_seen, after);
    for &(from, to) in downtimes.iter().filter(|(_, to)| *to > last_seen) {
        let from = from.max(last_seen);
        let crossed = (up_from + left).max(gate);
        if crossed <= from {
            return Some(crossed);
        }
        if to == Timestamp::MAX {
            return None;
        }
        left = Span(left.0.saturating_sub(from.since(up_from).0).max(0));
        up_from = to;
        gate = to + tag_interval;
    }
    Some((up_from + left).max(gate))
}
