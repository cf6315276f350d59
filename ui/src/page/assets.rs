//! The list of all assets.

use leptos::prelude::*;

use crate::desk::{AssetsTab, desk};
use crate::part::{AssetTable, AssetsTabs, Banners, Drawer, FilterBar, StockView};

/// The assets' page.
#[component]
pub fn AssetsPage() -> impl IntoView {
    let desk = desk();
    let detail = RwSignal::new(None);
    let is_list = move || desk.stocks.tab.get() == AssetsTab::List;
    view! {
        <main
            class="main page page-assets"
            class:with-drawer=move || desk.chosen.with(Option::is_some)
        >
            <AssetsTabs />
            <div class="page-body page-table" role="tabpanel">
                <Show when=is_list fallback=StockView>
                    <FilterBar />
                    <Banners />
                    <AssetTable />
                </Show>
            </div>
            <Drawer detail=detail />
        </main>
    }
}
