//! The changes tried on the recorded past: how far it is, and what would have been different.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::Timestamp;
use trackward_model::ask::{PolicyReplay, PolicyReplayed, ReplayedAlert, RuleReplayed};
use web_sys::SubmitEvent;

use super::act_form::{Said, SaidLine};
use super::{Notice, SymbolMark, severity_mark};
use crate::desk::{Desk, desk};
use crate::words;

/// The journal keeps no more.
const DAYS_MAX: u32 = 30;

/// The trial on the past, and what came of it.
#[component]
pub fn Replay() -> impl IntoView {
    let desk = desk();
    let setup = desk.setup;
    let running = Memo::new(move |_| match setup.replay.get() {
        PolicyReplay::Running(part) => Some(part),
        _ => None,
    });
    let result = Memo::new(move |_| setup.replay.get());
    let old = Memo::new(move |_| {
        let tried = setup.tried.get();
        setup.draft.with(|draft| tried.as_ref() != Some(draft))
    });
    let body = move || match result.get() {
        PolicyReplay::Idle | PolicyReplay::Running(_) => ().into_any(),
        PolicyReplay::Cancelled => {
            view! { <p class="soft">"Cancelled. Nothing was changed."</p> }.into_any()
        }
        PolicyReplay::Failed(failure) => view! { <Notice failure=failure /> }.into_any(),
        PolicyReplay::Done(done) => view! {
            <Show when=move || old.get()>
                <p class="field-odd">"The changes are other ones by now: try them again."</p>
            </Show>
            <Result done=done />
        }
        .into_any(),
    };
    view! {
        <section class="sec policy-try">
            <h2>"Try on the past"</h2>
            <Show when=move || running.get().is_some() fallback=|| view! { <Start /> }>
                <Progress running=running />
            </Show>
            {body}
        </section>
    }
}

/// For how many days, and the button that starts.
#[component]
fn Start() -> impl IntoView {
    let setup = desk().setup;
    let days = RwSignal::new(DAYS_MAX.to_string());
    let said = RwSignal::new(None);
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        let days = days.get_untracked().trim().parse::<u32>().ok();
        let Some(days) = days.filter(|days| (1..=DAYS_MAX).contains(days)) else {
            let sentence = format!("Say how many days, from 1 to {DAYS_MAX}.");
            return said.set(Some(Said::Sentence(sentence)));
        };
        if !untrack(|| setup.is_good()) {
            return;
        }
        said.set(None);
        spawn_local(async move {
            match setup.try_on(days).await {
                Ok(None) => {}
                Ok(Some(why)) => {
                    said.try_set(Some(Said::Sentence(why)));
                }
                Err(failure) => {
                    said.try_set(Some(Said::Fault(failure)));
                }
            }
        });
    };
    view! {
        <form class="form-end" on:submit=start>
            <button class="btn" type="submit" disabled=move || !setup.is_good()>
                "Try on the last"
            </button>
            <input
                class="input hours"
                inputmode="numeric"
                maxlength="2"
                aria-label=format!("Days, 1 to {DAYS_MAX}")
                prop:value=move || days.get()
                on:input=move |event| days.set(event_target_value(&event))
            />
            <span class="soft">"days"</span>
            <SaidLine said=said />
        </form>
    }
}

#[component]
fn Progress(running: Memo<Option<f32>>) -> impl IntoView {
    let setup = desk().setup;
    let part = move || running.get().unwrap_or_default().clamp(0.0, 1.0);
    view! {
        <div class="form-end">
            <progress
                class="progress"
                max="1"
                aria-label="Playing the past"
                prop:value=move || f64::from(part())
            ></progress>
            <span class="soft nowrap">{move || format!("{:.0} %", part() * 100.0)}</span>
            <button class="btn" on:click=move |_| setup.cancel()>"Cancel"</button>
        </div>
    }
}

#[component]
fn Result(done: PolicyReplayed) -> impl IntoView {
    let desk = desk();
    let (before, after): (u32, u32) =
        done.rules.iter().fold((0, 0), |(b, a), rule| (b + rule.before, a + rule.after));
    let local = |at: Timestamp| desk.zone.get_untracked().local(at);
    let period = format!(
        "{} to {}, {} sightings.",
        words::day(local(done.from)),
        words::day(local(done.to)),
        words::grouped(done.sightings)
    );
    let corrupt = match done.blocks_corrupt {
        0 => String::new(),
        1 => " 1 block of the journal cannot be read.".to_owned(),
        n => format!(" {n} blocks of the journal cannot be read."),
    };
    let coverage = format!("The journal covers {} of it.{corrupt}", words::percent(done.coverage));
    let rules: Vec<RuleReplayed> =
        done.rules.iter().filter(|rule| rule.before + rule.after > 0).copied().collect();
    let empty = rules.is_empty();
    view! {
        <p class="replay-sum"><b>{words::grouped(before.into())}</b>" alerts before, "<b>{words::grouped(after.into())}</b>" with the changes"</p>
        <p class="soft small">{period}" "{coverage}</p>
        {(!empty).then(|| view! { <Rules rules=rules /> })}
        <p class="soft small">
            "Alerts on maintenance, stock and requests follow from what people do, and are not played."
        </p>
        <Alerts title="New" alerts=done.new />
        <Alerts title="Gone" alerts=done.gone />
    }
}

#[component]
fn Rules(rules: Vec<RuleReplayed>) -> impl IntoView {
    let number = |n: u32, sign: &str| match n {
        0 => "–".to_owned(),
        n => format!("{sign}{}", words::grouped(n.into())),
    };
    let rows = rules
        .iter()
        .map(|rule| {
            view! {
                <tr>
                    <th scope="row">{words::rule_name(rule.rule)}</th>
                    <td class="num">{words::grouped(rule.before.into())}</td>
                    <td class="num">{words::grouped(rule.after.into())}</td>
                    <td class="num">{number(rule.new, "+")}</td>
                    <td class="num">{number(rule.gone, "−")}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table replay-rules">
            <thead>
                <tr>
                    <th scope="col">"Rule"</th>
                    <th scope="col" class="num">"Before"</th>
                    <th scope="col" class="num">"After"</th>
                    <th scope="col" class="num">"New"</th>
                    <th scope="col" class="num">"Gone"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Alerts(title: &'static str, alerts: Vec<ReplayedAlert>) -> impl IntoView {
    let desk = desk();
    let lines = alerts.iter().map(|alert| line(desk, alert)).collect_view();
    (!alerts.is_empty()).then(|| {
        view! {
            <details class="replay-list">
                <summary>{title} " " <span class="count">{alerts.len()}</span></summary>
                <ul class="asset-alerts">{lines}</ul>
            </details>
        }
    })
}

fn line(desk: Desk, alert: &ReplayedAlert) -> impl IntoView + use<> {
    let (symbol, class) = severity_mark(alert.severity);
    let zone = desk.zone.get_untracked();
    let opened = words::day_and_minute(zone.local(alert.opened_at));
    let length = alert.resolved_at.map(|end| words::in_words(end.since(alert.opened_at)));
    view! {
        <li>
            <SymbolMark symbol=symbol class=class />
            <span class="grow">
                <span class="sr">{words::severity(alert.severity)} ": "</span>
                <b>{alert.subject.clone()}</b>
                " "
                {words::rule_name(alert.rule)}
            </span>
            <span class="soft small nowrap">
                {opened} ", " {length.unwrap_or_else(|| "not ended".to_owned())}
            </span>
        </li>
    }
}
