//! The views of the maintenance page.

use leptos::prelude::*;

use crate::desk::{Tab, desk};
use crate::host;
use crate::words;

/// The row of views, each with how much waits in it.
#[component]
pub fn Tabs() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let tally = desk.tally();
    let picked = Memo::new(move |_| upkeep.picked.with(std::collections::BTreeSet::len));
    let waiting = move |tab: Tab| match tab {
        Tab::Worklist => tally.get().due + tally.get().overdue,
        Tab::Round => picked.get(),
        Tab::Ledger => tally.get().unlocated,
        Tab::Recalls => tally.get().recalled,
        Tab::Faults => tally.get().faults,
        Tab::Calendar | Tab::Plans | Tab::Compliance | Tab::Log => 0,
    };
    let button = move |(at, tab): (usize, Tab)| {
        let n = Memo::new(move |_| waiting(tab));
        view! {
            <button
                role="tab"
                id=format!("tab-{}", at + 1)
                tabindex=move || if upkeep.tab.get() == tab { "0" } else { "-1" }
                aria-selected=move || (upkeep.tab.get() == tab).to_string()
                title=format!("{} ({})", tab.title(), at + 1)
                on:click=move |_| upkeep.tab.set(tab)
            >
                {tab.title()}
                {move || (n.get() > 0).then(|| view! { <span class="count">{words::grouped(n.get() as u64)}</span> })}
            </button>
        }
    };
    let arrows = move |event: web_sys::KeyboardEvent| {
        let here = Tab::ALL.iter().position(|tab| *tab == upkeep.tab.get_untracked());
        let last = Tab::ALL.len() - 1;
        let there = match (event.key().as_str(), here.unwrap_or_default()) {
            ("ArrowRight", here) => (here + 1).min(last),
            ("ArrowLeft", here) => here.saturating_sub(1),
            ("Home", _) => 0,
            ("End", _) => last,
            _ => return,
        };
        event.prevent_default();
        upkeep.tab.set(Tab::ALL[there]);
        host::focus(&format!("#tab-{}", there + 1));
    };
    view! {
        <div class="bar tabs" role="tablist" aria-label="Views of maintenance" on:keydown=arrows>
            {Tab::ALL.into_iter().enumerate().map(button).collect_view()}
        </div>
    }
}
