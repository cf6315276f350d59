//! The parts that pages are made of.

mod asset_line;
mod asset_table;
mod drawer;
mod evidence;
mod filter_bar;
mod mark;
mod menu;
mod notice;
mod rail;
mod search_box;
mod status_bar;
mod stays;
mod strength;
mod top;
mod whereabouts;

pub use asset_table::AssetTable;
pub use drawer::{Detail, Drawer};
pub use filter_bar::FilterBar;
pub use mark::{
    FreshnessMark, Icon, Mark, StateMark, SymbolMark, Symbols, TypeMark, freshness_word, state_word,
};
pub use menu::Menu;
pub use notice::{Banners, Notice};
pub use rail::Rail;
pub use search_box::SearchBox;
pub use status_bar::StatusBar;
pub use stays::StaysOf;
pub use strength::Strength;
pub use top::Top;
