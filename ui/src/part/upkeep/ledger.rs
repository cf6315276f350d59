//! The ledger: what is due and was searched for, with each search and its evidence.

use leptos::prelude::*;
use trackward_model::ask::{Ledger, LedgerQuery, LedgerRow};
use trackward_model::{AssetId, PlaceId, Risk};

use super::answered::Answered;
use super::asset_duty::order_tag;
use super::asset_past::attempt;
use super::fault_line::signed;
use super::place_picker::place_words;
use crate::desk::{Desk, Kept, Task, desk};
use crate::host;
use crate::state::{CsvWords, ledger_csv};
use crate::words;

/// The ledger's view.
#[component]
pub fn LedgerTab() -> impl IntoView {
    let desk = desk();
    let ledger: Kept<Ledger> = Kept::new();
    let ask = move || ledger.ask(LedgerQuery {}, |ledger| ledger);
    desk.upkeep.keep_asked(ask);
    let shown = Memo::new(move |_| {
        let query = desk.query.with(|query| query.to_lowercase());
        let all = ledger.with(|ledger| ledger.rows.clone()).unwrap_or_default();
        all.into_iter().filter(|row| is_found(desk, row, &query)).collect::<Vec<_>>()
    });
    let needed = Memo::new(move |_| ledger.with(|ledger| ledger.attempts_needed).unwrap_or(2));
    let copied = RwSignal::new(false);
    let copy = move |_| {
        host::copy(&shown.with_untracked(|rows| csv(desk, rows)));
        copied.set(true);
        desk.said.set("The ledger is on the clipboard".to_owned());
    };
    view! {
        <div class="bar">
            <b>{move || words::counted(shown.with(Vec::len), "asset")}</b>
            <span class="soft ledger-note">
                {move || format!(
                    "Due, and searched for or to be searched for. After searches on {} different days, someone may \
                     approve by name that it cannot be located.",
                    needed.get()
                )}
            </span>
            <div class="bar-end">
                <button class="btn" disabled=move || shown.with(Vec::is_empty) on:click=copy>
                    {move || if copied.get() { "Copied" } else { "Copy as CSV" }}
                </button>
            </div>
        </div>
        <Answered come=ledger.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-scroll">
                <Show when=move || shown.with(|rows| !rows.is_empty()) fallback=Nothing>
                    <ul class="ledger">
                        <For each=move || shown.get() key=shown_of let(row)>
                            <Entry row=row needed=needed />
                        </For>
                    </ul>
                </Show>
            </div>
        </Answered>
    }
    .into_any()
}

/// What of a row is shown and may change.
fn shown_of(row: &LedgerRow) -> (AssetId, Option<PlaceId>, usize, bool, bool) {
    let (asset, place) = (row.order.asset_id.clone(), row.order.place.clone());
    (asset, place, row.attempts.len(), row.approved.is_some(), is_heard_again(row))
}

/// Whether it was heard since it was searched for last. It stays listed with its searches until
/// its maintenance is done.
fn is_heard_again(row: &LedgerRow) -> bool {
    let searched = row.attempts.iter().map(|attempt| attempt.signed.at).max();
    searched.is_some_and(|searched| row.order.last_seen > Some(searched))
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nothing is looked for in vain"</h2>
            <p>
                "What is due and cannot be found is listed here with every search: who, when, where, and what was \
                 known at that moment."
            </p>
        </div>
    }
}

fn is_found(desk: Desk, row: &LedgerRow, query: &str) -> bool {
    let order = &row.order;
    let place = order.place.as_ref().map(|place| place_words(desk, place)).unwrap_or_default();
    let text = format!("{} {} {place}", order.asset_id, order.plan).to_lowercase();
    let haystack = desk
        .rows
        .with_value(|rows| Some(rows.haystack(rows.position(&order.asset_id)?).to_owned()));
    let haystack = haystack.unwrap_or_default();
    query.split_whitespace().all(|word| text.contains(word) || haystack.contains(word))
}

fn csv(desk: Desk, rows: &[LedgerRow]) -> String {
    let zone = desk.zone.get_untracked();
    let instant = |at| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
    let place = |place: &_| untrack(|| desk.hospital.with(|hospital| hospital.place_name(place)));
    ledger_csv(rows, CsvWords { instant: &instant, place: &place })
}

#[component]
fn Entry(row: LedgerRow, needed: Memo<u32>) -> impl IntoView {
    let desk = desk();
    let is_found = is_heard_again(&row);
    let LedgerRow { order, attempts, days, approved } = row;
    let asset = StoredValue::new(order.asset_id.clone());
    let vital = order.risk == Risk::LifeSupport;
    let on = untrack(|| desk.zone.get().local(desk.now.get()).date());
    let place = order.place.as_ref().map_or_else(
        || "no place is known".to_owned(),
        |place| format!("last heard in {}", place_words(desk, place)),
    );
    let seen = order.last_seen.map(|at| {
        let zone = desk.zone.get_untracked();
        words::when(zone.local(at), zone.local(desk.now.get_untracked()))
    });
    let last = match seen {
        Some(seen) => format!("{place}, {seen}"),
        None => "never heard".to_owned(),
    };
    let missed = (order.intervals_missed > 0).then(|| {
        format!(", {} missed", words::counted(order.intervals_missed as usize, "interval"))
    });
    let searched = move || match (days, needed.get()) {
        (days, needed) if days >= needed => format!("Searched for on {days} days"),
        (0, needed) => format!("Not searched for yet; on {needed} different days"),
        (days, needed) => format!("Searched for on {days} of {needed} days"),
    };
    let is_approved = approved.is_some();
    let approved = approved.map(|approved| {
        view! { <p class="small"><b>"Approved: "</b>{signed(desk, &approved)}</p> }
    });
    let lines = attempts.iter().map(|one| attempt(desk, one)).collect::<Vec<_>>();
    let begin = move |task: Task| asset.with_value(|asset| desk.begin(asset, task));
    let id = asset.with_value(ToString::to_string);
    view! {
        <li class="ledger-row" data-asset=id.clone()>
            <div class="ledger-what">
                <button class="row-button" on:click=move |_| asset.with_value(|asset| desk.choose(asset))>
                    <b>{id.clone()}</b>
                </button>
                <span class="soft">{order.plan.to_string()}</span>
                <span class=order_tag(order.state, vital)>{words::lateness(&order, on)}</span>
                {is_found.then(|| view! { <span class="tag tag-available">"Heard again"</span> })}
                {vital.then(|| view! { <span class="vital small">"Life support"</span> })}
                <span class="soft small">{last}{missed}</span>
            </div>
            <div class="ledger-acts">
                <span class="soft small">{searched}</span>
                <button class="btn" on:click=move |_| begin(Task::Attempt)>"Record a search"</button>
                <Show when=move || { !is_approved && !is_found && days >= needed.get() }>
                    <button class="btn" on:click=move |_| begin(Task::Approve)>"Approve"</button>
                </Show>
            </div>
            {approved}
            <ul class="ledger-attempts">{lines}</ul>
        </li>
    }
    .into_any()
}
