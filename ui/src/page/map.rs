//! The map, home: a floor with its assets, or the same as a table.

use leptos::prelude::*;

use super::map_canvas::MapCanvas;
use crate::desk::{View, desk};
use crate::host;
use crate::part::{
    AssetTable, Banners, Detail, Drawer, FilterBar, HistoryBar, PastBanner, history_key,
};

/// The map's page.
#[component]
pub fn MapPage() -> impl IntoView {
    let desk = desk();
    let detail: Detail = RwSignal::new(None);
    let keys = StoredValue::new_local(Some(host::on_key(move |event| history_key(desk, &event))));
    on_cleanup(move || keys.set_value(None));
    // Setting the same view again must not build the map anew.
    let shown = Memo::new(move |_| desk.view.get());
    let body = move || match shown.get() {
        View::Map => view! {
            <div class="page-body">
                <Banners />
                <PastBanner />
                <MapCanvas detail=detail />
                <HistoryBar />
            </div>
        }
        .into_any(),
        View::Table => view! {
            <div class="page-body page-table">
                <Banners />
                <PastBanner />
                <AssetTable />
                <HistoryBar />
            </div>
        }
        .into_any(),
    };
    view! {
        <main
            class="main page page-map"
            class:with-drawer=move || desk.chosen.with(Option::is_some)
            class:past=move || desk.history.is_past()
        >
            <FilterBar />
            {body}
            <Drawer detail=detail />
        </main>
    }
}
