//! What came of a card at a kiosk, and why something cannot be done there.

use serde::{Deserialize, Serialize};

use crate::{AssetId, Timestamp, TypeId, UnitId};

/// What came of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tap {
    /// When it was held to the reader, or typed.
    pub at: Timestamp,
    /// What came of it.
    pub told: Told,
}

/// What came of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A badge: a device is expected until then.
    Badge {
        /// Until when.
        until: Timestamp,
    },
    /// The unit has the device now.
    Taken {
        /// The device.
        asset_id: AssetId,
        /// Its type.
        #[serde(rename = "type")]
        type_id: TypeId,
    },
    /// The unit has brought it back.
    Returned {
        /// The device.
        asset_id: AssetId,
        /// Its type.
        #[serde(rename = "type")]
        type_id: TypeId,
    },
    /// The device that the kiosk's screen asked for.
    Chosen {
        /// The device.
        asset_id: AssetId,
        /// Its type.
        #[serde(rename = "type")]
        type_id: TypeId,
    },
    /// Nothing came of it.
    Refused(Refusal),
}

/// Why something cannot be done at a kiosk; the window says it in the nurse's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The kiosk's unit does not exist.
    NoSuchUnit,
    /// The card or number is on no device, and is no badge.
    UnknownCard,
    /// A device's card without a badge before it.
    BadgeFirst {
        /// The device.
        asset_id: AssetId,
    },
    /// The same card a moment ago.
    SameCard,
    /// Held for another unit.
    HeldByOther {
        /// The device.
        asset_id: AssetId,
        /// The unit.
        unit: UnitId,
        /// Until when.
        until: Timestamp,
    },
    /// Another unit has it by its own tap.
    WithOther {
        /// The device.
        asset_id: AssetId,
        /// The unit.
        unit: UnitId,
    },
    /// It is reported already.
    AlreadyDown {
        /// The device.
        asset_id: AssetId,
        /// Since when.
        since: Timestamp,
        /// Somebody works on it.
        in_repair: bool,
    },
    /// It must not be used.
    DoNotUse {
        /// The device.
        asset_id: AssetId,
    },
    /// It is not ready any more: somebody else was quicker.
    NotReady {
        /// The device.
        asset_id: AssetId,
    },
    /// The unit has asked for this type already.
    AlreadyRequested {
        /// When.
        since: Timestamp,
    },
    /// None, or more than can be asked for.
    Count {
        /// The most.
        max: u32,
    },
    /// The request is closed already.
    Closed,
    /// The request is another unit's, which this one does not supply.
    OthersRequest {
        /// Whose.
        unit: UnitId,
    },
}

impl Refusal {
    /// In a sentence for the desk and for logs; a kiosk has its own, in its own language.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NoSuchUnit => "There is no such unit.".to_owned(),
            Self::UnknownCard => "This card is not known.".to_owned(),
            Self::BadgeFirst { asset_id } => {
                format!("Hold a badge to the reader before {asset_id}.")
            }
            Self::SameCard => "This card was read a moment ago.".to_owned(),
            Self::HeldByOther { asset_id, unit, .. } => format!("{asset_id} is held for {unit}."),
            Self::WithOther { asset_id, unit } => format!("{unit} has {asset_id}."),
            Self::AlreadyDown { asset_id, in_repair: true, .. } => {
                format!("{asset_id} is in repair already.")
            }
            Self::AlreadyDown { asset_id, .. } => format!("{asset_id} is reported already."),
            Self::DoNotUse { asset_id } => format!("{asset_id} must not be used."),
            Self::NotReady { asset_id } => format!("{asset_id} is not ready any more."),
            Self::AlreadyRequested { .. } => "This was asked for already.".to_owned(),
            Self::Count { max } => format!("Ask for 1 to {max}."),
            Self::Closed => "This request is closed already.".to_owned(),
            Self::OthersRequest { unit } => format!("This request is {unit}'s."),
        }
    }
}
