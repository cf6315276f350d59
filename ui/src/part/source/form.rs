//! The form of a source: written, tested, saved.

use leptos::prelude::*;
use trackward_model::SourceKind;
use trackward_model::ask::{Act, SaveSource, SourceSetup};
use web_sys::SubmitEvent;

use super::connection_fields::ConnectionFields;
use super::field::{Named, Writing, text_field};
use super::reader_fields::ReaderFields;
use super::trial::{Trial, TrialShown};
use super::zone_fields::ZoneFields;
use crate::desk::desk;
use crate::host;
use crate::part::act_form::SaidLine;
use crate::part::upkeep::Sending;
use crate::words;

/// The form beside the list.
#[component]
pub fn SourceForm() -> impl IntoView {
    let desk = desk();
    let writing = Writing::new(desk.listening);
    let sending = Sending::new();
    let trial = Trial::new(sending);
    let is_new = untrack(|| writing.get(|draft| draft.is_new));
    let title = untrack(|| match is_new {
        true => "New source".to_owned(),
        false => format!("Change {}", writing.get(|draft| draft.source_id.clone())),
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(setup) = filled_in(writing, sending) else { return };
        let id = setup.source_id.clone();
        let told = format!("{id} is saved");
        let act = Act::SaveSource(SaveSource { setup, is_new });
        sending.send(desk, act, told, move || {
            writing.end();
            desk.listening.choose(&id);
        });
    };
    let first = if is_new { "id" } else { "address" };
    host::after_ms(0, move || host::focus(&format!(".source-form .in-{first}")));
    view! {
        <aside class="upkeep-side source-side" aria-label=title.clone()>
            <form
                class="source-form"
                aria-label="Source"
                on:submit=save
                // What was missing may be there now.
                on:input=move |_| sending.said.set(None)
            >
                <div class="side-head"><h2>{title.clone()}</h2></div>
                <div class="source-fields">
                    {is_new.then(|| view! { <Kinds writing=writing /> <Id writing=writing /> })}
                    <ConnectionFields writing=writing />
                    <ReaderFields writing=writing />
                    <ZoneFields writing=writing />
                </div>
                <TrialShown trial=trial />
                <End writing=writing sending=sending trial=trial />
            </form>
        </aside>
    }
    .into_any()
}

/// The setup, once everything that it needs is filled in; else the field is marked.
fn filled_in(writing: Writing, sending: Sending) -> Option<SourceSetup> {
    match writing.now()?.setup() {
        Ok(setup) => Some(setup),
        Err(missing) => {
            sending.say(missing.sentence.clone());
            writing.mark(&missing);
            None
        }
    }
}

#[component]
fn Kinds(writing: Writing) -> impl IntoView {
    let choice = move |kind: SourceKind| {
        view! {
            <button
                type="button"
                class="chip chip-t"
                data-kind=kind.word()
                aria-pressed=move || (writing.kind() == kind).to_string()
                on:click=move |_| writing.change(|draft| draft.become_kind(kind))
            >
                {words::source_kind(kind)}
            </button>
        }
    };
    view! {
        <div class="form-field">
            <span>"Kind"</span>
            <div class="choices" role="group" aria-label="Kind of source">
                {SourceKind::ALL.map(choice).collect_view()}
            </div>
            <p class="soft small">{move || words::source_kind_meaning(writing.kind())}</p>
        </div>
    }
}

#[component]
fn Id(writing: Writing) -> impl IntoView {
    let named = Named::new("Name", "id").example("ward-3-east");
    let field = text_field(writing, named, |d| Some(&d.source_id), |d| Some(&mut d.source_id));
    view! {
        {field}
        <p class="soft small">"Short, and for good: it stands in alerts and in the site file."</p>
    }
}

/// The buttons, and what is said beside them.
#[component]
fn End(writing: Writing, sending: Sending, trial: Trial) -> impl IntoView {
    let test = move |_| {
        if let Some(setup) = filled_in(writing, sending) {
            trial.begin(setup);
        }
    };
    view! {
        <div class="source-end">
            <div class="form-end">
                <button class="btn btn-main" type="submit" disabled=move || sending.busy.get()>
                    "Save"
                    <kbd class="key">"Enter"</kbd>
                </button>
                <Show
                    when=move || trial.runs()
                    fallback=move || view! {
                        <button class="btn btn-test" type="button" on:click=test>"Test"</button>
                    }
                >
                    <button class="btn btn-stop" type="button" on:click=move |_| trial.stop()>
                        "Stop the test"
                    </button>
                </Show>
                <button class="btn" type="button" on:click=move |_| writing.end()>"Cancel"</button>
            </div>
            <SaidLine said=sending.said />
        </div>
    }
}
