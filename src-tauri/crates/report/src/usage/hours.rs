//! Hours by state, added up.

use std::ops::AddAssign;

use trackward_model::UseState;

/// Microseconds by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// In service: all that follow, and what is unknown.
    pub in_service: i64,
    /// In use, bedside idle included.
    pub in_use: i64,
    /// Of that, in a patient room for longer than the threshold.
    pub bedside_idle: i64,
    /// Available.
    pub available: i64,
    /// Soiled.
    pub soiled: i64,
    /// Down.
    pub down: i64,
}

impl Hours {
    /// What nothing is known about.
    #[must_use]
    pub const fn unknown(&self) -> i64 {
        self.in_service - self.in_use - self.available - self.soiled - self.down
    }

    /// In use, of the time in service and not down; nothing where there is no such time.
    #[must_use]
    pub fn utilization_percent(&self) -> Option<f64> {
        percent(self.in_use, self.in_service - self.down)
    }

    /// Known, of the time in service; nothing where there is no such time.
    #[must_use]
    pub fn coverage_percent(&self) -> Option<f64> {
        percent(self.in_service - self.unknown(), self.in_service)
    }

    /// Adds a time in a state. The time in service is added on its own.
    pub(super) fn add(&mut self, state: UseState, us: i64) {
        match state {
            UseState::InUse => self.in_use += us,
            UseState::Available => self.available += us,
            UseState::Soiled => self.soiled += us,
            UseState::Down => self.down += us,
            UseState::Unknown => {}
        }
    }
}

impl AddAssign for Hours {
    fn add_assign(&mut self, other: Self) {
        self.in_service += other.in_service;
        self.in_use += other.in_use;
        self.bedside_idle += other.bedside_idle;
        self.available += other.available;
        self.soiled += other.soiled;
        self.down += other.down;
    }
}

fn percent(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}
