//! The proof that the log of acts is as it was written.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{ActsProved, Failure, ProveActsQuery};
use web_sys::SubmitEvent;

use crate::desk::desk;
use crate::host::{self, ask};
use crate::part::Notice;
use crate::words;

/// Proves it when someone asks, and says what to note.
#[component]
pub fn Proof() -> impl IntoView {
    let noted = RwSignal::new(String::new());
    let proving = RwSignal::new(false);
    let proved = RwSignal::new(None::<Result<ActsProved, Failure>>);
    let prove = move |event: SubmitEvent| {
        event.prevent_default();
        if proving.get_untracked() {
            return;
        }
        proving.set(true);
        let noted = noted.get_untracked();
        spawn_local(async move {
            let answer = ask(ProveActsQuery { noted }).await;
            proving.try_set(false);
            proved.try_set(Some(answer));
        });
    };
    view! {
        <form class="proof" on:submit=prove>
            <label class="form-field">
                <span>"An end of the log that you noted before"</span>
                <input
                    class="input proof-noted"
                    placeholder="may be empty"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || noted.get()
                    on:input=move |event| noted.set(event_target_value(&event))
                />
            </label>
            <button class="btn" type="submit" disabled=move || proving.get()>
                {move || if proving.get() { "Proving …" } else { "Prove the log" }}
            </button>
            <div class="proof-said" role="status">
                {move || proved.get().map(|proved| view! { <Proved proved=proved /> })}
            </div>
        </form>
    }
}

#[component]
fn Proved(proved: Result<ActsProved, Failure>) -> impl IntoView {
    match proved {
        Ok(ActsProved::Whole { acts, end }) => view! { <Whole acts=acts end=end /> }.into_any(),
        Ok(ActsProved::Broken(which)) => view! {
            <p class="proof-broken">
                <b>"The log is not as it was written: "</b>{which}
                ". Keep a copy of the database, and ask who could write to it."
            </p>
        }
        .into_any(),
        Ok(ActsProved::Unreadable(why)) => view! { <p class="field-wrong">{why}</p> }.into_any(),
        Err(failure) => view! { <Notice failure=failure /> }.into_any(),
    }
}

#[component]
fn Whole(acts: u64, end: String) -> impl IntoView {
    let desk = desk();
    let copied = RwSignal::new(false);
    let shown = end.clone();
    let copy = move |_| {
        host::copy(&end);
        copied.set(true);
        desk.said.set("The end of the log is on the clipboard".to_owned());
    };
    let n = match acts {
        1 => "1 act".to_owned(),
        n => format!("{} acts", words::grouped(n)),
    };
    view! {
        <p>
            <b>"The log is whole: "{n}"."</b>
            " Note its end where nobody who writes to the database can change it; given here later, it proves that \
             nothing was taken off either."
        </p>
        <p class="proof-end">
            <code>{shown}</code>
            <button class="btn" type="button" on:click=copy>
                {move || if copied.get() { "Copied" } else { "Copy" }}
            </button>
        </p>
    }
}
