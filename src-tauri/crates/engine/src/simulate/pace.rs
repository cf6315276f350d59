//! The hospital's own time, which may run faster than the clock.

use trackward_model::{Span, Timestamp};

/// How the hospital's time follows the clock from an instant on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    clock: Timestamp,
    hospital: Timestamp,
    speed: f64,
}

impl Pace {
    /// Both are the same at the start.
    pub(super) fn new(start: Timestamp, speed: f64) -> Self {
        Self { clock: start, hospital: start, speed: sane(speed) }
    }

    /// Another speed from an instant of the clock on; the hospital's time has no jump.
    pub(super) fn change(&mut self, at: Timestamp, speed: f64) {
        *self = Self { clock: at, hospital: self.hospital_at(at), speed: sane(speed) };
    }

    /// The hospital's time at an instant of the clock.
    pub(super) fn hospital_at(&self, clock: Timestamp) -> Timestamp {
        self.hospital + Span((clock.since(self.clock).0 as f64 * self.speed) as i64)
    }

    /// When by the clock it is this time in the hospital.
    pub(super) fn clock_at(&self, hospital: Timestamp) -> Timestamp {
        self.clock + Span((hospital.since(self.hospital).0 as f64 / self.speed) as i64)
    }
}

/// From a tenth to ten thousand times the clock.
fn sane(speed: f64) -> f64 {
    if speed.is_finite() { speed.clamp(0.1, 10_000.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_speed_makes_no_jump() {
        let start = Timestamp(1_000_000_000);
        let mut pace = Pace::new(start, 60.0);
        let later = start + Span::minutes(1);
        assert_eq!(pace.hospital_at(later), start + Span::hours(1));
        assert_eq!(pace.clock_at(start + Span::hours(1)), later);
        pace.change(later, 1.0);
        assert_eq!(pace.hospital_at(later), start + Span::hours(1));
        assert_eq!(pace.hospital_at(later + Span::minutes(1)), start + Span::minutes(61));
    }
}
