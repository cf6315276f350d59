//! Where to look: small hospitals, worked out by hand.

mod hospital;

use hospital::{Hospital, at, day};
use trackward_locate::{Because, Hearing, Look, Names, OVERLOOKED, PlaceCoverage, Ranked};
use trackward_model::{PlaceIndex, PlaceKind};

const ROOM: PlaceKind = PlaceKind::PatientRoom;

/// Rooms of 4 × 5 m side by side: a, b, c, …
fn row(kinds: &[PlaceKind]) -> Hospital {
    let rooms = kinds.iter().enumerate().map(|(n, kind)| {
        let left = 4.0 * n as f64;
        ("L1", *kind, [left, 0.0, left + 4.0, 5.0])
    });
    Hospital::new(&rooms.collect::<Vec<_>>())
}

#[track_caller]
fn check(ranked: &[Ranked], expected: &[(u32, f32)]) {
    for &(place, probability) in expected {
        let found = of(ranked, place);
        assert!((found - probability).abs() < 2e-4, "place {place}: {found}, not {probability}");
    }
}

fn of(ranked: &[Ranked], place: u32) -> f32 {
    let found = ranked.iter().find(|ranked| ranked.place == PlaceIndex(place));
    found.map_or(0.0, |ranked| ranked.probability)
}

fn order(ranked: &[Ranked]) -> Vec<u32> {
    ranked.iter().map(|ranked| ranked.place.0).collect()
}

// The way from a to b is 0 m between the outlines and a fifth of 4 m between the middles: 0.8 m,
// so its weight is exp(-0.08) = 0.9231; to c 4 + 0.2 × 8 = 5.6 m: 0.5712. From b to a and c
// 0.9231 each; from c to b 0.9231, to a 0.5712.

#[test]
fn with_nothing_learned_and_no_readers_the_neighbours_come_by_distance() {
    // One of 50 + 3 moves is assumed to end unheard: g = 0.018868; the tag dies as often.
    // A move from a ends in b 0.9231 / 1.4943 = 0.6178, in c 0.3822. Unheard: near a (b 0.6178,
    // c 0.3822) or near where it was going (from b: a and c 0.3089 each; from c: a 0.1461,
    // b 0.2361), together a 0.2275, b 0.4270, c 0.3455.
    // Alive: b 0.98113 × 0.6178 + 0.018868 × 0.4270 = 0.61420, c 0.38151, a 0.00429 and, as no
    // reader would hear it, 1 for staying. Its tag dead: a 0.018868. Elsewhere a twentieth of
    // 2 × 0.018868. All: 2.02076.
    let ranked = row(&[ROOM; 3]).rank();
    check(&ranked, &[(0, 0.50632), (1, 0.30395), (2, 0.18880)]);
    assert_eq!(order(&ranked), [0, 1, 2]);
}

/// a and b have readers, c has none.
fn with_readers() -> Hospital {
    row(&[ROOM; 3]).covered(&[0, 1])
}

// Uncovered is of a's neighbourhood 0.3822, of b's 0.5, of c's nothing; on average 0.29408. So
// of the moves from a 0.018868 × 0.3822 / 0.29408 = 0.024523 end unheard, all of them in c, and
// the rest in b, where corridors leave exp(-0.8 / 60) of it unheard: 0.962557. A third as often
// as it goes unheard it is covered up: 0.0062893. So a 0.0062893 + 0.018868 for a dead tag, b
// 0.962557 × 0.0062893 = 0.0060538, c 0.024523, elsewhere 0.05 × (0.024523 + 0.018868); all
// 0.0579037.

#[test]
fn a_place_that_a_healthy_reader_covers_is_discounted() {
    let ranked = with_readers().rank();
    check(&ranked, &[(0, 0.43447), (1, 0.10455), (2, 0.42351)]);
    let hearing: Vec<_> = ranked.iter().map(|ranked| ranked.reason.hearing).collect();
    // Of 20 stays one is assumed to be missed.
    assert_eq!(hearing, [Hearing::TagSilent, Hearing::NoReader, Hearing::Hears { percent: 95 }]);
}

#[test]
fn a_look_leaves_a_tenth_and_raises_the_others() {
    let hospital = with_readers();
    let ranked = hospital.rank_looked(&[Look { place: PlaceIndex(2), at: hospital.now }]);
    // c 0.0024523, all 0.0579037 - 0.0220707 = 0.035833.
    check(&ranked, &[(0, 0.70207), (1, 0.16894), (2, 0.06844)]);
    assert_eq!(order(&ranked), [0, 1, 2]);
    let looked = ranked.iter().find(|ranked| ranked.place == PlaceIndex(2)).unwrap();
    assert_eq!(looked.reason.looked, Some(hospital.now));
    assert!((OVERLOOKED - 0.1).abs() < 1e-12);
}

#[test]
fn looks_before_it_was_heard_last_say_nothing() {
    let hospital = with_readers();
    let before = Look { place: PlaceIndex(2), at: at(-1) };
    assert_eq!(hospital.rank_looked(&[before]), hospital.rank());
}

#[test]
fn a_reader_that_is_down_discounts_nothing() {
    let mut hospital = with_readers();
    hospital.coverage[1] = PlaceCoverage { covered: true, deaf_part: 1.0 };
    let ranked = hospital.rank();
    assert_eq!(order(&ranked)[0], 1, "it is where it usually goes: {ranked:?}");
    assert_eq!(ranked[0].reason.hearing, Hearing::ReaderDown);
    hospital.coverage[1].deaf_part = 0.0;
    assert_eq!(order(&hospital.rank()), [0, 2, 1]);
}

#[test]
fn an_old_look_counts_less_where_it_may_have_come_since() {
    let mut hospital = with_readers();
    // Pumps stay an hour in a and two in b, so that a dead tag may be in either by now.
    hospital.learn("pump", &day(&[(0, 60), (1, 120)], 20));
    hospital.now = at(10 * 60);
    let look = |minute| [Look { place: PlaceIndex(1), at: at(minute) }];
    let [never, long_ago, now] = [vec![], look(60).to_vec(), look(600).to_vec()]
        .map(|looks| of(&hospital.rank_looked(&looks), 1));
    assert!(now < long_ago, "an old look says less: {now} {long_ago}");
    assert!((long_ago - never).abs() < 1e-3, "it has come and gone since: {long_ago} {never}");
    assert!(now < 0.2 * never, "{now} {never}");
}

#[test]
fn a_dead_tag_moves_on_by_the_stays_that_were_learned() {
    let mut hospital = row(&[ROOM; 3]).covered(&[0, 1, 2]);
    // Ten minutes in a, two days in b; never in c.
    hospital.learn("pump", &day(&[(0, 10), (1, 2 * 24 * 60)], 12));
    let soon = hospital.rank();
    hospital.now = at(4 * 60);
    let later = hospital.rank();
    assert_eq!((order(&soon)[0], order(&later)[0]), (0, 1), "{soon:?} {later:?}");
    assert!(of(&later, 1) > 0.7 && of(&later, 0) < of(&soon, 0) / 2.0, "{later:?}");
}

#[test]
fn moves_of_its_type_come_before_those_of_others_and_its_units_before_all() {
    let mut hospital = row(&[ROOM; 4]).covered(&[0, 1, 2, 3]);
    hospital.learn("pump", &day(&[(0, 30), (1, 600)], 12));
    hospital.learn("ventilator", &day(&[(0, 30), (2, 600)], 12));
    hospital.learn_of_unit("pump", "ED", &day(&[(0, 30), (3, 600)], 12));
    hospital.now = at(3 * 60);
    let mut first = |type_id, unit| {
        hospital.whose = (type_id, unit);
        order(&hospital.rank())[0]
    };
    assert_eq!(first("ventilator", None), 2);
    assert_eq!(first("pump", Some("ED")), 3);
    assert_ne!(first("pump", None), 2, "pumps never went where ventilators go");
}

#[test]
fn what_rests_where_no_reader_is_rests_there_however_long() {
    // Heard through the wall in a, which has no reader of its own.
    let mut hospital = row(&[ROOM; 3]).covered(&[1, 2]);
    hospital.learn("pump", &day(&[(0, 60), (1, 60), (2, 60)], 12));
    hospital.now = at(3 * 24 * 60);
    let ranked = hospital.rank();
    assert_eq!((order(&ranked)[0], ranked[0].reason.hearing), (0, Hearing::NoReader));
    assert!(of(&ranked, 0) > 0.9, "{ranked:?}");
}

#[test]
fn what_was_heard_at_a_way_out_has_left_by_it() {
    let hospital = row(&[PlaceKind::Exit, ROOM, ROOM]).covered(&[0, 1]);
    let ranked = hospital.rank();
    assert_eq!((order(&ranked)[0], ranked[0].reason.because), (0, Because::LeftHere));
    let looked = hospital.rank_looked(&[Look { place: PlaceIndex(0), at: hospital.now }]);
    assert!(of(&looked, 0) < of(&ranked, 0), "asked at the door");
}

#[test]
fn other_floors_are_near_by_their_lifts() {
    let lift = [12.0, 0.0, 14.0, 2.0];
    let mut hospital = Hospital::new(&[
        ("L1", PlaceKind::Elevator, lift),
        ("L2", PlaceKind::Elevator, lift),
        ("L2", ROOM, [14.0, 0.0, 18.0, 5.0]),
        ("L2", ROOM, [50.0, 0.0, 54.0, 5.0]),
        ("L1", ROOM, [0.0, 0.0, 4.0, 5.0]),
    ]);
    hospital.last_place = Some(PlaceIndex(4));
    let ranked = hospital.rank();
    assert!(of(&ranked, 2) > of(&ranked, 3), "beside the lift before the far end: {ranked:?}");
    assert!(of(&ranked, 3) > 0.0, "no place is out of the question");
}

#[test]
fn without_a_last_place_it_is_where_its_type_usually_is() {
    let mut hospital = with_readers();
    hospital.learn("pump", &day(&[(0, 60), (1, 600)], 12));
    hospital.last_place = None;
    let ranked = hospital.rank();
    assert!(of(&ranked, 1) > of(&ranked, 0), "{ranked:?}");
    assert!(of(&ranked, 2) > of(&ranked, 0), "half of what is lost is where nothing hears");
    let with_unknown_index = Hospital { last_place: Some(PlaceIndex(99)), ..hospital };
    assert_eq!(with_unknown_index.rank(), ranked, "a place that is not there is none");
}

#[test]
fn where_the_antenna_hangs_that_heard_it_last_counts_and_not_the_whole_corridor() {
    let mut hospital = Hospital::new(&[
        ("L1", PlaceKind::Hallway, [0.0, 0.0, 50.0, 2.0]),
        ("L1", PlaceKind::Other, [0.0, 2.0, 5.0, 6.0]),
        ("L1", PlaceKind::Other, [45.0, 2.0, 50.0, 6.0]),
    ])
    .covered(&[0]);
    hospital.heard_at(0, [48.0, 1.0]);
    assert_eq!(order(&hospital.rank())[0], 2);
    hospital.heard_at(0, [3.0, 1.0]);
    assert_eq!(order(&hospital.rank())[0], 1);
}

#[test]
fn a_low_battery_makes_a_dead_tag_likelier() {
    let mut hospital = with_readers();
    let before = of(&hospital.rank(), 0);
    hospital.battery_percent = Some(15);
    assert!(of(&hospital.rank(), 0) > before);
}

#[test]
fn where_moves_ended_in_silence_before_it_has_gone_where_nothing_hears() {
    // From a always into a silence of two hours; from b straight back to a.
    let mut stays = Vec::new();
    for n in 0..30 {
        let begins = n * 180;
        stays.push(hospital::stay(0, begins, begins + 30));
        stays.push(hospital::stay(1, begins + 150, begins + 180));
    }
    let mut hospital = with_readers();
    hospital.learn("pump", &stays);
    assert!(of(&hospital.rank(), 2) > of(&with_readers().rank(), 2) + 0.1);
}

#[test]
fn silences_in_the_midst_of_a_stay_are_what_a_reader_misses() {
    let mut hospital = with_readers();
    assert!((hospital.moves.miss_rate(PlaceIndex(0)) - 1.0 / 20.0).abs() < 1e-9);
    let stays: Vec<_> = (0..30).map(|n| hospital::stay(0, n * 150, n * 150 + 30)).collect();
    hospital.learn("pump", &stays);
    // One of 20 is assumed; 29 silences between 30 stretches.
    let missed = hospital.moves.miss_rate(PlaceIndex(0));
    assert!((missed - 30.0 / 79.0).abs() < 1e-9, "{missed}");
}

#[test]
fn each_reason_reads_as_a_phrase() {
    let mut hospital = row(&[PlaceKind::Elevator, ROOM, ROOM, ROOM]).covered(&[0, 2]);
    // From the lift 12 times to b, 29 times to c: a minute in the lift is no stay.
    let ways: Vec<u32> = (0..41).map(|n| if n < 12 { 1 } else { 2 }).collect();
    let mut stays = Vec::new();
    for (n, to) in ways.into_iter().enumerate() {
        let begins = n as i64 * 61;
        stays.push(hospital::stay(0, begins, begins + 1));
        stays.push(hospital::stay(to, begins + 1, begins + 61));
    }
    hospital.learn("ventilator", &stays);
    hospital.whose = ("ventilator", None);
    let looked = [Look { place: PlaceIndex(2), at: hospital.now }];
    let ranked = hospital.rank_looked(&looked);
    let place = |place: PlaceIndex| if place.0 == 0 { "Lift".into() } else { format!("{place:?}") };
    let time = |_| "13:58".to_owned();
    let names = Names { place: &place, type_many: "ventilators", time: &time };
    let phrase = |of: u32| {
        let ranked = ranked.iter().find(|ranked| ranked.place == PlaceIndex(of)).unwrap();
        ranked.reason.phrase(&names)
    };
    assert_eq!(phrase(1), "12 of 41 moves of ventilators from Lift; no reader there");
    assert_eq!(
        phrase(2),
        "Searched 13:58; 29 of 41 moves of ventilators from Lift; its reader hears 98 % of what \
         is there and did not hear it"
    );
    assert_eq!(phrase(3), "10 m from Lift; no reader there");
    assert!(phrase(0).starts_with("It was heard here last; "), "{}", phrase(0));
}
