//! What is shown before there is anything to show: waiting, failed, no site.

use leptos::prelude::*;
use trackward_model::ask::Code;

use crate::desk::{Load, desk};
use crate::host;
use crate::part::Notice;

/// The page in grey while the first answers are awaited.
#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <main class="main page-first waiting" aria-busy="true" aria-label="Loading">
            <div class="bar">
                <div class="skeleton chip-shape"></div>
                <div class="skeleton chip-shape"></div>
                <div class="skeleton chip-shape"></div>
                <div class="skeleton chip-shape"></div>
            </div>
            <div class="map-shape">
                <div class="skeleton"></div>
            </div>
        </main>
    }
}

/// The core did not answer as it should.
#[component]
pub fn Failed() -> impl IntoView {
    let desk = desk();
    let failure = move || match desk.load.get() {
        Load::Failed(failure) => Some(failure),
        Load::Waiting | Load::Ready => None,
    };
    let again = move || failure().is_some_and(|failure| failure.code == Code::Unavailable);
    view! {
        <main class="main page-first">
            <div class="first">
                <h2>"Trackward cannot show the hospital yet"</h2>
                {move || failure().map(|failure| view! { <Notice failure=failure /> })}
                <Show when=again fallback=Restart>
                    <p class="soft">"It tries again by itself, every second. If this stays, restart Trackward."</p>
                </Show>
            </div>
        </main>
    }
}

#[component]
fn Restart() -> impl IntoView {
    view! {
        <p class="soft">"What was recorded is not lost. Try again, or restart Trackward."</p>
        <p><button class="btn btn-main" on:click=move |_| host::reload()>"Try again"</button></p>
    }
}

const COMMAND: &str = "trackctl init --site site.toml --assets assets.csv";

/// No hospital is loaded.
#[component]
pub fn Empty() -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        host::copy(COMMAND);
        copied.set(true);
    };
    view! {
        <main class="main page-first">
            <div class="first">
                <h2>"No hospital is loaded yet"</h2>
                <p class="soft">
                    "Here will be the floor plans with every pump and ventilator where it is. Floors, rooms "
                    "and readers come from a site file, the devices from an asset list:"
                </p>
                <p class="command">
                    <code>{COMMAND}</code>
                    <button class="btn" on:click=copy>
                        {move || if copied.get() { "Copied" } else { "Copy" }}
                    </button>
                </p>
                <p class="soft">"This window shows them as soon as they are loaded."</p>
            </div>
        </main>
    }
}
