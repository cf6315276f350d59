//! A checklist that is being filled in.

use leptos::prelude::*;
use trackward_model::{ChecklistItem, ItemKind};

use crate::part::Icon;
use crate::state::{CompletionDraft, Entry, verdict};
use crate::words;

/// One line a thing to check; what is out of its limits is marked at once.
#[component]
pub fn Checklist(
    list: StoredValue<Vec<ChecklistItem>>,
    draft: RwSignal<CompletionDraft>,
) -> impl IntoView {
    let open = Memo::new(move |_| draft.with(|draft| list.with_value(|list| draft.open(list))));
    let some = list.with_value(|list| list.iter().any(|item| item.kind == ItemKind::PassFail));
    let lines = list.with_value(|list| {
        list.iter()
            .enumerate()
            .map(|(at, item)| view! { <Line at=at item=item.clone() draft=draft /> })
            .collect_view()
    });
    view! {
        <section class="checklist" aria-label="Checklist">
            <div class="sec-head">
                <h3>"Checklist"</h3>
                <Show when=move || some && open.get() != 0>
                    <button
                        type="button"
                        class="link small"
                        on:click=move |_| draft.update(CompletionDraft::pass_rest)
                    >
                        "The rest passed"
                    </button>
                </Show>
            </div>
            <ol>{lines}</ol>
        </section>
    }
}

#[component]
fn Line(at: usize, item: ChecklistItem, draft: RwSignal<CompletionDraft>) -> impl IntoView {
    let limits = words::limits(&item.kind);
    let name = item.item.clone();
    let reading = matches!(item.kind, ItemKind::Reading { .. });
    let state = Memo::new(move |_| {
        draft.with(|draft| draft.entries.get(at).map_or(Ok(None), |entry| verdict(entry, &item)))
    });
    let class = move || match state.get() {
        Ok(Some(true)) => "check-line passes",
        Ok(Some(false)) => "check-line fails",
        Ok(None) => "check-line",
        Err(_) => "check-line wrong",
    };
    let told = move || match state.get() {
        Ok(Some(false)) if reading => Some("Out of limits: failed".to_owned()),
        Err(wrong) => Some(wrong),
        _ => None,
    };
    let field = if reading {
        view! { <Reading at=at name=name.clone() draft=draft wrong=move || !matches!(state.get(), Ok(Some(true) | None)) /> }
            .into_any()
    } else {
        view! { <PassFail at=at name=name.clone() draft=draft /> }.into_any()
    };
    view! {
        <li class=class>
            <div class="check-words">
                <span>{name}</span>
                <span class="soft small">{limits}</span>
                <span class="field-wrong" role="status">{told}</span>
            </div>
            {field}
        </li>
    }
}

#[component]
fn PassFail(at: usize, name: String, draft: RwSignal<CompletionDraft>) -> impl IntoView {
    let passed = Memo::new(move |_| {
        draft.with(|draft| match draft.entries.get(at) {
            Some(Entry::Passed(passed)) => *passed,
            _ => None,
        })
    });
    let button = move |passes: bool, word: &'static str, icon: &'static str| {
        let set = move |_| {
            draft.update(|draft| {
                if let Some(entry) = draft.entries.get_mut(at) {
                    *entry = Entry::Passed(Some(passes));
                }
            });
        };
        view! {
            <button
                type="button"
                class=if passes { "pass" } else { "fail" }
                aria-pressed=move || (passed.get() == Some(passes)).to_string()
                on:click=set
            >
                <Icon name=icon />
                {word}
            </button>
        }
    };
    view! {
        <div class="seg pass-fail" role="group" aria-label=name>
            {button(true, "Pass", "check")}
            {button(false, "Fail", "close")}
        </div>
    }
}

#[component]
fn Reading(
    at: usize,
    name: String,
    draft: RwSignal<CompletionDraft>,
    wrong: impl Fn() -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let value = move || {
        draft.with(|draft| match draft.entries.get(at) {
            Some(Entry::Typed(text)) => text.clone(),
            _ => String::new(),
        })
    };
    view! {
        <input
            class="input num reading"
            inputmode="decimal"
            autocomplete="off"
            maxlength="20"
            aria-label=name
            aria-invalid=move || wrong().to_string()
            prop:value=value
            on:input=move |event| {
                draft.update(|draft| {
                    if let Some(entry) = draft.entries.get_mut(at) {
                        *entry = Entry::Typed(event_target_value(&event));
                    }
                });
            }
        />
    }
}
