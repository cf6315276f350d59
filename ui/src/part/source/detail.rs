//! A source beside the list: how it is, its readers, and who it tells of that nobody knows.

use leptos::prelude::*;
use trackward_model::SourceId;
use trackward_model::ask::{Act, PauseSource, RetrySource, SourceView};

use super::health::Health;
use super::placing::Strangers;
use super::readers::{Readers, Zones};
use super::remove::Remove;
use crate::desk::desk;
use crate::part::Icon;
use crate::part::act_form::SaidLine;
use crate::part::upkeep::Sending;
use crate::state::is_source_down;
use crate::words;

/// Everything about a source.
#[component]
pub fn Detail(id: SourceId) -> impl IntoView {
    let listening = desk().listening;
    let view = {
        let id = id.clone();
        Memo::new(move |_| listening.source(&id))
    };
    // It may be taken out elsewhere; one that was saved a moment ago is not in the list yet.
    Effect::new(move |was: Option<bool>| {
        let is = view.with(Option::is_some);
        if was == Some(true) && !is {
            listening.chosen.set(None);
        }
        is
    });
    let label = format!("Source {id}");
    let name = id.to_string();
    view! {
        <aside class="upkeep-side source-side" aria-label=label data-source=name>
            <Head id=id.clone() view=view />
            <Acts id=id.clone() view=view />
            <Health view=view />
            <Strangers view=view />
            <Readers view=view />
            <Zones view=view />
            <Remove id=id />
        </aside>
    }
    .into_any()
}

#[component]
fn Head(id: SourceId, view: Memo<Option<SourceView>>) -> impl IntoView {
    let listening = desk().listening;
    let what = move || {
        view.with(|view| {
            view.as_ref().map(|view| {
                let connection = &view.setup.connection;
                format!("{}, {}", words::source_kind(connection.kind), connection.address)
            })
        })
    };
    let by_hand = move || view.with(|view| view.as_ref().is_some_and(|view| view.by_hand));
    view! {
        <div class="side-head source-head">
            <div>
                <h2>{id.to_string()}</h2>
                <p class="soft source-what">{what}</p>
                <Show when=by_hand>
                    <p class="quiet small">"Set up in this window. A site file that does not name it leaves it as it is."</p>
                </Show>
            </div>
            <button
                class="btn btn-plain btn-icon"
                aria-label="Close (Esc)"
                title="Close (Esc)"
                on:click=move |_| listening.chosen.set(None)
            >
                <Icon name="close" />
            </button>
        </div>
    }
}

/// What can be done with it.
#[component]
fn Acts(id: SourceId, view: Memo<Option<SourceView>>) -> impl IntoView {
    let desk = desk();
    let listening = desk.listening;
    let sending = Sending::new();
    let paused = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|v| v.paused)));
    let down = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(is_source_down)));
    let id = StoredValue::new(id);
    let pause = move |_| {
        let (source_id, paused) = (id.get_value(), !paused.get_untracked());
        let told = format!("{source_id} {}", if paused { "is paused" } else { "is listened to" });
        sending.send(desk, Act::PauseSource(PauseSource { source_id, paused }), told, || ());
    };
    let retry = move |_| {
        let source_id = id.get_value();
        let told = format!("Connecting to {source_id}");
        sending.send(desk, Act::RetrySource(RetrySource { source_id }), told, || ());
    };
    view! {
        <div class="sec source-acts">
            <button class="btn" on:click=move |_| listening.edit()>"Edit" <kbd class="key">"e"</kbd></button>
            <button
                class="btn"
                aria-pressed=move || listening.is_tailing.get().to_string()
                on:click=move |_| listening.is_tailing.update(|shown| *shown = !*shown)
            >
                "Live events"
                <kbd class="key">"t"</kbd>
            </button>
            <button class="btn" disabled=move || sending.busy.get() on:click=pause>
                {move || view! { <Icon name=if paused.get() { "play" } else { "pause" } /> }}
                {move || if paused.get() { "Resume" } else { "Pause" }}
            </button>
            <Show when=move || down.get()>
                <button class="btn" disabled=move || sending.busy.get() on:click=retry>"Retry now"</button>
            </Show>
            <SaidLine said=sending.said />
        </div>
    }
}
