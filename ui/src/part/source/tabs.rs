//! The views of the setup page.

use leptos::prelude::*;

use crate::desk::{SetupTab, desk};
use crate::host;

/// The row of views.
#[component]
pub fn SetupTabs() -> impl IntoView {
    let shown = desk().listening.tab;
    let button = move |(at, tab): (usize, SetupTab)| {
        view! {
            <button
                role="tab"
                id=format!("setup-tab-{}", at + 1)
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
            "ArrowRight" | "End" => SetupTab::ALL.len() - 1,
            _ => return,
        };
        event.prevent_default();
        shown.set(SetupTab::ALL[there]);
        host::focus(&format!("#setup-tab-{}", there + 1));
    };
    view! {
        <div class="bar tabs" role="tablist" aria-label="Views of the setup" on:keydown=arrows>
            {SetupTab::ALL.into_iter().enumerate().map(button).collect_view()}
        </div>
    }
}
