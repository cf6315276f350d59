//! How the maintenance of a period went: both percentages, every count behind them, the rows.

use leptos::prelude::*;
use trackward_model::ask::{Compliance, ComplianceQuery};

use super::answered::Answered;
use super::compliance_rows::{DrillRows, WithoutDate};
use super::compliance_sum::{Definitions, Heads, Sums};
use crate::desk::{Desk, Kept, desk};
use crate::state::{Drill, Reporting};
use crate::words;

/// The view of compliance.
#[component]
pub fn ComplianceTab() -> impl IntoView {
    let desk = desk();
    let reporting = RwSignal::new(Reporting::ThisMonth);
    let drill =
        RwSignal::new(Drill { risk: None, outcome: Some(trackward_model::ask::Outcome::Open) });
    let kept: Kept<Compliance> = Kept::new();
    let ask = move || {
        let (from, to) = reporting.get_untracked().days(today(desk));
        kept.ask(ComplianceQuery { from, to, on: None }, |answer| answer);
    };
    desk.upkeep.keep_asked(ask);
    let choose = Callback::new(move |chosen: Reporting| {
        reporting.set(chosen);
        ask();
    });
    let period = move || {
        kept.with(|answer| {
            format!(
                "Due from {} to {}, as of the end of {}",
                words::date(answer.from.into()),
                words::date(answer.to.into()),
                words::date(answer.on.into())
            )
        })
    };
    view! {
        <Periods reporting=reporting choose=choose />
        <Answered come=kept.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-scroll compliance">
                <p class="soft">{period}</p>
                {move || kept.with(|answer| view! { <Heads figures=answer.all /> })}
                {move || kept.with(|answer| view! {
                    <Sums all=answer.all classes=answer.classes.clone() drill=drill />
                })}
                <DrillRows kept=kept drill=drill />
                {move || kept.with(|answer| view! { <WithoutDate orders=answer.without_date.clone() /> })}
                <Definitions />
            </div>
        </Answered>
    }
    .into_any()
}

/// Today, in the hospital's zone; does not track.
fn today(desk: Desk) -> trackward_model::Date {
    untrack(|| desk.zone.get().local(desk.now.get()).date())
}

/// Which period.
#[component]
fn Periods(reporting: RwSignal<Reporting>, choose: Callback<Reporting>) -> impl IntoView {
    let desk = desk();
    let own = RwSignal::new(false);
    let (first, last) = reporting.get_untracked().days(today(desk));
    let (from, to) = (RwSignal::new(first.to_string()), RwSignal::new(last.to_string()));
    let wrong = RwSignal::new(None::<String>);
    let button = move |what: Reporting| {
        view! {
            <button
                aria-pressed=move || (!own.get() && reporting.get() == what).to_string()
                on:click=move |_| {
                    own.set(false);
                    choose.run(what);
                }
            >
                {words::reporting(what)}
            </button>
        }
    };
    let typed = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match Reporting::typed(&from.get_untracked(), &to.get_untracked()) {
            Ok(what) => {
                wrong.set(None);
                choose.run(what);
            }
            Err(sentence) => wrong.set(Some(sentence)),
        }
    };
    let day = move |label: &'static str, value: RwSignal<String>| {
        view! {
            <label class="form-inline">
                {label}
                <input
                    class="input day"
                    autocomplete="off"
                    maxlength="10"
                    placeholder="2026-04-15"
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <div class="bar">
            <div class="seg" role="group" aria-label="Period">
                {Reporting::ALL.map(button).collect_view()}
                <button
                    aria-pressed=move || own.get().to_string()
                    on:click=move |_| own.set(true)
                >
                    "Own"
                </button>
            </div>
            <Show when=move || own.get()>
                <form class="period-form" on:submit=typed>
                    {day("From", from)}
                    {day("to", to)}
                    <button class="btn" type="submit">"Show"</button>
                    <span class="said" role="status">{move || wrong.get()}</span>
                </form>
            </Show>
        </div>
    }
}
