//! What holds of every ranking, whatever is learned and asked.

mod hospital;

use std::collections::BTreeSet;

use hospital::{Hospital, at, site};
use proptest::prelude::*;
use trackward_locate::{Heard, Look, Moves, PlaceCoverage, Whose};
use trackward_model::{FloorIndex, PlaceIndex, PlaceKind, Site, Span, Stay, Timestamp, TypeId};

const PLACES: u32 = 7;

fn any_site() -> impl Strategy<Value = Site> {
    let floor = prop_oneof![Just("L1"), Just("L2")];
    let place = (floor, 0..12_usize, 0.0..60.0, 0.0..30.0, any::<bool>());
    prop::collection::vec(place, PLACES as usize).prop_map(|places| {
        let drawn: Vec<_> = places
            .iter()
            .map(|&(floor, kind, x, y, _)| (floor, PlaceKind::ALL[kind], [x, y, x + 4.0, y + 5.0]))
            .collect();
        let mut site = site(&drawn);
        site.places[0].outline = vec![[f64::NAN, 0.0]];
        site.places.iter_mut().zip(places).skip(4).for_each(|(p, drawn)| p.removed = drawn.4);
        site
    })
}

/// One stay after the other, with silences between some.
fn any_stays() -> impl Strategy<Value = Vec<Stay>> {
    let stay =
        (prop::option::of(0..PLACES), 1..600_i64, prop_oneof![3 => Just(0_i64), 1 => 0..300_i64]);
    prop::collection::vec(stay, 0..40).prop_map(|stays| {
        let mut begins = at(-60 * 24 * 60);
        let mut all = Vec::new();
        for (place, minutes, silent) in stays {
            let to = begins + Span::minutes(minutes);
            let place = place.map(PlaceIndex);
            let floor = FloorIndex(0);
            all.push(Stay { place, floor, from: begins, to: Some(to), last_seen: to });
            begins = to + Span::minutes(silent);
        }
        all
    })
}

prop_compose! {
    fn any_case()(
        site in any_site(),
        stays in any_stays(),
        coverage in prop::collection::vec((any::<bool>(), -0.5..1.5_f32), 0..10),
        last_place in prop::option::of(0..PLACES + 2),
        heard in prop::option::of((0..PLACES + 2, -10.0..70.0_f32)),
        minutes in prop_oneof![Just(0_i64), -10..20_000_i64],
        looks in prop::collection::vec((0..PLACES + 2, -100..20_000_i64), 0..12),
    ) -> (Hospital, Vec<Look>) {
        let mut hospital = Hospital::of(&site);
        hospital.learn("pump", &stays);
        hospital.coverage = coverage
            .into_iter()
            .map(|(covered, deaf_part)| PlaceCoverage { covered, deaf_part })
            .collect();
        hospital.last_place = last_place.map(PlaceIndex);
        hospital.heard =
            heard.map(|(place, x)| Heard { place: PlaceIndex(place), at: [x, 3.0] });
        hospital.now = at(minutes);
        let look = |(place, minute)| Look { place: PlaceIndex(place), at: at(minute) };
        (hospital, looks.into_iter().map(look).collect())
    }
}

proptest! {
    #[test]
    fn probabilities_are_some_and_together_no_more_than_one(
        (hospital, looks) in any_case()
    ) {
        let ranked = hospital.rank_looked(&looks);
        let sum: f64 = ranked.iter().map(|ranked| f64::from(ranked.probability)).sum();
        prop_assert!(sum <= 1.0 + 1e-5, "{sum}");
        for ranked in &ranked {
            prop_assert!(ranked.probability > 0.0 && ranked.probability <= 1.0, "{ranked:?}");
        }
        prop_assert!(ranked.windows(2).all(|two| two[0].probability >= two[1].probability));
        let places: BTreeSet<_> = ranked.iter().map(|ranked| ranked.place).collect();
        prop_assert_eq!(places.len(), ranked.len(), "each place once");
        prop_assert_eq!(&ranked, &hospital.rank_looked(&looks), "the same again");
        let mut backwards = looks;
        backwards.reverse();
        let again = hospital.rank_looked(&backwards);
        let order = |ranked: &[trackward_locate::Ranked]| -> BTreeSet<PlaceIndex> {
            ranked.iter().take(3).map(|ranked| ranked.place).collect()
        };
        for (a, b) in ranked.iter().zip(&again) {
            let same = (a.probability - b.probability).abs() < 1e-5;
            prop_assert!(same, "the order of looks: {:?} {:?}", order(&ranked), order(&again));
        }
    }

    #[test]
    fn a_look_never_makes_its_place_likelier((hospital, mut looks) in any_case(), new in 0..PLACES) {
        let of = |looks: &[Look]| {
            let ranked = hospital.rank_looked(looks);
            let found = ranked.iter().find(|ranked| ranked.place == PlaceIndex(new));
            found.map_or(0.0, |ranked| ranked.probability)
        };
        let before = of(&looks);
        looks.push(Look { place: PlaceIndex(new), at: hospital.now.max(at(0)) });
        prop_assert!(of(&looks) <= before + 1e-6);
    }

    #[test]
    fn learning_as_time_goes_on_is_learning_all_at_once(
        site in any_site(),
        stays in any_stays(),
        parts in prop::collection::vec(0..40_usize, 0..4),
    ) {
        let type_id = TypeId::new("pump").unwrap();
        let whose = Whose { type_id: &type_id, unit: None };
        let mut at_once = Moves::new(&site);
        at_once.learn(whose, &stays, Timestamp::MIN);
        let mut in_parts = Moves::new(&site);
        let mut ends: Vec<usize> = parts.into_iter().map(|n| n.min(stays.len())).collect();
        ends.push(stays.len());
        ends.sort_unstable();
        ends.dedup();
        let mut after = Timestamp::MIN;
        for end in ends {
            // As the last stay lasts: it has no end yet.
            let mut known = stays[..end].to_vec();
            let is_last = end == stays.len();
            if let Some(last) = known.last_mut().filter(|_| !is_last) {
                last.to = None;
            }
            in_parts.learn(whose, &known, after);
            // By the clock, which is ahead of what was heard last before a silence.
            let clock = stays.get(end).map_or(after, |next| next.from - Span::seconds(1));
            after = after.max(clock);
        }
        let ranked = |moves: Moves| {
            let hospital = Hospital { moves, now: at(300), ..Hospital::of(&site) };
            hospital.covered(&[0, 1, 2, 3]).rank()
        };
        prop_assert_eq!(ranked(in_parts), ranked(at_once));
    }
}
