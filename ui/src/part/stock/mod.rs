//! Stocks: what stands where against what should, what was asked for, and what to bring.

mod picks;
mod requests;
mod rows;
mod tabs;

use leptos::prelude::*;

use self::picks::Picks;
use self::requests::Requests;
use self::rows::Rows;
use super::upkeep::Answered;
use crate::desk::desk;

pub use self::tabs::AssetsTabs;

/// The stock's view.
#[component]
pub fn StockView() -> impl IntoView {
    let desk = desk();
    desk.keep_stock();
    let stock = desk.stocks.stock;
    view! {
        <Answered come=stock.come() again=Callback::new(move |()| desk.stocks.ask())>
            <div class="upkeep-scroll stock">
                <Requests />
                <Rows />
                <Picks />
            </div>
        </Answered>
    }
    .into_any()
}
