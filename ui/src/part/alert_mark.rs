//! The mark of an alert: its asset as on the map, a reader, a tag.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::AlertRow;
use trackward_model::{Rule, Severity};

use super::{Mark, SymbolMark, is_overdue};
use crate::desk::desk;

/// Symbol and class of a severity: filled, outlined, round.
pub const fn severity_mark(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Info => ("severity-info", "s-info"),
        Severity::Warning => ("severity-warning", "s-warning"),
        Severity::Critical => ("severity-critical", "s-critical"),
    }
}

/// What an alert is about, as a mark.
#[component]
pub fn AlertMark(row: AlertRow, #[prop(default = "mark")] class: &'static str) -> impl IntoView {
    let desk = desk();
    if let Some(id) = row.asset_id.clone() {
        let look = Memo::new(move |_| {
            desk.revision.track();
            desk.rows.with_value(|rows| {
                let row = rows.get(rows.position(&id)?)?;
                let live = &row.live;
                let type_id = row.info.type_id.clone();
                let duty = (live.quarantined, is_overdue(live.maintenance), live.intercept);
                Some((type_id, live.use_state, live.freshness, duty))
            })
        });
        return (move || {
            look.get().map(|(type_id, state, freshness, (hold, overdue, take))| {
                view! {
                    <Mark
                        type_id=type_id
                        state=state
                        freshness=freshness
                        hold=hold
                        overdue=overdue
                        take=take
                        class=class
                    />
                }
            })
        })
        .into_any();
    }
    let symbol = match row.rule {
        Rule::ReaderDown => "reader-down",
        Rule::ClockWrong => "age-stale",
        _ => "state-unknown",
    };
    let (_, colour) = severity_mark(row.severity);
    view! { <span class=format!("{class} subject-mark")><SymbolMark symbol=symbol class=colour /></span> }
        .into_any()
}
