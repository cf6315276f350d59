//! The correction of a completion: a new record that stands for the old one.

use leptos::prelude::*;
use trackward_model::ask::{Act, CompletionView, CorrectCompletion};
use trackward_model::{ChecklistItem, CompletionId, ItemResult};

use super::checklist::Checklist;
use super::sending::{SignForm, said, signing};
use crate::desk::desk;
use crate::state::{CompletionDraft, typed_date};

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
    // As it stood when it was checked: what the plan asks for today is no matter.
    let list: Vec<ChecklistItem> = known.results.iter().map(ItemResult::checked).collect();
    let list = StoredValue::new(list);
    let draft = RwSignal::new(CompletionDraft::of(&known.results, known.completed_on));
    let title = format!("Correct {} of {}", known.plan, known.completed_on);
    let act = signing(move |by, note| {
        let note = said(note, "Say why it is corrected.")?;
        let (completed_on, results) = match done.get_untracked() {
            true => draft.with_untracked(|draft| {
                let results = list.with_value(|list| draft.results(list))?;
                Ok::<_, String>((Some(typed_date(&draft.on)?), results))
            })?,
            false => (None, Vec::new()),
        };
        Ok(Act::CorrectCompletion(CorrectCompletion {
            completion_id: completion,
            completed_on,
            results,
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
                {choice(true, "Done otherwise")}
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
                        prop:value=move || draft.with(|draft| draft.on.clone())
                        on:input=move |event| draft.update(|draft| draft.on = event_target_value(&event))
                    />
                </label>
                {list.with_value(|list| !list.is_empty()).then(|| view! { <Checklist list=list draft=draft /> })}
            </Show>
            <p class="soft small">"The old record stays, and names this one."</p>
        </SignForm>
    }
    .into_any()
}
