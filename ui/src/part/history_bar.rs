//! The bar of the past under the map: play, step, an exact time, and back to now.

use leptos::prelude::*;
use trackward_model::{Span, Timestamp};
use web_sys::KeyboardEvent;

use super::Icon;
use super::Notice;
use super::history_choices::{Extents, Speeds};
use super::time_track::TimeTrack;
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Speed, next_alert, parse_time};
use crate::words;

/// What a press of an arrow goes by; with shift an hour.
const STEP: Span = Span::minutes(1);

/// The button that opens the bar.
#[component]
pub fn HistoryButton() -> impl IntoView {
    let desk = desk();
    let open = move || desk.history.open.get();
    view! {
        <button
            class="btn map-history"
            aria-expanded=move || open().to_string()
            on:click=move |_| desk.turn_history()
        >
            <Icon name="clock" />
            "History"
            <kbd class="key">"h"</kbd>
        </button>
    }
}

/// The bar, while it is open.
#[component]
pub fn HistoryBar() -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    // A new range is no reason to build the bar anew.
    let come = Memo::new(move |_| {
        history.range.with(|range| range.as_ref().map(|range| range.as_ref().err().cloned()))
    });
    let body = move || match come.get() {
        None => view! {
            <div class="time-wait waiting" aria-busy="true" aria-label="Loading">
                <div class="skeleton w-40"></div>
                <div class="skeleton"></div>
            </div>
        }
        .into_any(),
        Some(Some(failure)) => view! {
            <div class="time-wait">
                <Notice failure=failure />
                <button class="btn" on:click=move |_| history.ask_range()>"Try again"</button>
            </div>
        }
        .into_any(),
        Some(None) => view! { <Controls /> }.into_any(),
    };
    view! {
        <Show when=move || history.open.get()>
            <section class="time" aria-label="History">{body}</section>
        </Show>
    }
}

#[component]
fn Controls() -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    let some = Memo::new(move |_| history.period().is_some());
    view! {
        <Show
            when=move || some.get()
            fallback=|| view! {
                <p class="time-wait soft">
                    "Nothing was recorded yet. As soon as readers hear something, it can be played here."
                </p>
            }
        >
            <div class="time-row">
                <Play />
                <Steps />
                <Speeds />
                <Extents />
                <ExactTime />
                <button
                    class="btn btn-main"
                    disabled=move || !history.is_past()
                    on:click=move |_| desk.back_to_now()
                >
                    "Back to now"
                    <kbd class="key">"n"</kbd>
                </button>
                <button
                    class="btn btn-plain btn-icon"
                    aria-label="Close the history (h)"
                    title="Close the history (h)"
                    on:click=move |_| desk.close_history()
                >
                    <Icon name="close" />
                </button>
            </div>
            <div class="time-line">
                <TimeTrack />
            </div>
        </Show>
    }
}

#[component]
fn Play() -> impl IntoView {
    let desk = desk();
    let playing = desk.history.playing;
    let name = move || if playing.get() { "Pause (space)" } else { "Play (space)" };
    view! {
        <button
            class="btn btn-icon time-play"
            aria-label=name
            title=name
            on:click=move |_| desk.turn_playing()
        >
            {move || view! { <Icon name=if playing.get() { "pause" } else { "play" } /> }}
        </button>
    }
}

#[component]
fn Steps() -> impl IntoView {
    let desk = desk();
    let step = move |by: Span, name: &'static str, label: &'static str| {
        view! {
            <button aria-label=label title=label on:click=move |_| desk.step_time(by)>
                {name}
            </button>
        }
    };
    let jump = move |forward: bool| {
        let label = if forward { "Next alert (])" } else { "Alert before ([)" };
        view! {
            <button aria-label=label title=label on:click=move |_| jump_to_alert(desk, forward)>
                {(!forward).then(|| view! { <Icon name="left" /> })}
                <Icon name="alerts" />
                {forward.then(|| view! { <Icon name="right" /> })}
            </button>
        }
    };
    view! {
        <div class="seg time-steps" role="group" aria-label="Step">
            {jump(false)}
            {step(Span(-Span::hours(1).0), "−1 h", "An hour back (shift ←)")}
            {step(Span(-STEP.0), "−1 min", "A minute back (←)")}
            {step(STEP, "+1 min", "A minute on (→)")}
            {step(Span::hours(1), "+1 h", "An hour on (shift →)")}
            {jump(true)}
        </div>
    }
}

fn jump_to_alert(desk: Desk, forward: bool) {
    let history = desk.history;
    let Some(range) = untrack(|| history.period()) else { return };
    let from = history.at.get_untracked().unwrap_or(range.to);
    let next = history.range.with_untracked(|range| {
        let range = range.as_ref()?.as_ref().ok()?;
        next_alert(&range.alerts, from, forward)
    });
    match next {
        Some(at) => desk.go_to(at),
        None => desk.said.set("There is no further alert".to_owned()),
    }
}

/// A field for a time; Enter goes there.
#[component]
fn ExactTime() -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    let typed = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(false);
    let shown = move || {
        let at = history.at.get().unwrap_or_else(|| desk.reached.get());
        desk.zone.get().local(at)
    };
    let go = move || {
        let Some(text) = typed.get_untracked() else { return };
        let zone = desk.zone.get_untracked();
        match parse_time(&text, untrack(shown)) {
            Some(local) => {
                typed.set(None);
                desk.go_to(words::instant_of(local, |at: Timestamp| zone.offset_s(at)));
                host::focus(".time-track");
            }
            None => wrong.set(true),
        }
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => go(),
        "Escape" => {
            typed.set(None);
            wrong.set(false);
            host::focus(".time-track");
        }
        _ => {}
    };
    view! {
        <div class="time-exact">
            <input
                class="input"
                aria-label="Exact time"
                aria-invalid=move || wrong.get().to_string()
                aria-describedby="time-wrong"
                autocomplete="off"
                maxlength="19"
                prop:value=move || {
                    typed.get().unwrap_or_else(|| shown().format("%Y-%m-%d %H:%M").to_string())
                }
                on:input=move |event| {
                    typed.set(Some(event_target_value(&event)));
                    wrong.set(false);
                }
                on:keydown=keys
            />
            <Show when=move || wrong.get()>
                <p id="time-wrong" class="time-wrong" role="alert">
                    "Type a time such as 14:20 or 2026-11-24 14:20."
                </p>
            </Show>
        </div>
    }
}

/// Keys of the past on the map's page. What others took is theirs.
pub fn history_key(desk: Desk, event: &KeyboardEvent) {
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    if !plain || host::typing(event) || event.default_prevented() {
        return;
    }
    let open = desk.history.open.get_untracked();
    let step = |by: Span| {
        let by = if event.shift_key() { Span::hours(1).0 * by.0.signum() } else { by.0 };
        desk.step_time(Span(by));
    };
    match event.key().as_str() {
        "h" => desk.turn_history(),
        "n" if open => desk.back_to_now(),
        "ArrowLeft" if open => step(Span(-STEP.0)),
        "ArrowRight" if open => step(STEP),
        "1" if open => desk.history.speed.set(Speed::Minute),
        "2" if open => desk.history.speed.set(Speed::TenMinutes),
        "3" if open => desk.history.speed.set(Speed::Hour),
        "[" if open => jump_to_alert(desk, false),
        "]" if open => jump_to_alert(desk, true),
        " " if open && !host::within(event, "button, a, [role=checkbox]") => desk.turn_playing(),
        _ => return,
    }
    event.prevent_default();
}
