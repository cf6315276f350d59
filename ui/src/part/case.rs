//! The case of one alert: the answer first, what can be done, and everything that is known.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{AlertDetail, AlertQuery, AlertRow, Code, Failure};
use trackward_model::{AlertId, AlertState, Rule};

use super::act_form::{ActButton, ActForm};
use super::case_evidence::EvidencePanel;
use super::case_life::{LifePanel, StaysPanel};
use super::case_search::{LikelyPanel, SearchPanel};
use super::{AlertMark, Icon, Notice, SymbolMark, severity_mark};
use crate::desk::{Desk, Doing, Load, desk};
use crate::host;
use crate::state::is_healthy;
use crate::words;

/// Between the choice of a case and the question for it: whoever runs down the list asks once.
const REST_MS: i32 = 120;

/// The answer about the open case; `None` while it is awaited.
type Answer = RwSignal<Option<Result<AlertDetail, Failure>>>;

/// The open case.
#[component]
pub fn Case() -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let answer: Answer = RwSignal::new(None);
    // A tick on the search list asks for the ranking again.
    let again = RwSignal::new(0_u32);
    let row = Memo::new(move |_| inbox.alert(inbox.opened.get()?));
    keep_asked(desk, row, answer, again);
    let opened = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.alert_id)));
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        opened.track();
        if let Some(section) = section.get() {
            section.set_scroll_top(0);
        }
    });
    view! {
        <section class="case" aria-label="Case" node_ref=section>
            {move || match opened.get() {
                Some(_) => view! {
                    <CaseHead row=row />
                    <Body answer=answer again=again />
                }
                .into_any(),
                None => view! { <NoCase /> }.into_any(),
            }}
        </section>
    }
}

/// Asks for the open case, and again when its alert changes or someone asks to.
fn keep_asked(desk: Desk, row: Memo<Option<AlertRow>>, answer: Answer, again: RwSignal<u32>) {
    let asked: StoredValue<Option<AlertId>> = StoredValue::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let Some(id) = row.with(|row| row.as_ref().map(|row| row.alert_id)) else {
            asked.set_value(None);
            answer.set(None);
            return;
        };
        let fresh = asked.get_value() != Some(id);
        if fresh {
            asked.set_value(Some(id));
            answer.set(None);
        }
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        // Only the last of several questions is asked, and only its answer counts.
        let holds = move || turn.try_get_value() == Some(this);
        let ask = move || {
            if !holds() {
                return;
            }
            spawn_local(async move {
                let told = host::ask(AlertQuery { alert_id: id }).await;
                if !holds() {
                    return;
                }
                match told {
                    Err(failure) if failure.code == Code::NotFound => {
                        desk.inbox.opened.set(None);
                    }
                    // A fault does not wipe out what is known already.
                    Err(_) if answer.with_untracked(|known| matches!(known, Some(Ok(_)))) => {}
                    told => answer.set(Some(told)),
                }
            });
        };
        host::after_ms(if fresh { REST_MS } else { 0 }, ask);
    });
}

#[component]
fn Body(answer: Answer, again: RwSignal<u32>) -> impl IntoView {
    let detail = Memo::new(move |_| answer.get().and_then(Result::ok));
    let failure = Memo::new(move |_| answer.get().and_then(Result::err));
    let ready = Memo::new(move |_| detail.with(Option::is_some));
    let sought = Memo::new(move |_| {
        detail.with(|detail| {
            detail.as_ref().is_some_and(|detail| {
                let ended = detail.row.state == AlertState::Resolved;
                !ended && (!detail.likely.is_empty() || !detail.looks.is_empty())
            })
        })
    });
    let stayed = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().is_some_and(|d| !d.evidence.stays.is_empty()))
    });
    view! {
        {move || failure.get().map(|failure| view! {
            <div class="case-fault">
                <Notice failure=failure />
                <p>
                    <button class="btn" on:click=move |_| {
                        answer.set(None);
                        again.update(|n| *n += 1);
                    }>
                        "Try again"
                    </button>
                </p>
            </div>
        })}
        <Show when=move || ready.get()>
            <div class="case-cols">
                <div class="case-col">
                    <EvidencePanel detail=detail />
                    <Show when=move || sought.get()>
                        <LikelyPanel detail=detail />
                    </Show>
                </div>
                <div class="case-col">
                    <Show when=move || stayed.get()>
                        <StaysPanel detail=detail />
                    </Show>
                    <Show when=move || sought.get()>
                        <SearchPanel detail=detail again=again />
                    </Show>
                    <LifePanel detail=detail />
                </div>
            </div>
        </Show>
        <Show when=move || !ready.get() && failure.with(Option::is_none)>
            <div class="case-cols waiting" aria-busy="true" aria-label="Loading">
                <div class="panel panel-shape"><div class="skeleton w-40"></div><div class="skeleton tall"></div></div>
                <div class="panel panel-shape"><div class="skeleton w-40"></div><div class="skeleton tall"></div></div>
            </div>
        </Show>
    }
}

/// Whether a rule watches what an asset owes or what keeps it from use.
const fn is_of_duty(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MaintenanceDue
            | Rule::MaintenanceOverdue
            | Rule::Intercept
            | Rule::Quarantine
            | Rule::Recall
            | Rule::Fault
    )
}

#[component]
fn CaseHead(row: Memo<Option<AlertRow>>) -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let title = Memo::new(move |_| row.get().map(|row| title(desk, &row)).unwrap_or_default());
    let state = Memo::new(move |_| row.get().map(|row| row.state));
    let open = move || state.get() == Some(AlertState::Open);
    let ended = move || state.get() == Some(AlertState::Resolved);
    let shown = Memo::new(move |_| row.get().is_some_and(|row| desk.can_show(&row)));
    let duty = Memo::new(move |_| row.get().is_some_and(|row| is_of_duty(row.rule)));
    let form = move || inbox.doing.get().filter(|_| !inbox.bulk());
    let severity = move || {
        row.get().map(|row| {
            let (symbol, class) = severity_mark(row.severity);
            view! { <SymbolMark symbol=symbol class=class /> {words::severity(row.severity)} }
        })
    };
    view! {
        <div class="case-head">
            {move || row.get().map(|row| view! { <AlertMark row=row class="mark mark-l" /> })}
            <div class="case-title">
                <h2 tabindex="-1">{title}</h2>
                <p class="soft">{move || row.get().map(|row| what(desk, &row))}</p>
                <p class="case-state">
                    <span class="state">{severity}</span>
                    <span>{move || row.get().map(|row| life(desk, &row))}</span>
                </p>
            </div>
            <div class="case-act">
                <Show when=open>
                    <ActButton doing=Doing::Acknowledge main=true />
                </Show>
                <Show when=move || !ended()>
                    <ActButton doing=Doing::Snooze main=false />
                    <ActButton doing=Doing::Resolve main=false />
                </Show>
                <Show when=move || shown.get()>
                    <button class="btn" on:click=move |_| {
                        if let Some(row) = row.get_untracked() {
                            desk.show_alert(&row);
                        }
                    }>
                        <Icon name="map" />
                        "Show on map"
                        <kbd class="key">"m"</kbd>
                    </button>
                </Show>
                <Show when=move || duty.get()>
                    <button class="btn" on:click=move |_| {
                        if let Some(id) = row.get_untracked().and_then(|row| row.asset_id) {
                            desk.show_duty(&id);
                        }
                    }>
                        <Icon name="maintenance" />
                        "Its maintenance"
                    </button>
                </Show>
            </div>
            {move || form().map(|doing| view! { <ActForm doing=doing /> })}
        </div>
    }
}

fn title(desk: Desk, row: &AlertRow) -> String {
    let hospital = desk.hospital.get();
    let place = row.place.as_ref().map(|place| hospital.place_name(place));
    let until = row.resolved_at.unwrap_or_else(|| desk.now.get());
    words::alert_title(row, place.as_deref(), until.since(desk.began(row)))
}

/// What it is about: `Ventilator, Aerovent 500, ICU`.
fn what(desk: Desk, row: &AlertRow) -> String {
    match desk.asset_of(row) {
        Some((info, _)) => {
            let made = format!("{} {}", info.manufacturer, info.model);
            let unit = words::unit(info.unit.as_ref()).to_owned();
            [words::type_name(&info.type_id), made.trim().to_owned(), unit].join(", ")
        }
        None => words::subject(row),
    }
}

/// How far its life has come, in one line.
fn life(desk: Desk, row: &AlertRow) -> String {
    let (zone, now) = (desk.zone.get(), desk.now.get());
    let when = |at| words::when(zone.local(at), zone.local(now));
    let mut parts = vec![format!("opened {}", when(row.opened_at))];
    if let Some(signed) = &row.acknowledged {
        parts.push(format!("acknowledged by {} {}", signed.by, when(signed.at)));
    }
    if let Some(snooze) = &row.snoozed {
        parts.push(format!("snoozed until {}: {}", when(snooze.until), snooze.signed.note));
    }
    if let Some(at) = row.resolved_at {
        let by = row.resolved_by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        let how = row.resolution.as_ref().map_or_else(String::new, |how| format!(": {how}"));
        parts.push(format!("resolved{by} {}{how}", when(at)));
    }
    parts.join(", ")
}

/// Nothing is open, for there is nothing to open: what that is worth.
#[component]
fn NoCase() -> impl IntoView {
    let desk = desk();
    let ready = move || desk.inbox.load.get() == Load::Ready;
    let healthy = move || {
        desk.status.with(|status| {
            let readers =
                status.as_ref().map(|status| status.readers.as_slice()).unwrap_or_default();
            (readers.iter().filter(|reader| is_healthy(reader)).count(), readers.len())
        })
    };
    view! {
        <Show when=ready>
            <div class="empty no-case">
                <p>{move || words::listening(healthy().0, healthy().1)}</p>
            </div>
        </Show>
    }
}
