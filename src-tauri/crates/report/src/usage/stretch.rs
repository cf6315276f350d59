//! The stays of a device -> what it was doing, stretch by stretch.

use std::ops::Range;

use trackward_model::{PlaceIndex, Span, Stay, Timestamp, UseState};

/// A time in which a device was doing one thing in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// From here
    pub from: Timestamp,
    /// to before here.
    pub to: Timestamp,
    /// Where; nothing where it was in no room, or where only something stronger is known.
    pub place: Option<PlaceIndex>,
    /// What it was doing.
    pub state: UseState,
    /// When its stay in this room began, in a patient room; nothing elsewhere.
    pub bedside_since: Option<Timestamp>,
}

/// What a place says of a device in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceUse {
    /// What the device is doing, unless something is stronger.
    pub state: UseState,
    /// Whether a patient lies there.
    pub is_bedside: bool,
}

/// What is stronger than the place, as periods in any order: the first list that holds decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stronger {
    /// Recalled, quarantined or at fault: down.
    pub down: Vec<Range<Timestamp>>,
    /// Taken by a tap: in use.
    pub custody: Vec<Range<Timestamp>>,
    /// Maintenance overdue on life support: down.
    pub overdue: Vec<Range<Timestamp>>,
}

/// What has to be known besides the stays.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// By place: what it says.
    pub places: &'a [PlaceUse],
    /// For how long after it was heard last a device is taken to be where it was.
    pub not_seen_after: Span,
    /// Nothing is known from here on; a stay that lasts has come so far.
    pub until: Timestamp,
}

/// The stretches of a device within a period, in order and never overlapping. What they leave out
/// is unknown: before a first stay, between stays, and when it was not heard for too long.
///
/// `stays` are in order; where one runs into the next, the earlier one holds. `found` is emptied
/// first, so that one can serve for all devices.
pub fn stretches(
    stays: &[Stay],
    stronger: &Stronger,
    knowledge: &Knowledge<'_>,
    period: &Range<Timestamp>,
    found: &mut Vec<Stretch>,
) {
    found.clear();
    let end = period.end.min(knowledge.until);
    let mut known = period.start;
    for stay in stays {
        let heard = stay.last_seen + knowledge.not_seen_after;
        let to = stay.to.unwrap_or(end).min(heard).min(end);
        let from = stay.from.max(known);
        if from >= to {
            continue;
        }
        known = to;
        let said = stay.place.and_then(|place| knowledge.places.get(place.at()));
        found.push(Stretch {
            from,
            to,
            place: stay.place,
            state: said.map_or(UseState::Unknown, |said| said.state),
            bedside_since: said.filter(|said| said.is_bedside).map(|_| stay.from),
        });
    }
    if *stronger != Stronger::default() {
        *found = overruled(found, stronger, &(period.start..end));
    }
}

/// The stretches, cut wherever something stronger begins or ends, with what that says.
fn overruled(under: &[Stretch], stronger: &Stronger, within: &Range<Timestamp>) -> Vec<Stretch> {
    let Stronger { down, custody, overdue } = stronger;
    let lists = [down, custody, overdue].map(|list| merged(list, within));
    let states = [UseState::Down, UseState::InUse, UseState::Down];
    let mut layers = lists.each_ref().map(Vec::as_slice);
    let mut under = under;
    let mut found = Vec::with_capacity(under.len());
    let mut at = within.start;
    while at < within.end {
        let mut next = within.end;
        let mut state = None;
        for (layer, says) in layers.iter_mut().zip(states) {
            while layer.first().is_some_and(|range| range.end <= at) {
                *layer = &layer[1..];
            }
            if let Some(range) = layer.first() {
                if range.start <= at {
                    state = state.or(Some(says));
                }
                next = next.min(if range.start <= at { range.end } else { range.start });
            }
        }
        while under.first().is_some_and(|stretch| stretch.to <= at) {
            under = &under[1..];
        }
        if let Some(first) = under.first() {
            next = next.min(if first.from <= at { first.to } else { first.from });
        }
        let here = under.first().filter(|first| first.from <= at);
        if let Some(state) = state.or(here.map(|here| here.state)) {
            found.push(Stretch {
                from: at,
                to: next,
                place: here.and_then(|here| here.place),
                state,
                bedside_since: here.and_then(|here| here.bedside_since),
            });
        }
        at = next;
    }
    found
}

/// The ranges in order, cut to a period, those that touch made one.
fn merged(ranges: &[Range<Timestamp>], within: &Range<Timestamp>) -> Vec<Range<Timestamp>> {
    let cut = |range: &Range<Timestamp>| range.start.max(within.start)..range.end.min(within.end);
    let mut ranges: Vec<_> = ranges.iter().map(cut).filter(|range| !range.is_empty()).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    ranges
}
