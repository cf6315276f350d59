//! The last stays of an asset, and the changes to them that others must be told.

use serde::{Deserialize, Serialize};
use trackward_model::{FloorIndex, Means, PlaceIndex, Span, Stay, StayChange, Timestamp};

/// Stays kept of an asset for late corrections: some days of a pump's life.
pub const STAYS_KEPT: usize = 20;

/// Stands for the end of the stay that lasts.
const OPEN: Timestamp = Timestamp(i64::MAX);

/// A place, or no room on a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Spot {
    pub floor: FloorIndex,
    pub place: Option<PlaceIndex>,
}

/// A stay as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub spot: Spot,
    pub from: Timestamp,
    /// [`OPEN`] while it lasts.
    pub to: Timestamp,
    /// Not kept up while it lasts: the track knows better.
    pub last_seen: Timestamp,
    /// How strongly its place heard the asset.
    pub centi_dbm: i16,
    /// By what means.
    pub means: Means,
}

impl Kept {
    pub(crate) fn open(spot: Spot, from: Timestamp) -> Self {
        Self { spot, from, to: OPEN, last_seen: from, centi_dbm: 0, means: Means::default() }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.to == OPEN
    }

    fn stay(&self, heard_last: Timestamp) -> Stay {
        Stay {
            place: self.spot.place,
            floor: self.spot.floor,
            from: self.from,
            to: (!self.is_open()).then_some(self.to),
            last_seen: if self.is_open() { heard_last } else { self.last_seen },
        }
    }
}

/// How a stay ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaving {
    pub to: Timestamp,
    pub last_seen: Timestamp,
    pub centi_dbm: i16,
    pub means: Means,
}

/// The last stays, in order, never overlapping; only the last one may be open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stays {
    list: Vec<Kept>,
    /// What the present instant has changed.
    before: Option<Before>,
    /// Stays that ended by then are no longer kept.
    forgotten: Timestamp,
}

/// The list as it was before the present instant: its first `keep` stays, then these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Before {
    keep: u32,
    tail: Vec<Kept>,
}

impl Default for Stays {
    fn default() -> Self {
        Self { list: Vec::new(), before: None, forgotten: Timestamp::MIN }
    }
}

impl Stays {
    pub(crate) fn list(&self) -> &[Kept] {
        &self.list
    }

    pub(crate) fn forgotten(&self) -> Timestamp {
        self.forgotten
    }

    /// The kept stays, the open one heard last then.
    pub(crate) fn iter(&self, heard_last: Timestamp) -> impl ExactSizeIterator<Item = Stay> + '_ {
        self.list.iter().map(move |kept| kept.stay(heard_last))
    }

    /// A new instant begins: what the one before has changed is so.
    #[inline]
    pub(crate) fn begin_instant(&mut self) {
        if self.before.is_some() {
            self.before = None;
            while self.list.len() > STAYS_KEPT {
                self.forgotten = self.list.remove(0).to;
            }
        }
    }

    /// Whether the present instant has changed anything.
    #[inline]
    pub(crate) fn is_changed(&self) -> bool {
        self.before.is_some()
    }

    /// Changes the list from what it was before the present instant, and tells what differs
    /// from what was told.
    pub(crate) fn change(
        &mut self,
        heard_last: Timestamp,
        changes: &mut Vec<StayChange>,
        change: impl FnOnce(&mut Vec<Kept>),
    ) {
        let told = self.list.clone();
        let mut before = told.clone();
        if let Some(Before { keep, tail }) = self.before.take() {
            before.truncate(keep as usize);
            before.extend(tail);
        }
        self.list.clone_from(&before);
        change(&mut self.list);
        // A correction can take the last sighting of a stay away from it.
        for stay in self.list.iter_mut().filter(|stay| !stay.is_open()) {
            stay.last_seen = stay.last_seen.clamp(stay.from, stay.to);
        }
        if before != self.list {
            let keep = before.iter().zip(&self.list).take_while(|(a, b)| a == b).count();
            self.before = Some(Before { keep: keep as u32, tail: before.split_off(keep) });
        }
        let is_told = |kept: &Kept| self.list.iter().any(|now| now.from == kept.from);
        for gone in told.iter().filter(|kept| !is_told(kept)) {
            changes.push(StayChange::Remove { from: gone.from });
        }
        for now in self.list.iter().filter(|now| !told.contains(now)) {
            changes.push(StayChange::Put(now.stay(heard_last)));
        }
    }
}

/// The asset has come to a spot: the open stay ends and another begins, or an earlier one goes
/// on. An absence shorter than the exit delay does not break a stay: what lies in between is
/// taken out and the earlier stay goes on.
pub(crate) fn arrive(
    list: &mut Vec<Kept>,
    spot: Spot,
    from: Timestamp,
    leaving: Leaving,
    exit_delay: Span,
) {
    if let Some(last) = list.last_mut().filter(|last| last.is_open()) {
        last.to = leaving.to.max(last.from);
        last.last_seen = leaving.last_seen;
        last.centi_dbm = leaving.centi_dbm;
        last.means = leaving.means;
    }
    let recent = |kept: &Kept| from.since(kept.to) < exit_delay;
    let back =
        (0..list.len()).rev().take_while(|&i| recent(&list[i])).find(|&i| list[i].spot == spot);
    if let Some(back) = back {
        list.truncate(back + 1);
        list[back].to = OPEN;
        return;
    }
    while list.last().is_some_and(|last| last.from >= from) {
        list.pop();
    }
    // One more is enough: with the usual doubling the spare room would be half of a track.
    list.reserve_exact(1);
    list.push(Kept::open(spot, from));
}
