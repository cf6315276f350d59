//! The list of all assets.

use leptos::prelude::*;

use crate::desk::desk;
use crate::part::{AssetTable, Drawer, FilterBar, Quiet};

/// The assets' page.
#[component]
pub fn AssetsPage() -> impl IntoView {
    let desk = desk();
    let detail = RwSignal::new(None);
    view! {
        <main
            class="main page page-assets"
            class:with-drawer=move || desk.chosen.with(Option::is_some)
        >
            <FilterBar />
            <div class="page-body page-table">
                <Quiet />
                <AssetTable />
            </div>
            <Drawer detail=detail />
        </main>
    }
}
