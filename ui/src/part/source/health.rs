//! How a source is, in words and figures.

use leptos::prelude::*;
use trackward_model::ask::SourceView;

use super::state::{heard_ago, state_words};
use crate::state::source_figures;
use crate::words;

/// Its state and why, what comes, what is not taken and for which reasons.
#[component]
pub fn Health(view: Memo<Option<SourceView>>) -> impl IntoView {
    // An open list of reasons must not close because a figure changed.
    let open = RwSignal::new(false);
    let rejected = Memo::new(move |_| {
        view.with(|view| view.as_ref().map(|view| view.rejected.clone()).unwrap_or_default())
    });
    let total = move || rejected.with(|all| all.iter().map(|one| one.count).sum::<u64>());
    let reasons = move || {
        rejected
            .get()
            .into_iter()
            .map(|one| {
                view! {
                    <dt>{words::reject_reason(one.reason)}</dt>
                    <dd>{words::grouped(one.count)}</dd>
                }
            })
            .collect_view()
    };
    view! {
        <section class="sec" aria-label="Health">
            <dl class="facts">{move || view.get().map(facts)}</dl>
            <Show
                when=move || { total() > 0 }
                fallback=|| view! { <p class="soft small source-whole">"Every event since the start was taken."</p> }
            >
                <details class="results" prop:open=move || open.get()>
                    <summary on:click=move |event| {
                        event.prevent_default();
                        open.update(|open| *open = !*open);
                    }>
                        <b>{move || words::grouped(total())}</b>
                        " not taken since the start, by reason"
                    </summary>
                    <dl class="reasons">{reasons}</dl>
                </details>
            </Show>
        </section>
    }
}

fn facts(view: SourceView) -> AnyView {
    let figures = source_figures(&view);
    let SourceView { state, since, reason, last_at, sightings_per_s, taken, dropped, .. } = view;
    let why =
        (!reason.is_empty()).then(|| view! { <dt>"Why"</dt><dd class="source-why">{reason}</dd> });
    let clock = figures.worst_offset_ms.map(|offset| {
        view! { <dt>"Worst clock"</dt><dd>{words::clock_offset(offset)}</dd> }
    });
    let lost = (dropped > 0).then(|| {
        view! {
            <dt>"Dropped"</dt>
            <dd class="is-down">{words::grouped(dropped)} ", because they came faster than they could be taken"</dd>
        }
    });
    view! {
        <dt>"State"</dt>
        <dd>{state_words(state, since)}</dd>
        {why}
        <dt>"Last event"</dt>
        <dd>{heard_ago(last_at)}</dd>
        <dt>"Sightings"</dt>
        <dd>
            <b class="source-rate">{words::per_second(sightings_per_s)}</b>
            " a second, " {words::grouped(taken)} " since the start"
        </dd>
        {clock}
        {lost}
    }
    .into_any()
}
