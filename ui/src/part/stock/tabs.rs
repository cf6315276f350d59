//! The views of the assets' page.

use leptos::prelude::*;

use crate::desk::{AssetsTab, desk};
use crate::host;

/// The row of views.
#[component]
pub fn AssetsTabs() -> impl IntoView {
    let shown = desk().stocks.tab;
    let button = move |(at, tab): (usize, AssetsTab)| {
        view! {
            <button
                role="tab"
                id=format!("assets-tab-{}", at + 1)
                tabindex=move || if shown.get() == tab { "0" } else { "-1" }
                aria-selected=move || (shown.get() == tab).to_string()
                title=format!("{} ({})", tab.title(), at + 1)
                on:click=move |_| shown.set(tab)
            >
                {tab.title()}
            </button>
        }
    };
    let arrows = move |event: web_sys::KeyboardEvent| {
        let there = match event.key().as_str() {
            "ArrowLeft" | "Home" => 0,
            "ArrowRight" | "End" => AssetsTab::ALL.len() - 1,
            _ => return,
        };
        event.prevent_default();
        shown.set(AssetsTab::ALL[there]);
        host::focus(&format!("#assets-tab-{}", there + 1));
    };
    view! {
        <div class="bar tabs" role="tablist" aria-label="Views of assets" on:keydown=arrows>
            {AssetsTab::ALL.into_iter().enumerate().map(button).collect_view()}
        </div>
    }
}
