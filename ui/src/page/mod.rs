//! The pages of the desk window.

mod alerts;
mod assets;
mod first;
mod maintenance;
mod map;
mod map_canvas;
mod map_extra;
mod map_feed;
mod map_input;
mod reports;
mod setup;

use leptos::prelude::*;

use crate::desk::{Desk, Load, Page, View, start};
use crate::host;
use crate::part::{Rail, StatusBar, Symbols, Top};

/// Puts the desk into the document.
pub fn mount() {
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    desk.navigate();
    host::on_system_theme(move || desk.look.update(|n| *n += 1));
    start(desk);
    let ready = Memo::new(move |_| match desk.load.get() {
        Load::Ready if desk.hospital.with(|hospital| hospital.view.id.is_empty()) => Shown::Empty,
        Load::Ready => Shown::Page(desk.page.get()),
        Load::Waiting => Shown::Waiting,
        Load::Failed(_) => Shown::Failed,
    });
    Effect::new(move |_| match ready.get() {
        // The map says so itself.
        Shown::Page(Page::Map) if desk.view.get() == View::Map => {}
        Shown::Page(_) | Shown::Empty => desk.drawn.set(true),
        Shown::Waiting | Shown::Failed => {}
    });
    view! {
        <Symbols />
        <div class="desk">
            <Rail />
            <Top />
            {move || match ready.get() {
                Shown::Page(Page::Map) => view! { <map::MapPage /> }.into_any(),
                Shown::Page(Page::Assets) => view! { <assets::AssetsPage /> }.into_any(),
                Shown::Page(Page::Alerts) => view! { <alerts::AlertsPage /> }.into_any(),
                Shown::Page(Page::Maintenance) => view! { <maintenance::MaintenancePage /> }.into_any(),
                Shown::Page(Page::Reports) => view! { <reports::ReportsPage /> }.into_any(),
                Shown::Page(Page::Setup) => view! { <setup::SetupPage /> }.into_any(),
                Shown::Waiting => view! { <first::Waiting /> }.into_any(),
                Shown::Failed => view! { <first::Failed /> }.into_any(),
                Shown::Empty => view! { <first::Empty /> }.into_any(),
            }}
            <StatusBar />
        </div>
        <div class="sr" role="status" aria-live="polite">{move || desk.said.get()}</div>
        <div class="sr" role="alert" aria-live="assertive">{move || desk.alarm.get()}</div>
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shown {
    Page(Page),
    Waiting,
    Failed,
    Empty,
}
