//! What holds for every sequence of sightings.

mod timeline;

use proptest::prelude::*;
use timeline::{World, sighting, time};
use trackward_locate::{Observed, Track};
use trackward_model::{Means, Rssi, Scheme, Sighting, Span, Stay, Tag};

/// With each means fewer than are kept, so none is pushed out.
const ANTENNAS: [&str; 8] =
    ["rfid:a", "ble:a", "rfid:b", "ble:b", "ble:a.2", "rfid:lift", "ble:hall", "rfid:u"];
const CERTAIN: [&str; 6] = ["tap:a", "tap:b", "tap:u", "said:a", "said:hall", "said:@6,2"];
const POSITIONS: [&str; 6] = ["@2,2~0.5", "@6,2~0.5", "@6,2~9", "@11,6", "@-9,2", "@up:2,2~1"];

/// A sighting by some antenna or hub, its time still open. Two tags of each means on the asset.
fn any_sighting() -> impl Strategy<Value = Sighting> {
    let what = prop_oneof![
        4 => prop::sample::select(&ANTENNAS[..]),
        1 => prop::sample::select(&POSITIONS[..]),
        1 => prop::sample::select(&CERTAIN[..]),
    ];
    let rssi = prop::option::weighted(0.9, -90_i16..-30);
    (what, rssi, 0_u8..2, 1_u16..3, prop::option::of(0_u8..=100)).prop_map(
        |(what, rssi, tag, count, battery_percent)| {
            let heard = sighting(time("08:00"), what);
            let scheme = heard.tag.scheme();
            let value = if scheme == Scheme::Asset { [b'A'; 6] } else { [tag; 6] };
            Sighting {
                rssi: rssi.map(|dbm| Rssi(dbm * 100)),
                tag: Tag::new(scheme, &value).expect("six bytes are a tag"),
                count,
                battery_percent,
                ..heard
            }
        },
    )
}

/// Instants with their sightings: mostly seconds apart, sometimes minutes or a silence.
fn instants(longest: usize) -> impl Strategy<Value = Vec<Vec<Sighting>>> {
    let step = prop_oneof![
        4 => 100_i64..3_000,
        2 => 3_000_i64..90_000,
        1 => 90_000_i64..900_000,
    ];
    let instant = (step, prop::collection::vec(any_sighting(), 1..4));
    prop::collection::vec(instant, 1..longest).prop_map(|instants| {
        let mut at = time("08:00");
        let placed = instants.into_iter().map(|(step, mut sightings)| {
            at = at + Span::milliseconds(step);
            for sighting in &mut sightings {
                (sighting.at, sighting.received_at) = (at, at);
            }
            // The journal keeps copies out.
            let key = |s: &Sighting| (s.tag, s.reader, s.antenna);
            sightings.sort_by_key(key);
            sightings.dedup_by_key(|s| key(s));
            sightings
        });
        placed.collect()
    })
}

fn feed<'a>(world: &mut World, sightings: impl IntoIterator<Item = &'a Sighting>) {
    for sighting in sightings {
        world.observe(sighting);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_within_an_instant_makes_no_difference(
        instants in instants(40),
        turn in 0_usize..3,
    ) {
        let (mut straight, mut turned) = (World::new(), World::new());
        for instant in &instants {
            feed(&mut straight, instant);
            let (left, right) = instant.split_at(turn.min(instant.len()));
            feed(&mut turned, right.iter().rev().chain(left));
            prop_assert_eq!(&straight.track, &turned.track);
            prop_assert_eq!(straight.track.fix(), turned.track.fix());
        }
        prop_assert_eq!(straight.stays(), turned.stays());
    }

    #[test]
    fn nor_does_it_for_instants_that_come_late(
        instants in instants(30).prop_flat_map(|all| Just(all).prop_shuffle()),
    ) {
        let (mut straight, mut reversed) = (World::new(), World::new());
        for instant in &instants {
            feed(&mut straight, instant);
            feed(&mut reversed, instant.iter().rev());
            prop_assert_eq!(&straight.track, &reversed.track);
        }
        prop_assert_eq!(straight.stays(), reversed.stays());
    }

    /// `World` holds stays in order, without overlap, and as they were told, at every step.
    #[test]
    fn a_shuffled_delivery_gives_sane_stays_and_the_same_last_sighting(
        instants in instants(30),
        seed in any::<prop::sample::Index>(),
    ) {
        let live: Vec<Sighting> = instants.concat();
        let mut shuffled = live.clone();
        let len = shuffled.len();
        for i in 0..len {
            shuffled.swap(i, (i * 7 + seed.index(len)) % len);
        }
        let (mut ordered, mut late) = (World::new(), World::new());
        feed(&mut ordered, &live);
        feed(&mut late, &shuffled);
        prop_assert_eq!(ordered.track.last_seen(), late.track.last_seen());
        let first = |world: &World| world.told.values().next().map(|stay: &Stay| stay.from);
        prop_assert!(first(&late) >= first(&ordered), "nothing is before the first sighting");
    }

    #[test]
    fn a_late_sighting_never_moves_the_present(
        instants in instants(30),
        late in any_sighting(),
        behind_s in 3_i64..4_000,
    ) {
        let mut world = World::new();
        feed(&mut world, &instants.concat());
        let before = world.track.fix().expect("a fix");
        let at = before.last_seen - Span::seconds(behind_s);
        let observed = world.observe(&Sighting { at, received_at: before.last_seen, ..late });
        prop_assert!(!matches!(observed, Observed::Moved | Observed::Refreshed));
        let after = world.track.fix().expect("a fix");
        prop_assert_eq!((before.place, before.floor), (after.place, after.floor));
        prop_assert_eq!((before.x, before.y), (after.x, after.y));
        prop_assert_eq!((before.last_seen, before.rssi), (after.last_seen, after.rssi));
    }

    /// Whatever was heard before, and whatever else is heard at its instant.
    #[test]
    fn a_tap_is_certain_at_once(instants in instants(30), others in 0_usize..4) {
        let mut world = World::new();
        feed(&mut world, &instants.concat());
        let at = world.track.last_seen().expect("it was heard") + Span::seconds(1);
        let noise = ["rfid:u", "ble:b", "said:a", "@6,2~0.5"].map(|what| sighting(at, what));
        feed(&mut world, &noise[..others]);
        world.observe(&sighting(at, "tap:c"));
        feed(&mut world, &noise[others..]);
        let fix = world.track.fix().expect("a fix");
        prop_assert_eq!((fix.place, fix.confidence), (Some(timeline::place("c")), 1.0));
        let next = at + Span::seconds(1);
        for what in ["rfid:u", "ble:b"] {
            world.observe(&sighting(next, what));
            prop_assert_eq!(world.track.fix().and_then(|fix| fix.place), fix.place);
        }
    }

    /// Strengths of beacons say nothing to those of labels: shifting them all changes no place
    /// of an asset that is heard by label alone and by beacon elsewhere.
    #[test]
    fn strengths_of_two_means_are_never_compared(instants in instants(30), shift in -40_i16..40) {
        let (mut plain, mut shifted) = (World::new(), World::new());
        let at_one_place = |s: &Sighting| match s.means() {
            Means::Rfid => s.reader == timeline::sighting(s.at, "a").reader,
            Means::Ble => s.reader == timeline::sighting(s.at, "b").reader,
            _ => false,
        };
        for heard in instants.concat().iter().filter(|s| at_one_place(s)) {
            plain.observe(heard);
            let rssi = heard.rssi.map(|rssi| Rssi(rssi.0 + shift * 100));
            let rssi = if heard.means() == Means::Ble { rssi } else { heard.rssi };
            shifted.observe(&Sighting { rssi, ..*heard });
            prop_assert_eq!(plain.track.place(), shifted.track.place());
        }
        prop_assert_eq!(plain.stays(), shifted.stays());
    }

    #[test]
    fn what_was_observed_is_never_taken_for_newer(instants in instants(30)) {
        let mut world = World::new();
        let sightings = instants.concat();
        for (i, sighting) in sightings.iter().enumerate() {
            world.observe(sighting);
            for copy in &sightings[..=i] {
                prop_assert!(!world.track.is_newer(copy), "a copy must be looked up: {copy:?}");
            }
        }
    }

    #[test]
    fn a_late_copy_of_a_single_read_changes_nothing(
        instants in instants(30),
        which in any::<prop::sample::Index>(),
    ) {
        let mut world = World::new();
        let mut sightings = instants.concat();
        for sighting in &mut sightings {
            sighting.count = 1;
        }
        feed(&mut world, &sightings);
        let copy = *which.get(&sightings);
        prop_assume!(Some(copy.at) < world.track.last_seen());
        let (fix, stays) = (world.track.fix(), world.stays());
        for _ in 0..3 {
            let observed = world.observe(&copy);
            prop_assert!(matches!(observed, Observed::Late | Observed::TooOld), "{observed:?}");
        }
        prop_assert_eq!(fix, world.track.fix());
        prop_assert_eq!(stays, world.stays());
    }

    #[test]
    fn a_track_goes_on_from_a_snapshot_as_if_nothing_had_been(
        instants in instants(30).prop_flat_map(|all| Just(all).prop_shuffle()),
        cut in any::<prop::sample::Index>(),
    ) {
        let sightings = instants.concat();
        let cut = cut.index(sightings.len());
        let mut world = World::new();
        let mut whole = World::new();
        feed(&mut whole, &sightings);
        feed(&mut world, &sightings[..cut]);
        let bytes = postcard::to_allocvec(&world.track).expect("a track is plain data");
        world.track = postcard::from_bytes::<Track>(&bytes).expect("what was written");
        feed(&mut world, &sightings[cut..]);
        prop_assert_eq!(&world.track, &whole.track);
        prop_assert_eq!(world.stays(), whole.stays());
    }
}
