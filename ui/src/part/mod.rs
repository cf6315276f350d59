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
mod history_bar;
mod history_choices;
mod inbox_bar;
mod inbox_line;
mod inbox_list;
mod look_for;
mod mark;
mod menu;
mod notice;
mod past_banner;
mod past_drawer;
mod policy_changes;
mod policy_input;
mod policy_replay;
mod policy_rules;
mod policy_table;
mod rail;
mod search_box;
pub mod source;
mod status_bar;
mod stays;
mod stock;
mod strength;
mod time_track;
mod top;
pub mod upkeep;
mod whereabouts;

pub use alert_mark::{AlertMark, severity_mark};
pub use asset_table::AssetTable;
pub use case::Case;
pub use drawer::{Detail, Drawer};
pub use filter_bar::FilterBar;
pub use history_bar::{HistoryBar, HistoryButton, history_key};
pub use inbox_bar::{FILTERS, InboxBar, InboxFoot};
pub use inbox_list::InboxList;
pub use look_for::SoughtChip;
pub use mark::{
    FreshnessMark, Icon, Mark, StateMark, SymbolMark, Symbols, TypeMark, freshness_word,
    is_overdue, state_word,
};
pub use menu::Menu;
pub use notice::{Banners, Notice};
pub use past_banner::PastBanner;
pub use policy_changes::PolicyChanges;
pub use policy_rules::{AreasPanel, LimitsPanel, RulesPanel};
pub use policy_table::ThresholdsPanel;
pub use rail::Rail;
pub use search_box::SearchBox;
pub use status_bar::StatusBar;
pub use stays::StaysOf;
pub use stock::{AssetsTabs, StockView};
pub use strength::Strength;
pub use top::Top;
