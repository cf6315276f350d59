//! What a runner takes where.

use leptos::prelude::*;
use trackward_model::ask::Pick;

use crate::desk::desk;
use crate::words;

/// The runner's list.
#[component]
pub fn Picks() -> impl IntoView {
    let desk = desk();
    let picks = Memo::new(move |_| {
        desk.stocks.stock.with(|stock| stock.supply.picks.clone()).unwrap_or_default()
    });
    let lines = move || picks.get().into_iter().map(|pick| line(&pick)).collect_view();
    view! {
        <section class="sec stock-sec" aria-label="To bring">
            <div class="sec-head">
                <h2>"To bring " <span class="count">{move || picks.with(Vec::len)}</span></h2>
                <span class="soft small">"Requests first, then what is below its target."</span>
            </div>
            <Show
                when=move || picks.with(|picks| !picks.is_empty())
                fallback=|| view! { <p class="soft">"Every unit has what it should."</p> }
            >
                <table class="table picks">
                    <thead>
                        <tr>
                            <th scope="col">"For"</th>
                            <th scope="col">"Type"</th>
                            <th class="num" scope="col">"Needed"</th>
                            <th scope="col">"Take"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </Show>
        </section>
    }
    .into_any()
}

fn line(pick: &Pick) -> impl IntoView + use<> {
    let take: Vec<String> = (pick.take.iter())
        .map(|from| format!("{} ({}, {})", from.asset_id, from.place_name, from.floor_name))
        .collect();
    let lacking = (pick.count as usize).saturating_sub(take.len());
    let lacking = (lacking > 0).then(|| {
        view! { <span class="tag tag-warning">{format!("{lacking} not to be had")}</span> }
    });
    view! {
        <tr>
            <td><b>{pick.unit.to_string()}</b></td>
            <td>{words::type_name(&pick.type_id)}</td>
            <td class="num">{pick.count}</td>
            <td>{take.join(", ")} " " {lacking}</td>
        </tr>
    }
}
