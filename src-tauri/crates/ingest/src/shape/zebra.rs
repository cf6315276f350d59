//! Zebra IoT Connector (FX7500, FX9600, ATR7000, FXR90).
//!
//! A payload is one object, an array of them, or several with nothing between them. The operating
//! mode in `type` is not looked at: what has an `idHex` is a tag, and everything else (heartbeats,
//! GPI) a sign of life. The reader is the `MAC` that stands in the data, or else the topic's.
//! What a reader kept through an outage comes with its own times, which are believed.

use std::borrow::Cow;

use serde::Deserialize;
use trackward_model::{RejectReason, Scheme};

use super::field::Field;
use super::json::{Object, each};
use super::{beat, empty, refuse, take, topic};
use crate::link::{Message, TagEvent};
use crate::text::hex_tag;

#[derive(Deserialize)]
struct Event<'a> {
    #[serde(borrow, default)]
    timestamp: Field<'a>,
    #[serde(borrow, default)]
    data: Object<Data<'a>>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default, rename = "idHex")]
    id_hex: Field<'a>,
    #[serde(borrow, default)]
    antenna: Field<'a>,
    #[serde(borrow, default, rename = "peakRssi")]
    peak_rssi: Field<'a>,
    #[serde(borrow, default)]
    reads: Field<'a>,
    #[serde(borrow, default, rename = "MAC")]
    mac: Field<'a>,
}

/// What a payload tells.
#[must_use]
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let reader = topic::reader(topic);
    let read = each(payload, |event: Option<Event<'a>>| match event {
        None => refuse(&mut message, RejectReason::Malformed),
        Some(Event { timestamp, data: Object(Some(data)) }) if data.id_hex != Field::Absent => {
            take(&mut message, tag_event(&timestamp, data, reader));
        }
        Some(_) => beat(&mut message, reader),
    });
    if read.is_err() {
        refuse(&mut message, RejectReason::Malformed);
    }
    message
}

fn tag_event<'a>(
    timestamp: &Field<'a>,
    data: Data<'a>,
    reader: &'a str,
) -> Result<TagEvent<'a>, RejectReason> {
    let id = data.id_hex.as_text().ok_or(RejectReason::BadTag)?;
    let tag = hex_tag(Scheme::Epc, id.as_bytes()).ok_or(RejectReason::BadTag)?;
    Ok(TagEvent {
        antenna: data.antenna.port()?,
        at: timestamp.time()?,
        rssi: data.peak_rssi.rssi(1.0)?,
        count: data.reads.count()?,
        ..TagEvent::new(data.mac.text().unwrap_or(Cow::Borrowed(reader)), tag)
    })
}
