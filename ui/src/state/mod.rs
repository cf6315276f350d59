//! What the window knows, as plain values: the hospital, the rows, and what is asked of them.

mod act_log;
mod alert_filter;
mod alerts;
mod asking;
mod cause;
mod checklist;
mod coverage;
mod due;
mod due_filter;
mod figures;
mod filter;
mod health;
mod hospital;
pub mod kiosk;
mod ledger_csv;
mod lines;
mod listing;
mod month;
mod order;
mod plan_draft;
mod policy_diff;
mod policy_draft;
mod policy_field;
mod report_draft;
mod report_schedule_draft;
mod report_span;
mod reporting;
mod round;
mod rows;
mod search;
mod search_list;
mod snooze;
mod sought;
mod source_draft;
mod source_health;
mod source_setup;
mod source_tail;
mod tally;
mod timeline;
mod typed;
mod walk;

pub use act_log::ActLog;
pub use alert_filter::{AlertChoice, AlertFilters, alert_facets};
pub use alerts::{Alerts, RESOLVED_MAX, Raised, waits};
pub use asking::{Asking, Next, PAUSE_MS, Speed, pace_ms, played};
pub use cause::{Cause, CauseKey, causes};
pub use checklist::{CompletionDraft, Entry, OfOrder, is_extra, verdict};
pub use coverage::{Blind, blind_places, is_down, is_healthy};
pub use due::{
    DUE_PX, DueItem, DueList, DueWanted, OrderKey, SPOT_PX, Spot, Work, as_now, due_list, spot,
};
pub use due_filter::{DueChoice, DueFilters};
pub use figures::{Drill, SUMMANDS, adds_up, denominators, figure};
pub use filter::{Facets, Filters, facets};
pub use health::{Bar, Health, down_for, health};
pub use hospital::{Hospital, Room};
pub use ledger_csv::{CsvWords, ledger_csv};
pub use lines::{Tops, between as lines_between, step as step_line};
pub use listing::{About, HEAD_PX, Item, LINE_PX, Listing, Wanted, about, in_segment, listing};
pub use month::{Month, Week, due_on};
pub use order::{Column, Order, ordered};
pub use plan_draft::{ItemDraft, OfKind, PlanDraft};
pub use policy_diff::policy_diff;
pub use policy_draft::{Draft, concerned};
pub use policy_field::{Field, NEVER, Origin, Threshold};
pub use report_draft::ReportDraft;
pub use report_schedule_draft::ScheduleDraft;
pub use report_span::ReportSpan;
pub use reporting::Reporting;
pub use round::{Leg, Pin, ROUND_MAX, Stop, legs};
pub use rows::{Moved, Row, Rows};
pub use search::{HITS_MAX, Hit, search};
pub use search_list::{TO_SEARCH_MAX, search_list};
pub use snooze::{HOURS_MAX, SnoozeFor};
pub use sought::{Sought, SoughtPlace, sought, stays_at};
pub use source_draft::{
    AntennaDraft, ReaderDraft, SourceDraft, TopicDraft, ZoneDraft, can_encrypt, has_login,
    has_tls_switch,
};
pub use source_health::{SourceFigures, is_reader_down, is_source_down, source_figures};
pub use source_setup::{Missing, reader_id_of, with_stranger};
pub use source_tail::{Numbered, TAIL_SHOWN, TailLines};
pub use tally::Tally;
pub use timeline::{Extent, Mark, Period, Tick, marks, next_alert, parse_time, ticks};
pub use typed::{typed_count, typed_date, typed_number};
pub use walk::walk;

#[cfg(test)]
pub(crate) mod sample;
