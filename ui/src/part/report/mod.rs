//! Parts of the reports page.

mod choices;
mod export;
mod filters;
mod schedule_form;
mod schedules;
mod sheet;
mod table;
mod what_if;

pub use choices::Choices;
pub use schedules::Schedules;
pub use sheet::Sheet;
