//! What a window may ask of the core, and what it gets: three ways, one each for reading,
//! changing and watching.

mod act;
mod failure;
mod query;
mod view;
mod watch;

pub use act::{Act, Done, RetryReader};
pub use failure::{Code, Failure};
pub use query::{
    AssetQuery, AssetsQuery, PlanQuery, PlanReply, Query, Request, SiteQuery, StatusQuery,
};
pub use view::{
    AntennaView, AssetDetail, AssetInfo, AssetLive, AssetRow, Assets, EvidenceView, FloorView,
    PlaceView, PositionView, ReaderView, Rejected, SiteView, Status, StayView, StorageState,
    WhyView,
};
pub use watch::Changes;
