//! Minew gateways (G1, MG3, MG4), over MQTT or HTTP: three forms, told apart by their first bytes.

mod binary;
mod json;

use trackward_model::RejectReason;

use super::{empty, refuse};
use crate::link::Message;

/// What a payload tells. The reader is the gateway that the payload names, or else the topic's.
///
/// `bb00` and `bb02`, Minew's short and connect forms, are refused: their layout is not public.
#[must_use]
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    match payload {
        [0xBB, 0x01, ..] => binary::decode(topic, payload),
        [0xBB, ..] => {
            let mut message = empty(topic, payload);
            refuse(&mut message, RejectReason::Malformed);
            message
        }
        _ => json::decode(topic, payload),
    }
}
