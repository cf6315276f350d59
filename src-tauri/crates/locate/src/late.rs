//! Sightings that come late: they correct the past and never move the present.
//!
//! Within a stay a late read of another place must pass the same rule as a live one, against
//! the strength of the stay's place and the silence that was known there. In a gap between
//! stays one read is enough, because nothing says otherwise; only close to a stay of another
//! place it must pass the rule against that, or two antennas that hear the same asset would
//! tear the gap to pieces.

use serde::{Deserialize, Serialize};
use trackward_model::{Means, ReaderIndex, Sighting, Span, StayChange, Timestamp};

use crate::evidence::Evidence;
use crate::instant::close;
use crate::observe::{Context, Observed};
use crate::stays::{Kept, Spot};
use crate::track::Track;
use crate::tuning::{OTHER_FLOOR_FACTOR, POSITION_CENTI_DBM, READS_MIN};

/// Late reads kept of an asset.
pub const LATE_KEPT: usize = 12;

/// The last late reads, in order of arrival; those of one instant in an order of their own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct LateReads(Vec<LateRead>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct LateRead {
    at: Timestamp,
    centi_dbm: i16,
    spot: Spot,
    reader: ReaderIndex,
    antenna: u16,
    reads: u16,
    means: Means,
}

impl LateReads {
    fn add(&mut self, read: LateRead) {
        if self.0.contains(&read) {
            return;
        }
        self.0.push(read);
        let same = self.0.iter().rev().take_while(|other| other.at == read.at).count();
        let start = self.0.len() - same;
        self.0[start..].sort_unstable();
        if self.0.len() > LATE_KEPT {
            self.0.remove(0);
        }
    }

    fn of(&self, spot: Spot, from: Timestamp, to: Timestamp) -> impl Iterator<Item = &LateRead> {
        let within = move |read: &&LateRead| read.at >= from && read.at <= to;
        self.0.iter().filter(within).filter(move |read| read.spot == spot)
    }
}

/// Takes a sighting that is too late for the present.
pub(crate) fn observe(
    track: &mut Track,
    sighting: &Sighting,
    evidence: &Evidence,
    context: &Context<'_>,
    changes: &mut Vec<StayChange>,
) -> Observed {
    let at = sighting.at;
    if at <= track.stays.forgotten() {
        return Observed::TooOld;
    }
    let centi_dbm = match evidence {
        Evidence::Read { read, .. } => {
            track.windows.note_late(read);
            read.centi_dbm
        }
        Evidence::Position(_) | Evidence::Tap(_) => POSITION_CENTI_DBM,
    };
    if !(track.instant.is_late && track.instant.at == at) {
        close(track);
        track.instant.at = at;
        track.instant.is_late = true;
    }
    track.late.add(LateRead {
        at,
        centi_dbm,
        spot: evidence.spot(),
        reader: sighting.reader,
        antenna: sighting.antenna,
        reads: sighting.count.max(1),
        means: sighting.means(),
    });
    let changed = changes.len();
    let past = Past {
        late: &track.late,
        quiet: &track.quiet,
        last_seen: track.last_seen,
        here_centi_dbm: track.here.map_or(0, |here| track.here_centi_dbm(&here)),
        here_means: track.here.map(|here| here.means()).unwrap_or_default(),
        context,
        at,
    };
    track.stays.change(track.last_seen, changes, |list| past.correct(list));
    if let (Some(here), Some(open)) = (&mut track.here, track.stays.list().last()) {
        here.since = open.from;
    }
    if changes.len() > changed { Observed::Corrected } else { Observed::Late }
}

/// What is known of the past when a late instant is judged.
struct Past<'a> {
    late: &'a LateReads,
    quiet: &'a [[Timestamp; 2]],
    last_seen: Timestamp,
    here_centi_dbm: i16,
    here_means: Means,
    context: &'a Context<'a>,
    at: Timestamp,
}

impl Past<'_> {
    /// Judges all late reads of the instant: of the finest means that means a change, the
    /// strongest makes it.
    fn correct(&self, list: &mut Vec<Kept>) {
        let mut spots: Vec<((Means, i16), Spot)> = (self.late.0.iter())
            .filter(|read| read.at == self.at)
            .map(|read| ((read.means, read.centi_dbm), read.spot))
            .collect();
        spots.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let after = list.partition_point(|stay| stay.from <= self.at);
        for (_, spot) in spots {
            let covering = after.checked_sub(1).filter(|&i| self.at <= self.end(&list[i]));
            let done = match covering {
                // It was known to be there.
                Some(i) if list[i].spot == spot => true,
                Some(i) => self.split(list, i, spot),
                None => self.fill(list, after, spot),
            };
            if done {
                self.join(list, after.saturating_sub(1));
                return;
            }
        }
    }

    fn end(&self, stay: &Kept) -> Timestamp {
        if stay.is_open() { self.last_seen } else { stay.to }
    }

    /// The asset was elsewhere for a part of this stay, if the evidence says so.
    fn split(&self, list: &mut Vec<Kept>, i: usize, spot: Spot) -> bool {
        let stay = list[i];
        let end = self.end(&stay);
        let (from, to, last, deaf) = match self.unheard(&stay, end) {
            Some([from, to]) => {
                let Some((first, last)) = self.run(spot, from, to) else {
                    return false;
                };
                (first, to.min(end), last, last.since(from))
            }
            None => {
                let silence = self.context.silence;
                let near = self.run(
                    spot,
                    (self.at - silence).max(stay.from),
                    (self.at + silence).min(end),
                );
                let Some((first, last)) = near else {
                    return false;
                };
                (first, last, last, Span::ZERO)
            }
        };
        let from = from.max(stay.from);
        if from >= to {
            return false;
        }
        // A stay next to this one that the correction lengthens counts towards the absence.
        let next_to = |j: Option<usize>| j.and_then(|j| list.get(j)).filter(|s| s.spot == spot);
        let absent_from =
            next_to(i.checked_sub(1)).filter(|s| s.to == from).map_or(from, |s| s.from);
        let absent_to = next_to(Some(i + 1)).filter(|s| s.from == to).map_or(to, |s| self.end(s));
        if absent_to.since(absent_from) < self.context.exit_delay || !self.beats(&stay, spot, deaf)
        {
            return false;
        }
        let rest = Kept { from: to, ..stay };
        let (means, centi_dbm, _) = self.heard_of(spot);
        let other = Kept { spot, from, to, last_seen: last.min(to), centi_dbm, means };
        let mut pieces = vec![other];
        if from > stay.from {
            pieces.insert(
                0,
                Kept {
                    to: from,
                    last_seen: self.heard_before(&stay, from),
                    centi_dbm: self.held_by(&stay).1,
                    means: self.held_by(&stay).0,
                    ..stay
                },
            );
        }
        if to < end || stay.is_open() {
            pieces.push(rest);
        }
        list.splice(i..=i, pieces);
        true
    }

    /// Nothing was known of the asset then: it was there, unless a stay of another place is so
    /// near that the asset was as well still there.
    fn fill(&self, list: &mut Vec<Kept>, after: usize, spot: Spot) -> bool {
        let silence = self.context.silence;
        if let Some(before) = after.checked_sub(1).map(|i| &mut list[i])
            && before.spot == spot
            && self.at.since(before.to) <= silence
        {
            before.to = self.at;
            before.last_seen = self.at;
            return true;
        }
        if let Some(next) = list.get_mut(after)
            && next.spot == spot
            && next.from.since(self.at) <= silence
        {
            next.from = self.at;
            return true;
        }
        let (mut from, mut to) = (self.at, self.at);
        let neighbours = [
            after.checked_sub(1).map(|i| (list[i], self.at.since(list[i].to))),
            list.get(after).map(|next| (*next, next.from.since(self.at))),
        ];
        for (stay, apart) in neighbours.into_iter().flatten() {
            if apart >= self.context.exit_delay {
                continue;
            }
            if !self.beats(&stay, spot, apart) {
                return false;
            }
            let low = after.checked_sub(1).map_or(Timestamp::MIN, |i| list[i].to + Span(1));
            let high = list.get(after).map_or(self.at, |next| next.from);
            let run = self.run(spot, low.max(self.at - silence), high.min(self.at + silence));
            (from, to) = run.unwrap_or((from, to));
        }
        let (means, centi_dbm, _) = self.heard_of(spot);
        list.insert(after, Kept { spot, from, to, last_seen: to, centi_dbm, means });
        true
    }

    /// Stays of one place that a correction has brought together are one.
    fn join(&self, list: &mut Vec<Kept>, around: usize) {
        let mut i = around.saturating_sub(1);
        while i + 1 < list.len() && i <= around + 2 {
            let (stay, next) = (list[i], list[i + 1]);
            if stay.spot == next.spot && next.from.since(stay.to) <= self.context.silence {
                list[i] = Kept { from: stay.from, ..next };
                list.remove(i + 1);
            } else {
                i += 1;
            }
        }
    }

    /// The span about this instant in which the stay's own place is not known to have heard
    /// the asset: a silence of the live stream, cut short by late reads of the place itself.
    fn unheard(&self, stay: &Kept, end: Timestamp) -> Option<[Timestamp; 2]> {
        let at = self.at;
        let [mut from, mut to] = *self.quiet.iter().find(|[from, to]| *from <= at && at < *to)?;
        for own in self.late.of(stay.spot, stay.from, end) {
            if own.at <= at { from = from.max(own.at) } else { to = to.min(own.at) }
        }
        Some([from, to])
    }

    /// The first and the last late read of a spot within bounds.
    fn run(&self, spot: Spot, from: Timestamp, to: Timestamp) -> Option<(Timestamp, Timestamp)> {
        let first = self.late.of(spot, from, to).map(|read| read.at).min()?;
        let last = self.late.of(spot, from, to).map(|read| read.at).max()?;
        Some((first, last))
    }

    /// EdgeX's rule with what is kept: enough late reads, whose mean is stronger than the
    /// stay's by more than the offset for the time that its place has been deaf. Of RFID and BLE
    /// the finer counts.
    fn beats(&self, stay: &Kept, spot: Spot, deaf: Span) -> bool {
        let factor = if stay.spot.floor == spot.floor { 1 } else { OTHER_FLOOR_FACTOR };
        let (means, centi_dbm, reads) = self.heard_of(spot);
        let (stay_means, stay_centi_dbm) = self.held_by(stay);
        let mobility = &self.context.tuning.mobility;
        let needed_db = mobility.offset_db(deaf) + f64::from(factor - 1) * mobility.threshold_db;
        let margin_db = (f64::from(centi_dbm) - f64::from(stay_centi_dbm)) / 100.0;
        let is_enough = reads >= READS_MIN * factor;
        match (means, stay_means) {
            (Means::Rfid, Means::Ble) => is_enough,
            (Means::Ble, Means::Rfid) => is_enough && deaf > self.context.tuning.finer_holds,
            _ => is_enough && margin_db > needed_db,
        }
    }

    /// By what means a stay's place held the asset, and how strongly.
    fn held_by(&self, stay: &Kept) -> (Means, i16) {
        if stay.is_open() {
            (self.here_means, self.here_centi_dbm)
        } else {
            (stay.means, stay.centi_dbm)
        }
    }

    /// What late reads about this instant say for a spot: the finest means, the mean strength and
    /// the number of its reads.
    fn heard_of(&self, spot: Spot) -> (Means, i16, u32) {
        let (low, high) = (self.at - self.context.silence, self.at + self.context.silence);
        let means = self.late.of(spot, low, high).map(|read| read.means).max().unwrap_or_default();
        let (mut sum, mut count, mut reads) = (0, 0, 0);
        for read in self.late.of(spot, low, high).filter(|read| read.means == means) {
            sum += i32::from(read.centi_dbm);
            count += 1;
            reads += u32::from(read.reads);
        }
        (means, (sum / count.max(1)) as i16, reads)
    }

    /// When a stay's place heard the asset last before an instant, as far as that is kept.
    fn heard_before(&self, stay: &Kept, at: Timestamp) -> Timestamp {
        let quiet = self.quiet.iter().find(|[from, to]| *from <= at && at < *to);
        quiet.map_or(at, |[from, _]| (*from).max(stay.from))
    }
}
