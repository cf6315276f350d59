//! Impinj IoT device interface (R700 family): the same events over MQTT, over the HTTP stream and
//! by webhook.
//!
//! Every field may be missing. `epcHex` is preferred to `epc`, which is base64 in either of its
//! alphabets. A webhook sends an empty array to say that it lives.

use std::borrow::Cow;

use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};
use serde::Deserialize;
use trackward_model::{RejectReason, Scheme, Tag};

use super::field::Field;
use super::json::{Object, each};
use super::{beat, empty, refuse, take, topic};
use crate::link::{Message, TagEvent};
use crate::text::hex_tag;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

/// The strength is told in hundredths of a dBm.
const CDBM_PER_DBM: f64 = 100.0;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(borrow, default)]
    timestamp: Field<'a>,
    #[serde(borrow, default)]
    hostname: Field<'a>,
    #[serde(borrow, default)]
    tag_inventory_event: Object<Inventory<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inventory<'a> {
    #[serde(borrow, default)]
    epc: Field<'a>,
    #[serde(borrow, default)]
    epc_hex: Field<'a>,
    #[serde(borrow, default)]
    antenna_port: Field<'a>,
    #[serde(borrow, default)]
    peak_rssi_cdbm: Field<'a>,
    #[serde(borrow, default)]
    last_seen_time: Field<'a>,
}

/// What a payload tells. The reader is the event's `hostname`, or else the topic's.
#[must_use]
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let reader = topic::reader(topic);
    let mut is_silent = true;
    let read = each(payload, |event: Option<Event<'a>>| {
        is_silent = false;
        match event {
            None => refuse(&mut message, RejectReason::Malformed),
            Some(Event { tag_inventory_event: Object(Some(tag)), timestamp, hostname }) => {
                let reader = hostname.text().unwrap_or(Cow::Borrowed(reader));
                take(&mut message, tag_event(&timestamp, &tag, reader));
            }
            Some(Event { hostname: Field::Text(Cow::Borrowed(host)), .. }) => {
                beat(&mut message, host);
            }
            Some(_) => beat(&mut message, reader),
        }
    });
    match read {
        Err(_) => refuse(&mut message, RejectReason::Malformed),
        Ok(()) if is_silent => beat(&mut message, reader),
        Ok(()) => {}
    }
    message
}

fn tag_event<'a>(
    timestamp: &Field<'a>,
    inventory: &Inventory<'a>,
    reader: Cow<'a, str>,
) -> Result<TagEvent<'a>, RejectReason> {
    let tag = match (inventory.epc_hex.as_text(), inventory.epc.as_text()) {
        (Some(digits), _) => hex_tag(Scheme::Epc, digits.as_bytes()),
        (None, Some(text)) => base64_tag(text),
        (None, None) => None,
    };
    let seen_at = inventory.last_seen_time.time()?;
    Ok(TagEvent {
        antenna: inventory.antenna_port.port()?,
        at: if seen_at.is_some() { seen_at } else { timestamp.time()? },
        rssi: inventory.peak_rssi_cdbm.rssi(CDBM_PER_DBM)?,
        ..TagEvent::new(reader, tag.ok_or(RejectReason::BadTag)?)
    })
}

fn base64_tag(text: &str) -> Option<Tag> {
    // As much as the longest EPC needs, and what the decoder wants beyond it.
    let mut bytes = [0; 66];
    let is_standard = text.contains(['+', '/']);
    let alphabet = if is_standard { STANDARD } else { URL_SAFE };
    let length = alphabet.decode_slice(text, &mut bytes).ok()?;
    Tag::epc(&bytes[..length])
}
