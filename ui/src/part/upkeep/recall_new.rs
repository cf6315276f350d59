//! A recall that is typed or pasted, with what it would mean shown at once.

use leptos::prelude::*;
use trackward_model::RecallId;
use trackward_model::ask::{Act, OpenRecall, RecallMatches, RecallMatchesQuery, RecallText};

use super::recall_rows::{Matches, Of};
use super::recalls::Beside;
use super::sending::{SignForm, signing};
use crate::desk::{Kept, desk};
use crate::host;
use crate::words;

/// Between the last key and the question which assets that means.
const REST_MS: i32 = 300;

/// The form of a new recall, which stays beside the list once it is opened.
#[component]
pub fn NewRecall(
    beside: RwSignal<Option<Beside>>,
    /// The latest that there is so far.
    latest: Memo<Option<RecallId>>,
) -> impl IntoView {
    let text = RwSignal::new(RecallText::default());
    let (title, reference) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let matches: Kept<RecallMatches> = Kept::new();
    keep_matched(text, matches);
    let close = Callback::new(move |()| beside.set(None));
    let before = latest.get_untracked();
    let done = Callback::new(move |()| beside.set(Some(Beside::After(before))));
    let act = signing(move |by, note| {
        let title = title.get_untracked().trim().to_owned();
        if title.is_empty() {
            return Err("Say what the recall is about.".to_owned());
        }
        let text = text.get_untracked();
        if text == RecallText::default() {
            return Err("Say which devices are called back.".to_owned());
        }
        let wrong = untrack(|| matches.with(|matches| matches.wrong.first().cloned())).flatten();
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        let reference = reference.get_untracked().trim().to_owned();
        Ok(Act::OpenRecall(OpenRecall { title, reference, text, by, note }))
    });
    let line = move |label: &'static str, value: RwSignal<String>, class: &'static str| {
        view! {
            <label class="form-field form-wide">
                <span>{label}</span>
                <input
                    class=class
                    autocomplete="off"
                    maxlength="200"
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <div class="upkeep-scroll recall-new">
            <h2>"New recall"</h2>
            <SignForm
                title="Open the recall"
                asked="What is to be done (may stay empty)"
                act=act
                told="Recall opened".to_owned()
                close=close
                done=done
                first="title-input"
            >
                <div class="form-row">
                    {line("What it is about", title, "input title-input")}
                    {line("Number of the maker or authority", reference, "input")}
                </div>
                <Scope text=text />
            </SignForm>
        </div>
        <aside class="upkeep-side" aria-label="Devices that it may mean">
            <Found matches=matches />
        </aside>
    }
    .into_any()
}

/// Asks which assets are meant, whenever the text rests.
fn keep_matched(text: RwSignal<RecallText>, matches: Kept<RecallMatches>) {
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let typed = text.get();
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        if typed == RecallText::default() {
            matches.forget();
            return;
        }
        host::after_ms(REST_MS, move || {
            if turn.try_get_value() == Some(this) {
                let question = RecallMatchesQuery { recall_id: None, typed: Some(typed) };
                matches.ask(question, |matches| matches);
            }
        });
    });
}

/// Which devices.
#[component]
fn Scope(text: RwSignal<RecallText>) -> impl IntoView {
    let area = move |label: &'static str,
                     get: fn(&RecallText) -> &String,
                     set: fn(&mut RecallText) -> &mut String| {
        view! {
            <label class="form-field">
                <span>{label}</span>
                <textarea
                    class="input scope-input"
                    rows="2"
                    maxlength="20000"
                    prop:value=move || text.with(|text| get(text).clone())
                    on:input=move |event| text.update(|text| *set(text) = event_target_value(&event))
                ></textarea>
            </label>
        }
    };
    view! {
        <label class="form-field">
            <span>"Maker"</span>
            <input
                class="input"
                autocomplete="off"
                maxlength="200"
                prop:value=move || text.with(|text| text.manufacturer.clone())
                on:input=move |event| text.update(|text| text.manufacturer = event_target_value(&event))
            />
        </label>
        {area("Models, by comma or line", |text| &text.models, |text| &mut text.models)}
        <div class="form-row">
            {area("Serials, such as A100-A250", |text| &text.serials, |text| &mut text.serials)}
            {area("Lots", |text| &text.lots, |text| &mut text.lots)}
        </div>
    }
}

/// What the text would mean, while it is typed.
#[component]
fn Found(matches: Kept<RecallMatches>) -> impl IntoView {
    let desk = desk();
    let wrong = Memo::new(move |_| matches.with(|m| m.wrong.clone()).unwrap_or_default());
    let rows = Memo::new(move |_| matches.with(|m| m.rows.clone()).unwrap_or_default());
    let known = Memo::new(move |_| matches.with(|_| ()).is_some());
    let count = move || {
        rows.with(|rows| match rows.len() {
            0 => "No device is meant".to_owned(),
            n => format!("{} may be meant", words::counted(n, "device")),
        })
    };
    Effect::new(move |_| {
        if known.get() {
            desk.said.set(count());
        }
    });
    view! {
        <div class="side-head">
            <h2>{move || if known.get() { count() } else { "Which devices".to_owned() }}</h2>
            {move || wrong.get().into_iter().map(|wrong| view! { <p class="field-wrong">{wrong}</p> }).collect_view()}
        </div>
        <Show when=move || known.get() fallback=|| view! {
            <p class="soft side-note">"Your devices that it may mean appear here while you type. Nothing is kept yet."</p>
        }>
            <Matches rows=rows of=Of::Typed />
        </Show>
    }
}
