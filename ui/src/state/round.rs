//! A walk to assets, floor by floor, as it is drawn on the plans.

use trackward_model::FloorId;
use trackward_model::ask::{Round, RoundStop};

/// How many devices a round takes.
pub const ROUND_MAX: usize = 200;

/// A stop with its number.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Its number in the walk, from 1.
    pub number: usize,
    /// The asset and where it is.
    pub stop: RoundStop,
}

/// Stops at one point of a floor: assets in one room share it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// Metres to the right and down.
    pub at: [f64; 2],
    /// The numbers of its stops: `3`, `3–5`, `3, 7`.
    pub numbers: String,
}

/// A part of the walk on one floor, between two changes of floor.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// The floor.
    pub floor: FloorId,
    /// The stops in order.
    pub stops: Vec<Stop>,
}

impl Leg {
    /// Metres walked in it; the way to its first stop belongs to the change of floor.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        // The sum of no numbers is -0.0, and would be shown so.
        self.stops.iter().skip(1).fold(0.0, |sum, stop| sum + stop.stop.leg_m)
    }

    /// Its points, each once.
    #[must_use]
    pub fn pins(&self) -> Vec<Pin> {
        let mut pins: Vec<([f64; 2], Vec<usize>)> = Vec::new();
        for stop in &self.stops {
            let at = [f64::from(stop.stop.x), f64::from(stop.stop.y)];
            match pins.iter_mut().find(|(pin, _)| *pin == at) {
                Some((_, numbers)) => numbers.push(stop.number),
                None => pins.push((at, vec![stop.number])),
            }
        }
        pins.into_iter().map(|(at, numbers)| Pin { at, numbers: ranges(&numbers) }).collect()
    }

    /// The line of the walk as points of an SVG: `1.0,2.0 3.0,2.0`.
    #[must_use]
    pub fn line(&self) -> String {
        let points = self.stops.iter().map(|stop| format!("{:.2},{:.2}", stop.stop.x, stop.stop.y));
        points.collect::<Vec<_>>().join(" ")
    }
}

/// The legs of a walk, in order.
#[must_use]
pub fn legs(round: &Round) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    for (at, stop) in round.stops.iter().enumerate() {
        let stop = Stop { number: at + 1, stop: stop.clone() };
        match legs.last_mut() {
            Some(leg) if leg.floor == stop.stop.floor => leg.stops.push(stop),
            _ => legs.push(Leg { floor: stop.stop.floor.clone(), stops: vec![stop] }),
        }
    }
    legs
}

/// `3–5, 7`: numbers in rising order, runs of them as one.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(id: &str, floor: &str, x: f32, leg_m: f64) -> RoundStop {
        let (asset_id, floor) = (id.parse().unwrap(), floor.parse().unwrap());
        RoundStop { asset_id, place: None, floor, x, y: 2.0, leg_m }
    }

    #[test]
    fn a_walk_is_drawn_floor_by_floor_with_one_pin_a_point() {
        let round = Round {
            stops: vec![
                stop("A-1", "L1", 1.0, 0.0),
                stop("A-2", "L1", 1.0, 0.0),
                stop("A-3", "L1", 4.0, 3.0),
                stop("A-4", "L1", 1.0, 3.0),
                stop("A-5", "L2", 1.0, 12.0),
                stop("A-6", "L2", 6.5, 5.5),
            ],
            length_m: 23.5,
            floors: 1,
            nowhere: Vec::new(),
        };
        let legs = legs(&round);
        assert_eq!(legs.iter().map(|leg| leg.floor.as_str()).collect::<Vec<_>>(), ["L1", "L2"]);
        let pins = legs[0].pins();
        assert_eq!(
            pins.iter().map(|pin| pin.numbers.as_str()).collect::<Vec<_>>(),
            ["1–2, 4", "3"]
        );
        assert_eq!(legs[1].stops[0].number, 5, "numbers go on across floors");
        assert!((legs[0].length_m() - 6.0).abs() < 1e-9);
        assert!((legs[1].length_m() - 5.5).abs() < 1e-9, "the way up is not on this floor");
        let one = Leg { floor: "L1".parse().unwrap(), stops: legs[0].stops[..1].to_vec() };
        assert!(one.length_m().is_sign_positive(), "a single stop is no walk of -0 m");
        assert_eq!(legs[1].line(), "1.00,2.00 6.50,2.00");
    }
}
