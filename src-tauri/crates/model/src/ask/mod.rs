//! What a window may ask of the core, and what it gets: three ways, one each for reading,
//! changing and watching.

mod act;
mod alert;
mod audit;
mod compliance;
mod failure;
mod form;
mod kiosk;
mod kiosk_act;
mod kiosk_tap;
mod maintenance;
mod maintenance_act;
mod nearest;
mod past;
mod query;
mod recall;
mod report;
mod report_schedule;
mod report_view;
mod source;
mod status;
mod stock;
mod view;
mod watch;

pub use act::{Act, Done, ReleaseAsset, RetryReader};
pub use alert::{
    AcknowledgeAlerts, AlertDetail, AlertQuery, AlertRow, Alerts, AlertsQuery, EvidenceShown,
    LikelyPlace, Look, LookedIn, ReaderHealthView, ResolveAlerts, SnoozeAlerts,
};
pub use audit::{
    ACTS_MAX, ActRow, Acts, ActsProved, ActsQuery, AuditRow, DIFFERENCES_MAX, Difference,
    ProveActsQuery,
};
pub use compliance::{
    COMPLIANCE_ROWS_MAX, Compliance, ComplianceQuery, ComplianceRow, Figures, Outcome,
};
pub use failure::{Code, Failure};
pub use form::{Form, FormError};
pub use kiosk::{
    Because, CustodyRow, DoNotUse, FaultRow, HoldRow, Kiosk, KioskQuery, KioskReaders, Spot,
};
pub use kiosk_act::{
    AwaitDevice, CloseRequest, HoldAsset, ReleaseHold, ReportSymptom, RequestEquipment,
    TakeUpRequest, TapCard,
};
pub use kiosk_tap::{Refusal, Tap, Told};
pub use maintenance::{
    AssetMaintenance, AssetMaintenanceQuery, AttemptView, Calendar, CalendarDay, CalendarQuery,
    CompletionView, Ledger, LedgerQuery, LedgerRow, OrderRow, PlanRow, Plans, PlansQuery, Round,
    RoundQuery, RoundStop, Worklist, WorklistQuery,
};
pub use maintenance_act::{
    ApproveUnlocated, CompleteMaintenance, CorrectCompletion, EndPlan, RecordAttempt, SavePlan,
};
pub use nearest::{
    DeviceRow, Devices, DevicesQuery, Nearest, NearestQuery, NearestRow, SoonestRow, Waits, Way,
    WayLeg,
};
pub use past::{
    CancelPolicyReplay, POLICY_HISTORY_MAX, Past, PastAlert, PastMark, PastQuery, PastRange,
    PastRangeQuery, PolicyCheckQuery, PolicyChecked, PolicyHistory, PolicyHistoryQuery,
    PolicyQuery, PolicyReplay, PolicyReplayQuery, PolicyReplayed, PolicyView, ReplayedAlert,
    RuleReplayed, SavePolicy, StartPolicyReplay,
};
pub use query::{
    AssetQuery, AssetsQuery, PlanQuery, PlanReply, Query, Request, SiteQuery, StatusQuery,
};
pub use recall::{
    CloseFault, CloseOutRecall, DecideRecall, FaultView, Faults, FaultsQuery, OpenRecall,
    QuarantineAsset, RecallMatchRow, RecallMatches, RecallMatchesQuery, RecallOfAsset, RecallText,
    RecallView, Recalls, RecallsQuery, RepairFault, ReportFault,
};
pub use report::{
    CancelReport, ExportReport, Moment, REPORT_ROWS_SHOWN_MAX, ReportAsked, ReportBy, ReportFormat,
    ReportKind, ReportQuery, ReportRun, ReportShown, StartReport, WhatIf,
};
pub use report_schedule::{
    REPORT_KEEP_MAX, REPORT_SCHEDULES_MAX, RemoveReportSchedule, ReportEvery, ReportOutcome,
    ReportSchedule, ReportScheduleId, ReportScheduleView, ReportSchedules, ReportSchedulesQuery,
    RunReportSchedule, SaveReportSchedule,
};
pub use report_view::{
    ReportCell, ReportChart, ReportColumn, ReportColumnKind, ReportCoverage, ReportDefinition,
    ReportFigure, ReportFilter, ReportPeriod, ReportSection, ReportTable, ReportTime, ReportView,
};
pub use source::{
    CancelSourceTest, PauseSource, ReaderSetup, RemoveSource, RetrySource, SaveSource,
    SourceReaderView, SourceSetup, SourceTail, SourceTailQuery, SourceTest, SourceTestQuery,
    SourceView, Sources, SourcesQuery, Stranger, TEST_EVENTS, TestSource, ZoneSetup,
};
pub use status::{AntennaView, ReaderView, Rejected, Status, StorageState};
pub use stock::{Pick, PickFrom, RequestRow, Stock, StockLevel, StockQuery, StockRow, Supply};
pub use view::{
    AssetDetail, AssetInfo, AssetLive, AssetRow, Assets, EvidenceView, FloorView, PlaceView,
    PositionView, SiteView, StayView, TapView, WhyView,
};
pub use watch::Changes;
