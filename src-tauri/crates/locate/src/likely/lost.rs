//! What may have become of an asset that is heard no more, each with where it would be by now.

use trackward_model::{PlaceIndex, Span};

use super::chain::{Staying, Way, follow};
use super::near::From;
use super::rank::{Case, OVERLOOKED, PlaceCoverage};
use super::row::{Ends, Row, Rows};

/// A tag falls off so often for each that dies.
const FALLEN: f64 = 0.25;
/// A battery that was low makes a dead tag likelier by this.
const LOW_BATTERY: f64 = 4.0;
const BATTERY_LOW_PERCENT: u8 = 20;
/// A tag that reports every minute is carried so far between two reports.
const WALK_M: f64 = 60.0;
/// An asset is covered up where a reader should hear it so often for each that goes where none
/// does.
const COVERED_UP: f64 = 1.0 / 3.0;
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
    pub(crate) left: Row,
    /// It is in no place of the site.
    pub(crate) elsewhere: f64,
}

impl Lost {
    /// Of one place: unheard, silent, left.
    pub(crate) fn of(&self, place: usize) -> [f64; 3] {
        let left = self.left.iter().filter(|(by, _)| *by == place).map(|(_, share)| share).sum();
        [self.unheard[place], self.silent[place], left]
    }
}

/// Follows an asset from where it was heard last, for each of the things that may have happened.
///
/// How likely they are to begin with: during a stay it leaves for where nothing hears as often
/// as moves from that place do; and as many tags die, over all places, as assets go unheard.
/// So from a corridor, which it merely passes, it has most likely gone where nothing hears, and
/// from a room that it stood in for hours, its tag has.
pub(crate) fn lost(case: &Case<'_>, rows: &mut Rows<'_>) -> Lost {
    let endings = rows.moves.endings(case.whose);
    let looks = looks(case, rows.moves.nearby.len());
    let gone = gone_of_visits(rows);
    let unheard = unheard(case, rows, gone);
    let last = known(case.last_place.map(PlaceIndex::at), rows);
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
    let first = match heard {
        Some(heard) => first_move(case, rows, heard),
        None => Ends { places: out_of_hearing(anywhere, rows, gone), left: Row::new() },
    };
    let alive = Way {
        staying: last.map(|place| Staying { place, for_s, share: unheard[place] }),
        arriving: first.places,
        unheard: &unheard,
        rests: &|place| !covered[place],
        ..way(elapsed_s)
    };
    let alive = follow(&alive, rows, &endings);

    let fell = dies * FALLEN * (1.0 - still_there);
    let silent: Vec<f64> = (dead.iter().zip(&fallen))
        .map(|(dead, fallen)| still_there * dies * dead + fell * fallen)
        .collect();
    let usually = still_there * (heard.map_or(gone, |heard| rows.gone(heard)) + dies) + fell;
    Lost {
        unheard: alive.iter().map(|share| share * still_there).collect(),
        silent,
        left: looked_at(case, first.left)
            .iter()
            .map(|(place, share)| (*place, share * still_there))
            .collect(),
        elsewhere: ELSEWHERE * usually,
    }
}

fn known(place: Option<usize>, rows: &Rows<'_>) -> Option<usize> {
    place.filter(|place| rows.moves.nearby.is_there(*place))
}

/// The first move after it was heard last, from where that antenna hangs, if it is told. The
/// further it went, the likelier a corridor would have heard it.
fn first_move(case: &Case<'_>, rows: &Rows<'_>, heard: usize) -> Ends {
    let from = match case.heard {
        Some(told) if told.place.at() == heard => From::Point(heard, told.at.map(f64::from)),
        _ => From::Place(heard),
    };
    let mut ends = rows.ends(from);
    for (place, share) in &mut ends.places {
        if rows.is_covered(*place) {
            *share *= (-rows.moves.nearby.metres(from, *place) / WALK_M).exp();
        }
    }
    ends
}

/// The chance that a stay in each place is not heard: as often as assets get covered up, more
/// where readers miss more, and all of it while they are down.
fn unheard(case: &Case<'_>, rows: &Rows<'_>, gone: f64) -> Vec<f64> {
    let places = rows.moves.nearby.len();
    let missed: Vec<f64> =
        (0..places).map(|place| rows.moves.miss_rate(PlaceIndex::of(place))).collect();
    let mean = missed.iter().sum::<f64>() / places.max(1) as f64;
    (missed.iter().enumerate())
        .map(|(place, missed)| {
            let deaf = case.coverage.get(place).map_or(1.0, PlaceCoverage::deaf);
            let covered_up = (COVERED_UP * gone * missed / mean).min(1.0);
            covered_up + (1.0 - covered_up) * deaf
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

/// The same, less what has gone to one of the places that no reader covers.
fn out_of_hearing(usual: Row, rows: &Rows<'_>, gone: f64) -> Row {
    let uncovered = usual.iter().filter(|(place, _)| !rows.is_covered(*place)).count() as f64;
    let share_of = |(place, share)| match rows.is_covered(place) {
        true => (place, (1.0 - gone) * share),
        false => (place, gone / uncovered),
    };
    usual.into_iter().map(share_of).collect()
}

/// What looks at a way out leave of the chance that it has left there.
fn looked_at(case: &Case<'_>, mut left: Row) -> Row {
    for look in case.looks.iter().filter(|look| look.at >= case.last_seen) {
        let here = left.iter_mut().filter(|(place, _)| *place == look.place.at());
        here.for_each(|(_, share)| *share *= OVERLOOKED);
    }
    left
}
