//! Axes with round numbers.

use trackward_model::figure::{grouped, tidy};

/// The digits of round numbers.
const ROUND: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// An axis from zero to a round number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The values of its ticks, the first 0, the last its end.
    pub ticks: Vec<f64>,
    decimals: u8,
}

impl Scale {
    /// The shortest axis that holds a value with at most so many steps.
    pub fn to(most: f64, steps_max: u32) -> Self {
        let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
        let step = next_of(&ROUND, most / f64::from(steps_max.max(1)));
        let mut ticks = vec![0.0];
        while ticks[ticks.len() - 1] + 1e-9 * most < most {
            ticks.push(tidy(step * count(ticks.len())));
        }
        let decimals = if step >= 1.0 && step.fract() == 0.0 {
            0
        } else if (step * 10.0).fract().abs() < 1e-9 {
            1
        } else {
            2
        };
        Self { ticks, decimals }
    }

    /// Its end.
    pub fn end(&self) -> f64 {
        self.ticks[self.ticks.len() - 1]
    }

    /// Where a value lies, 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        (value / self.end()).clamp(0.0, 1.0)
    }

    /// A tick in words: `25 %`.
    pub fn label(&self, tick: f64, unit: &str) -> String {
        with_unit(&grouped(tick, self.decimals), unit)
    }
}

/// A number with its unit, with a space that does not break.
pub(super) fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number}\u{a0}{unit}") }
}

/// The next of these digits, times a power of ten, that is no smaller.
pub(super) fn next_of(digits: &[f64], least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let digit = least / power;
    let round = digits.iter().find(|round| digit <= **round + 1e-9);
    tidy(round.unwrap_or(&10.0) * power).max(f64::MIN_POSITIVE)
}

/// A small count as a number.
pub(super) fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[track_caller]
    fn check(most: f64, ticks: &[f64]) {
        assert_eq!(Scale::to(most, 5).ticks, ticks);
    }

    #[test]
    fn ticks_are_round() {
        check(100.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(97.3, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(561.0, &[0.0, 200.0, 400.0, 600.0]);
        check(0.7, &[0.0, 0.2, 0.4, 0.6, 0.8]);
        check(12_000.0, &[0.0, 2_500.0, 5_000.0, 7_500.0, 10_000.0, 12_500.0]);
        check(3.0, &[0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn nothing_to_show_still_has_an_axis() {
        check(0.0, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        check(f64::NAN, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
    }

    #[test]
    fn a_tick_has_as_many_digits_as_its_step_needs() {
        assert_eq!(Scale::to(100.0, 4).label(25.0, "%"), "25\u{a0}%");
        assert_eq!(Scale::to(1.0, 4).label(0.25, ""), "0.25");
        assert_eq!(Scale::to(10.0, 4).label(2.5, "h"), "2.5\u{a0}h");
    }
}
