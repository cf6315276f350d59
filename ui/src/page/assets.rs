//! The list of all assets.

use leptos::prelude::*;

use crate::desk::desk;
use crate::part::{AssetTable, Banners, Drawer, FilterBar};

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
                <Banners />
                <AssetTable />
            </div>
            <Drawer detail=detail />
        </main>
    }
}
