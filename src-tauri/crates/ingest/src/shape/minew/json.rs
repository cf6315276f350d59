//! "JSON-LONG" and "JSON-RAW": an array of which the gateway is the first object, and each other
//! one an advert. The long form tells what it read in the advert.

use std::borrow::Cow;

use serde::Deserialize;
use trackward_model::RejectReason;

use super::super::field::{Field, ibeacon};
use super::super::json::each;
use super::super::{beat, empty, refuse, take, topic};
use crate::advert::{AddressKind, Advert, Battery};
use crate::link::{Message, TagEvent};
use crate::text::hex;

/// What an advert of any kind can hold, in bytes.
const ADVERT_BYTES_MAX: usize = 255;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object<'a> {
    #[serde(borrow, default)]
    timestamp: Field<'a>,
    #[serde(borrow, default)]
    r#type: Field<'a>,
    #[serde(borrow, default)]
    gateway: Field<'a>,
    #[serde(borrow, default)]
    mac: Field<'a>,
    #[serde(borrow, default)]
    rssi: Field<'a>,
    #[serde(borrow, default)]
    battery: Field<'a>,
    #[serde(borrow, default)]
    ibeacon_uuid: Field<'a>,
    #[serde(borrow, default)]
    ibeacon_major: Field<'a>,
    #[serde(borrow, default)]
    ibeacon_minor: Field<'a>,
    #[serde(borrow, default)]
    raw_data: Field<'a>,
}

pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let mut reader = Cow::Borrowed(topic::reader(topic));
    let read = each(payload, |object: Option<Object<'a>>| {
        let Some(object) = object else { return refuse(&mut message, RejectReason::Malformed) };
        let gateway = match object.r#type.as_text() {
            Some(word) if word.eq_ignore_ascii_case("gateway") => object.mac.text(),
            _ if object.gateway != Field::Absent => object.gateway.text(),
            _ => return take(&mut message, tag_event(&object, reader.clone())),
        };
        let Some(gateway) = gateway else { return };
        if let Cow::Borrowed(name) = gateway {
            beat(&mut message, name);
        }
        reader = gateway;
    });
    if read.is_err() {
        refuse(&mut message, RejectReason::Malformed);
    }
    message
}

fn tag_event<'a>(object: &Object<'a>, reader: Cow<'a, str>) -> Result<TagEvent<'a>, RejectReason> {
    let mut advert = Advert::default();
    let mut bytes = [0; ADVERT_BYTES_MAX];
    let raw = object.raw_data.as_text().and_then(|digits| hex(digits.as_bytes(), &mut bytes));
    advert.add(raw.unwrap_or_default());
    let tag = match object.ibeacon_uuid.as_text() {
        Some(uuid) => {
            let number = |field: &Field<'_>| {
                field.whole(0..=u32::from(u16::MAX))?.ok_or(RejectReason::BadTag)
            };
            let (major, minor) = (number(&object.ibeacon_major)?, number(&object.ibeacon_minor)?);
            ibeacon(uuid, major as u16, minor as u16)
        }
        // Whether the address was drawn by lot is not told.
        None => advert.tag(object.mac.address()?, AddressKind::Public),
    };
    // 0 stands for an advert that tells no battery: a tag whose battery is empty is not heard.
    let told = object.battery.percent()?.filter(|percent| *percent > 0);
    Ok(TagEvent {
        at: object.timestamp.time()?,
        rssi: object.rssi.rssi(1.0)?,
        battery_percent: told.or(advert.battery.map(Battery::percent)),
        ..TagEvent::new(reader, tag.ok_or(RejectReason::BadTag)?)
    })
}
