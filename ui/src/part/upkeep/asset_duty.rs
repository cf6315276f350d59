//! In the drawer: what the asset owes, what was done, what is wrong with it, and what can be done.

use leptos::prelude::*;
use trackward_model::ask::{AssetMaintenance, AssetRow, OrderRow, RecallOfAsset};
use trackward_model::{AssetId, Date, Decision, FaultState, OrderState, Plan};

use super::answered::Answered;
use super::asset_past::{Attempts, Completions};
use super::fault_line::FaultLine;
use crate::desk::{Desk, Task, desk};
use crate::words;

/// The maintenance of the asset in the drawer.
#[component]
pub fn AssetDuty(row: Memo<Option<AssetRow>>) -> impl IntoView {
    let desk = desk();
    let kept = desk.upkeep.of_asset;
    let again = Callback::new(move |()| desk.upkeep.acted.update(|n| *n += 1));
    let known = Memo::new(move |_| kept.with(Clone::clone));
    let id = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.info.asset_id.clone())));
    let body = move || {
        let (id, known) = (id.get()?, known.get()?);
        Some(view! { <Known asset_id=id known=known /> })
    };
    view! { <Answered come=kept.come() again=again>{body}</Answered> }.into_any()
}

#[component]
fn Known(asset_id: AssetId, known: AssetMaintenance) -> impl IntoView {
    let desk = desk();
    let on = known.on;
    let owes = known.orders.iter().any(|(order, _)| order.state != OrderState::Upcoming);
    let open_faults = known.faults.iter().filter(|fault| fault.state != FaultState::Closed).count();
    let mut orders = known.orders;
    // What is due first is what is wanted; what has no date is known last.
    orders.sort_by_key(|(order, _)| (order.due_on.is_none(), order.due_on));
    let orders = orders
        .into_iter()
        .map(|(order, plan)| order_line(desk, &order, &plan, on))
        .collect::<Vec<_>>();
    let none = orders.is_empty();
    let faults = known
        .faults
        .into_iter()
        .filter(|fault| open_faults == 0 || fault.state != FaultState::Closed)
        .take(if open_faults == 0 { 1 } else { usize::MAX })
        .map(|fault| view! { <FaultLine fault=fault /> })
        .collect::<Vec<_>>();
    let unlocated = known.unlocated.as_ref().map(|signed| {
        view! {
            <p class="notice notice-warning small">
                "Approved as not to be located: " {super::fault_line::signed(desk, signed)}
            </p>
        }
    });
    let held = desk.live(&asset_id).is_some_and(|live| live.quarantined);
    let enough = known.unlocated.is_none() && days(&known.attempts, desk) >= known.attempts_needed;
    view! {
        <section class="sec duty" aria-label="Maintenance">
            <div class="sec-head"><h2>"Maintenance"</h2></div>
            {none.then(|| view! { <p class="soft">"No plan speaks of it."</p> })}
            <ul class="duty-list">{orders}</ul>
            {unlocated}
            <Acts asset_id=asset_id owes=owes enough=enough held=held />
        </section>
        {(!faults.is_empty()).then(|| view! {
            <section class="sec duty">
                <div class="sec-head"><h2>{if open_faults > 0 { "Faults" } else { "Last fault" }}</h2></div>
                <ul class="duty-list">{faults}</ul>
            </section>
        })}
        {(!known.recalls.is_empty()).then(|| view! { <Recalled recalls=known.recalls /> })}
        <Completions completions=known.completions on=on />
        <Attempts attempts=known.attempts needed=known.attempts_needed />
    }
    .into_any()
}

/// On how many different days it was searched for.
fn days(attempts: &[trackward_model::ask::AttemptView], desk: Desk) -> u32 {
    let zone = desk.zone.get_untracked();
    let mut days: Vec<Date> =
        attempts.iter().map(|attempt| zone.local(attempt.signed.at).date()).collect();
    days.sort_unstable();
    days.dedup();
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

/// The class of a state's tag.
pub const fn order_tag(state: OrderState, vital: bool) -> &'static str {
    match state {
        OrderState::Upcoming => "tag",
        OrderState::Due => "tag tag-info",
        OrderState::Overdue if vital => "tag tag-critical",
        OrderState::Overdue => "tag tag-warning",
        OrderState::UnableToLocate => "tag tag-warning",
    }
}

fn order_line(desk: Desk, order: &OrderRow, plan: &Plan, on: Date) -> impl IntoView + use<> {
    let asset = order.asset_id.clone();
    let id = order.plan.clone();
    let due = order.due_on.map(|due| words::civil(due, on));
    let late = words::lateness(order, on);
    let vital = order.risk == trackward_model::Risk::LifeSupport;
    let missed = (order.intervals_missed > 0)
        .then(|| format!("{} missed", words::counted(order.intervals_missed as usize, "interval")));
    let told = words::escalation(order.escalation);
    let details: Vec<String> = missed.into_iter().chain(told.map(str::to_owned)).collect();
    let every = format!("every {}, {}", plan.interval, words::plan_mode(plan.mode).to_lowercase());
    let waits = order.state != OrderState::Upcoming;
    let complete = move |_| desk.begin(&asset, Task::Complete(id.clone()));
    view! {
        <li class="duty-line duty-order">
            <div>
                <div class="duty-head">
                    <b>{order.plan.to_string()}</b>
                    <span class="soft">{plan.title.clone()}</span>
                </div>
                <p class="duty-head">
                    <span class=order_tag(order.state, vital)>{late}</span>
                    <span class="soft small">{due.map(|due| format!("{due}, "))}{every}</span>
                </p>
                {(!details.is_empty()).then(|| view! { <p class="soft small">{details.join(". ")}</p> })}
            </div>
            <button class="btn" class:btn-main=waits on:click=complete>"Complete"</button>
        </li>
    }
}

/// What can be done, whatever it owes.
#[component]
fn Acts(asset_id: AssetId, owes: bool, enough: bool, held: bool) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(asset_id);
    let button = move |task: Task, name: &'static str| {
        view! {
            <button
                class="btn"
                on:click=move |_| id.with_value(|id| desk.begin(id, task.clone()))
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="duty-acts">
            {button(Task::ReportFault, "Report a fault")}
            {owes.then(|| button(Task::Attempt, "Record a search"))}
            {(owes && enough).then(|| button(Task::Approve, "Cannot be located"))}
            {(!held).then(|| button(Task::Quarantine, "Quarantine"))}
        </div>
    }
}

#[component]
fn Recalled(recalls: Vec<RecallOfAsset>) -> impl IntoView {
    let desk = desk();
    let line = move |recall: RecallOfAsset| {
        let state = match (&recall.decided, &recall.done) {
            (_, Some(done)) => format!("Done: {}", super::fault_line::signed(desk, done)),
            (Some((decision, signed)), None) => format!(
                "{}: {}",
                words::decision(*decision),
                super::fault_line::signed(desk, signed)
            ),
            (None, None) => format!("{} match, to be decided", words::sureness(recall.sureness)),
        };
        let holds =
            matches!(recall.decided, Some((Decision::Confirmed, _))) && recall.done.is_none();
        view! {
            <li class="duty-line">
                <div class="duty-head">
                    <b>{recall.title}</b>
                    {holds.then(|| view! { <span class="tag tag-critical">"Recalled"</span> })}
                </div>
                <p class="soft small">{state}</p>
            </li>
        }
    };
    view! {
        <section class="sec duty">
            <div class="sec-head">
                <h2>"Recalls"</h2>
                <button
                    class="link small"
                    on:click=move |_| desk.show_upkeep(crate::desk::Tab::Recalls)
                >
                    "All recalls"
                </button>
            </div>
            <ul class="duty-list">{recalls.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}
