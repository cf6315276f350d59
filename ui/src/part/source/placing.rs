//! Names that a source tells of and that no reader of the site has: each is placed here.

use leptos::prelude::*;
use trackward_model::PlaceId;
use trackward_model::ask::{Act, SaveSource, SourceView};

use super::state::heard_ago;
use crate::desk::{Desk, desk};
use crate::part::act_form::SaidLine;
use crate::part::upkeep::{PlacePicker, Sending, place_words};
use crate::state::with_stranger;
use crate::words;

/// The strangers, the most frequent first.
#[component]
pub fn Strangers(view: Memo<Option<SourceView>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        view.with(|view| {
            let strangers = view.iter().flat_map(|view| &view.strangers);
            strangers.map(|stranger| stranger.named.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <section class="sec strangers" aria-label="Names that no reader has">
                <div class="sec-head">
                    <h2>"Not placed yet"</h2>
                    <span class="soft">{move || words::counted(names.with(Vec::len), "name")}</span>
                </div>
                <p class="soft small">
                    "The source tells of these, and no reader of the site has the name: what they hear is not taken."
                </p>
                <ul class="source-readers">
                    <For each=move || names.get() key=Clone::clone let(named)>
                        <Stranger named=named view=view />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Stranger(named: String, view: Memo<Option<SourceView>>) -> impl IntoView {
    let desk = desk();
    let placing = RwSignal::new(false);
    let sending = Sending::new();
    let heard = {
        let named = named.clone();
        Memo::new(move |_| {
            view.with(|view| {
                let mut strangers = view.iter().flat_map(|view| &view.strangers);
                let own = strangers.find(|stranger| stranger.named == named)?;
                Some((own.count, own.last_at))
            })
        })
    };
    let chosen = {
        let named = named.clone();
        Callback::new(move |place: PlaceId| place_it(desk, view, &named, place, sending))
    };
    let times = move || {
        heard.get().map(|(count, last_at)| {
            view! { "Heard " {words::counted(count as usize, "time")} ", last " {heard_ago(Some(last_at))} }
        })
    };
    let label = format!("Place {named}");
    view! {
        <li class="stranger">
            <div>
                <p class="mono">{named}</p>
                <p class="small soft">{times}</p>
                <Show when=move || placing.get()>
                    <PlacePicker label="Where does it stand?" chosen=chosen first=Signal::derive(Vec::new) />
                </Show>
                <SaidLine said=sending.said />
            </div>
            <button
                class="btn"
                aria-label=label
                aria-expanded=move || placing.get().to_string()
                disabled=move || sending.busy.get()
                on:click=move |_| placing.update(|placing| *placing = !*placing)
            >
                "Place it"
            </button>
        </li>
    }
}

/// Saves the source with a reader more.
fn place_it(
    desk: Desk,
    view: Memo<Option<SourceView>>,
    named: &str,
    place: PlaceId,
    sending: Sending,
) {
    let Some(setup) = view.with_untracked(|view| view.as_ref().map(|view| view.setup.clone()))
    else {
        return;
    };
    let told = format!("{named} stands in {}", untrack(|| place_words(desk, &place)));
    let own = setup.readers.iter().map(|reader| reader.reader_id.to_string());
    let others = desk.status.with_untracked(|status| {
        let readers = status.iter().flat_map(|status| &status.readers);
        readers.map(|reader| reader.reader_id.to_string()).collect::<Vec<_>>()
    });
    let taken: Vec<String> = own.chain(others).collect();
    match with_stranger(&setup, named, place, |id| taken.iter().any(|taken| taken == id)) {
        Some(setup) => {
            let act = Act::SaveSource(SaveSource { setup, is_new: false });
            sending.send(desk, act, told, || ());
        }
        None => sending.say("No reader can have this name: edit the source and add it there."),
    }
}
