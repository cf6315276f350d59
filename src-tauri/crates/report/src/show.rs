//! Values as people read them: in the PDF and in texts around tables.

use std::borrow::Cow;
use trackward_model::figure::{grouped, percent};

use chrono::Datelike;
use trackward_model::Date;

use crate::document::Period;
use crate::table::{Cell, ColumnKind};

/// What stands where nothing can be said.
pub(crate) const NOT_AVAILABLE: &str = "n/a";
/// Hours and the like, where the column does not say.
const DECIMALS: u8 = 1;

/// A cell as a person reads it: `n/a`, `1,234`, `46.2 %`, `2026-11-01 01:30`.
#[must_use]
pub fn shown(cell: &Cell, kind: ColumnKind) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(NOT_AVAILABLE),
        Cell::Text(word) if kind == ColumnKind::Word => Cow::Owned(in_words(word)),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Bool(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::Time(time) => Cow::Owned(time.local.format("%Y-%m-%d %H:%M").to_string()),
        Cell::Integer(_) | Cell::Number(_) => Cow::Owned(cell.number().map_or_else(
            || NOT_AVAILABLE.to_owned(),
            |number| match kind {
                ColumnKind::Percent => format!("{}\u{a0}%", percent(number)),
                ColumnKind::Money => grouped(number, 2),
                ColumnKind::Integer => grouped(number, 0),
                ColumnKind::Hours { decimals } => grouped(number, decimals),
                _ if matches!(cell, Cell::Integer(_)) => grouped(number, 0),
                _ => grouped(number, DECIMALS),
            },
        )),
    }
}

/// A word of programs for people: `infusion_pump` is "Infusion pump".
#[must_use]
pub fn in_words(word: &str) -> String {
    let spaced = word.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// A date in a sentence: `1 Oct 2026`.
#[must_use]
pub fn date_in_words(date: Date) -> String {
    date.format("%-d %b %Y").to_string()
}

/// A period in a sentence, no year or month twice: `1 to 31 Oct 2026`.
#[must_use]
pub fn period_in_words(period: &Period) -> String {
    let Period { from, to } = *period;
    let first = if from == to {
        return date_in_words(to);
    } else if from.year() != to.year() {
        date_in_words(from)
    } else if from.month() != to.month() {
        from.format("%-d %b").to_string()
    } else {
        from.day().to_string()
    };
    format!("{first} to {}", date_in_words(to))
}

#[cfg(test)]
mod tests {
    use super::{period_in_words, shown};
    use crate::{Cell, ColumnKind, Period};

    #[track_caller]
    fn check(cell: &Cell, kind: ColumnKind, text: &str) {
        assert_eq!(shown(cell, kind), text);
    }

    #[test]
    fn a_percentage_of_nothing_is_not_available() {
        check(&Cell::percent(0.0, 0.0), ColumnKind::Percent, "n/a");
        check(&Cell::Number(f64::NAN), ColumnKind::Percent, "n/a");
        check(&Cell::percent(1.0, 3.0), ColumnKind::Percent, "33.3\u{a0}%");
        check(&Cell::percent(2_999.0, 3_000.0), ColumnKind::Percent, "99.9\u{a0}%");
    }

    #[test]
    fn a_column_says_how_its_numbers_look() {
        check(&Cell::Integer(301_862), ColumnKind::Integer, "301,862");
        check(&Cell::Number(301_862.0), ColumnKind::Hours { decimals: 2 }, "301,862.00");
        check(&Cell::Number(12.5), ColumnKind::Money, "12.50");
        check(&"over 90 days".into(), ColumnKind::Integer, "over 90 days");
        check(&"infusion_pump".into(), ColumnKind::Word, "Infusion pump");
        check(&"infusion_pump".into(), ColumnKind::Text, "infusion_pump");
        check(&"".into(), ColumnKind::Word, "");
    }

    #[test]
    fn a_period_says_nothing_twice() {
        let check = |from: &str, to: &str, text: &str| {
            let period = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
            assert_eq!(period_in_words(&period), text);
        };
        check("2026-10-01", "2026-10-31", "1 to 31 Oct 2026");
        check("2026-10-01", "2026-11-30", "1 Oct to 30 Nov 2026");
        check("2025-11-01", "2026-10-31", "1 Nov 2025 to 31 Oct 2026");
        check("2026-10-01", "2026-10-01", "1 Oct 2026");
    }
}
