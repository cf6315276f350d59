//! What a window may ask of the core, and what it gets: three ways, one each for reading,
//! changing and watching.

mod act;
mod alert;
mod failure;
mod past;
mod query;
mod view;
mod watch;

pub use act::{Act, Done, ReleaseAsset, RetryReader};
pub use alert::{
    AcknowledgeAlerts, AlertDetail, AlertQuery, AlertRow, Alerts, AlertsQuery, EvidenceShown,
    LikelyPlace, Look, LookedIn, ReaderHealthView, ResolveAlerts, SnoozeAlerts,
};
pub use failure::{Code, Failure};
pub use past::{
    CancelPolicyReplay, Past, PastAlert, PastMark, PastQuery, PastRange, PastRangeQuery,
    PolicyCheckQuery, PolicyChecked, PolicyQuery, PolicyReplay, PolicyReplayQuery, PolicyReplayed,
    PolicyView, ReplayedAlert, RuleReplayed, SavePolicy, StartPolicyReplay,
};
pub use query::{
    AssetQuery, AssetsQuery, PlanQuery, PlanReply, Query, Request, SiteQuery, StatusQuery,
};
pub use view::{
    AntennaView, AssetDetail, AssetInfo, AssetLive, AssetRow, Assets, EvidenceView, FloorView,
    PlaceView, PositionView, ReaderView, Rejected, SiteView, Status, StayView, StorageState,
    WhyView,
};
pub use watch::Changes;
