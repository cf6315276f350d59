//! What may have become of an asset that is heard no more, each with where it would be by now.

use trackward_model::{PlaceKind, Span};

use super::chain::{Staying, Way, follow};
use super::rank::{Case, OVERLOOKED};
use super::row::{Row, Rows};

/// A tag falls off so often for each that dies.
const FALLEN: f64 = 0.25;
/// A battery that was low makes a dead tag likelier by this.
const LOW_BATTERY: f64 = 4.0;
const BATTERY_LOW_PERCENT: u8 = 20;
/// Who carries something out is missed by the antenna at the door so often.
const PASSED_UNHEARD: f64 = 0.3;
/// The share of what is lost that is in no place of the site.
const ELSEWHERE: f64 = 0.05;
/// After so long it can be anywhere: more time makes no difference.
const HORIZON: Span = Span::days(4);
/// Visits that are assumed before any was seen.
const VISITS_ASSUMED: f64 = 5.0;
/// A visit's length before any was seen.
const VISIT_S: f64 = 3600.0;

/// Weights by place of what may have happened; to be divided by all of them together.
pub(crate) struct Lost {
    /// It moves about or rests where no reader hears, or is covered up where one should.
    pub(crate) unheard: Vec<f64>,
    /// Its tag is dead or has come off: what readers don't hear says nothing.
    pub(crate) silent: Vec<f64>,
    /// It has left the building there.
    pub(crate) left: Vec<f64>,
    /// It is in no place of the site.
    pub(crate) elsewhere: f64,
}

/// Follows an asset from where it was heard last, for each of the things that may have happened.
///
/// How likely they are to begin with: during a stay it leaves for where nothing hears as often
/// as moves from that place do; and as many tags die, over all places, as assets go unheard.
/// So from a corridor, which it merely passes, it has most likely gone where nothing hears, and
/// from a room that it stood in for hours, its tag has.
pub(crate) fn lost(case: &Case<'_>, rows: &mut Rows<'_>) -> Lost {
    let endings = rows.moves.endings(case.whose);
    let unheard = unheard(case, rows);
    let looks = looks(case, rows.moves.nearby.len());
    let gone = gone_of_visits(rows);
    let last = known(case.last_place.map(|place| place.at()), rows);
    let heard = known(case.heard.map(|heard| heard.place.at()), rows).or(last);
    let for_s = case.last_seen.since(case.since).as_seconds().max(0.0);
    let elapsed_s = case.now.since(case.last_seen).as_seconds().max(0.0);
    let still_there = last.map_or(1.0, |last| endings[last].lasts(for_s));
    let dies = gone * last.map_or(1.0, |last| visit_share(case, rows, last)) * low_battery(case);

    let all_heard = vec![1.0; endings.len()];
    let way = |seconds: f64| Way {
        staying: None,
        arriving: Row::new(),
        unheard: &all_heard,
        rests: &|_| false,
        seconds: seconds.min(HORIZON.as_seconds()),
        looks: &looks,
        overlooked: OVERLOOKED,
    };
    let staying = |for_s: f64| last.map(|place| Staying { place, for_s, share: 1.0 });
    let anywhere = if last.is_none() { usual(case, rows) } else { Row::new() };
    let dead = Way { staying: staying(for_s), arriving: anywhere.clone(), ..way(elapsed_s) };
    let dead = follow(&dead, rows, &endings);
    let fallen = match last {
        None => vec![0.0; endings.len()],
        Some(_) => follow(&Way { staying: staying(0.0), ..way(elapsed_s + for_s) }, rows, &endings),
    };
    let covered: Vec<bool> = (0..endings.len()).map(|place| rows.is_covered(place)).collect();
    let alive = Way {
        staying: last.map(|place| Staying { place, for_s, share: unheard[place] }),
        arriving: heard.map_or(anywhere, |heard| first_move(case, rows, heard)),
        unheard: &unheard,
        rests: &|place| !covered[place],
        ..way(elapsed_s)
    };
    let alive = follow(&alive, rows, &endings);

    let fell = dies * FALLEN * (1.0 - still_there);
    let silent: Vec<f64> = (dead.iter().zip(&fallen))
        .map(|(dead, fallen)| still_there * dies * dead + fell * fallen)
        .collect();
    let left = left(case, rows, heard, &unheard);
    let usually = still_there * (heard.map_or(gone, |heard| rows.gone(heard)) + dies) + fell;
    Lost {
        unheard: alive.iter().map(|share| share * still_there).collect(),
        silent,
        left: left.iter().map(|share| share * still_there).collect(),
        elsewhere: ELSEWHERE * usually,
    }
}

fn known(place: Option<usize>, rows: &Rows<'_>) -> Option<usize> {
    place.filter(|place| rows.moves.nearby.is_there(*place))
}

/// The first move after it was heard last: from where that antenna hangs, if it is told.
fn first_move(case: &Case<'_>, rows: &mut Rows<'_>, heard: usize) -> Row {
    match case.heard {
        Some(told) if told.place.at() == heard => rows.from_point(heard, told.at.map(f64::from)),
        _ => rows.of(heard).clone(),
    }
}

/// The chance that a stay in each place is not heard: what its reader misses, and all of it
/// while the reader was down; squared, because a stay has more than one moment to be heard in.
fn unheard(case: &Case<'_>, rows: &Rows<'_>) -> Vec<f64> {
    (0..rows.moves.nearby.len())
        .map(|place| match case.coverage.get(place) {
            Some(coverage) if coverage.covered => {
                let missed = rows.moves.miss_rate(trackward_model::PlaceIndex::of(place));
                let deaf = 1.0 - f64::from(coverage.healthy_part).clamp(0.0, 1.0);
                missed + (1.0 - missed) * deaf * deaf
            }
            _ => 1.0,
        })
        .collect()
}

/// Looks since it was heard last, by how long before now.
fn looks(case: &Case<'_>, places: usize) -> Vec<(usize, f64)> {
    (case.looks.iter())
        .filter(|look| look.at >= case.last_seen && look.place.at() < places)
        .map(|look| (look.place.at(), case.now.since(look.at).as_seconds().max(0.0)))
        .collect()
}

/// The share of all visits after which an asset goes where nothing hears.
fn gone_of_visits(rows: &Rows<'_>) -> f64 {
    let table = rows.moves.of_all();
    let (mut gone, mut all) = (0.0, 0.0);
    for place in (0..rows.moves.nearby.len()).filter(|place| rows.moves.nearby.is_there(*place)) {
        let visits = f64::from(table.of(place).visits) + 1.0;
        gone += visits * rows.gone(place);
        all += visits;
    }
    if all > 0.0 { gone / all } else { 0.0 }
}

/// A visit to a place by its length, as a multiple of visits everywhere: so much more time there
/// is for a tag to die in.
fn visit_share(case: &Case<'_>, rows: &Rows<'_>, place: usize) -> f64 {
    let table = rows.moves.of_type(case.whose);
    let (seconds, visits) = table.iter().fold((VISIT_S, 1.0), |(seconds, visits), counts| {
        (seconds + counts.seconds, visits + f64::from(counts.visits))
    });
    let mean_s = seconds / visits;
    let counts = table.of(place);
    let own_s =
        (counts.seconds + VISITS_ASSUMED * mean_s) / (f64::from(counts.visits) + VISITS_ASSUMED);
    own_s / mean_s
}

fn low_battery(case: &Case<'_>) -> f64 {
    let low = case.battery_percent.is_some_and(|percent| percent <= BATTERY_LOW_PERCENT);
    if low { LOW_BATTERY } else { 1.0 }
}

/// Where its type is found at any time: the share of all time that was spent in each place.
fn usual(case: &Case<'_>, rows: &Rows<'_>) -> Row {
    let there: Vec<usize> =
        (0..rows.moves.nearby.len()).filter(|place| rows.moves.nearby.is_there(*place)).collect();
    let table = rows.moves.of_type(case.whose);
    let all: f64 = there.iter().map(|place| table.of(*place).seconds + VISIT_S).sum();
    there.iter().map(|place| (*place, (table.of(*place).seconds + VISIT_S) / all)).collect()
}

/// Out of the building: by the way out that heard it last, or by one that it passed unheard.
/// What moves back in from there is counted against it.
fn left(case: &Case<'_>, rows: &mut Rows<'_>, heard: Option<usize>, unheard: &[f64]) -> Vec<f64> {
    let mut left = vec![0.0; unheard.len()];
    let Some(heard) = heard else { return left };
    let reached = first_move(case, rows, heard);
    let passed = reached.into_iter().map(|(place, share)| {
        (place, share * (PASSED_UNHEARD + (1.0 - PASSED_UNHEARD) * unheard[place]))
    });
    for (place, share) in passed.chain([(heard, 1.0)]) {
        let kind = rows.moves.nearby.kind(place);
        if matches!(kind, Some(PlaceKind::Exit | PlaceKind::LoadingDock)) {
            let back: u32 = rows.moves.of_all().of(place).moves;
            left[place] = share / (f64::from(back) + 2.0);
        }
    }
    for look in case.looks.iter().filter(|look| look.at >= case.last_seen) {
        if let Some(share) = left.get_mut(look.place.at()) {
            *share *= OVERLOOKED;
        }
    }
    left
}
