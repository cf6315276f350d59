//! The places where a missing asset may be, the likeliest first.

use trackward_model::{PlaceIndex, Timestamp};

use super::lost::{Lost, lost};
use super::moves::{Moves, Whose};
use super::near::From;
use super::reason::{Because, Hearing, Reason};
use super::row::Rows;

/// A person who looks in the right place overlooks the asset so often.
pub const OVERLOOKED: f64 = 0.1;
/// A place is said to be near when it is no further than this, in metres.
const NEAR_M: f64 = 25.0;

/// What is known of a missing asset.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Its type and unit.
    pub whose: Whose<'a>,
    /// The place it was judged to be in last.
    pub last_place: Option<PlaceIndex>,
    /// In that place since.
    pub since: Timestamp,
    /// Last heard, anywhere.
    pub last_seen: Timestamp,
    /// The antenna that heard it last.
    pub heard: Option<Heard>,
    /// The battery level that its tag told last.
    pub battery_percent: Option<u8>,
    /// The instant as of which it is asked.
    pub now: Timestamp,
    /// By place: whether readers would have heard it there since. A place past the end of the
    /// list is covered by none.
    pub coverage: &'a [PlaceCoverage],
    /// Where people looked and did not find it, in any order.
    pub looks: &'a [Look],
}

/// Where the antenna hangs that heard an asset last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard {
    /// The place it is aimed at.
    pub place: PlaceIndex,
    /// Metres to the right and down.
    pub at: [f32; 2],
}

/// How well a place was listened to since an asset was heard last.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PlaceCoverage {
    /// Whether any antenna is aimed at it.
    pub covered: bool,
    /// The share of the time since then, up to now, for which none of them has been healthy
    /// without a break: 1 when they were down all the time, 0 when one is healthy now. What
    /// stands there would have been heard as soon as one was.
    pub deaf_part: f32,
}

impl PlaceCoverage {
    /// The share of the time for which nothing is heard there: all of it without an antenna.
    pub(crate) fn deaf(&self) -> f64 {
        if self.covered { f64::from(self.deaf_part).clamp(0.0, 1.0) } else { 1.0 }
    }
}

/// Someone looked in a place and did not find the asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Where.
    pub place: PlaceIndex,
    /// When.
    pub at: Timestamp,
}

/// A place where a missing asset may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The place; a way out stands for what has left by it too.
    pub place: PlaceIndex,
    /// How likely, 0 to 1.
    pub probability: f32,
    /// Why.
    pub reason: Reason,
}

/// All places of the site that are not out of the question, the likeliest first. Their
/// probabilities are 1 together at most: the rest is that it is in none of them.
#[must_use]
pub fn rank(moves: &Moves, case: &Case<'_>) -> Vec<Ranked> {
    let mut rows = Rows::new(moves, case.whose, case.coverage);
    let lost = lost(case, &mut rows);
    let of = |place: usize| lost.of(place).iter().sum::<f64>();
    let all: f64 = lost.elsewhere + (0..moves.nearby.len()).map(of).sum::<f64>();
    if all <= 0.0 {
        return Vec::new();
    }
    let mut ranked: Vec<Ranked> = (0..moves.nearby.len())
        .filter(|place| moves.nearby.is_there(*place))
        .map(|place| Ranked {
            place: PlaceIndex::of(place),
            probability: (of(place) / all) as f32,
            reason: reason(moves, case, &lost, place),
        })
        .filter(|ranked| ranked.probability > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.place.cmp(&b.place)));
    ranked
}

fn reason(moves: &Moves, case: &Case<'_>, lost: &Lost, place: usize) -> Reason {
    let looked = (case.looks.iter())
        .filter(|look| look.place.at() == place && look.at >= case.last_seen)
        .map(|look| look.at)
        .max();
    let [unheard, silent, left] = lost.of(place);
    let because =
        if left > unheard + silent { Because::LeftHere } else { because(moves, case, place) };
    let coverage = case.coverage.get(place).copied().unwrap_or_default();
    let hearing = if !coverage.covered {
        Hearing::NoReader
    } else if left > unheard + silent {
        Hearing::Nothing
    } else if silent > unheard {
        Hearing::TagSilent
    } else if coverage.deaf_part > 0.0 {
        Hearing::ReaderDown
    } else {
        let hears = 100.0 * (1.0 - moves.miss_rate(PlaceIndex::of(place)));
        Hearing::Hears { percent: hears.round() as u8 }
    };
    Reason { because, hearing, looked }
}

fn because(moves: &Moves, case: &Case<'_>, place: usize) -> Because {
    if case.last_place.is_some_and(|last| last.at() == place) {
        return Because::LastPlace;
    }
    let table = moves.of_type(case.whose);
    let heard = case.heard.map(|heard| heard.place);
    let there = |last: &PlaceIndex| moves.nearby.is_there(last.at());
    let begins = heard.or(case.last_place).filter(there);
    for from in [begins, case.last_place.filter(there)].into_iter().flatten() {
        let counts = table.of(from.at());
        let (count, of) = (counts.moves_to(place), counts.moves);
        if count > 0 {
            return Because::Moves { count, of, from };
        }
    }
    let from = begins.map(|begins| match case.heard {
        Some(heard) => From::Point(begins.at(), heard.at.map(f64::from)),
        None => From::Place(begins.at()),
    });
    let metres = from.map(|from| moves.nearby.metres(from, place));
    match (begins, metres) {
        (Some(from), Some(metres)) if metres <= NEAR_M => {
            Because::Near { metres: metres.round() as u32, from }
        }
        _ => Because::Stays { count: table.of(place).stays },
    }
}
