//! The test of a source that is being written: a connection that is made, listened to and left.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ReaderState;
use trackward_model::ask::{
    Act, CancelSourceTest, Done, SourceSetup, SourceTest, SourceTestQuery, TEST_EVENTS, TestSource,
};

use super::event::EventLine;
use super::state::state_mark;
use crate::desk::Kept;
use crate::host::{self, act};
use crate::part::act_form::Said;
use crate::part::upkeep::Sending;
use crate::words;

/// Between two looks at how a test is getting on.
const ASK_MS: i32 = 400;

/// A test. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Trial {
    shown: Kept<SourceTest>,
    running: RwSignal<bool>,
    timer: StoredValue<Option<host::Keep>, LocalStorage>,
    /// Where it is said that it cannot begin.
    sending: Sending,
}

impl Trial {
    /// None is under way. It ends with the form.
    pub fn new(sending: Sending) -> Self {
        let trial = Self {
            shown: Kept::new(),
            running: RwSignal::new(false),
            timer: StoredValue::new_local(None),
            sending,
        };
        let ended = move || trial.shown.with(|test| !test.is_running) == Some(true);
        Effect::new(move |_| {
            if ended() {
                trial.running.set(false);
                trial.timer.set_value(None);
            }
        });
        on_cleanup(move || {
            if trial.running.get_untracked() {
                trial.stop();
            }
            trial.timer.set_value(None);
        });
        trial
    }

    /// Whether it is under way; tracks.
    pub fn runs(self) -> bool {
        self.running.get()
    }

    /// Begins one.
    pub fn begin(self, setup: SourceSetup) {
        self.shown.forget();
        self.sending.said.set(None);
        self.running.set(true);
        spawn_local(async move {
            let said = match act(Act::TestSource(TestSource { setup })).await {
                Ok(Done::Done) => {
                    // The form may be gone by the time the answer comes.
                    if self.running.try_get_untracked() == Some(true) {
                        let ask = move || self.shown.ask(SourceTestQuery {}, |test| test);
                        ask();
                        self.timer.set_value(Some(host::every_ms(ASK_MS, ask)));
                    }
                    return;
                }
                Ok(Done::NotNow(why)) => Said::Sentence(why),
                Ok(Done::Refused(why)) => Said::Sentence(why.sentence()),
                Err(failure) => Said::Fault(failure),
            };
            self.running.try_set(false);
            self.sending.said.try_set(Some(said));
        });
    }

    /// Leaves it.
    pub fn stop(self) {
        spawn_local(async {
            // It ends by itself where it cannot be stopped.
            let _ = act(Act::CancelSourceTest(CancelSourceTest {})).await;
        });
    }
}

/// How the test is getting on, and the first events as they come.
#[component]
pub fn TrialShown(trial: Trial) -> impl IntoView {
    let shown = Memo::new(move |_| trial.shown.with(Clone::clone));
    let state = Memo::new(move |_| {
        shown.with(|test| test.as_ref().map(|test| (test.state, test.reason.clone())))
    });
    let count = Memo::new(move |_| shown.with(|test| test.as_ref().map_or(0, |t| t.events.len())));
    let event = move |at: usize| {
        let event = shown.with_untracked(|test| test.as_ref()?.events.get(at).cloned());
        event.map(|event| view! { <EventLine event=event /> })
    };
    view! {
        <Show when=move || state.with(Option::is_some)>
            <section class="trial" aria-label="Test">
                <p role="status" class="trial-state">
                    {move || state.get().map(|(state, _)| state_mark(state))}
                    <span>{move || said(state.get(), trial.runs(), count.get())}</span>
                </p>
                <ul class="events">
                    <For each=move || 0..count.get() key=|at| *at let(at)>{event(at)}</For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn said(state: Option<(ReaderState, String)>, runs: bool, events: usize) -> String {
    let Some((state, reason)) = state else { return String::new() };
    let came = words::counted(events, "event");
    let word = match (state, runs) {
        (ReaderState::Online, true) => format!("Connected. {came} of {TEST_EVENTS} so far."),
        (ReaderState::Online, false) if events == 0 => {
            "It connected, and nothing came while it was listened to.".to_owned()
        }
        (_, false) if events > 0 => format!("The test is over: {came}."),
        (state, true) => format!("{}.", words::source_state(state)),
        (state, false) => {
            format!("The test is over: {}.", words::source_state(state).to_lowercase())
        }
    };
    if reason.is_empty() { word } else { format!("{word} {reason}") }
}
