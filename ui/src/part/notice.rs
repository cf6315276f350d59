//! What is wrong, in one sentence, and what to do.

use leptos::prelude::*;
use trackward_model::Span;
use trackward_model::ask::{Failure, Status, StorageState};

use super::SymbolMark;
use crate::desk::{Page, desk};
use crate::words;

/// A failure: the sentence, and under which reference the log has the whole story.
#[component]
pub fn Notice(failure: Failure) -> impl IntoView {
    let reference = (!failure.reference.is_empty()).then(
        || view! { <p class="small soft">"Reference " <b class="mono">{failure.reference}</b></p> },
    );
    view! {
        <div class="notice notice-critical" role="alert">
            <SymbolMark symbol="severity-warning" class="s-critical" />
            <div>
                <p>{failure.message}</p>
                {reference}
            </div>
        </div>
    }
}

/// What holds for the whole page: nothing is heard from the core, nothing can be saved, or the
/// clock was set back.
#[component]
pub fn Banners() -> impl IntoView {
    let desk = desk();
    let quiet = move || desk.quiet_ms.get().map(|ms| Span::milliseconds(ms as i64));
    let unsaved = move || Span::milliseconds(desk.unsaved_ms.get().unwrap_or_default() as i64);
    let failing = Memo::new(move |_| {
        desk.status.with(|status| match status.as_ref().map(|status| &status.storage) {
            Some(StorageState::Failing { reason, .. }) => Some(reason.clone()),
            Some(StorageState::Ok) | None => None,
        })
    });
    let behind = Memo::new(move |_| {
        desk.status.with(|status| status.as_ref().and_then(Status::clock_behind))
    });
    let empty = Memo::new(move |_| {
        desk.second.track();
        desk.rows.with_value(|rows| rows.all().is_empty())
    });
    view! {
        <Show when=move || empty.get() && desk.page.get() == Page::Map>
            <div class="banner banner-info" role="status">
                <SymbolMark symbol="severity-info" class="s-info" />
                <span>
                    "No assets yet, so nothing is on the map. They come from an asset list: "
                    <code>"trackctl init --assets assets.csv"</code>
                </span>
            </div>
        </Show>
        {move || {
            quiet().map(|age| view! {
                <div class="banner banner-warning" role="status">
                    <SymbolMark symbol="severity-warning" class="s-warning" />
                    <span>
                        "Nothing heard from the core for " {words::in_words(age)}
                        ". What you see is as of "
                        <b>{move || words::clock(desk.zone.get().local(desk.reached.get()))}</b> "."
                    </span>
                </div>
            })
        }}
        {move || {
            behind.get().map(|behind| view! {
                <div class="banner banner-warning" role="status">
                    <SymbolMark symbol="severity-warning" class="s-warning" />
                    <span>
                        "This computer's clock is " {words::in_words(behind)}
                        " behind what was recorded last. Places and alerts stand still until it is "
                        <b>{move || words::day_and_minute(desk.zone.get().local(desk.reached.get()))}</b>
                        ". Check its date and time."
                    </span>
                </div>
            })
        }}
        {move || {
            failing.get().map(|reason| view! {
                <div class="banner banner-critical" role="alert">
                    <SymbolMark symbol="severity-warning" class="s-critical" />
                    <span>
                        <b>"Nothing is being saved"</b> " for "
                        {move || words::in_words(unsaved())}
                        ". " {reason} " What you see is as of "
                        {move || words::clock(desk.zone.get().local(desk.reached.get()))}
                        ". It goes on by itself as soon as it can."
                    </span>
                </div>
            })
        }}
    }
}
