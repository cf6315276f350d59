//! The words of Trackward as types: what the other crates and the windows say to each other.
//!
//! Invariants:
//! - No I/O, no clock, no async runtime, no database; compiles for `wasm32-unknown-unknown`.
//! - An index (`PlaceIndex`, `AssetIndex`, …) is the position of a thing in its list and never
//!   changes: what is taken out of service is marked `removed`, not deleted.
//! - Units are in the names; lengths are metres with the origin at the top left of the floor.

mod alert;
pub mod ask;
mod asset;
pub mod figure;
mod fix;
mod id;
mod interval;
mod journal;
mod maintenance;
mod means;
mod plan;
mod policy;
mod price;
mod reader;
mod recall;
mod sighting;
mod site;
mod source;
mod state;
mod stock;
mod tag;
mod time;

pub use alert::{
    Alert, AlertId, AlertState, AlertStep, AppliedThreshold, DOWNTIMES_IN_EVIDENCE, Evidence,
    LastSighting, Limit, ReaderHealth, Resolved, Rule, STAYS_IN_EVIDENCE, Severity, Signed, Snooze,
    StepKind, Subject, ThresholdOrigin, Transition,
};
pub use asset::{Asset, AssetStatus, Binding, Risk};
pub use fix::{
    AntennaEvidence, Doubt, Doubts, Fix, Placement, PositionEvidence, Stay, StayChange,
    TapEvidence, Why,
};
pub use id::{
    AssetId, AssetIndex, FloorId, FloorIndex, ID_LENGTH_MAX, IdError, PlaceId, PlaceIndex, PlanId,
    ReaderId, ReaderIndex, SourceId, SourceIndex, StockIndex, TypeId, UnitId,
};
pub use interval::{Interval, IntervalUnit};
pub use journal::JournalEntry;
pub use maintenance::{
    Attempt, AttemptOutcome, Completion, CompletionId, Duty, Fault, FaultId, FaultState,
    ItemOutcome, ItemResult, OrderState, OwedOrder, RecallId, Unlocated,
};
pub use means::Means;
pub use plan::{
    CHECKLIST_MAX, ChecklistItem, EARLY_DAYS, ItemKind, LEAD_DAYS, Plan, PlanError, PlanMode,
    PlanOf, Schedule, WINDOW_DAYS_MAX,
};
pub use policy::{Area, AreaOf, Policy, PolicyChange, RuleChange, Thresholds, ThresholdsChange};
pub use price::{Price, PriceError};
pub use reader::{ReaderEvent, ReaderState};
pub use recall::{Decision, Recall, RecallMatch, RecallScope, SerialRange, Sureness};
pub use sighting::{ClockKind, Position, RejectReason, Rssi, Sighting};
pub use site::{Antenna, Door, Floor, FloorPlan, Place, PlaceKind, Reader, Site, Zone};
pub use source::{
    Connection, Hl7Fields, RawEvent, SecretRef, Shape, Source, SourceEvent, SourceKind, Topic,
};
pub use state::{Freshness, UseState};
pub use stock::{
    Custody, EquipmentRequest, HOLD, Hold, ParLevel, REQUEST_COUNT_MAX, RequestEnd, RequestId,
    RequestState, StockAt, Symptom, Urgency,
};
pub use tag::{Scheme, TAG_BYTES_MAX, Tag, TagError};
pub use time::{Date, Span, TimeError, Timestamp};
