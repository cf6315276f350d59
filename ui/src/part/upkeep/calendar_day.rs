//! Beside the calendar: what is due on the chosen day.

use leptos::prelude::*;
use trackward_model::ask::{Calendar, OrderRow};
use trackward_model::{Date, PlanId, Risk};

use super::asset_duty::order_tag;
use crate::desk::{Desk, Kept, desk};
use crate::state::as_now;
use crate::words;

/// Orders in the list; more are counted.
const LISTED: usize = 200;

/// The chosen day.
#[component]
pub fn DayPart(calendar: Kept<Calendar>, chosen: RwSignal<Option<Date>>) -> impl IntoView {
    let desk = desk();
    let day = Memo::new(move |_| {
        let day = chosen.get()?;
        let due = calendar.with(|calendar| {
            calendar.days.iter().find(|told| told.on == day).map(|d| d.due.clone())
        });
        Some((day, due.flatten().unwrap_or_default()))
    });
    let orders = Memo::new(move |_| {
        desk.second.track();
        chosen.get().map(|day| orders_on(desk, day)).unwrap_or_default()
    });
    move || {
        day.get().map(|(day, due)| {
            let all: u32 = due.iter().map(|(_, n)| n).sum();
            view! {
                <aside class="upkeep-side" aria-label="The chosen day">
                    <div class="side-head">
                        <h2>{words::date(day.into())}</h2>
                        <p class="soft">{by_plan(&due)}</p>
                    </div>
                    <ul class="side-list">
                        {move || orders.get().into_iter().map(|row| line(desk, &row)).collect_view()}
                    </ul>
                    {move || rest(all, orders.with(Vec::len)).map(|words| view! {
                        <p class="soft small side-note">{words}</p>
                    })}
                </aside>
            }
        })
    }
}

fn by_plan(due: &[(PlanId, u32)]) -> String {
    if due.is_empty() {
        return "Nothing is due.".to_owned();
    }
    let parts: Vec<String> =
        due.iter().map(|(plan, n)| format!("{plan}: {}", words::grouped((*n).into()))).collect();
    parts.join(", ")
}

/// What the worklist does not hold yet, or not any more.
fn rest(all: u32, listed: usize) -> Option<String> {
    let rest = (all as usize).saturating_sub(listed);
    (rest > 0).then(|| {
        format!(
            "{} more: what is further away than its lead time, and due dates of orders that are \
             overdue for longer, are only counted.",
            words::grouped(rest as u64)
        )
    })
}

fn orders_on(desk: Desk, day: Date) -> Vec<OrderRow> {
    let listed = desk.upkeep.work.with(|work| {
        desk.rows.with_value(|rows| {
            let on_day = work.list.rows.iter().filter(|row| row.due_on == Some(day));
            on_day.take(LISTED).map(|row| as_now(row, rows)).collect::<Vec<_>>()
        })
    });
    listed.unwrap_or_default()
}

/// One order of a side list: the asset, where it is, how late it is.
fn line(desk: Desk, row: &OrderRow) -> impl IntoView + use<> {
    let asset = row.asset_id.clone();
    let on = untrack(|| desk.upkeep.work.with(|work| work.list.on));
    let late = on.map(|on| words::lateness(row, on));
    let vital = row.risk == Risk::LifeSupport;
    let place = row.place.as_ref();
    let place = place.map(|place| super::place_picker::place_words(desk, place));
    let id = asset.to_string();
    view! {
        <li>
            <button class="side-line" data-asset=id.clone() on:click=move |_| desk.choose(&asset)>
                <span class="grow">
                    <b>{id.clone()}</b>
                    " "
                    <span class="soft">{row.plan.to_string()}</span>
                    <span class="side-place soft small">{place}</span>
                </span>
                {vital.then(|| view! { <span class="vital small">"Life support"</span> })}
                <span class=order_tag(row.state, vital)>{late}</span>
            </button>
        </li>
    }
}
