//! The correction of a completion: a new record that stands for the old one.

use leptos::prelude::*;
use trackward_model::CompletionId;
use trackward_model::ask::{Act, CompletionView, CorrectCompletion};

use super::sending::{SignForm, said, signing};
use crate::desk::desk;
use crate::state::typed_date;

/// The form of a correction.
#[component]
pub fn CorrectForm(completion: CompletionId, close: Callback<()>) -> impl IntoView {
    let of_asset = desk().upkeep.of_asset;
    let known: Option<CompletionView> = untrack(|| {
        of_asset.with(|answer| {
            answer.completions.iter().find(|one| one.completion_id == completion).cloned()
        })
    })
    .flatten();
    let Some(known) = known else {
        return view! { <p class="said" role="status">"This completion is not known any more."</p> }
            .into_any();
    };
    let done = RwSignal::new(true);
    let on = RwSignal::new(known.completed_on.to_string());
    let title = format!("Correct {} of {}", known.plan, known.completed_on);
    let act = signing(move |by, note| {
        let note = said(note, "Say why it is corrected.")?;
        let completed_on = match done.get_untracked() {
            true => Some(typed_date(&on.get_untracked())?),
            false => None,
        };
        Ok(Act::CorrectCompletion(CorrectCompletion {
            completion_id: completion,
            completed_on,
            results: known.results.clone(),
            by,
            note,
        }))
    });
    let choice = move |is: bool, word: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (done.get() == is).to_string()
                on:click=move |_| done.set(is)
            >
                {word}
            </button>
        }
    };
    view! {
        <SignForm
            title="Correct"
            asked="Why"
            act=act
            told="Completion corrected".to_owned()
            close=close
        >
            <h2>{title}</h2>
            <div class="seg" role="group" aria-label="What is right">
                {choice(true, "Done on another day")}
                {choice(false, "Not done at all")}
            </div>
            <Show when=move || done.get()>
                <label class="form-field">
                    <span>"Done on"</span>
                    <input
                        class="input"
                        autocomplete="off"
                        placeholder="2026-04-15"
                        maxlength="10"
                        prop:value=move || on.get()
                        on:input=move |event| on.set(event_target_value(&event))
                    />
                </label>
            </Show>
            <p class="soft small">"The old record stays, and names this one."</p>
        </SignForm>
    }
    .into_any()
}
