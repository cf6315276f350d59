//! Queries: each a type of its own that names its reply.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    AlertDetail, AlertQuery, Alerts, AlertsQuery, AssetDetail, Assets, Past, PastQuery, PastRange,
    PastRangeQuery, PolicyCheckQuery, PolicyChecked, PolicyQuery, PolicyReplay, PolicyReplayQuery,
    PolicyView, SiteView, Status,
};
use crate::{AssetId, FloorId};

/// A question with the type of its answer.
pub trait Request: Into<Query> {
    /// What comes back.
    type Reply: Serialize + DeserializeOwned + 'static;
}

macro_rules! queries {
    ($($(#[$doc:meta])* $name:ident -> $reply:ty)+) => {
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
            }
        )+
    };
}

queries! {
    /// The hospital: floors, places, readers.
    SiteQuery -> SiteView
    /// The picture of a floor.
    PlanQuery -> Option<PlanReply>
    /// All assets as they are now.
    AssetsQuery -> Assets
    /// One asset with its evidence and stays.
    AssetQuery -> AssetDetail
    /// Readers, rates, rejections, storage.
    StatusQuery -> Status
    /// All alerts that are not resolved, and the latest that are.
    AlertsQuery -> Alerts
    /// One alert with its evidence and where to look.
    AlertQuery -> AlertDetail
    /// The hospital at an instant of the past.
    PastQuery -> Past
    /// From when to when the past can be played.
    PastRangeQuery -> PastRange
    /// The policy.
    PolicyQuery -> PolicyView
    /// What a change of the policy would come to.
    PolicyCheckQuery -> PolicyChecked
    /// How a policy replay is getting on.
    PolicyReplayQuery -> PolicyReplay
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
