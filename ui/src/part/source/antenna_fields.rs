//! Where the antennas of a reader are aimed.

use leptos::prelude::*;
use trackward_model::PlaceId;

use super::field::{Named, Writing, text_field};
use crate::desk::desk;
use crate::part::Icon;
use crate::part::upkeep::{PlacePicker, place_words};
use crate::state::{AntennaDraft, SourceDraft};

/// The antennas of the reader at a position.
#[component]
pub fn AntennaFields(at: usize, writing: Writing) -> impl IntoView {
    let count = writing.memo(move |draft| draft.readers.get(at).map_or(0, |r| r.antennas.len()));
    let add = move |_| {
        writing.change(|draft| {
            let kind = draft.kind;
            if let Some(reader) = draft.readers.get_mut(at) {
                reader.antennas.push(AntennaDraft::new(kind, reader.antennas.len()));
            }
        });
    };
    view! {
        <ul class="antenna-drafts">
            {move || (0..count.get()).map(|n| view! { <Antenna at=at n=n writing=writing /> }).collect_view()}
        </ul>
        <div>
            <button type="button" class="link" on:click=add>"Add an antenna"</button>
        </div>
    }
    .into_any()
}

fn of(draft: &SourceDraft, at: usize, n: usize) -> Option<&AntennaDraft> {
    draft.readers.get(at)?.antennas.get(n)
}

fn of_mut(draft: &mut SourceDraft, at: usize, n: usize) -> Option<&mut AntennaDraft> {
    draft.readers.get_mut(at)?.antennas.get_mut(n)
}

#[component]
fn Antenna(at: usize, n: usize, writing: Writing) -> impl IntoView {
    let port = Named::new("Port", format!("port-{at}-{n}")).class("form-port");
    let out = move |_| {
        writing.change(|draft| {
            if let Some(reader) = draft.readers.get_mut(at)
                && n < reader.antennas.len()
            {
                reader.antennas.remove(n);
            }
        });
    };
    let label = format!("Take out antenna {} of reader {}", n + 1, at + 1);
    view! {
        <li class="antenna-draft">
            {text_field(
                writing,
                port,
                move |draft| of(draft, at, n).map(|antenna| &antenna.port),
                move |draft| of_mut(draft, at, n).map(|antenna| &mut antenna.port),
            )}
            <Aim at=at n=n writing=writing />
            <button type="button" class="btn btn-plain btn-icon" aria-label=label title="Take out" on:click=out>
                <Icon name="close" />
            </button>
        </li>
    }
}

/// Its place, and a search for another.
#[component]
fn Aim(at: usize, n: usize, writing: Writing) -> impl IntoView {
    let desk = desk();
    let place = writing.memo(move |draft| of(draft, at, n).and_then(|one| one.place.clone()));
    let choosing = RwSignal::new(place.with_untracked(Option::is_none));
    let wrong = Memo::new(move |_| writing.is_wrong(&format!("place-{at}-{n}")).is_some());
    let chosen = Callback::new(move |place: PlaceId| {
        writing.change(|draft| {
            if let Some(antenna) = of_mut(draft, at, n) {
                antenna.place = Some(place);
            }
        });
        choosing.set(false);
    });
    let class = format!("aim in-place-{at}-{n}");
    let name = move || place.get().map(|place| place_words(desk, &place));
    view! {
        <div class=class>
            <Show
                when=move || choosing.get()
                fallback=move || view! {
                    <div class="form-field">
                        <span>"Aimed at"</span>
                        <button
                            type="button"
                            class="btn aim-place"
                            title="Choose another place"
                            on:click=move |_| choosing.set(true)
                        >
                            {name}
                        </button>
                    </div>
                }
            >
                <div class="aim-search" class:wrong=move || wrong.get()>
                    <PlacePicker label="Aimed at" chosen=chosen first=Signal::derive(Vec::new) />
                </div>
            </Show>
        </div>
    }
}
