//! The orders behind a count of the completion figures.

use leptos::prelude::*;
use trackward_model::ask::{COMPLIANCE_ROWS_MAX, Compliance, ComplianceRow};
use trackward_model::{AssetId, Date, PlanId};

use crate::desk::{Desk, Kept, desk};
use crate::state::Drill;
use crate::words;

/// Rows that are in the document at once.
const LISTED: usize = 200;

/// The rows of the count that was chosen.
#[component]
pub fn DrillRows(kept: Kept<Compliance>, drill: RwSignal<Drill>) -> impl IntoView {
    let desk = desk();
    let all = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let drill = drill.get();
        kept.with(|answer| {
            answer.rows.iter().filter(|row| drill.lets(row)).cloned().collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let title = move || {
        let Drill { risk, outcome } = drill.get();
        let what = outcome.map_or("Scheduled", words::outcome);
        let of = risk.map_or_else(String::new, |risk| {
            format!(", {}", words::risk_class(risk).to_lowercase())
        });
        format!("{what}{of}")
    };
    let cut = move || {
        let rows = kept.with(|answer| answer.rows.len()).unwrap_or_default();
        (rows >= COMPLIANCE_ROWS_MAX)
            .then(|| format!("Only the worst {} orders are listed.", words::grouped(rows as u64)))
    };
    let on = move || kept.with(|answer| answer.on);
    let lines = move || {
        let shown = if all.get() { usize::MAX } else { LISTED };
        let on = on();
        rows.get().into_iter().take(shown).map(|row| line(desk, &row, on)).collect_view()
    };
    view! {
        <section class="drill" aria-label="Orders behind the count">
            <div class="sec-head">
                <h2>{title} " " <span class="count">{move || rows.with(Vec::len)}</span></h2>
                <span class="soft small">{cut}</span>
            </div>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <p class="soft">"None. Choose a count above to see its orders."</p> }
            >
                <table class="table drill-rows">
                    <thead>
                        <tr>
                            <th scope="col">"Asset"</th>
                            <th scope="col">"Plan"</th>
                            <th scope="col">"Risk"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col">"Done"</th>
                            <th scope="col">"Outcome"</th>
                            <th class="num" scope="col">"Missed"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
                <Show when=move || !all.get() && rows.with(|rows| rows.len() > LISTED)>
                    <button class="btn" on:click=move |_| all.set(true)>
                        "Show all " {move || words::grouped(rows.with(Vec::len) as u64)}
                    </button>
                </Show>
            </Show>
        </section>
    }
    .into_any()
}

fn line(desk: Desk, row: &ComplianceRow, on: Option<Date>) -> impl IntoView + use<> {
    let civil = |date: Date| on.map_or_else(|| date.to_string(), |on| words::civil(date, on));
    let documented = row.documented.then_some(", documented on time");
    let asset = row.asset_id.clone();
    let chosen = {
        let asset = asset.clone();
        move || desk.chosen.with(|chosen| chosen.as_ref() == Some(&asset)).to_string()
    };
    let id = asset.to_string();
    view! {
        <tr class="openable" data-asset=id.clone() aria-selected=chosen on:click=move |_| desk.choose(&asset)>
            <td><button class="row-button"><b>{id.clone()}</b></button></td>
            <td class="soft">{row.plan.to_string()}</td>
            <td class="soft">{words::risk_class(row.risk)}</td>
            <td>{civil(row.due_on)}</td>
            <td>{row.completed_on.map(civil)}</td>
            <td>{words::outcome(row.outcome)}<span class="soft">{documented}</span></td>
            <td class="num">{(row.intervals_missed > 0).then_some(row.intervals_missed)}</td>
        </tr>
    }
}

/// Orders that have no due date, which is not compliant.
#[component]
pub fn WithoutDate(orders: Vec<(AssetId, PlanId)>) -> impl IntoView {
    let desk = desk();
    (!orders.is_empty()).then(|| {
        let n = orders.len();
        let rest = n.saturating_sub(LISTED);
        let chips = orders
            .into_iter()
            .take(LISTED)
            .map(|(asset, plan)| {
                let words = format!("{asset} {plan}");
                view! {
                    <button class="chip chip-t" on:click=move |_| desk.choose(&asset)>{words}</button>
                }
            })
            .collect::<Vec<_>>();
        view! {
            <section class="drill">
                <div class="sec-head">
                    <h2>"Without a due date " <span class="count">{n}</span></h2>
                </div>
                <p class="soft">
                    "Their plan has no date to count from: they are in none of the figures, and not compliant. \
                     Give the plan a date, or import theirs."
                </p>
                <div class="choices">{chips}</div>
                {(rest > 0).then(|| view! { <p class="soft small">{format!("and {rest} more")}</p> })}
            </section>
        }
        .into_any()
    })
}
