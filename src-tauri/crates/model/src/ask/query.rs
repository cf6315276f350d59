//! Queries: each a type of its own that names its reply.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Acts, ActsProved, ActsQuery, AlertDetail, AlertQuery, Alerts, AlertsQuery, AssetDetail,
    AssetMaintenance, AssetMaintenanceQuery, Assets, Calendar, CalendarQuery, Compliance,
    ComplianceQuery, Devices, DevicesQuery, Faults, FaultsQuery, Form, Kiosk, KioskQuery, Ledger,
    LedgerQuery, Nearest, NearestQuery, Past, PastQuery, PastRange, PastRangeQuery, Plans,
    PlansQuery, PolicyCheckQuery, PolicyChecked, PolicyHistory, PolicyHistoryQuery, PolicyQuery,
    PolicyReplay, PolicyReplayQuery, PolicyView, ProveActsQuery, RecallMatches, RecallMatchesQuery,
    Recalls, RecallsQuery, ReportQuery, ReportRun, ReportSchedules, ReportSchedulesQuery, Round,
    RoundQuery, SiteView, SourceTail, SourceTailQuery, SourceTest, SourceTestQuery, Sources,
    SourcesQuery, Status, Stock, StockQuery, Worklist, WorklistQuery,
};
use crate::{AssetId, FloorId};

/// A question with the type of its answer.
pub trait Request: Into<Query> {
    /// What comes back.
    type Reply: Serialize + DeserializeOwned + 'static;
    /// How that is written down.
    const FORM: Form;
}

macro_rules! queries {
    ($($(#[$doc:meta])* $name:ident -> $reply:ty $(: $form:ident)?)+) => {
        /// Everything that can be asked.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Query { $($(#[$doc])* $name($name),)+ }

        $(
            impl From<$name> for Query {
                fn from(query: $name) -> Self {
                    Self::$name(query)
                }
            }

            impl Request for $name {
                type Reply = $reply;
                const FORM: Form = queries!(@form $($form)?);
            }
        )+
    };
    (@form) => { Form::Json };
    (@form $form:ident) => { Form::$form };
}

queries! {
    /// The hospital: floors, places, readers.
    SiteQuery -> SiteView
    /// The picture of a floor.
    PlanQuery -> Option<PlanReply>
    /// All assets as they are now.
    AssetsQuery -> Assets: Packed
    /// One asset with its evidence and stays.
    AssetQuery -> AssetDetail
    /// Readers, rates, rejections, storage.
    StatusQuery -> Status
    /// All alerts that are not resolved, and the latest that are.
    AlertsQuery -> Alerts
    /// One alert with its evidence and where to look.
    AlertQuery -> AlertDetail
    /// The hospital at an instant of the past.
    PastQuery -> Past: Packed
    /// From when to when the past can be played.
    PastRangeQuery -> PastRange
    /// The policy.
    PolicyQuery -> PolicyView
    /// What a change of the policy would come to.
    PolicyCheckQuery -> PolicyChecked
    /// How a policy replay is getting on.
    PolicyReplayQuery -> PolicyReplay
    /// How the policy was changed.
    PolicyHistoryQuery -> PolicyHistory
    /// All sources: how they are set up, and how they are.
    SourcesQuery -> Sources
    /// The messages of a source as they come.
    SourceTailQuery -> SourceTail
    /// How the test of a source is getting on.
    SourceTestQuery -> SourceTest
    /// What is due.
    WorklistQuery -> Worklist
    /// Everything about the maintenance of one asset.
    AssetMaintenanceQuery -> AssetMaintenance
    /// The order in which to walk to assets.
    RoundQuery -> Round
    /// What is due day by day.
    CalendarQuery -> Calendar
    /// All plans.
    PlansQuery -> Plans
    /// How the maintenance of a period went.
    ComplianceQuery -> Compliance
    /// The ledger of assets that cannot be located.
    LedgerQuery -> Ledger
    /// All faults that are not closed, and the latest that are.
    FaultsQuery -> Faults
    /// All recalls.
    RecallsQuery -> Recalls
    /// Which assets a recall means.
    RecallMatchesQuery -> RecallMatches
    /// The log of acts.
    ActsQuery -> Acts
    /// Whether the log of acts is as it was written.
    ProveActsQuery -> ActsProved
    /// A unit as its kiosk shows it.
    KioskQuery -> Kiosk
    /// The nearest devices that are ready.
    NearestQuery -> Nearest
    /// Devices to choose from at a kiosk.
    DevicesQuery -> Devices
    /// All stocks.
    StockQuery -> Stock
    /// How a report is getting on, and what came of it.
    ReportQuery -> ReportRun
    /// All schedules of reports.
    ReportSchedulesQuery -> ReportSchedules
}

/// Asks for the hospital.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SiteQuery {}

/// Asks for the picture of a floor.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanQuery {
    /// The floor.
    pub floor: FloorId,
}

/// The picture of a floor, for an `img` element.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanReply {
    /// `image/svg+xml` or `image/png`.
    pub media_type: String,
    /// The file, in base 64.
    pub base64: String,
}

/// Asks for all assets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssetsQuery {}

/// Asks for one asset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssetQuery {
    /// The asset.
    pub asset_id: AssetId,
}

/// Asks for the state of the core.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StatusQuery {}
