//! How long stays last: a table of chances to end, by how long a stay has lasted.

use trackward_model::Span;

/// Each step of the table is longer than the one before by the square root of two, so 26 steps
/// reach from 5 minutes to a month.
const STEPS: usize = 26;
const FIRST_S: f64 = 300.0;
/// So many stays are assumed before any was seen, or of the wider group before the narrower.
const ASSUMED: f64 = 4.0;
/// The mean of the stays that are assumed.
const ASSUMED_MEAN_S: f64 = 6.0 * 3600.0;

/// Stays counted by their lengths. One that was lost from hearing counts as lasting so long at
/// least (the estimate of Kaplan and Meier).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Lengths {
    reached: [u32; STEPS],
    ended: [u32; STEPS],
}

/// How stays end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ending {
    /// The chance to end in each step of the table, for a stay that reaches it.
    ends: [f64; STEPS],
    /// The chance to reach it.
    reaches: [f64; STEPS],
}

impl Lengths {
    pub(crate) fn learn(&mut self, length: Span, ended: bool) {
        let step = step_of(length.as_seconds());
        let reached = if ended { step + 1 } else { step };
        for count in &mut self.reached[..reached] {
            *count += 1;
        }
        self.ended[step] += u32::from(ended);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for step in 0..STEPS {
            self.reached[step] += other.reached[step];
            self.ended[step] += other.ended[step];
        }
    }

    /// What these stays say, where they are few leaning on what is known already.
    pub(crate) fn ending(&self, known: &Ending) -> Ending {
        Ending::new(|step| {
            let reached = f64::from(self.reached[step]) + ASSUMED;
            (f64::from(self.ended[step]) + ASSUMED * known.ends[step]) / reached
        })
    }
}

impl Ending {
    /// What is assumed of stays that nothing is known of: they end at any time alike.
    pub(crate) fn assumed() -> Self {
        Self::new(|step| 1.0 - (-width_s(step) / ASSUMED_MEAN_S).exp())
    }

    fn new(ends: impl Fn(usize) -> f64) -> Self {
        let ends = std::array::from_fn(ends);
        let mut reaches = [1.0; STEPS];
        for step in 1..STEPS {
            reaches[step] = reaches[step - 1] * (1.0 - ends[step - 1]);
        }
        Self { ends, reaches }
    }

    /// The chance that a stay lasts so long at least.
    pub(crate) fn lasts(&self, seconds: f64) -> f64 {
        let seconds = seconds.max(0.0);
        let step = step_of(seconds);
        let within = (seconds - from_s(step)) / width_s(step);
        self.reaches[step] * (1.0 - self.ends[step]).powf(within)
    }
}

/// Where a step of the table begins.
fn from_s(step: usize) -> f64 {
    if step == 0 { 0.0 } else { FIRST_S * 2.0_f64.powf((step as f64 - 1.0) / 2.0) }
}

fn width_s(step: usize) -> f64 {
    from_s(step + 1) - from_s(step)
}

fn step_of(seconds: f64) -> usize {
    if seconds < FIRST_S {
        return 0;
    }
    (((seconds / FIRST_S).log2() * 2.0) as usize + 1).min(STEPS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    }

    #[test]
    fn without_stays_half_are_over_after_the_half_life_of_six_hours_mean() {
        let ending = Ending::assumed();
        check(ending.lasts(0.0), 1.0);
        check(ending.lasts(ASSUMED_MEAN_S * 2.0_f64.ln()), 0.5);
        check(ending.lasts(3600.0), (-1.0_f64 / 6.0).exp());
    }

    #[test]
    fn stays_teach_when_stays_end() {
        let mut lengths = Lengths::default();
        for _ in 0..4 {
            lengths.learn(Span::minutes(6), true);
        }
        // Four of 4 + 4 ended in the step from 5 to 7.07 minutes; of the assumed four the share
        // 1 - exp(-width / 6 h).
        let assumed = 1.0 - (-width_s(1) / ASSUMED_MEAN_S).exp();
        let before = 1.0 - (1.0 - (-FIRST_S / ASSUMED_MEAN_S).exp()) * 4.0 / 8.0;
        let after = before * (1.0 - (4.0 + 4.0 * assumed) / 8.0);
        check(lengths.ending(&Ending::assumed()).lasts(FIRST_S * 2.0_f64.sqrt()), after);
    }

    #[test]
    fn a_stay_that_was_lost_from_hearing_only_says_that_it_lasted() {
        let mut lengths = Lengths::default();
        lengths.learn(Span::hours(40), false);
        let (known, ending) = (Ending::assumed(), lengths.ending(&Ending::assumed()));
        assert!(ending.lasts(40.0 * 3600.0) > known.lasts(40.0 * 3600.0));
        assert!(ending.lasts(1e9) >= 0.0 && ending.lasts(1e9) < 1e-6);
        assert!(ending.lasts(-5.0) <= 1.0);
    }
}
