//! What the payloads of a broker or a reader mean, one file per shape: bytes in, [`Message`] out.
//!
//! - A decoder is a pure function, and borrows from the payload what it can.
//! - A payload may hold many events. One that cannot be taken is counted by its reason, and the
//!   others are taken; where the JSON itself breaks off, what stood before is.
//! - A message that tells of no tag is a sign of life of its reader.
//! - A time that cannot be read refuses its event: taken as heard now, what a reader kept back
//!   would move the present.

pub mod espresense;
mod field;
pub mod impinj;
mod json;
pub mod minew;
pub mod openmqttgateway;
#[cfg(test)]
mod tests;
mod topic;
pub mod zebra;

use trackward_model::{RejectReason, Shape};

use crate::link::{Message, TagEvent};

/// The longest payload that is read, in bytes.
pub const PAYLOAD_BYTES_MAX: usize = 4 << 20;
/// How many events of one payload are taken; more are counted as [`RejectReason::TooLong`].
pub const EVENTS_MAX: usize = 20_000;

/// What a payload of a shape tells. `topic` is where it came from.
#[must_use]
pub fn decode<'a>(shape: Shape, topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    if payload.len() > PAYLOAD_BYTES_MAX {
        let mut message = empty(topic, payload);
        refuse(&mut message, RejectReason::TooLong);
        return message;
    }
    match shape {
        Shape::Zebra => zebra::decode(topic, payload),
        Shape::Impinj => impinj::decode(topic, payload),
        Shape::Minew => minew::decode(topic, payload),
        Shape::Espresense => espresense::decode(topic, payload),
        Shape::Openmqttgateway => openmqttgateway::decode(topic, payload),
    }
}

/// A message of which nothing is told yet.
fn empty<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    Message { from: topic, raw: payload, ..Message::default() }
}

/// Takes an event, or counts why not.
fn take<'a>(message: &mut Message<'a>, event: Result<TagEvent<'a>, RejectReason>) {
    match event {
        Ok(_) if message.events.len() == EVENTS_MAX => refuse(message, RejectReason::TooLong),
        Ok(event) => message.events.push(event),
        Err(reason) => refuse(message, reason),
    }
}

fn refuse(message: &mut Message<'_>, reason: RejectReason) {
    match message.rejected.iter_mut().find(|(counted, _)| *counted == reason) {
        Some((_, count)) => *count += 1,
        None => message.rejected.push((reason, 1)),
    }
}

/// Notes a sign of life, once.
fn beat<'a>(message: &mut Message<'a>, reader: &'a str) {
    if !reader.is_empty() && message.beats.last() != Some(&reader) {
        message.beats.push(reader);
    }
}
