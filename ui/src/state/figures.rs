//! Completion figures as a sum, and the rows behind each count.

use trackward_model::Risk;
use trackward_model::ask::{ComplianceRow, Figures, Outcome};

/// The outcomes that a scheduled order can have, in the order of the sum: S = C + L + U + B + V
/// + R + O.
pub const SUMMANDS: [Outcome; 7] = [
    Outcome::OnTime,
    Outcome::Late,
    Outcome::UnableToLocate,
    Outcome::InUse,
    Outcome::AtVendor,
    Outcome::Retired,
    Outcome::Open,
];

/// How many orders had an outcome.
#[must_use]
pub const fn figure(figures: &Figures, outcome: Outcome) -> u32 {
    match outcome {
        Outcome::OnTime => figures.on_time,
        Outcome::Late => figures.late,
        Outcome::UnableToLocate => figures.unable_to_locate,
        Outcome::InUse => figures.in_use,
        Outcome::AtVendor => figures.at_vendor,
        Outcome::Retired => figures.retired,
        Outcome::Open => figures.open,
        Outcome::NotYetDue => figures.not_yet_due,
    }
}

/// Whether the seven counts come to what was scheduled.
#[must_use]
pub fn adds_up(figures: &Figures) -> bool {
    SUMMANDS.iter().map(|outcome| figure(figures, *outcome)).sum::<u32>() == figures.scheduled
}

/// The denominators of the two percentages: S − R, and S − R − U − B, of U and B the documented
/// ones.
#[must_use]
pub const fn denominators(figures: &Figures) -> [u32; 2] {
    let raw = figures.scheduled.saturating_sub(figures.retired);
    let excused = figures.unable_to_locate_documented + figures.in_use_documented;
    [raw, raw.saturating_sub(excused)]
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drill {
    /// Of this class.
    pub risk: Option<Risk>,
    /// With this outcome; without it all that were scheduled.
    pub outcome: Option<Outcome>,
}

impl Drill {
    /// Whether a row is among them.
    #[must_use]
    pub fn lets(self, row: &ComplianceRow) -> bool {
        let outcome = match self.outcome {
            Some(outcome) => row.outcome == outcome,
            None => row.outcome != Outcome::NotYetDue,
        };
        outcome && self.risk.is_none_or(|risk| row.risk == risk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_does_not_come_out_is_noticed() {
        let mut figures = Figures {
            scheduled: 1_000,
            on_time: 950,
            late: 20,
            unable_to_locate: 12,
            in_use: 10,
            at_vendor: 4,
            retired: 3,
            open: 1,
            ..Figures::default()
        };
        assert!(adds_up(&figures));
        figures.open = 2;
        assert!(!adds_up(&figures));
    }

    #[test]
    fn only_what_was_documented_in_time_is_excused() {
        let figures = Figures {
            scheduled: 100,
            retired: 2,
            unable_to_locate: 9,
            unable_to_locate_documented: 6,
            in_use: 5,
            in_use_documented: 1,
            ..Figures::default()
        };
        assert_eq!(denominators(&figures), [98, 91]);
    }

    #[test]
    fn a_drill_shows_what_its_count_counts() {
        let row = |risk, outcome| ComplianceRow {
            asset_id: "A-1".parse().unwrap(),
            plan: "PM".parse().unwrap(),
            risk,
            due_on: "2026-11-19".parse().unwrap(),
            outcome,
            completed_on: None,
            intervals_missed: 0,
            documented: false,
        };
        let rows = [
            row(Risk::High, Outcome::Late),
            row(Risk::Standard, Outcome::Late),
            row(Risk::High, Outcome::NotYetDue),
        ];
        let n = |risk, outcome| {
            let drill = Drill { risk, outcome };
            rows.iter().filter(|row| drill.lets(row)).count()
        };
        assert_eq!(n(None, None), 2, "what is not late yet is not scheduled");
        assert_eq!(n(Some(Risk::High), Some(Outcome::Late)), 1);
        assert_eq!(n(None, Some(Outcome::NotYetDue)), 1);
    }
}
