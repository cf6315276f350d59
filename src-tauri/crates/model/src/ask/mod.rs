//! What a window may ask of the core, and what it gets: three ways, one each for reading,
//! changing and watching.

mod act;
mod alert;
mod failure;
mod maintenance;
mod past;
mod query;
mod recall;
mod view;
mod watch;

pub use act::{Act, Done, ReleaseAsset, RetryReader};
pub use alert::{
    AcknowledgeAlerts, AlertDetail, AlertQuery, AlertRow, Alerts, AlertsQuery, EvidenceShown,
    LikelyPlace, Look, LookedIn, ReaderHealthView, ResolveAlerts, SnoozeAlerts,
};
pub use failure::{Code, Failure};
pub use maintenance::{
    ApproveUnlocated, AssetMaintenance, AssetMaintenanceQuery, AttemptView, COMPLIANCE_ROWS_MAX,
    Calendar, CalendarDay, CalendarQuery, CompleteMaintenance, CompletionView, Compliance,
    ComplianceQuery, ComplianceRow, CorrectCompletion, EndPlan, Figures, Ledger, LedgerQuery,
    LedgerRow, OrderRow, Outcome, PlanRow, Plans, PlansQuery, RecordAttempt, Round, RoundQuery,
    RoundStop, SavePlan, Worklist, WorklistQuery,
};
pub use past::{
    CancelPolicyReplay, Past, PastAlert, PastMark, PastQuery, PastRange, PastRangeQuery,
    PolicyCheckQuery, PolicyChecked, PolicyQuery, PolicyReplay, PolicyReplayQuery, PolicyReplayed,
    PolicyView, ReplayedAlert, RuleReplayed, SavePolicy, StartPolicyReplay,
};
pub use query::{
    AssetQuery, AssetsQuery, PlanQuery, PlanReply, Query, Request, SiteQuery, StatusQuery,
};
pub use recall::{
    AuditLog, AuditQuery, AuditRow, CloseFault, CloseOutRecall, DecideRecall, FaultView, Faults,
    FaultsQuery, OpenRecall, QuarantineAsset, RecallMatchRow, RecallMatches, RecallMatchesQuery,
    RecallOfAsset, RecallText, RecallView, Recalls, RecallsQuery, RepairFault, ReportFault,
};
pub use view::{
    AntennaView, AssetDetail, AssetInfo, AssetLive, AssetRow, Assets, EvidenceView, FloorView,
    PlaceView, PositionView, ReaderView, Rejected, SiteView, Status, StayView, StorageState,
    WhyView,
};
pub use watch::Changes;
