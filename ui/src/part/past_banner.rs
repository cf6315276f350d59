//! Over everything that is not now: when it was, what was wrong then, and the way back.

use leptos::prelude::*;
use trackward_model::Timestamp;

use super::{Icon, Notice};
use crate::desk::desk;
use crate::words;

/// What is on screen is not now: when it was, what was wrong then, and the way back.
#[component]
pub fn PastBanner() -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    let local = move |at: Timestamp| words::day_and_minute(desk.zone.get().local(at));
    let title = move || match (history.shown.get(), history.at.get()) {
        (Some(shown), _) => format!("{} – as it was", local(shown)),
        (None, Some(at)) => format!("Looking up {}", local(at)),
        (None, None) => String::new(),
    };
    let raised = move || {
        history.shown.get()?;
        Some(match history.alerts.with(Vec::len) {
            0 => "No alert was open.".to_owned(),
            1 => "1 alert was open.".to_owned(),
            n => format!("{} alerts were open.", words::grouped(n as u64)),
        })
    };
    let again = move |_| {
        if let Some(at) = history.at.get_untracked() {
            desk.go_to(at);
        }
    };
    view! {
        <Show when=move || history.is_past()>
            <div class="past-banner" role="status">
                <Icon name="clock" />
                <b class="past-title">{title}</b>
                <span>{raised}</span>
                <span class="past-note">"Not live: nothing can be done from here."</span>
                <button class="btn" on:click=move |_| desk.back_to_now()>
                    "Back to now"
                    <kbd class="key">"n"</kbd>
                </button>
            </div>
        </Show>
        {move || history.failure.get().map(|failure| view! {
            <div class="past-fault">
                <Notice failure=failure />
                <button class="btn" on:click=again>"Try again"</button>
            </div>
        })}
    }
}
