//! All sources, and beside them the one that is chosen or written.

use leptos::prelude::*;
use trackward_model::ask::SourceView;

use super::detail::Detail;
use super::form::SourceForm;
use super::line::Line;
use super::tail::Tail;
use crate::desk::{Listening, desk};
use crate::host;
use crate::part::Icon;
use crate::part::upkeep::Answered;
use crate::state::is_source_down;
use crate::words;

/// Between two looks at how the sources are.
const ASK_MS: i32 = 2_000;

/// The sources' view.
#[component]
pub fn SourcesTab() -> impl IntoView {
    let listening = desk().listening;
    keep_asked(listening);
    let beside = Memo::new(move |_| {
        listening.draft.with(Option::is_some) || listening.chosen.with(Option::is_some)
    });
    view! {
        <Bar />
        <Answered come=listening.list.come() again=Callback::new(move |()| listening.ask())>
            <div class="upkeep-split split-form" class:one=move || !beside.get()>
                <div class="sources-left">
                    <Table beside=beside />
                    <TailOfChosen />
                </div>
                <Beside />
            </div>
        </Answered>
    }
    .into_any()
}

/// Keys of the list; whether a key meant something to it.
pub fn source_key(listening: Listening, key: &str) -> bool {
    let chosen = listening.chosen.with_untracked(Option::is_some);
    match key {
        "j" | "ArrowDown" => listening.step(1),
        "k" | "ArrowUp" => listening.step(-1),
        "n" => listening.begin(),
        "e" if chosen => listening.edit(),
        "t" if chosen => listening.is_tailing.update(|is_tailing| *is_tailing = !*is_tailing),
        _ => return false,
    }
    true
}

/// Asks now, again and again, and at once after every act at this window.
fn keep_asked(listening: Listening) {
    let acted = desk().upkeep.acted;
    Effect::new(move |_| {
        acted.track();
        listening.ask();
    });
    let timer = host::every_ms(ASK_MS, move || listening.ask());
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || timer.set_value(None));
}

#[component]
fn Bar() -> impl IntoView {
    let listening = desk().listening;
    let count = move || listening.list.with(|list| words::counted(list.len(), "source"));
    let summary = Memo::new(move |_| {
        let of = |test: fn(&SourceView) -> bool| {
            listening.list.with(|list| list.iter().filter(|view| test(view)).count())
        };
        let says = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what}"));
        let down = says(of(is_source_down).unwrap_or_default(), "not reached");
        let paused = says(of(|view| view.paused).unwrap_or_default(), "paused");
        [down, paused].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    view! {
        <div class="bar">
            <b>{count}</b>
            <span class="soft" role="status">{summary}</span>
            <div class="bar-end">
                <button class="btn btn-main" on:click=move |_| listening.begin()>
                    <Icon name="plus" />
                    "Add a source"
                    <kbd class="key">"n"</kbd>
                </button>
            </div>
        </div>
    }
}

/// Each column, with its class.
const COLUMNS: [(&str, &str); 11] = [
    ("Source", "c-name"),
    ("Kind", "mid"),
    ("Address", "wide"),
    ("State", "c-state"),
    ("A second", "num"),
    ("Last event", ""),
    ("Readers", ""),
    ("Worst clock", "mid"),
    ("Not taken", "num mid"),
    ("Dropped", "num mid"),
    ("", "c-retry"),
];

#[component]
fn Table(beside: Memo<bool>) -> impl IntoView {
    let listening = desk().listening;
    let ids = Memo::new(move |_| {
        let ids = |list: &Vec<SourceView>| {
            list.iter().map(|view| view.setup.source_id.clone()).collect::<Vec<_>>()
        };
        listening.list.with(ids).unwrap_or_default()
    });
    view! {
        <div class="upkeep-scroll">
            <Show when=move || !ids.with(Vec::is_empty) fallback=|| view! { <Nothing /> }>
                <table class="table sources" class:narrow=move || beside.get()>
                    <thead>
                        <tr>
                            {COLUMNS
                                .map(|(name, class)| view! { <th class=class scope="col">{name}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || ids.get() key=Clone::clone let(id)>
                            <Line id=id />
                        </For>
                    </tbody>
                </table>
            </Show>
        </div>
    }
}

/// There is no source yet.
#[component]
fn Nothing() -> impl IntoView {
    let listening = desk().listening;
    view! {
        <div class="empty">
            <h2>"Nothing is listened to yet"</h2>
            <p>
                "A source is a connection that sightings come from: an RFID reader, an MQTT broker with gateways, \
                 an omlox hub, a folder. Add the first one, test it, and say where its readers stand."
            </p>
            <button class="btn btn-main" on:click=move |_| listening.begin()>
                <Icon name="plus" />
                "Add a source"
            </button>
            <p class="small">"Sources of the site file come in with " <code>"trackctl init"</code> "."</p>
        </div>
    }
}

/// The form that is being filled in, else the chosen source.
#[component]
fn Beside() -> impl IntoView {
    let listening = desk().listening;
    // Another source or another form, and not every key that is pressed in one.
    let writing = Memo::new(move |_| {
        listening.draft.with(|draft| {
            draft.as_ref().map(|draft| (!draft.is_new).then(|| draft.source_id.clone()))
        })
    });
    move || match (writing.get(), listening.chosen.get()) {
        (Some(_), _) => view! { <SourceForm /> }.into_any(),
        (None, Some(id)) => view! { <Detail id=id /> }.into_any(),
        (None, None) => ().into_any(),
    }
}

#[component]
fn TailOfChosen() -> impl IntoView {
    let listening = desk().listening;
    move || {
        let id = listening.chosen.get().filter(|_| listening.is_tailing.get());
        id.map(|id| view! { <Tail id=id /> })
    }
}
