//! What came of the last card.

use leptos::prelude::*;
use trackward_model::ask::Told;

use super::part::Symbol;
use super::station;

/// What came of the last card, large, while it is fresh.
#[component]
pub fn Tapped() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let tap = Memo::new(move |_| station.tapped());
    move || {
        tap.get().map(|tap| {
            let now = station.now.get_untracked();
            let said = texts.told(&tap.told, now, &|at| station.local(at));
            let (class, symbol, ink) = match tap.told {
                Told::Badge { .. } => ("k-tap k-tap-badge", "severity-info", "s-info"),
                Told::Taken { .. } | Told::Returned { .. } | Told::Chosen { .. } => {
                    ("k-tap k-tap-done", "state-available", "s-available")
                }
                Told::Refused(_) => ("k-tap k-tap-no", "severity-warning", "s-critical"),
            };
            view! {
                <p class=class role="status">
                    <Symbol symbol=symbol class=ink />
                    <strong>{said}</strong>
                </p>
            }
        })
    }
}

/// How to take and return a device, until a card says otherwise.
#[component]
pub fn TapStrip() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let quiet = Memo::new(move |_| station.tapped().is_none());
    view! {
        <Show when=move || quiet.get()>
            <p class="k-tap-hint">{texts.start.tap_hint}</p>
        </Show>
        <Tapped />
    }
}
