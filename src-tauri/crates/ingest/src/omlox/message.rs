//! What a hub says, version 2 of the omlox hub API. Texts are borrowed from what came; what a
//! vendor adds of its own (`properties`) is kept as it stands.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::text::Text;

/// The topic of positions.
pub const LOCATION_UPDATES: &str = "location_updates";
/// The topic of what enters and leaves a fence.
pub const FENCE_EVENTS: &str = "fence_events";

/// What is asked of a hub.
#[derive(Debug, Serialize)]
pub struct Subscribe<'a> {
    event: &'static str,
    topic: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<Params<'a>>,
}

#[derive(Debug, Serialize)]
struct Params<'a> {
    token: &'a str,
}

impl<'a> Subscribe<'a> {
    /// A subscription to a topic, with the token where there is one: not every hub reads it from
    /// the handshake.
    #[must_use]
    pub fn to(topic: &'a str, token: Option<&'a str>) -> Self {
        Self { event: "subscribe", topic, params: token.map(|token| Params { token }) }
    }
}

/// What a hub sends over its WebSocket, whatever it is.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow)]
    pub event: Text<'a>,
    #[serde(borrow)]
    pub topic: Option<Text<'a>>,
    /// Each is read by itself: one that is bad spoils no other.
    #[serde(borrow)]
    pub payload: Option<Vec<&'a RawValue>>,
    pub code: Option<f64>,
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
}

/// A position of a tag ("location provider").
#[derive(Deserialize)]
pub(super) struct Location<'a> {
    pub position: Point,
    /// The zone, by its id or its foreign id.
    #[serde(borrow)]
    pub source: Text<'a>,
    #[serde(borrow)]
    pub provider_id: Text<'a>,
    #[serde(borrow)]
    pub timestamp_generated: Option<Text<'a>>,
    #[serde(borrow)]
    pub timestamp_sent: Option<Text<'a>>,
    #[serde(borrow)]
    pub crs: Option<Text<'a>>,
    pub accuracy: Option<f64>,
    #[serde(borrow)]
    pub properties: Option<&'a RawValue>,
}

/// A fence that was entered or left.
#[derive(Deserialize)]
pub(super) struct FenceEvent<'a> {
    #[serde(borrow)]
    pub fence_id: Text<'a>,
    #[serde(borrow)]
    pub event_type: Text<'a>,
    #[serde(borrow)]
    pub provider_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub trackable_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub entry_time: Option<Text<'a>>,
}

/// A part of a building that one positioning system covers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Zone {
    /// Its id, a UUID.
    pub id: String,
    /// The system behind it: `uwb`, `wifi`, `rfid`, `ibeacon`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// What that system calls it.
    #[serde(default)]
    pub foreign_id: Option<String>,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Longitude and latitude of a point, its x and y, and so on in turn.
    #[serde(default)]
    pub ground_control_points: Option<Vec<Vec<f64>>>,
    /// What its vendor adds.
    #[serde(default)]
    pub properties: Option<serde_json::Map<String, serde_json::Value>>,
}

/// An area whose entering and leaving is told.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Fence {
    /// Its id, a UUID.
    pub id: String,
    /// What another system calls it.
    #[serde(default)]
    pub foreign_id: Option<String>,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// The zone it lies in.
    #[serde(default)]
    pub zone_id: Option<String>,
}

/// A thing that carries tags.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Trackable {
    /// Its id, a UUID.
    pub id: String,
    /// The tags on it.
    #[serde(default)]
    pub location_providers: Option<Vec<String>>,
}

/// The first two coordinates of a GeoJSON point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            coordinates: Pair,
        }
        let Pair(x, y) = Written::deserialize(deserializer)?.coordinates;
        Ok(Self { x, y })
    }
}

struct Pair(f64, f64);

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Coordinates;

        impl<'de> Visitor<'de> for Coordinates {
            type Value = Pair;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("two or three coordinates")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Pair, A::Error> {
                let (Some(x), Some(y)) = (seq.next_element()?, seq.next_element()?) else {
                    return Err(serde::de::Error::custom("expected two or three coordinates"));
                };
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Pair(x, y))
            }
        }

        deserializer.deserialize_seq(Coordinates)
    }
}
