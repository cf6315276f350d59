//! OpenMQTTGateway and Theengs: `home/{gateway}/BTtoMQTT/{address}`, or `home/{gateway}/BTtoMQTT`,
//! or a topic for presence that ends in the gateway.
//!
//! The reader is the gateway in the topic. Its other messages (`SYStoMQTT`, `LWT`) are signs of
//! life, but for its last will. No time is told.

use serde::Deserialize;
use trackward_model::RejectReason;

use super::field::Field;
use super::json::each;
use super::{beat, empty, refuse, take};
use crate::advert::{AddressKind, Advert, Battery};
use crate::link::{Message, TagEvent};
use crate::text::hex;

/// What an advert of any kind can hold, in bytes.
const ADVERT_BYTES_MAX: usize = 255;

#[derive(Deserialize)]
struct Device<'a> {
    #[serde(borrow, default)]
    id: Field<'a>,
    #[serde(borrow, default)]
    rssi: Field<'a>,
    #[serde(borrow, default)]
    servicedata: Field<'a>,
    #[serde(borrow, default)]
    servicedatauuid: Field<'a>,
    #[serde(borrow, default)]
    manufacturerdata: Field<'a>,
    #[serde(borrow, default)]
    batt: Field<'a>,
    #[serde(borrow, default)]
    volt: Field<'a>,
}

/// What a payload tells.
#[must_use]
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let words: Vec<_> = topic.split('/').collect();
    let gateway = match words[..] {
        [.., _gateway, "LWT"] if payload.eq_ignore_ascii_case(b"offline") => return message,
        [.., gateway, "SYStoMQTT" | "LWT"] => {
            beat(&mut message, gateway);
            return message;
        }
        [.., gateway, "BTtoMQTT", _] | [.., gateway, "BTtoMQTT"] | [.., gateway] => gateway,
        [] => "",
    };
    let read = each(payload, |device: Option<Device<'a>>| {
        let device = device.ok_or(RejectReason::Malformed);
        take(&mut message, device.and_then(|device| tag_event(&device, gateway)));
    });
    if read.is_err() {
        refuse(&mut message, RejectReason::Malformed);
    }
    message
}

fn tag_event<'a>(device: &Device<'a>, gateway: &'a str) -> Result<TagEvent<'a>, RejectReason> {
    let mut advert = Advert::default();
    let mut bytes = [0; ADVERT_BYTES_MAX];
    if let Some(data) = read_hex(&device.manufacturerdata, &mut bytes) {
        advert.add_manufacturer_data(data);
    }
    if let Some(service) = device.servicedatauuid.as_text().and_then(service)
        && let Some(data) = read_hex(&device.servicedata, &mut bytes)
    {
        advert.add_service_data(service, data);
    }
    let tag = advert.tag(device.id.address()?, AddressKind::Public).ok_or(RejectReason::BadTag)?;
    let told = device.batt.percent()?;
    let volts = device.volt.number()?.filter(|volts| (0.0..=65.0).contains(volts));
    let battery = advert.battery.or_else(|| Battery::of_millivolts((volts? * 1e3) as u16));
    Ok(TagEvent {
        rssi: device.rssi.rssi(1.0)?,
        battery_percent: told.or(battery.map(Battery::percent)),
        ..TagEvent::new(gateway, tag)
    })
}

fn read_hex<'b>(field: &Field<'_>, bytes: &'b mut [u8]) -> Option<&'b [u8]> {
    hex(field.as_text()?.as_bytes(), bytes)
}

/// `0xfeaa`, or the same at its place in a UUID of 128 bits.
fn service(text: &str) -> Option<u16> {
    let digits = match text.len() {
        36 => text.get(4..8)?,
        _ => text.trim_start_matches("0x"),
    };
    u16::from_str_radix(digits, 16).ok()
}
