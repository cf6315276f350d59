//! Fields of the source that is being written.

use leptos::prelude::*;
use trackward_model::SourceKind;

use crate::desk::Listening;
use crate::host;
use crate::state::{Missing, SourceDraft};

/// The source that is being written, and the field that something is said of. Copied freely: it
/// only names signals.
#[derive(Clone, Copy)]
pub struct Writing {
    draft: RwSignal<Option<SourceDraft>>,
    wrong: RwSignal<Option<String>>,
}

impl Writing {
    /// What is being written on the page.
    pub fn new(listening: Listening) -> Self {
        Self { draft: listening.draft, wrong: RwSignal::new(None) }
    }

    /// Something of it; tracks.
    pub fn get<T: Default>(self, read: impl FnOnce(&SourceDraft) -> T) -> T {
        self.draft.with(|draft| draft.as_ref().map(read)).unwrap_or_default()
    }

    /// Its kind; tracks.
    pub fn kind(self) -> SourceKind {
        self.get(|draft| Some(draft.kind)).unwrap_or(SourceKind::Llrp)
    }

    /// A figure of it that changes seldom, for what is built anew when it does.
    pub fn memo<T: Default + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&SourceDraft) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.get(&read))
    }

    /// Changes it; what was said of a field may not hold any more.
    pub fn change(self, change: impl FnOnce(&mut SourceDraft)) {
        self.wrong.set(None);
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                change(draft);
            }
        });
    }

    /// It as it is typed now.
    pub fn now(self) -> Option<SourceDraft> {
        self.draft.get_untracked()
    }

    /// Ends the writing.
    pub fn end(self) {
        self.draft.set(None);
    }

    /// Marks the field that is to be filled in, and goes there.
    pub fn mark(self, missing: &Missing) {
        self.wrong.set(Some(missing.field.clone()));
        let field = format!(".source-form .in-{}", missing.field);
        // A search for a place is a field within.
        let within = format!("{field}:is(input, select), {field} input");
        host::after_ms(0, move || host::focus(&within));
    }

    /// Whether a field is marked, for `aria-invalid`; tracks.
    pub fn is_wrong(self, field: &str) -> Option<&'static str> {
        self.wrong.with(|wrong| (wrong.as_deref() == Some(field)).then_some("true"))
    }
}

/// What a field is called, and how it looks.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its label.
    pub label: String,
    /// Its name among the fields of the form.
    pub name: String,
    /// What could stand in it.
    pub example: &'static str,
    /// A class for its width.
    pub class: &'static str,
}

impl Named {
    /// A field without an example.
    pub fn new(label: &str, name: impl Into<String>) -> Self {
        Self { label: label.to_owned(), name: name.into(), example: "", class: "" }
    }

    /// With what could stand in it.
    pub fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// With a class for its width.
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

/// A field of text.
pub fn text_field(
    writing: Writing,
    named: Named,
    get: impl Fn(&SourceDraft) -> Option<&String> + Send + Sync + 'static,
    set: impl Fn(&mut SourceDraft) -> Option<&mut String> + 'static,
) -> AnyView {
    let Named { label, name, example, class } = named;
    let input = format!("input in-{name}");
    view! {
        <label class=format!("form-field {class}")>
            <span>{label}</span>
            <input
                class=input
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="400"
                placeholder=example
                aria-invalid=move || writing.is_wrong(&name)
                prop:value=move || writing.get(|draft| get(draft).cloned().unwrap_or_default())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    writing.change(|draft| {
                        if let Some(own) = set(draft) {
                            *own = text;
                        }
                    });
                }
            />
        </label>
    }
    .into_any()
}
