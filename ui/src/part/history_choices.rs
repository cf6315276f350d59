//! Choices of the bar of the past: how fast, and how much at once.

use leptos::prelude::*;

use crate::desk::desk;
use crate::state::{Extent, Speed};

/// How fast it plays.
#[component]
pub fn Speeds() -> impl IntoView {
    let speed = desk().history.speed;
    view! {
        <div class="seg time-speeds" role="group" aria-label="Speed">
            {Speed::ALL
                .map(|choice| {
                    let (name, key) = match choice {
                        Speed::Minute => ("1 min/s", "1"),
                        Speed::TenMinutes => ("10 min/s", "2"),
                        Speed::Hour => ("1 h/s", "3"),
                    };
                    view! {
                        <button
                            title=format!("Plays {name} ({key})")
                            aria-pressed=move || (speed.get() == choice).to_string()
                            on:click=move |_| speed.set(choice)
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// How much of the past the slider shows.
#[component]
pub fn Extents() -> impl IntoView {
    let extent = desk().history.extent;
    view! {
        <div class="seg time-extents" role="group" aria-label="How much is shown">
            {Extent::ALL
                .map(|choice| {
                    let name = match choice {
                        Extent::Day => "24 h",
                        Extent::Week => "7 d",
                        Extent::All => "All",
                    };
                    view! {
                        <button
                            aria-pressed=move || (extent.get() == choice).to_string()
                            on:click=move |_| extent.set(choice)
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}
