//! The stays of a device -> what it was doing, stretch by stretch.

use std::ops::Range;

use trackward_locate::{Stronger, use_state};
use trackward_model::{Freshness, PlaceIndex, PlaceKind, Span, Stay, Timestamp, UseState};

/// By place: its kind.
pub type Kind = Option<PlaceKind>;

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
    /// When its stay there began.
    pub began: Timestamp,
}

/// What is stronger than the place, as periods.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Recalled, quarantined or at fault.
    pub down: Vec<Range<Timestamp>>,
    /// Taken by a tap.
    pub custody: Vec<Range<Timestamp>>,
}

/// What does not change from device to device, and what of a device is known besides its stays.
#[derive(Debug)]
pub struct Courses<'a> {
    /// By place: its kind.
    pub kinds: &'a [Kind],
    /// Nothing is known after this.
    pub until: Timestamp,
}

/// The stretches of a device within a period, in order and never overlapping. What they leave out
/// is unknown.
pub fn course(
    courses: &Courses<'_>,
    stays: &[Stay],
    overrides: &Overrides,
    not_seen_after: Span,
    period: &Range<Timestamp>,
    stretches: &mut Vec<Stretch>,
) {
    stretches.clear();
    let mut known = period.start;
    for stay in stays {
        let heard = Timestamp(stay.last_seen.0.saturating_add(not_seen_after.0));
        let to = stay.to.unwrap_or(courses.until).min(heard).min(courses.until).min(period.end);
        let from = stay.from.max(known);
        if from >= to {
            continue;
        }
        known = to;
        let kind = stay.place.and_then(|place| courses.kinds.get(place.at()).copied().flatten());
        let state = use_state(kind, Freshness::Live, Stronger::default());
        stretches.push(Stretch { from, to, place: stay.place, state, began: stay.from });
    }
    if !overrides.down.is_empty() || !overrides.custody.is_empty() {
        let end = period.end.min(courses.until);
        *stretches = overruled(stretches, overrides, period.start..end);
    }
}

/// The stretches cut wherever something stronger begins or ends, with what it says.
fn overruled(
    stretches: &[Stretch],
    overrides: &Overrides,
    period: Range<Timestamp>,
) -> Vec<Stretch> {
    let stronger = overrides.down.iter().chain(&overrides.custody);
    let mut cuts: Vec<Timestamp> = (stretches.iter().flat_map(|of| [of.from, of.to]))
        .chain(stronger.flat_map(|range| [range.start, range.end]))
        .map(|at| at.clamp(period.start, period.end))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut found = Vec::with_capacity(cuts.len());
    let mut rest = stretches;
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        while rest.first().is_some_and(|first| first.to <= from) {
            rest = &rest[1..];
        }
        let under = rest.first().filter(|first| first.from <= from);
        let holds = |ranges: &[Range<Timestamp>]| ranges.iter().any(|range| range.contains(&from));
        let state = if holds(&overrides.down) {
            UseState::Down
        } else if holds(&overrides.custody) {
            UseState::InUse
        } else if let Some(under) = under {
            under.state
        } else {
            continue;
        };
        let (place, began) = under.map_or((None, from), |under| (under.place, under.began));
        found.push(Stretch { from, to, place, state, began });
    }
    found
}
