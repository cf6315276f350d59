//! What is wrong, in one sentence, and what to do.

use leptos::prelude::*;
use trackward_model::ask::Failure;

use super::SymbolMark;
use crate::desk::desk;
use crate::words;
use trackward_model::Span;

/// A failure: the sentence, and under which reference the log has the whole story.
#[component]
pub fn Notice(failure: Failure) -> impl IntoView {
    let reference = (!failure.reference.is_empty())
        .then(|| view! { <p class="small soft">"Reference " <b class="mono">{failure.reference}</b></p> });
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

/// Says that what is on screen is old, while nothing is heard from the core.
#[component]
pub fn Quiet() -> impl IntoView {
    let desk = desk();
    let ms = move || desk.quiet_ms.get();
    view! {
        <Show when=move || ms().is_some()>
            <div class="banner" role="status">
                <SymbolMark symbol="severity-warning" class="s-warning" />
                <span>
                    "Nothing heard from the core for "
                    {move || words::in_words(Span::milliseconds(ms().unwrap_or_default() as i64))}
                    ". What you see is as of "
                    <b>{move || words::clock(desk.zone.get().local(desk.now.get()))}</b> "."
                </span>
            </div>
        </Show>
    }
}
