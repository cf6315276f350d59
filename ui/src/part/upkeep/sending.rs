//! Acts on their way: who signs, what they say, and what came of it. An answer of "not now" is a
//! sentence beside the button and no fault.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Act, Done};
use web_sys::{KeyboardEvent, SubmitEvent};

use crate::desk::{Desk, desk};
use crate::host;
use crate::part::act_form::{NameField, NoteField, Said, SaidLine};

/// An act on its way. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Sending {
    /// What is said beside the button.
    pub said: RwSignal<Option<Said>>,
    /// Whether the answer is awaited.
    pub busy: RwSignal<bool>,
}

impl Sending {
    /// Nothing is on its way.
    pub fn new() -> Self {
        Self { said: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    /// Says a sentence beside the button.
    pub fn say(self, sentence: impl Into<String>) {
        self.said.set(Some(Said::Sentence(sentence.into())));
    }

    /// Sends an act, unless one is on its way; `then` once it is done.
    pub fn send(self, desk: Desk, act: Act, told: String, then: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.said.set(None);
        self.busy.set(true);
        spawn_local(async move {
            // The form may be gone by the time the answer comes.
            match host::act(act).await {
                Ok(Done::Done) => {
                    desk.did(told);
                    self.busy.try_set(false);
                    then();
                    return;
                }
                Ok(Done::NotNow(why)) => self.said.try_set(Some(Said::Sentence(why))),
                Ok(Done::Refused(why)) => self.said.try_set(Some(Said::Sentence(why.sentence()))),
                Err(failure) => self.said.try_set(Some(Said::Fault(failure))),
            };
            self.busy.try_set(false);
        });
    }
}

/// What becomes of a name and a note: an act, or what is missing for it.
pub type Signing = Callback<(String, String), Result<Act, String>>;

/// Makes one of a function.
pub fn signing(
    act: impl Fn(String, String) -> Result<Act, String> + Send + Sync + 'static,
) -> Signing {
    Callback::new(move |(by, note)| act(by, note))
}

/// A note that must not be empty.
///
/// # Errors
/// The sentence that asks for it.
pub fn said(note: String, asked: &str) -> Result<String, String> {
    if note.is_empty() { Err(asked.to_owned()) } else { Ok(note) }
}

/// The form of an act that needs a name and a note, and perhaps what is between its tags.
#[component]
pub fn SignForm(
    /// What the button says.
    title: &'static str,
    /// What the note is for.
    asked: &'static str,
    /// The act.
    act: Signing,
    /// What a screen reader is told once it is done.
    told: String,
    /// Closes the form.
    close: Callback<()>,
    /// What follows once it is done; without it the form only closes.
    #[prop(optional)]
    done: Option<Callback<()>>,
    /// The class of the field to begin with, where the form has its own.
    #[prop(optional)]
    first: Option<&'static str>,
    /// What is filled in besides.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let desk = desk();
    let note = RwSignal::new(String::new());
    let sending = Sending::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let by = desk.inbox.by.get_untracked().trim().to_owned();
        if by.is_empty() {
            return sending.say("Say who you are.");
        }
        match act.run((by, note.get_untracked().trim().to_owned())) {
            Ok(act) => sending.send(desk, act, told.clone(), move || done.unwrap_or(close).run(())),
            Err(missing) => sending.say(missing),
        }
    };
    focus_first(desk, first);
    view! {
        <form
            class="act-form sign-form"
            aria-label=title
            on:submit=send
            on:keydown=escapes(close)
            // What was missing may be there now.
            on:input=move |_| sending.said.set(None)
        >
            {children.map(|children| children())}
            <div class="form-row">
                <NameField />
                <NoteField label=asked note=note />
            </div>
            <FormEnd title=title sending=sending close=close />
        </form>
    }
    .into_any()
}

/// The buttons of a form, and what is said beside them.
#[component]
pub fn FormEnd(title: &'static str, sending: Sending, close: Callback<()>) -> impl IntoView {
    view! {
        <div class="form-end">
            <button class="btn btn-main" type="submit" disabled=move || sending.busy.get()>
                {title}
                <kbd class="key">"Enter"</kbd>
            </button>
            <button class="btn" type="button" on:click=move |_| close.run(())>
                "Cancel"
                <kbd class="key">"Esc"</kbd>
            </button>
            <SaidLine said=sending.said />
        </div>
    }
}

/// Esc closes a form and nothing else.
pub fn escapes(close: Callback<()>) -> impl Fn(KeyboardEvent) {
    move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.run(());
        }
    }
}

/// Puts the focus into a form that opens: into its own first field, else where one signs; whoever
/// has signed already goes on with the note.
fn focus_first(desk: Desk, own: Option<&'static str>) {
    let nobody = desk.inbox.by.with_untracked(|by| by.trim().is_empty());
    let first = own.unwrap_or(if nobody { "name-input" } else { "note-input" });
    host::after_ms(0, move || host::focus(&format!(".sign-form .{first}")));
}
