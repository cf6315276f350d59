//! Completion figures in words, with the definition of each.

use trackward_model::ask::{Figures, Outcome};

use super::grouped;
use crate::state::{Reporting, SUMMANDS, denominators, figure};

/// `93.8 %`, and 100 % only where it is all; `n/a` where there is nothing to divide by.
#[must_use]
pub fn figure_percent(percent: Option<f64>) -> String {
    let shown = percent.map(trackward_model::figure::percent);
    shown.map_or_else(|| "n/a".to_owned(), |shown| format!("{shown} %"))
}

/// A period.
#[must_use]
pub const fn reporting(reporting: Reporting) -> &'static str {
    match reporting {
        Reporting::ThisMonth => "This month",
        Reporting::LastMonth => "Last month",
        Reporting::ThisQuarter => "Quarter",
        Reporting::LastQuarter => "Last quarter",
        Reporting::ThisYear => "Year",
        Reporting::Own(..) => "Own",
    }
}

/// What became of an order.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OnTime => "On time",
        Outcome::Late => "Late",
        Outcome::UnableToLocate => "Cannot be located",
        Outcome::InUse => "In use",
        Outcome::AtVendor => "At vendor or shop",
        Outcome::Retired => "Retired",
        Outcome::Open => "Open",
        Outcome::NotYetDue => "Not late yet",
    }
}

/// Its letter in the formulas.
#[must_use]
pub const fn outcome_letter(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OnTime => "C",
        Outcome::Late => "L",
        Outcome::UnableToLocate => "U",
        Outcome::InUse => "B",
        Outcome::AtVendor => "V",
        Outcome::Retired => "R",
        Outcome::Open => "O",
        Outcome::NotYetDue => "",
    }
}

/// What is counted in it.
#[must_use]
pub const fn outcome_meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OnTime => "Done by the due date, with its grace. On the due date is on time.",
        Outcome::Late => "Done after that.",
        Outcome::UnableToLocate => {
            "Not done: searched for on enough different days, and approved by name as not to be found."
        }
        Outcome::InUse => "Not done: found on a patient, and could not be taken.",
        Outcome::AtVendor => "Not done: at a vendor or in the shop.",
        Outcome::Retired => "Taken out of service before it was done.",
        Outcome::Open => "Not done, and no reason is on record.",
        Outcome::NotYetDue => {
            "Its due date, with its grace, has not passed: in none of the figures."
        }
    }
}

/// How the first percentage is made: `437 of 466 scheduled, without 2 retired`.
#[must_use]
pub fn raw_made_of(figures: &Figures) -> String {
    let [of, _] = denominators(figures);
    format!("{} on time of {}", number(figures.on_time), number(of))
}

/// How the second one is made.
#[must_use]
pub fn adjusted_made_of(figures: &Figures) -> String {
    let [raw, of] = denominators(figures);
    let excused = raw - of;
    let made = format!("{} on time of {}", number(figures.on_time), number(of));
    match excused {
        0 => made,
        n => format!("{made}; {} excused by an attempt on time", number(n)),
    }
}

/// The sum as a sentence for a screen reader: `466 = 437 on time + 10 late + …`.
#[must_use]
pub fn sum(figures: &Figures) -> String {
    let parts = SUMMANDS
        .map(|what| format!("{} {}", number(figure(figures, what)), outcome(what).to_lowercase()));
    format!("{} scheduled = {}", number(figures.scheduled), parts.join(" + "))
}

fn number(n: u32) -> String {
    grouped(n.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_is_all_and_nothing_is_not_applicable() {
        assert_eq!(figure_percent(None), "n/a");
        assert_eq!(figure_percent(Some(100.0)), "100.0 %");
        assert_eq!(figure_percent(Some(99.96)), "99.9 %", "one of 2,500 is missing");
        assert_eq!(figure_percent(Some(95.0)), "95.0 %");
        assert_eq!(figure_percent(Some(1_600.0 / 18.0)), "88.9 %");
    }

    #[test]
    fn a_percentage_says_what_it_is_made_of() {
        let figures = Figures {
            scheduled: 1_466,
            on_time: 1_437,
            late: 3,
            unable_to_locate: 8,
            unable_to_locate_documented: 8,
            in_use: 12,
            in_use_documented: 10,
            retired: 2,
            open: 4,
            ..Figures::default()
        };
        assert_eq!(raw_made_of(&figures), "1,437 on time of 1,464");
        assert_eq!(
            adjusted_made_of(&figures),
            "1,437 on time of 1,446; 18 excused by an attempt on time"
        );
        assert!(sum(&figures).starts_with("1,466 scheduled = 1,437 on time + 3 late + 8 cannot"));
    }
}
