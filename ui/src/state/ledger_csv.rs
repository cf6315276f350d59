//! The ledger of assets that cannot be located, as a table for other programs.

use trackward_model::ask::LedgerRow;

const HEADS: [&str; 13] = [
    "asset_id",
    "plan",
    "risk",
    "due_on",
    "days_overdue",
    "intervals_missed",
    "last_place",
    "last_seen",
    "attempt",
    "outcome",
    "attempt_by",
    "looked_in",
    "approved_by",
];

/// The words that a table takes from the window.
#[derive(Clone, Copy)]
pub struct CsvWords<'a> {
    /// An instant as date and time in the hospital's zone.
    pub instant: &'a dyn Fn(trackward_model::Timestamp) -> String,
    /// A place's name.
    pub place: &'a dyn Fn(&trackward_model::PlaceId) -> String,
}

/// One line an attempt, and one for an asset that nobody has searched for yet.
#[must_use]
pub fn ledger_csv(rows: &[LedgerRow], words: CsvWords) -> String {
    let mut csv = line(&HEADS.map(str::to_owned));
    for row in rows {
        let order = &row.order;
        let own = [
            order.asset_id.to_string(),
            order.plan.to_string(),
            risk_word(order.risk).to_owned(),
            order.due_on.map_or_else(String::new, |due| due.to_string()),
            order.days_overdue.to_string(),
            order.intervals_missed.to_string(),
            order.place.as_ref().map_or_else(String::new, words.place),
            order.last_seen.map_or_else(String::new, words.instant),
        ];
        let approved = row.approved.as_ref().map_or_else(String::new, |signed| signed.by.clone());
        let whole = |attempt: [String; 4]| {
            let cells: Vec<String> =
                own.iter().cloned().chain(attempt).chain([approved.clone()]).collect();
            line(&cells)
        };
        if row.attempts.is_empty() {
            csv.push_str(&whole(Default::default()));
        }
        for attempt in &row.attempts {
            let looked: Vec<String> = attempt.looked.iter().map(words.place).collect();
            csv.push_str(&whole([
                (words.instant)(attempt.signed.at),
                attempt.outcome.word().to_owned(),
                attempt.signed.by.clone(),
                looked.join("; "),
            ]));
        }
    }
    csv
}

const fn risk_word(risk: trackward_model::Risk) -> &'static str {
    match risk {
        trackward_model::Risk::LifeSupport => "life_support",
        trackward_model::Risk::High => "high",
        trackward_model::Risk::Standard => "standard",
    }
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if runs { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::AttemptView;
    use trackward_model::{AttemptOutcome, OrderState, Signed, Timestamp};

    use super::super::sample::order;
    use super::*;

    #[test]
    fn a_cell_never_runs_and_keeps_its_text() {
        assert_eq!(cell("IP-0412"), "IP-0412");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-SUM(A1)"), "'-SUM(A1)");
        assert_eq!(cell("@x"), "'@x");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("J. \"Jo\" Ortiz, RN"), "\"J. \"\"Jo\"\" Ortiz, RN\"");
        assert_eq!(cell("=a,b"), "\"'=a,b\"");
    }

    #[test]
    fn each_attempt_is_a_line_and_an_asset_without_any_has_one() {
        let attempt = |by: &str| AttemptView {
            signed: Signed { at: Timestamp(0), by: by.into(), note: String::new() },
            outcome: AttemptOutcome::NotFound,
            looked: vec!["icu-1".parse().unwrap(), "store".parse().unwrap()],
            evidence: Vec::new(),
        };
        let row = |id: &str, attempts| LedgerRow {
            order: order(id, "icu-1", OrderState::Overdue),
            attempts,
            days: 0,
            approved: None,
        };
        let rows = [row("A-1", vec![attempt("J"), attempt("K")]), row("A-2", Vec::new())];
        let instant = |_| "2026-11-22 08:00".to_owned();
        let place = |place: &trackward_model::PlaceId| place.to_string().to_uppercase();
        let csv = ledger_csv(&rows, CsvWords { instant: &instant, place: &place });
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(
            lines[1],
            "A-1,PM,high,2026-11-19,3,1,ICU-1,,2026-11-22 08:00,not_found,J,ICU-1; STORE,"
        );
        assert_eq!(lines[3], "A-2,PM,high,2026-11-19,3,1,ICU-1,,,,,,");
        assert_eq!(lines.len(), 5, "a head, three lines, and the end of the last");
        for line in &lines[..4] {
            assert_eq!(line.matches(',').count(), HEADS.len() - 1);
        }
    }
}
