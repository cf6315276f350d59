//! In which order to walk to assets.

/// How many stops are put in order; of more, the order in which they came is kept.
pub const ROUND_STOPS_MAX: usize = 200;
/// Metres that a floor up or down is worth on a walk: waiting for the lift, or stairs.
pub const FLOOR_M: f64 = 30.0;

/// A floor of a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its height in order.
    pub ordinal: i32,
    /// Where its lifts are, in metres.
    pub lifts: Vec<[f64; 2]>,
}

/// Where to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The floor, by its position in the list of levels.
    pub level: usize,
    /// Metres to the right and down.
    pub at: [f64; 2],
}

/// A walk that ends where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Walked {
    /// The stops by their position in the list, in the order of the walk.
    pub order: Vec<usize>,
    /// Metres on the floors to each of them from the one before, in the order of the walk.
    pub legs_m: Vec<f64>,
    /// Metres on the floors from the last one back.
    pub back_m: f64,
    /// Metres on the floors, the way back included.
    pub length_m: f64,
    /// Floors up and down, the way back included.
    pub floors: u32,
}

/// A short walk to all stops from a place and back to it; without one, from the first stop of
/// the list and back to that. Never longer than the order in which they came, each floor up or
/// down counted as [`FLOOR_M`].
#[must_use]
pub fn round(levels: &[Level], stops: &[Stop], from: Option<Stop>) -> Walked {
    todo!("{levels:?} {stops:?} {from:?}")
}
