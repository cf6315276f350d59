//! A hub's messages as tag events.

use serde::Deserialize;
use serde_json::value::RawValue;
use trackward_model::{Position, RejectReason, Timestamp};

use super::directory::{Directory, Known};
use super::geo::is_on_earth;
use super::message::{Envelope, FENCE_EVENTS, FenceEvent, LOCATION_UPDATES, Location};
use super::tag::tag;
use crate::link::{CLOCK_OFFSET_MAX, Message, Spot, TagEvent};
use crate::stamp;

/// Coordinates beyond this, in metres, are slips.
const METRES_MAX: f64 = 100_000.0;

/// What came over the WebSocket.
#[derive(Debug, PartialEq)]
pub enum Incoming<'a> {
    /// A subscription was granted.
    Subscribed {
        /// To this topic.
        topic: String,
    },
    /// The hub refuses something.
    Refused {
        /// Why, by its number.
        code: u32,
        /// Why, in its words.
        description: String,
    },
    /// Something that it tells; `events` may be empty.
    Told(Message<'a>),
}

/// Reads what came over the WebSocket.
#[must_use]
pub fn decode<'a>(text: &'a str, directory: &'a Directory) -> Incoming<'a> {
    let mut message = Message { raw: text.as_bytes(), ..Message::default() };
    let Ok(envelope) = serde_json::from_str::<Envelope<'a>>(text) else {
        message.rejected.push((RejectReason::Malformed, 1));
        return Incoming::Told(message);
    };
    let topic = envelope.topic.map_or("".into(), |topic| topic.0);
    match &*envelope.event.0 {
        "subscribed" => Incoming::Subscribed { topic: topic.into_owned() },
        "error" => Incoming::Refused {
            code: envelope.code.map_or(0, |code| code as u32),
            description: envelope.description.map_or(String::new(), |text| text.0.into_owned()),
        },
        "message" => {
            let items = envelope.payload.unwrap_or_default();
            match &*topic {
                LOCATION_UPDATES => {
                    message.from = LOCATION_UPDATES;
                    each(&items, &mut message, |item| location(item, directory).map(Some));
                }
                FENCE_EVENTS => {
                    message.from = FENCE_EVENTS;
                    each(&items, &mut message, |item| fence_event(item, directory));
                }
                // Nobody asked for it; it is shown and no more.
                _ => {}
            }
            Incoming::Told(message)
        }
        // A newer hub may say more.
        _ => Incoming::Told(message),
    }
}

/// Reads the last positions of all tags, as a hub gives them over REST. What is older than the
/// last day stays in the past: nobody knows how long ago it was told.
#[must_use]
pub fn decode_locations<'a>(
    text: &'a str,
    directory: &'a Directory,
    now: Timestamp,
) -> Message<'a> {
    let raw = text.as_bytes();
    let mut message = Message { from: "providers/locations", raw, ..Message::default() };
    match serde_json::from_str::<Vec<&'a RawValue>>(text) {
        Ok(items) => each(&items, &mut message, |item| {
            let event = location(item, directory)?;
            let is_recent = event.at.is_some_and(|at| now.since(at).0 < CLOCK_OFFSET_MAX.0);
            Ok(is_recent.then_some(event))
        }),
        Err(_) => message.rejected.push((RejectReason::Malformed, 1)),
    }
    message
}

fn each<'a>(
    items: &[&'a RawValue],
    message: &mut Message<'a>,
    read: impl Fn(&'a str) -> Result<Option<TagEvent<'a>>, RejectReason>,
) {
    for item in items {
        match read(item.get()) {
            Ok(event) => message.events.extend(event),
            Err(reason) => message.rejected.push((reason, 1)),
        }
    }
}

fn location<'a>(item: &'a str, directory: &'a Directory) -> Result<TagEvent<'a>, RejectReason> {
    let location: Location<'_> = read(item)?;
    let tag = tag(&location.provider_id.0).ok_or(RejectReason::BadTag)?;
    let zone = directory.zone(&location.source.0).ok_or(RejectReason::UnknownFloor)?;
    let written = location.timestamp_generated.or(location.timestamp_sent);
    let at = written.map(|text| time(&text.0)).transpose()?;
    let properties = location.properties.map(RawValue::get);
    let mut event = TagEvent { at, properties, ..TagEvent::new(zone.reader.as_str(), tag) };
    if zone.is_proximity {
        // The antenna that the site file aims at the reader's place.
        event.antenna = 1;
        return Ok(event);
    }
    let accuracy_m = location.accuracy.filter(|metres| *metres > 0.0).unwrap_or_default();
    let at = [location.position.x, location.position.y];
    let crs = location.crs.as_ref().map_or("local", |crs| &crs.0);
    event.spot = Some(Spot::At(position(zone, at, crs, accuracy_m)?));
    Ok(event)
}

fn position(
    zone: &Known,
    at: [f64; 2],
    crs: &str,
    accuracy_m: f64,
) -> Result<Position, RejectReason> {
    let floor = zone.floor.ok_or(RejectReason::UnknownFloor)?;
    let ([x, y], accuracy_m) = if crs.eq_ignore_ascii_case("local") {
        (at, accuracy_m)
    } else if crs.eq_ignore_ascii_case("EPSG:4326") {
        let fit = zone.fit.as_ref().ok_or(RejectReason::UnknownFloor)?;
        if !is_on_earth(at) {
            return Err(RejectReason::BadNumber);
        }
        // What the map itself may be off adds to what the hub says; unknown stays unknown.
        let residual_m = if accuracy_m > 0.0 { fit.residual_m } else { 0.0 };
        (fit.to_zone(at), accuracy_m * fit.scale() + residual_m)
    } else {
        return Err(RejectReason::UnknownFloor);
    };
    let is_within = |metres: f64| metres.abs() <= METRES_MAX;
    if !is_within(x) || !is_within(y) || !is_within(accuracy_m) {
        return Err(RejectReason::BadNumber);
    }
    Ok(Position { floor, x: x as f32, y: y as f32, accuracy_m: accuracy_m as f32 })
}

/// The entry into a fence that is a place; `None` for any other.
fn fence_event<'a>(
    item: &'a str,
    directory: &'a Directory,
) -> Result<Option<TagEvent<'a>>, RejectReason> {
    let event: FenceEvent<'_> = read(item)?;
    let Some(fence) = directory.fence(&event.fence_id.0) else { return Ok(None) };
    if event.event_type.0 != "region_entry" {
        return Ok(None);
    }
    let provider = event.provider_id.and_then(|id| tag(&id.0));
    let trackable = event.trackable_id.and_then(|id| directory.trackable(&id.0));
    let tag = provider.or(trackable).ok_or(RejectReason::BadTag)?;
    let at = event.entry_time.map(|text| time(&text.0)).transpose()?;
    let spot = Some(Spot::Place(fence.place.as_str().into()));
    Ok(Some(TagEvent { at, spot, ..TagEvent::new(fence.reader.as_str(), tag) }))
}

/// An object in braces: the library would take a list for the fields in their order.
fn read<'a, T: Deserialize<'a>>(item: &'a str) -> Result<T, RejectReason> {
    if !item.starts_with('{') {
        return Err(RejectReason::Malformed);
    }
    serde_json::from_str(item).map_err(|_| RejectReason::Malformed)
}

fn time(text: &str) -> Result<Timestamp, RejectReason> {
    stamp::read(text).ok_or(RejectReason::BadTime)
}
