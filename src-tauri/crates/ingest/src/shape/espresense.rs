//! ESPresense nodes: `espresense/devices/{id}/{room}` with one device a message.
//!
//! The reader is the room in the topic. What a node publishes of itself, in
//! `espresense/rooms/{room}/…`, is a sign of life, but for its last will. No time is told.
//!
//! The nodes do not tell whether an address was drawn by lot: what has no iBeacon id is known by
//! its `mac`, of phones too, and no asset has theirs.

use serde::Deserialize;
use trackward_model::{RejectReason, Scheme, Tag};

use super::field::{Field, ibeacon};
use super::json::each;
use super::{beat, empty, refuse, take};
use crate::advert::percent_of_millivolts;
use crate::link::{Message, TagEvent};

#[derive(Deserialize)]
struct Device<'a> {
    #[serde(borrow, default)]
    id: Field<'a>,
    #[serde(borrow, default)]
    mac: Field<'a>,
    #[serde(borrow, default)]
    rssi: Field<'a>,
    #[serde(borrow, default)]
    batt: Field<'a>,
    #[serde(borrow, default, rename = "mV")]
    mv: Field<'a>,
}

/// What a payload tells.
#[must_use]
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let words: Vec<_> = topic.split('/').collect();
    match words[..] {
        // The broker says this for it.
        [.., "rooms", _, "status"] if payload.eq_ignore_ascii_case(b"offline") => {}
        [.., "rooms", room, _] | [.., "rooms", room, _, _] => beat(&mut message, room),
        [.., "devices", id, room] => {
            let read = each(payload, |device: Option<Device<'a>>| {
                let device = device.ok_or(RejectReason::Malformed);
                take(&mut message, device.and_then(|device| tag_event(&device, id, room)));
            });
            if read.is_err() {
                refuse(&mut message, RejectReason::Malformed);
            }
        }
        _ => refuse(&mut message, RejectReason::Malformed),
    }
    message
}

fn tag_event<'a>(
    device: &Device<'a>,
    topic_id: &'a str,
    room: &'a str,
) -> Result<TagEvent<'a>, RejectReason> {
    let id = device.id.as_text().unwrap_or(topic_id);
    let tag = match id.split_once(':') {
        Some((word, id)) if word.eq_ignore_ascii_case("ibeacon") => beacon(id),
        _ => device.mac.address().ok().and_then(|address| Tag::new(Scheme::Mac, &address)),
    };
    let mv = device.mv.whole(0..=u32::from(u16::MAX))?.filter(|mv| *mv > 0);
    Ok(TagEvent {
        rssi: device.rssi.rssi(1.0)?,
        battery_percent: match device.batt.percent()? {
            None => mv.map(|mv| percent_of_millivolts(mv as u16)),
            told => told,
        },
        ..TagEvent::new(room, tag.ok_or(RejectReason::BadTag)?)
    })
}

/// `uuid-major-minor`.
fn beacon(id: &str) -> Option<Tag> {
    let (rest, minor) = id.rsplit_once('-')?;
    let (uuid, major) = rest.rsplit_once('-')?;
    ibeacon(uuid, major.parse().ok()?, minor.parse().ok()?)
}
