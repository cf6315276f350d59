//! The parts that pages are made of.

mod act_form;
mod alert_mark;
mod asset_alerts;
mod asset_line;
mod asset_table;
mod case;
mod case_evidence;
mod case_health;
mod case_life;
mod case_search;
mod drawer;
mod evidence;
mod filter_bar;
mod inbox_bar;
mod inbox_line;
mod inbox_list;
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

pub use alert_mark::{AlertMark, severity_mark};
pub use asset_table::AssetTable;
pub use case::Case;
pub use drawer::{Detail, Drawer};
pub use filter_bar::FilterBar;
pub use inbox_bar::{FILTERS, InboxBar, InboxFoot};
pub use inbox_list::InboxList;
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
