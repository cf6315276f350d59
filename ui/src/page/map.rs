//! The map, home: a floor with its assets, or the same as a table.

use leptos::prelude::*;
use trackward_model::ask::{AssetDetail, Failure};

use super::map_canvas::MapCanvas;
use crate::desk::{View, desk};
use crate::part::{AssetTable, Drawer, FilterBar, Quiet};

/// The map's page.
#[component]
pub fn MapPage() -> impl IntoView {
    let desk = desk();
    let detail: RwSignal<Option<Result<AssetDetail, Failure>>> = RwSignal::new(None);
    let body = move || match desk.view.get() {
        View::Map => view! {
            <div class="page-body">
                <Quiet />
                <MapCanvas detail=detail />
            </div>
        }
        .into_any(),
        View::Table => view! {
            <div class="page-body page-table">
                <Quiet />
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
