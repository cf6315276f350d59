//! A source in the list.

use leptos::prelude::*;
use trackward_model::SourceId;
use trackward_model::ask::{Act, RetrySource, SourceView};

use super::state::{heard_ago, state_words};
use crate::desk::desk;
use crate::part::upkeep::Sending;
use crate::state::{is_source_down, source_figures};
use crate::words;

/// The line of a source.
#[component]
pub fn Line(id: SourceId) -> impl IntoView {
    let listening = desk().listening;
    let view = {
        let id = id.clone();
        Memo::new(move |_| listening.source(&id))
    };
    let chosen = {
        let id = id.clone();
        move || listening.chosen.with(|chosen| chosen.as_ref() == Some(&id))
    };
    let open = {
        let id = id.clone();
        move |_| listening.choose(&id)
    };
    let label = format!("Source {id}");
    let name = id.to_string();
    let data = name.clone();
    view! {
        <tr class="openable" data-source=data aria-selected=move || chosen().to_string() on:click=open>
            <td class="c-name">
                <button class="row-button" aria-label=label><b>{name}</b></button>
            </td>
            {move || view.get().map(cells)}
            <td class="c-retry"><Retry id=id view=view /></td>
        </tr>
    }
}

fn cells(view: SourceView) -> AnyView {
    let figures = source_figures(&view);
    let readers = words::readers_of(figures.readers, figures.readers_down);
    let clock = figures.worst_offset_ms.map(words::clock_offset);
    let counted = |n: u64| (n > 0).then(|| words::grouped(n));
    let SourceView { setup, state, since, last_at, sightings_per_s, .. } = view;
    let off = figures.worst_offset_ms.is_some_and(|ms| ms.unsigned_abs() >= 1_000);
    view! {
        <td class="mid">{words::source_kind(setup.connection.kind)}</td>
        <td class="wide"><span class="mono source-address">{setup.connection.address}</span></td>
        <td class="c-state">{state_words(state, since)}</td>
        <td class="num">{words::per_second(sightings_per_s)}</td>
        <td class="soft">{heard_ago(last_at)}</td>
        <td class:is-down=figures.readers_down.gt(&0)>{readers}</td>
        <td class="mid" class:is-down=off>{clock}</td>
        <td class="num mid">{counted(figures.rejected)}</td>
        <td class="num mid" class:is-down=figures.dropped.gt(&0)>{counted(figures.dropped)}</td>
    }
    .into_any()
}

/// Connects now instead of at the end of the pause; only where there is something to retry.
#[component]
fn Retry(id: SourceId, view: Memo<Option<SourceView>>) -> impl IntoView {
    let desk = desk();
    let sending = Sending::new();
    let down = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(is_source_down)));
    let label = format!("Retry {id} now");
    let id = StoredValue::new(id);
    let retry = move |event: web_sys::MouseEvent| {
        // The line would open.
        event.stop_propagation();
        let source_id = id.get_value();
        let told = format!("Connecting to {source_id}");
        sending.send(desk, Act::RetrySource(RetrySource { source_id }), told, || ());
    };
    view! {
        <Show when=move || down.get()>
            <button
                class="link"
                aria-label=label.clone()
                disabled=move || sending.busy.get()
                on:click=retry
            >
                "Retry now"
            </button>
        </Show>
    }
}
