//! Beside the policy: what is changed, whether that can be, the trial on the past, and saving.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use super::act_form::{NameField, Said, SaidLine};
use super::policy_replay::Replay;
use super::{Icon, Notice};
use crate::desk::{Verdict, desk};
use crate::state::{Draft, Field};
use crate::words;

/// The changes and what can be done with them.
#[component]
pub fn PolicyChanges() -> impl IntoView {
    let setup = desk().setup;
    let some = Memo::new(move |_| setup.draft.with(|draft| !draft.is_empty()));
    view! {
        <aside class="policy-side" aria-label="Changes of the policy">
            <div class="policy-scroll">
            <section class="sec">
                <div class="sec-head">
                    <h2>"Changes"</h2>
                    <Show when=move || some.get()>
                        <button
                            class="link small"
                            on:click=move |_| setup.draft.set(Draft::default())
                        >
                            "Take all back"
                        </button>
                    </Show>
                </div>
                <Show
                    when=move || some.get()
                    fallback=|| view! {
                        <p class="soft">
                            "Nothing is changed. Change a field, and see here what it would have meant before \
                             you save it."
                        </p>
                    }
                >
                    <ul class="changes">
                        {move || setup.draft.get().changes().map(|(f, text)| change(f, text)).collect_view()}
                    </ul>
                    <VerdictOf />
                </Show>
            </section>
            <Replay />
            </div>
            <Show when=move || some.get()>
                <Save />
            </Show>
        </aside>
    }
}

fn change(field: &Field, text: &str) -> impl IntoView + use<> {
    let setup = desk().setup;
    let was = setup.with_view(|view| match field.text(&view.policy) {
        own if own.is_empty() => field.instead(&view.policy),
        own => own,
    });
    let name = words::field_name(field);
    let long = *field == Field::Areas;
    let text = if long { "changed".to_owned() } else { text.to_owned() };
    let was = was.filter(|was| !long && !was.is_empty());
    let field = field.clone();
    view! {
        <li>
            <span class="grow">{name.clone()}</span>
            <span class="soft">{was.map(|was| format!("{was} → "))}<b>{text}</b></span>
            <button
                class="btn btn-plain btn-icon btn-fold"
                aria-label=format!("Take back: {name}")
                title="Take back"
                on:click=move |_| setup.draft.update(|draft| draft.undo(&field))
            >
                <Icon name="close" />
            </button>
        </li>
    }
}

/// Whether the changes can be made.
#[component]
fn VerdictOf() -> impl IntoView {
    let setup = desk().setup;
    move || match setup.verdict.get() {
        Verdict::Nothing => ().into_any(),
        Verdict::Checking => view! { <p class="soft small">"Checking …"</p> }.into_any(),
        Verdict::Good(odd) => odd
            .into_iter()
            .map(|sentence| view! { <p class="field-odd">{sentence}</p> })
            .collect_view()
            .into_any(),
        Verdict::Wrong(all) => {
            let unplaced: Vec<String> = all
                .iter()
                .filter(|(field, _)| field.is_none())
                .map(|(_, sentence)| sentence.clone())
                .collect();
            let n = words::counted(all.len(), "field");
            view! {
                {unplaced.into_iter().map(|s| view! { <p class="field-wrong">{s}</p> }).collect_view()}
                <p class="said" role="status">{format!("{n} cannot be taken. Nothing is saved while that is so.")}</p>
            }
            .into_any()
        }
        Verdict::Failed(failure) => view! { <Notice failure=failure /> }.into_any(),
    }
}

#[component]
fn Save() -> impl IntoView {
    let desk = desk();
    let setup = desk.setup;
    let said = RwSignal::new(None);
    let sending = RwSignal::new(false);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() || !untrack(|| setup.is_good()) {
            return;
        }
        let by = desk.inbox.by.get_untracked().trim().to_owned();
        if by.is_empty() {
            return said.set(Some(Said::Sentence("Say who you are.".to_owned())));
        }
        sending.set(true);
        spawn_local(async move {
            match setup.save(by).await {
                Ok(None) => {
                    said.try_set(None);
                    desk.said.set("The policy is saved".to_owned());
                }
                Ok(Some(why)) => {
                    said.try_set(Some(Said::Sentence(why)));
                }
                Err(failure) => {
                    said.try_set(Some(Said::Fault(failure)));
                }
            }
            sending.try_set(false);
        });
    };
    view! {
        <form class="sec policy-save" on:submit=save>
            <h2>"Save"</h2>
            <NameField />
            <div class="form-end">
                <button
                    class="btn btn-main"
                    type="submit"
                    disabled=move || sending.get() || !setup.is_good()
                >
                    "Save the policy"
                    <kbd class="key">"Enter"</kbd>
                </button>
                <SaidLine said=said />
            </div>
        </form>
    }
}
