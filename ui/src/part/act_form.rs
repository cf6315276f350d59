//! Acting on alerts: who, and what they say. An answer of "not now" is a sentence beside the
//! button and no fault.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{AcknowledgeAlerts, Act, Done, Failure, ResolveAlerts, SnoozeAlerts};
use web_sys::{KeyboardEvent, SubmitEvent};

use super::Notice;
use crate::desk::{Desk, Doing, desk};
use crate::host;
use crate::state::{HOURS_MAX, SnoozeFor};
use crate::words;

/// A button that opens the form of an action, with its key.
#[component]
pub fn ActButton(doing: Doing, main: bool) -> impl IntoView {
    let inbox = desk().inbox;
    let (name, key) = name(doing);
    view! {
        <button
            class="btn"
            class:btn-main=main
            aria-expanded=move || (inbox.doing.get() == Some(doing)).to_string()
            on:click=move |_| {
                inbox.doing.update(|open| *open = if *open == Some(doing) { None } else { Some(doing) });
            }
        >
            {name}
            <kbd class="key">{key}</kbd>
        </button>
    }
}

const fn name(doing: Doing) -> (&'static str, &'static str) {
    match doing {
        Doing::Acknowledge => ("Acknowledge", "a"),
        Doing::Snooze => ("Snooze", "s"),
        Doing::Resolve => ("Resolve", "r"),
    }
}

/// What an act came to, where it is not done.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Something is to be filled in, or it is not possible right now.
    Sentence(String),
    /// A fault.
    Fault(Failure),
}

/// What is said beside a form's button.
#[component]
pub fn SaidLine(said: RwSignal<Option<Said>>) -> impl IntoView {
    move || {
        said.get().map(|said| match said {
            Said::Sentence(text) => view! { <p class="said" role="status">{text}</p> }.into_any(),
            Said::Fault(failure) => view! { <Notice failure=failure /> }.into_any(),
        })
    }
}

/// A field for a name, the same wherever one signs.
#[component]
pub fn NameField() -> impl IntoView {
    let by = desk().inbox.by;
    view! {
        <label class="form-field">
            <span>"Your name"</span>
            <input
                class="input name-input"
                autocomplete="off"
                maxlength="80"
                prop:value=move || by.get()
                on:input=move |event| by.set(event_target_value(&event))
            />
        </label>
    }
}

/// A field for what one says.
#[component]
pub fn NoteField(label: &'static str, note: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="form-field form-wide">
            <span>{label}</span>
            <input
                class="input note-input"
                autocomplete="off"
                maxlength="500"
                prop:value=move || note.get()
                on:input=move |event| note.set(event_target_value(&event))
            />
        </label>
    }
}

/// The form of an action, for what is selected, else for the open case.
#[component]
pub fn ActForm(doing: Doing) -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let note = RwSignal::new(String::new());
    let length = RwSignal::new(Some(SnoozeFor::Hours(1)));
    let said = RwSignal::new(None);
    let sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() {
            return;
        }
        let act = match act(desk, doing, &note.get_untracked(), length.get_untracked()) {
            Ok(act) => act,
            Err(missing) => return said.set(Some(Said::Sentence(missing.to_owned()))),
        };
        let count = inbox.target_ids().len();
        sending.set(true);
        spawn_local(async move {
            match host::act(act).await {
                Ok(Done::Done) => {
                    desk.said.set(format!("{} {}", words::counted(count, "alert"), done(doing)));
                    inbox.selected.update(std::collections::BTreeSet::clear);
                    inbox.doing.set(None);
                    host::focus(".list");
                }
                Ok(Done::NotNow(why)) => said.set(Some(Said::Sentence(why))),
                Ok(Done::Refused(why)) => said.set(Some(Said::Sentence(why.sentence()))),
                Err(failure) => said.set(Some(Said::Fault(failure))),
            }
            sending.set(false);
        });
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            inbox.doing.set(None);
            host::focus(".list");
        }
    };
    let (title, _) = name(doing);
    let asked = match doing {
        Doing::Acknowledge => "Note (may stay empty)",
        Doing::Snooze => "Why it can wait",
        Doing::Resolve => "How it ended",
    };
    // Whoever has signed already goes on with the note.
    let first = if inbox.by.with_untracked(|by| by.trim().is_empty()) { "name" } else { "note" };
    host::after_ms(0, move || host::focus(&format!(".act-form .{first}-input")));
    view! {
        <form class="act-form" aria-label=title on:submit=send on:keydown=keys>
            {(doing == Doing::Snooze).then(|| view! { <Lengths length=length /> })}
            <div class="form-row">
                <NameField />
                <NoteField label=asked note=note />
            </div>
            <div class="form-end">
                <button class="btn btn-main" type="submit" disabled=move || sending.get()>
                    {title}
                    <kbd class="key">"Enter"</kbd>
                </button>
                <button class="btn" type="button" on:click=move |_| inbox.doing.set(None)>
                    "Cancel"
                    <kbd class="key">"Esc"</kbd>
                </button>
                <SaidLine said=said />
            </div>
        </form>
    }
}

const fn done(doing: Doing) -> &'static str {
    match doing {
        Doing::Acknowledge => "acknowledged",
        Doing::Snooze => "snoozed",
        Doing::Resolve => "resolved",
    }
}

/// The act, or what is missing for it.
fn act(
    desk: Desk,
    doing: Doing,
    note: &str,
    length: Option<SnoozeFor>,
) -> Result<Act, &'static str> {
    let by = desk.inbox.by.get_untracked().trim().to_owned();
    let (alert_ids, note) = (desk.inbox.target_ids(), note.trim().to_owned());
    if by.is_empty() {
        return Err("Say who you are.");
    }
    Ok(match doing {
        Doing::Acknowledge => Act::AcknowledgeAlerts(AcknowledgeAlerts { alert_ids, by, note }),
        Doing::Snooze => {
            let zone = desk.zone.get_untracked();
            let now = desk.now.get_untracked();
            let until = length.and_then(|length| length.until(now, |at| zone.offset_s(at)));
            let until = until.ok_or("Say for how many hours, from 1 to 720.")?;
            if note.is_empty() {
                return Err("Say why it can wait.");
            }
            Act::SnoozeAlerts(SnoozeAlerts { alert_ids, by, reason: note, until })
        }
        Doing::Resolve if note.is_empty() => return Err("Say how it ended."),
        Doing::Resolve => Act::ResolveAlerts(ResolveAlerts { alert_ids, by, note }),
    })
}

/// For how long something is put off.
#[component]
fn Lengths(length: RwSignal<Option<SnoozeFor>>) -> impl IntoView {
    let own = RwSignal::new(false);
    let hours = RwSignal::new("12".to_owned());
    let parsed = move || hours.get_untracked().trim().parse().ok().map(SnoozeFor::Hours);
    let choice = move |chosen: SnoozeFor, name: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (!own.get() && length.get() == Some(chosen)).to_string()
                on:click=move |_| {
                    own.set(false);
                    length.set(Some(chosen));
                }
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="form-row lengths">
            <div class="seg" role="group" aria-label="For how long">
                {choice(SnoozeFor::Hours(1), "1 h")}
                {choice(SnoozeFor::Hours(4), "4 h")}
                {choice(SnoozeFor::Tomorrow, "Tomorrow 07:00")}
                <button
                    type="button"
                    aria-pressed=move || own.get().to_string()
                    on:click=move |_| {
                        own.set(true);
                        length.set(parsed());
                    }
                >
                    "Other"
                </button>
            </div>
            <Show when=move || own.get()>
                <label class="form-inline">
                    <input
                        class="input hours"
                        inputmode="numeric"
                        maxlength="3"
                        aria-label=format!("Hours, 1 to {HOURS_MAX}")
                        prop:value=move || hours.get()
                        on:input=move |event| {
                            hours.set(event_target_value(&event));
                            length.set(parsed());
                        }
                    />
                    "hours"
                </label>
            </Show>
        </div>
    }
}
