//! What holds whatever devices did.

use std::ops::Range;

use proptest::prelude::*;
use trackward_model::{AssetIndex, PlaceIndex, Span, Timestamp, TypeId, UnitId, UseState};
use trackward_report::usage::{CivilHours, Device, Figures, Group, Hours, Stretch, Usage, Wanted};

use crate::timeline::IDLE_AFTER;

/// Around the night when Chicago sets its clocks back.
const START: i64 = 1_793_400_000_000_000;
const DAYS: i64 = 5;

#[derive(Debug, Clone)]
struct Life {
    device: Device,
    stretches: Vec<Stretch>,
}

fn period() -> Range<Timestamp> {
    Timestamp(START)..Timestamp(START) + Span::days(DAYS)
}

fn lives() -> impl Strategy<Value = Vec<Life>> {
    let stretch = (0..6 * 3_600_000_000i64, 1..9 * 3_600_000_000i64, 0..5usize, 0..4u32);
    let life = (
        prop::collection::vec(stretch, 0..30),
        (0..3usize, 0..3usize, any::<bool>()),
        (-20i64..60, 0i64..150),
    );
    prop::collection::vec(life, 0..12).prop_map(|lives| {
        lives.into_iter().enumerate().map(|(n, life)| made(n, &life.0, life.1, life.2)).collect()
    })
}

fn made(
    n: usize,
    parts: &[(i64, i64, usize, u32)],
    (type_id, unit, rental): (usize, usize, bool),
    (from, length): (i64, i64),
) -> Life {
    let mut at = Timestamp(START) - Span::hours(10);
    let mut stretches = Vec::new();
    for (gap, length, state, place) in parts {
        // Half of them follow upon another without a gap.
        let from = if gap % 2 == 0 { at } else { at + Span(*gap) };
        let state = UseState::ALL[*state];
        at = from + Span(*length);
        stretches.push(Stretch {
            from,
            to: at,
            place: (*place > 0).then_some(PlaceIndex(*place)),
            state,
            bedside_since: (*place == 1).then(|| from - Span::hours(i64::from(n as u32 % 14))),
        });
    }
    let from = Timestamp(START) + Span::hours(from);
    let device = Device {
        asset: AssetIndex(n as u32),
        type_id: TypeId::new(["pump", "vent", "bed"][type_id]).unwrap(),
        unit: (unit > 0).then(|| UnitId::new(["", "icu", "er"][unit]).unwrap()),
        rental,
        service: from..from + Span::hours(length),
    };
    Life { device, stretches }
}

fn figures<'a>(lives: impl Iterator<Item = &'a Life>, period: &Range<Timestamp>) -> Figures {
    let hours = CivilHours::new(period, chrono_tz::America::Chicago);
    let mut usage = Usage::new(hours, IDLE_AFTER, Wanted { assets: true, places: true });
    lives.for_each(|life| usage.add(&life.device, &life.stretches));
    usage.finish()
}

fn sum<'a>(groups: impl Iterator<Item = &'a Group>) -> (usize, Hours) {
    groups.fold((0, Hours::default()), |(devices, mut hours), group| {
        hours += group.hours;
        (devices + group.devices, hours)
    })
}

/// The peak of an hour in the plainest way: at each beginning of a use, how many others last.
fn plain_peaks(lives: &[Life], hours: &CivilHours) -> Vec<u32> {
    let within = hours.period();
    let mut uses = Vec::new();
    for life in lives {
        let service = &life.device.service;
        for of in life.stretches.iter().filter(|of| of.state == UseState::InUse) {
            let from = of.from.max(service.start).max(within.start);
            let to = of.to.min(service.end).min(within.end);
            if from < to {
                uses.push(from..to);
            }
        }
    }
    let at_once = |at: Timestamp| uses.iter().filter(|of| of.contains(&at)).count() as u32;
    let peak = |i: usize| {
        let hour = hours.list()[i].from..hours.end_of(i);
        let begun = uses.iter().map(|of| of.start).filter(|at| hour.contains(at));
        begun.chain([hour.start]).map(at_once).max().unwrap_or(0)
    };
    (0..hours.list().len()).map(peak).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn groups_share_out_all_devices_and_all_time(lives in lives()) {
        let found = figures(lives.iter(), &period());
        let all = (found.all.devices, found.all.hours);
        prop_assert_eq!(sum(found.types.values()), all);
        prop_assert_eq!(sum(found.units.values()), all);
        prop_assert_eq!(sum(found.assets.values()), all);
        let mut hours = Hours::default();
        found.by_hour.iter().for_each(|of| hours += *of);
        prop_assert_eq!(hours, found.all.hours, "hour by hour");
        let every = found.types.values().chain(found.units.values()).chain(found.places.values());
        for of in every.chain(found.assets.values()).map(|group| group.hours).chain(found.by_hour) {
            prop_assert!(of.unknown() >= 0 && of.bedside_idle <= of.in_use);
            let known = of.in_use + of.available + of.soiled + of.down;
            prop_assert_eq!(known + of.unknown(), of.in_service);
        }
    }

    #[test]
    fn the_parts_of_a_period_add_up_to_it(lives in lives(), cut in 0..DAYS * 24 * 3_600_000_000) {
        let whole = period();
        let middle = Timestamp(START + cut);
        let parts = [whole.start..middle, middle..whole.end];
        let parts = parts.map(|part| figures(lives.iter(), &part));
        let whole = figures(lives.iter(), &whole);
        let mut hours = parts[0].all.hours;
        hours += parts[1].all.hours;
        prop_assert_eq!(hours, whole.all.hours);
        for (place, of) in &whole.places {
            let (_, hours) = sum(parts.iter().filter_map(|part| part.places.get(place)));
            prop_assert_eq!(hours, of.hours);
        }
        let most = parts.iter().filter_map(|part| part.all.demand.most()).max();
        prop_assert_eq!(most, whole.all.demand.most());
    }

    #[test]
    fn the_order_of_devices_changes_nothing(lives in lives()) {
        let one = figures(lives.iter(), &period());
        let other = figures(lives.iter().rev(), &period());
        prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    #[test]
    fn peaks_are_those_of_the_plainest_count(lives in lives()) {
        let found = figures(lives.iter(), &period());
        prop_assert_eq!(&found.peaks, &plain_peaks(&lives, &found.hours));
        for (type_id, peaks) in &found.type_peaks {
            let of = lives.iter().filter(|life| life.device.type_id == *type_id);
            let of: Vec<Life> = of.cloned().collect();
            prop_assert_eq!(peaks, &plain_peaks(&of, &found.hours));
        }
    }
}
