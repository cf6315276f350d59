//! How much stronger another antenna must hear an asset before it is judged to have moved.

use trackward_model::Span;

/// The weighted slope rule of EdgeX's RFID inventory: a move needs a stronger mean, and the
/// longer the old antenna has been deaf, the less is needed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mobility {
    /// What is needed while the old antenna still hears it, in dB.
    pub threshold_db: f64,
    /// For so long after the old antenna's last read the full threshold is needed, in ms.
    pub holdoff_ms: f64,
    /// By how much the need changes a millisecond after that; negative.
    pub slope_db_per_ms: f64,
}

impl Mobility {
    /// Devices that people carry about: EdgeX's profile `asset_tracking`.
    pub const ASSET_TRACKING: Self =
        Self { threshold_db: 6.0, holdoff_ms: 500.0, slope_db_per_ms: -0.008 };

    /// The line's value at age zero: `b = threshold − slope × holdoff`.
    #[must_use]
    pub fn intercept_db(&self) -> f64 {
        self.threshold_db - self.slope_db_per_ms * self.holdoff_ms
    }

    /// What is needed when the old antenna heard the asset so long ago:
    /// `min(threshold, slope × age + b)`. Negative once the old antenna has been deaf for long.
    #[must_use]
    pub fn offset_db(&self, age: Span) -> f64 {
        let age_ms = age.0 as f64 / 1e3;
        (self.slope_db_per_ms * age_ms + self.intercept_db()).min(self.threshold_db)
    }
}

impl Default for Mobility {
    fn default() -> Self {
        Self::ASSET_TRACKING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EdgeX's profile for clothes in a shop.
    const RETAIL_GARMENT: Mobility =
        Mobility { threshold_db: 6.0, holdoff_ms: 60_000.0, slope_db_per_ms: -0.0005 };

    #[track_caller]
    fn check(mobility: Mobility, age_ms: i64, offset_db: f64) {
        let computed = mobility.offset_db(Span::milliseconds(age_ms));
        assert!((computed - offset_db).abs() < 1e-9, "{age_ms} ms: {computed}, not {offset_db}");
    }

    #[test]
    fn the_intercept_follows_from_slope_and_holdoff() {
        assert!((Mobility::ASSET_TRACKING.intercept_db() - 10.0).abs() < 1e-9);
        assert!((RETAIL_GARMENT.intercept_db() - 36.0).abs() < 1e-9);
    }

    #[test]
    fn the_full_threshold_holds_until_the_holdoff_is_over() {
        check(Mobility::ASSET_TRACKING, 0, 6.0);
        check(Mobility::ASSET_TRACKING, 500, 6.0);
        check(RETAIL_GARMENT, 60_000, 6.0);
    }

    #[test]
    fn then_the_need_falls_with_the_slope_and_below_zero() {
        check(Mobility::ASSET_TRACKING, 750, 4.0);
        check(Mobility::ASSET_TRACKING, 1_250, 0.0);
        check(Mobility::ASSET_TRACKING, 2_500, -10.0);
        check(RETAIL_GARMENT, 72_000, 0.0);
    }

    #[test]
    fn a_read_from_the_future_needs_the_threshold_and_no_more() {
        check(Mobility::ASSET_TRACKING, -10_000, 6.0);
    }
}
