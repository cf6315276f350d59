//! A year of a few dozen devices, made up from a fixed seed: with clocks set forward and back, a
//! leap day, and devices that came, went, fell silent and were never seen.

use std::ops::Range;

use trackward_model::{AssetIndex, FloorIndex, PlaceIndex, Span, Stay, Timestamp, TypeId, UnitId};
use trackward_report::usage::{Device, Stronger};

pub const ZONE: &str = "America/Chicago";
const DEVICES: u32 = 36;
/// By place: its kind.
pub const KINDS: [&str; 9] = [
    "patient_room",
    "patient_room",
    "patient_room",
    "clean_utility",
    "soiled_utility",
    "storage",
    "biomed_shop",
    "hallway",
    "elevator",
];

pub struct Life {
    pub name: String,
    pub device: Device,
    pub stays: Vec<Stay>,
    pub stronger: Stronger,
}

/// The year 2028 in Chicago.
pub fn period() -> Range<Timestamp> {
    let at = |text: &str| text.parse().expect("an instant");
    at("2028-01-01T06:00:00Z")..at("2029-01-01T06:00:00Z")
}

/// Nothing is known after this.
pub fn until() -> Timestamp {
    period().end - Span::hours(7)
}

pub fn lives() -> Vec<Life> {
    let mut dice = Dice(2_028);
    (0..DEVICES).map(|n| life(n, &mut dice)).collect()
}

fn life(n: u32, dice: &mut Dice) -> Life {
    let year = period();
    let types = ["infusion_pump", "infusion_pump", "ventilator"];
    let units = ["ICU", "ER", "WARD"];
    let bought = if dice.one_in(4) { dice.within(&year) } else { year.start - Span::days(9) };
    let retired = if dice.one_in(4) { dice.within(&year) } else { year.end + Span::days(9) };
    let device = Device {
        asset: AssetIndex(n),
        type_id: TypeId::new(types[dice.below(3) as usize]).expect("a name"),
        unit: (!dice.one_in(5)).then(|| UnitId::new(units[n as usize % 3]).expect("a name")),
        rental: dice.one_in(3),
        service: bought..retired,
    };
    let periods = |dice: &mut Dice, one_in: i64, longest: Span| -> Vec<Range<Timestamp>> {
        let count = if dice.one_in(one_in) { dice.below(12) } else { 0 };
        (0..count)
            .map(|_| {
                let from = dice.within(&year);
                from..from + Span(dice.below(longest.0))
            })
            .collect()
    };
    let stronger = Stronger {
        down: periods(dice, 2, Span::days(6)),
        custody: periods(dice, 2, Span::days(2)),
        overdue: periods(dice, 4, Span::days(20)),
    };
    let stays = if n == 7 { Vec::new() } else { stays(dice) };
    Life { name: format!("A-{n:02}"), device, stays, stronger }
}

/// From before the year until after it; the last one lasts.
fn stays(dice: &mut Dice) -> Vec<Stay> {
    let year = period();
    let mut from = year.start - Span(dice.below(Span::hours(60).0));
    let mut stays = Vec::new();
    let end = year.end + Span::hours(12) - Span(dice.below(Span::days(3).0));
    while from < end {
        let longest = [Span::minutes(20), Span::hours(3), Span::hours(9), Span::hours(40)];
        let longest = longest[dice.below(4) as usize];
        let mut to = from + Span(1 + dice.below(longest.0));
        if dice.one_in(6) {
            // On the hour, where hours meet.
            to = Timestamp(to.0 - to.0.rem_euclid(Span::hours(1).0)).max(from + Span(1));
        }
        let silent = if dice.one_in(8) { dice.below(Span::hours(12).0) } else { 0 };
        let place = dice.below(10) as usize;
        stays.push(Stay {
            place: (place < KINDS.len()).then(|| PlaceIndex::of(place)),
            floor: FloorIndex(0),
            from,
            to: Some(to),
            last_seen: (to - Span(silent)).max(from),
        });
        from = if dice.one_in(12) { to + Span(dice.below(Span::hours(30).0)) } else { to };
    }
    if let Some(last) = stays.last_mut() {
        last.to = None;
    }
    stays
}

/// Knuth's generator, of which the upper bits are used.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper = u128::from(self.0) * bound as u128;
        (upper >> 64) as i64
    }

    fn one_in(&mut self, bound: i64) -> bool {
        self.below(bound) == 0
    }

    fn within(&mut self, range: &Range<Timestamp>) -> Timestamp {
        range.start + Span(self.below(range.end.since(range.start).0))
    }
}
