//! What units should have, what they ask for, and what they have taken: stock levels, requests,
//! holds and custody.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{AssetIndex, PlaceId, PlaceIndex, Signed, Span, Tag, Timestamp, TypeId, UnitId};

/// How long an asset is held for whoever said that they take it.
pub const HOLD: Span = Span::minutes(15);
/// The most devices that one request may ask for.
pub const REQUEST_COUNT_MAX: u32 = 20;

/// How many ready assets of a type there should be in a unit or place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParLevel {
    /// Of which type.
    pub type_id: TypeId,
    /// Where.
    pub at: StockAt,
    /// So many there should be.
    pub target: u32,
    /// Below this the unit runs short; at least 1 more ends that.
    pub critical: u32,
    /// Above this it hoards.
    pub maximum: Option<u32>,
    /// The unit that refills it.
    pub supplied_by: Option<UnitId>,
    /// Taken out of the site file.
    #[serde(default)]
    pub removed: bool,
}

/// Where a stock is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockAt {
    /// In all places of a unit.
    Unit(UnitId),
    /// In one place.
    Place(PlaceId),
}

/// The number of a request, counted from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RequestId(pub u64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A unit asks for equipment. There is one that is not closed for a type and unit at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EquipmentRequest {
    /// Its number.
    pub id: RequestId,
    /// Of which type.
    pub type_id: TypeId,
    /// For which unit.
    pub unit: UnitId,
    /// How many.
    pub count: u32,
    /// How soon.
    pub urgency: Urgency,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who brings it, since when.
    pub taken_up: Option<Signed>,
    /// How it ended, by whom and when.
    pub closed: Option<(RequestEnd, Signed)>,
}

impl EquipmentRequest {
    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> RequestState {
        match (&self.closed, &self.taken_up) {
            (Some((RequestEnd::Brought, _)), _) => RequestState::Brought,
            (Some((RequestEnd::Cancelled, _)), _) => RequestState::Cancelled,
            (None, Some(_)) => RequestState::OnItsWay,
            (None, None) => RequestState::Open,
        }
    }
}

/// How soon equipment is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// With the next round.
    Routine,
    /// Within the hour.
    Soon,
    /// Someone waits for it.
    Now,
}

impl Urgency {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::Routine, Self::Soon, Self::Now];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Soon => "soon",
            Self::Now => "now",
        }
    }
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestEnd {
    /// The equipment is there.
    Brought,
    /// It is not needed any more, or there is none.
    Cancelled,
}

impl RequestEnd {
    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Brought => "brought",
            Self::Cancelled => "cancelled",
        }
    }
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Nobody has taken it up.
    Open,
    /// Somebody brings it.
    OnItsWay,
    /// The equipment is there.
    Brought,
    /// It is not needed any more, or there is none.
    Cancelled,
}

/// Who said that they take an asset: until then it is not ready for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The asset.
    pub asset: AssetIndex,
    /// For which unit.
    pub unit: UnitId,
    /// Since when.
    pub from: Timestamp,
    /// It ends by itself.
    pub until: Timestamp,
}

/// Who has an asset by their own tap at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// The asset.
    pub asset: AssetIndex,
    /// The unit that has it.
    pub unit: UnitId,
    /// Where the kiosk stands.
    pub place: Option<PlaceIndex>,
    /// The badge that was held to the reader before: it says that somebody was there, and is no
    /// proof of who.
    pub badge: Option<Tag>,
    /// Since when.
    pub from: Timestamp,
    /// When it was brought back; `None` while the unit has it.
    pub to: Option<Timestamp>,
}

/// What is wrong with a device, as someone without tools can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symptom {
    /// It does not start.
    NoPower,
    /// Its battery does not last.
    Battery,
    /// It alarms without a cause.
    Alarm,
    /// Its screen or its keys do not work.
    ScreenOrKeys,
    /// It is broken, leaks or was dropped.
    Damaged,
    /// Something else.
    Other,
}

impl Symptom {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::NoPower, Self::Battery, Self::Alarm, Self::ScreenOrKeys, Self::Damaged, Self::Other];

    /// How biomed reads it.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoPower => "Does not start.",
            Self::Battery => "Battery does not last.",
            Self::Alarm => "Alarms without a cause.",
            Self::ScreenOrKeys => "Screen or keys do not work.",
            Self::Damaged => "Broken, leaking or dropped.",
            Self::Other => "Something is wrong.",
        }
    }
}
