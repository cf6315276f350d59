//! Setup: the policy, tried before it is saved.

use leptos::prelude::*;

use crate::desk::desk;
use crate::part::{
    AreasPanel, Banners, LimitsPanel, Notice, PolicyChanges, RulesPanel, ThresholdsPanel,
};

/// The setup page.
#[component]
pub fn SetupPage() -> impl IntoView {
    let setup = desk().setup;
    setup.load();
    // One that was started earlier may still run.
    setup.poll();
    let come = Memo::new(move |_| {
        setup.view.with(|view| view.as_ref().map(|view| view.as_ref().err().cloned()))
    });
    let body = move || match come.get() {
        None => view! {
            <div class="policy waiting" aria-busy="true" aria-label="Loading">
                <div class="panel panel-shape">
                    <div class="skeleton w-40"></div>
                    <div class="skeleton tall"></div>
                    <div class="skeleton tall"></div>
                </div>
            </div>
        }
        .into_any(),
        Some(Some(failure)) => view! {
            <div class="policy case-fault">
                <Notice failure=failure />
                <button class="btn" on:click=move |_| setup.load()>"Try again"</button>
            </div>
        }
        .into_any(),
        Some(None) => view! {
            <div class="policy">
                <ThresholdsPanel />
                <LimitsPanel />
                <RulesPanel />
                <AreasPanel />
            </div>
            <PolicyChanges />
        }
        .into_any(),
    };
    view! {
        <main class="main page-setup">
            <Banners />
            <div class="setup-body">{body}</div>
        </main>
    }
}
