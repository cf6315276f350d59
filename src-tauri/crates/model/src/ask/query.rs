//! Queries: each a type of its own that names its reply.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{AssetDetail, Assets, SiteView, Status};
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
