//! A field in which places are found by name.

use leptos::prelude::*;
use trackward_model::PlaceId;

use crate::desk::{Desk, desk};
use crate::part::Icon;

/// Places that are offered at once.
const OFFERED: usize = 6;

/// A field that offers the places whose names hold what is typed.
#[component]
pub fn PlacePicker(
    /// What the field is for.
    label: &'static str,
    /// Told of the place that was chosen.
    chosen: Callback<PlaceId>,
    /// Places that are offered while nothing is typed.
    #[prop(into)]
    first: Signal<Vec<PlaceId>>,
) -> impl IntoView {
    let desk = desk();
    let typed = RwSignal::new(String::new());
    let offered = Memo::new(move |_| {
        let text = typed.with(|typed| typed.trim().to_lowercase());
        if text.is_empty() { first.get() } else { found(desk, &text) }
    });
    let choose = move |place: PlaceId| {
        typed.set(String::new());
        chosen.run(place);
    };
    let chip = move |place: PlaceId| {
        let name = place_words(desk, &place);
        view! {
            <button type="button" class="chip chip-t" on:click=move |_| choose(place.clone())>
                <Icon name="plus" />
                {name}
            </button>
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter"
            && !typed.with_untracked(|typed| typed.trim().is_empty())
            && let Some(place) = offered.with_untracked(|offered| offered.first().cloned())
        {
            event.prevent_default();
            choose(place);
        }
    };
    view! {
        <div class="place-picker">
            <label class="form-field">
                <span>{label}</span>
                <input
                    class="input place-input"
                    autocomplete="off"
                    placeholder="Type a place's name"
                    maxlength="60"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=on_key
                />
            </label>
            <div class="choices">{move || offered.get().into_iter().map(chip).collect_view()}</div>
        </div>
    }
    .into_any()
}

fn found(desk: Desk, text: &str) -> Vec<PlaceId> {
    let words: Vec<&str> = text.split_whitespace().collect();
    desk.hospital.with(|hospital| {
        let places = hospital.view.places.iter().zip(&hospital.rooms);
        places
            .filter(|(_, room)| words.iter().all(|word| room.name_lower.contains(word)))
            .take(OFFERED)
            .map(|(place, _)| place.place_id.clone())
            .collect()
    })
}

/// A place with its floor: `Clean utility, L2`.
pub fn place_words(desk: Desk, place: &PlaceId) -> String {
    desk.hospital.with(|hospital| match hospital.place(place) {
        Some(known) => format!("{}, {}", known.name, known.floor_id),
        None => place.to_string(),
    })
}
