//! Walks: never longer than the order that was given, and nearly as short as can be.

use proptest::prelude::*;
use trackward_maintain::{FLOOR_M, Level, ROUND_STOPS_MAX, Stop, Walked, round};

fn level(ordinal: i32, lifts: &[[f64; 2]]) -> Level {
    Level { ordinal, lifts: lifts.to_vec() }
}

fn stop(level: usize, x: f64, y: f64) -> Stop {
    Stop { level, at: [x, y] }
}

/// Three floors with two shafts, the second one only up to the second floor.
fn levels() -> Vec<Level> {
    vec![
        level(0, &[[0.0, 0.0], [50.0, 10.0]]),
        level(1, &[[0.0, 0.0], [50.5, 10.0]]),
        level(4, &[[0.0, 0.0]]),
    ]
}

/// Metres and floors between two stops on [`levels`], reckoned apart from the crate.
fn leg(a: Stop, b: Stop) -> (f64, u32) {
    let metres = |a: [f64; 2], b: [f64; 2]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt();
    if a.level == b.level {
        return (metres(a.at, b.at), 0);
    }
    let heights = [0_i32, 1, 4];
    let floors = (heights[a.level] - heights[b.level]).unsigned_abs();
    let west = metres(a.at, [0.0, 0.0]) + metres([0.0, 0.0], b.at);
    let east_of = |level: usize| [if level == 0 { 50.0 } else { 50.5 }, 10.0];
    let east = metres(a.at, east_of(a.level)) + metres(east_of(b.level), b.at);
    let both = if a.level < 2 && b.level < 2 { west.min(east) } else { west };
    (both, floors)
}

/// What a closed walk is worth.
fn worth(walk: &[Stop]) -> f64 {
    let next = |at: usize| walk[(at + 1) % walk.len()];
    let legs = (0..walk.len()).map(|at| leg(walk[at], next(at)));
    legs.map(|(metres, floors)| metres + FLOOR_M * f64::from(floors)).sum()
}

fn worth_of(walked: &Walked) -> f64 {
    walked.length_m + FLOOR_M * f64::from(walked.floors)
}

/// The shortest closed walk there is.
fn shortest(walk: &mut Vec<Stop>, fixed: usize) -> f64 {
    if fixed == walk.len() {
        return worth(walk);
    }
    let mut best = f64::INFINITY;
    for at in fixed..walk.len() {
        walk.swap(fixed, at);
        best = best.min(shortest(walk, fixed + 1));
        walk.swap(fixed, at);
    }
    best
}

fn stops(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<Stop>> {
    let one = (0..3_usize, 0..60_u8, 0..25_u8);
    let one = one.prop_map(|(level, x, y)| stop(level, f64::from(x), f64::from(y)));
    proptest::collection::vec(one, count)
}

proptest! {
    #[test]
    fn a_walk_visits_each_stop_once_and_is_never_longer_than_given(
        stops in stops(1..40),
        from in proptest::option::of(stops(1)),
    ) {
        let from = from.map(|from| from[0]);
        let walked = round(&levels(), &stops, from);
        let mut visited = walked.order.clone();
        visited.sort_unstable();
        prop_assert_eq!(visited, (0..stops.len()).collect::<Vec<_>>());
        let given: Vec<Stop> = from.into_iter().chain(stops.iter().copied()).collect();
        prop_assert!(worth_of(&walked) <= worth(&given) + 1e-6);
        if from.is_none() {
            prop_assert_eq!(walked.order[0], 0, "it begins at the first stop");
        }
        // What it says of the legs is so.
        let order = walked.order.iter().map(|at| stops[*at]);
        let walk: Vec<Stop> = from.into_iter().chain(order).collect();
        prop_assert!((worth(&walk) - worth_of(&walked)).abs() < 1e-6);
        let sum: f64 = walked.legs_m.iter().sum::<f64>() + walked.back_m;
        prop_assert!((sum - walked.length_m).abs() < 1e-9);
    }

    #[test]
    fn a_short_walk_is_within_a_tenth_of_the_shortest(stops in stops(1..=7)) {
        let walked = round(&levels(), &stops, None);
        let best = shortest(&mut stops.clone(), 1.min(stops.len()));
        prop_assert!(worth_of(&walked) <= best * 1.1 + 1e-6, "{} of {best}", worth_of(&walked));
    }
}

#[test]
fn a_floor_is_walked_before_the_next_one() {
    let stops = [
        stop(0, 10.0, 0.0),
        stop(1, 10.0, 0.0),
        stop(0, 20.0, 0.0),
        stop(1, 20.0, 0.0),
        stop(0, 30.0, 0.0),
        stop(1, 30.0, 0.0),
    ];
    let levels = [level(1, &[[40.0, 0.0]]), level(2, &[[40.0, 0.0]])];
    let walked = round(&levels, &stops, Some(stop(0, 0.0, 0.0)));
    assert_eq!(walked.floors, 2, "up once and down once: {walked:?}");
    // 40 to the lift, 30 to the far end upstairs, the same back: nothing is walked twice over.
    assert!((walked.length_m - 140.0).abs() < 1e-9, "{walked:?}");
}

#[test]
fn without_a_common_shaft_the_nearest_lift_on_both_floors_counts() {
    let levels = [level(0, &[[10.0, 0.0]]), level(3, &[[90.0, 0.0], [70.0, 0.0]])];
    let stops = [stop(0, 0.0, 0.0), stop(1, 85.0, 0.0)];
    let walked = round(&levels, &stops, None);
    assert_eq!((walked.legs_m.clone(), walked.back_m), (vec![0.0, 15.0], 15.0));
    assert_eq!((walked.length_m, walked.floors), (30.0, 6));
    // A floor without a lift: straight.
    let levels = [level(0, &[[10.0, 0.0]]), level(3, &[])];
    let walked = round(&levels, &[stop(0, 0.0, 0.0), stop(1, 3.0, 4.0)], None);
    assert_eq!(walked.legs_m, [0.0, 5.0]);
}

#[test]
fn nothing_odd_makes_it_panic() {
    assert_eq!(round(&[], &[], None), Walked::default());
    let alone = round(&levels(), &[], Some(stop(0, 1.0, 1.0)));
    assert_eq!(alone, Walked::default(), "a start without stops is no walk");
    let one = round(&levels(), &[stop(0, 3.0, 4.0)], Some(stop(0, 0.0, 0.0)));
    assert_eq!((one.order, one.legs_m, one.back_m, one.length_m), (vec![0], vec![5.0], 5.0, 10.0));
    let odd = [
        stop(9, f64::NAN, 0.0),
        stop(0, f64::INFINITY, f64::NEG_INFINITY),
        stop(1, f64::MAX, f64::MIN),
        stop(1, 1.0, 1.0),
        stop(7, 1.0, 1.0),
    ];
    let walked = round(&levels(), &odd, None);
    assert_eq!(walked.order.len(), odd.len());
    assert!(walked.length_m.is_finite());
}

#[test]
fn of_too_many_stops_the_given_order_is_kept() {
    let stops: Vec<Stop> =
        (0..=ROUND_STOPS_MAX).map(|n| stop(0, (n * 37 % 101) as f64, 0.0)).collect();
    let walked = round(&levels(), &stops, None);
    assert_eq!(walked.order, (0..stops.len()).collect::<Vec<_>>());
    let fewer = round(&levels(), &stops[..ROUND_STOPS_MAX], None);
    // All on a line of 100 m, there and back.
    assert!((fewer.length_m - 200.0).abs() < 1e-9, "{}", fewer.length_m);
    let last = fewer.order.iter().max();
    assert_eq!(last, Some(&(ROUND_STOPS_MAX - 1)));
}
