//! The map, home: a floor with its assets, or the same as a table.

use leptos::prelude::*;

use super::map_canvas::MapCanvas;
use crate::desk::{View, desk};
use crate::part::{AssetTable, Banners, Detail, Drawer, FilterBar};

/// The map's page.
#[component]
pub fn MapPage() -> impl IntoView {
    let desk = desk();
    let detail: Detail = RwSignal::new(None);
    // Setting the same view again must not build the map anew.
    let shown = Memo::new(move |_| desk.view.get());
    let body = move || match shown.get() {
        View::Map => view! {
            <div class="page-body">
                <Banners />
                <MapCanvas detail=detail />
            </div>
        }
        .into_any(),
        View::Table => view! {
            <div class="page-body page-table">
                <Banners />
                <AssetTable />
            </div>
        }
        .into_any(),
    };
    view! {
        <main class="main page page-map" class:with-drawer=move || desk.chosen.with(Option::is_some)>
            <FilterBar />
            {body}
            <Drawer detail=detail />
        </main>
    }
}
