//! Setup: where events come from, and the policy, tried before it is saved.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::desk::{Listening, SetupTab, desk};
use crate::host;
use crate::part::source::{SetupTabs, SourcesTab, source_key};
use crate::part::{
    AreasPanel, Banners, HistoryPanel, LimitsPanel, Notice, PolicyChanges, RulesPanel,
    ThresholdsPanel,
};

/// The setup page.
#[component]
pub fn SetupPage() -> impl IntoView {
    let listening = desk().listening;
    let keys = StoredValue::new_local(Some(host::on_key(move |event| key(listening, &event))));
    on_cleanup(move || keys.set_value(None));
    let body = move || match listening.tab.get() {
        SetupTab::Sources => view! { <div class="page-sources"><SourcesTab /></div> }.into_any(),
        SetupTab::Policy => view! { <div class="setup-body"><PolicyTab /></div> }.into_any(),
    };
    view! {
        <main class="main page-setup">
            <SetupTabs />
            <Banners />
            <div class="setup-tab" role="tabpanel">{body}</div>
        </main>
    }
}

/// The policy's view.
#[component]
fn PolicyTab() -> impl IntoView {
    let setup = desk().setup;
    setup.load();
    // One that was started earlier may still run.
    setup.poll();
    let come = Memo::new(move |_| {
        setup.view.with(|view| view.as_ref().map(|view| view.as_ref().err().cloned()))
    });
    move || match come.get() {
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
                <HistoryPanel />
            </div>
            <PolicyChanges />
        }
        .into_any(),
    }
}

/// Keys of the page. What `g` goes before is the desk's, and what is typed is the field's.
fn key(listening: Listening, event: &KeyboardEvent) {
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let filling = host::typing(event) || host::within(event, "form");
    if !plain || filling || event.default_prevented() {
        return;
    }
    let key = event.key();
    let tab = key.parse::<usize>().ok().and_then(|n| SetupTab::ALL.get(n.checked_sub(1)?));
    if let Some(tab) = tab {
        listening.tab.set(*tab);
        event.prevent_default();
        return;
    }
    let is_arrow = key.starts_with("Arrow") && host::within(event, ".tabs, .tail-events");
    let is_sources = listening.tab.get_untracked() == SetupTab::Sources;
    if is_sources && !is_arrow && source_key(listening, &key) {
        event.prevent_default();
    }
}
