//! What is wrong, since when, and what to do; and what is shown while there is nothing to show.

use leptos::prelude::*;

use super::part::{Icon, Symbol};
use super::station;
use crate::host;
use crate::kiosk::Station;
use crate::state::kiosk::{Screen, Trouble};
use crate::words::kiosk::{Language, fill};

/// One banner for each thing that is wrong.
#[component]
pub fn Troubles() -> impl IntoView {
    let station = station();
    let troubles = station.troubles();
    move || {
        let troubles = troubles.get();
        (!troubles.is_empty()).then(|| {
            let lines = troubles.into_iter().map(|trouble| banner(station, trouble)).collect_view();
            view! { <div class="k-troubles" role="alert">{lines}</div> }
        })
    }
}

fn banner(station: Station, trouble: Trouble) -> impl IntoView {
    let texts = station.texts();
    let words = &texts.trouble;
    // It names an instant, which does not change while the trouble lasts.
    let at = move |at| texts.when(station.local(at), station.local(station.now.get_untracked()));
    let (class, what, todo) = match trouble {
        Trouble::Core { since } => ("k-bad", fill(words.core, &[&at(since)]), words.core_do),
        Trouble::Storage { since } => {
            ("k-bad", fill(words.storage, &[&at(since)]), words.storage_do)
        }
        Trouble::Readers { down, count, since } => {
            let since = since.map_or_else(|| "?".to_owned(), at);
            let (down, count) = (down.to_string(), count.to_string());
            ("k-warn", fill(words.readers, &[&down, &count, &since]), words.readers_do)
        }
    };
    view! {
        <div class=format!("k-trouble {class}")>
            <Symbol symbol="severity-warning" class=if class == "k-bad" { "s-critical" } else { "s-warning" } />
            <div><strong>{what}</strong><p>{todo}</p></div>
            <Print />
        </div>
    }
}

/// Prints the page of the unit's equipment; on the supplying screen the runner's list.
#[component]
pub fn Print() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let picks = station.screen.with_untracked(|screen| *screen == Screen::Supply);
    let words = if picks { texts.lists.print_picks } else { texts.lists.print };
    let print = move |_| {
        leptos::task::spawn_local(async move {
            if !host::print().await {
                station.said.set(Some(texts.trouble.print.to_owned()));
            }
        });
    };
    view! {
        <button class="k-btn k-print" on:click=print><Icon name="print" /> {words}</button>
    }
}

/// The language switch.
#[component]
pub fn Languages() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let choice = move |language: Language| {
        view! {
            <button
                lang=language.tag()
                aria-pressed=move || (station.language.get() == language).to_string()
                on:click=move |_| station.speak(language)
            >
                {language.name()}
            </button>
        }
    };
    view! {
        <div class="k-lang seg" role="group" aria-label=texts.shared.language>
            {Language::ALL.map(choice)}
        </div>
    }
}

/// Nothing was heard from the core yet, and nothing is kept.
#[component]
pub fn Waiting() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let failed = Memo::new(move |_| station.failed.with(Option::is_some));
    let why = move || {
        station.failed.get().map(|failure| {
            let reference = (!failure.reference.is_empty())
                .then(|| fill(texts.trouble.waiting_reference, &[&failure.reference]));
            view! {
                <p class="k-why">{fill(texts.trouble.waiting_why, &[&failure.message])}</p>
                {reference.map(|text| view! { <p class="soft">{text}</p> })}
            }
        })
    };
    let silent = Memo::new(move |_| !station.answers.get());
    view! {
        <div class="kiosk k-first" aria-busy=move || (!failed.get()).to_string()>
            <header class="k-top"><div class="skeleton k-word"></div><Languages /></header>
            <main>
                <Show
                    when=move || failed.get() || silent.get()
                    fallback=|| view! { <div class="k-actions"><div class="skeleton"></div><div class="skeleton"></div><div class="skeleton"></div></div> }
                >
                    <div class="k-alone" role="alert">
                        <h1>{texts.trouble.waiting}</h1>
                        <p>{texts.trouble.waiting_do}</p>
                        {why}
                    </div>
                </Show>
            </main>
        </div>
    }
}

/// The kiosk's unit does not exist.
#[component]
pub fn Nobody() -> impl IntoView {
    let station = station();
    let words = &station.texts().trouble;
    let unit = station.part(|kiosk| kiosk.unit.to_string());
    let others = station.part(|kiosk| kiosk.other_units.clone());
    let list = move || {
        let others = others.get().into_iter();
        others.map(|unit| view! { <li>{unit.to_string()}</li> }).collect_view()
    };
    view! {
        <div class="kiosk k-first">
            <header class="k-top"><h1>"Trackward"</h1><Languages /></header>
            <main>
                <div class="k-alone" role="alert">
                    <h1>{move || fill(words.nobody, &[&unit.get()])}</h1>
                    <p>{words.nobody_do}</p>
                    <ul class="k-units">{list}</ul>
                    <p class="soft">{words.nobody_how}</p>
                </div>
            </main>
        </div>
    }
}
