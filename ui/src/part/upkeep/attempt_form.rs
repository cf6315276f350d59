//! A search for an asset that has maintenance due: what came of it, and where one looked.

use leptos::prelude::*;
use trackward_model::ask::{Act, RecordAttempt};
use trackward_model::{AssetId, AttemptOutcome, PlaceId};

use super::place_picker::{PlacePicker, place_words};
use super::sending::{SignForm, signing};
use crate::desk::desk;
use crate::part::Icon;
use crate::words;

/// The form of a search.
#[component]
pub fn AttemptForm(asset_id: AssetId, close: Callback<()>) -> impl IntoView {
    let desk = desk();
    let outcome = RwSignal::new(AttemptOutcome::NotFound);
    let looked = RwSignal::new(Vec::<PlaceId>::new());
    let last = {
        let id = asset_id.clone();
        let place = desk.live(&id).and_then(|live| live.place);
        Signal::derive(move || {
            let looked = looked.get();
            place.iter().filter(|place| !looked.contains(place)).cloned().collect::<Vec<_>>()
        })
    };
    let told = format!("Search for {asset_id} recorded");
    let act = signing(move |by, note| {
        let (outcome, looked) = (outcome.get_untracked(), looked.get_untracked());
        if outcome == AttemptOutcome::NotFound && looked.is_empty() {
            return Err("Say where you looked.".to_owned());
        }
        let asset_id = asset_id.clone();
        Ok(Act::RecordAttempt(RecordAttempt { asset_id, outcome, looked, by, note }))
    });
    let add = Callback::new(move |place: PlaceId| {
        looked.update(|looked| {
            if !looked.contains(&place) {
                looked.push(place);
            }
        });
    });
    view! {
        <SignForm
            title="Record the search"
            asked="Note (may stay empty)"
            act=act
            told=told
            close=close
            first="place-input"
        >
            <h2>"Search"</h2>
            <Outcomes outcome=outcome />
            <Looked looked=looked />
            <PlacePicker label="Where you looked" chosen=add first=last />
            <p class="soft small">
                "The last sighting, the readers' health and the likely places of this moment are kept with it."
            </p>
        </SignForm>
    }
    .into_any()
}

/// What came of it.
#[component]
fn Outcomes(outcome: RwSignal<AttemptOutcome>) -> impl IntoView {
    let choice = move |what: AttemptOutcome| {
        view! {
            <button
                type="button"
                aria-pressed=move || (outcome.get() == what).to_string()
                on:click=move |_| outcome.set(what)
            >
                {words::attempt_outcome(what)}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label="What came of it">
            {AttemptOutcome::ALL.map(choice).collect_view()}
        </div>
    }
}

/// Where one looked; a click takes a place out again.
#[component]
fn Looked(looked: RwSignal<Vec<PlaceId>>) -> impl IntoView {
    let desk = desk();
    let chip = move |place: PlaceId| {
        let name = place_words(desk, &place);
        let label = format!("Take out {name}");
        view! {
            <button
                type="button"
                class="chip chip-t"
                aria-label=label
                on:click=move |_| looked.update(|all| all.retain(|other| *other != place))
            >
                {name}
                <Icon name="close" />
            </button>
        }
    };
    view! {
        <div class="choices" role="group" aria-label="Looked in">
            {move || looked.get().into_iter().map(chip).collect_view()}
        </div>
    }
}
