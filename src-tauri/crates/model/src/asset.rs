//! Assets and the tags they carry.

use serde::{Deserialize, Serialize};

use crate::{AssetId, AssetIndex, Price, Tag, Timestamp, TypeId, UnitId};

/// A device that the hospital owns or rents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asset {
    /// The hospital's own number, as it stands on the device.
    pub asset_id: AssetId,
    /// What people call it: `Large-volume pump`; may be empty.
    pub name: String,
    /// What kind of device.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// Who made it.
    pub manufacturer: String,
    /// Which model.
    pub model: String,
    /// The maker's serial number.
    pub serial: String,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// Unique device identifier, as printed.
    pub udi: Option<String>,
    /// How much a failure would hurt.
    pub risk: Risk,
    /// Whether it is rented.
    pub rental: bool,
    /// Whether it is in service.
    pub status: AssetStatus,
    /// Civil date of purchase, `YYYY-MM-DD`.
    pub purchase_date: Option<String>,
    /// What it cost; unknown of most that are rented.
    pub price: Option<Price>,
    /// Free text about the device.
    pub notes: Option<String>,
}

/// Risk class: sets priority only.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// A failure can kill at once.
    LifeSupport,
    /// A failure can harm.
    High,
    /// All others.
    #[default]
    Standard,
}

/// Whether an asset is in service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetStatus {
    /// In service.
    #[default]
    Active,
    /// Out of service for good; its history stays.
    Retired,
}

/// Which tag is on which asset, from when to when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Binding {
    /// The tag.
    pub tag: Tag,
    /// The asset it is on.
    pub asset: AssetIndex,
    /// From this instant; [`Timestamp::MIN`] where it was always so.
    pub from: Timestamp,
    /// To this instant; `None` while it is on.
    pub to: Option<Timestamp>,
}
