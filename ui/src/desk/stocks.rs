//! What the stock's view knows: who is short, who hoards, what was asked for.

use leptos::prelude::*;
use trackward_model::Timestamp;
use trackward_model::ask::{Stock, StockQuery};

use super::{Desk, Kept};

/// Between two questions that no person at this window asked for, in whole seconds.
const REST_S: i64 = 5;

/// A view of the assets' page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetsTab {
    /// All of them.
    List,
    /// Stocks against their levels, requests, and what to bring.
    Stock,
}

impl AssetsTab {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::List, Self::Stock];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Stock => "Stock",
        }
    }
}

/// The stock's view. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Stocks {
    /// What is on screen of the assets' page.
    pub tab: RwSignal<AssetsTab>,
    /// The stocks as they are.
    pub stock: Kept<Stock>,
}

impl Stocks {
    /// A view that knows nothing yet.
    pub fn new() -> Self {
        Self { tab: RwSignal::new(AssetsTab::List), stock: Kept::new() }
    }

    /// Asks how stocks are.
    pub fn ask(self) {
        self.stock.ask(StockQuery {}, |stock| stock);
    }
}

impl Desk {
    /// Asks now, after every act at this window, and every few seconds as long as the part that
    /// wants it is on screen.
    pub fn keep_stock(self) {
        let stocks = self.stocks;
        Effect::new(move |before: Option<(u32, Timestamp)>| {
            let (acted, now) = (self.upkeep.acted.get(), self.reached.get());
            match before {
                Some((then, asked)) if then == acted && now.since(asked).0 < REST_S * 1_000_000 => {
                    (acted, asked)
                }
                _ => {
                    stocks.ask();
                    (acted, now)
                }
            }
        });
    }
}
