//! "Binary/Long": all adverts that a gateway heard since its last message, grouped by the radio
//! that sent them. No time is told.
//!
//! ```text
//! bb01 | total length u32 | gateway 6 | radios u16
//!   radio:  address 6 | packets u16
//!   packet: length u8 | advert | response u8 (bits 1, 2: address drawn by lot) | rssi s8
//! dd
//! ```

use std::borrow::Cow;
use std::fmt::Write as _;

use trackward_model::{RejectReason, Rssi};

use super::super::{empty, refuse, take};
use crate::advert::{AddressKind, Advert, Battery};
use crate::link::{Message, TagEvent};

const RANDOM_ADDRESS: u8 = 0b110;

/// One event for each radio: its adverts tell of one tag, each a part.
pub fn decode<'a>(topic: &'a str, payload: &'a [u8]) -> Message<'a> {
    let mut message = empty(topic, payload);
    let mut bytes = Bytes(payload);
    let read = radios(&mut bytes, &mut message);
    let is_whole = bytes.0 == [0xDD];
    if read.is_none() || !is_whole {
        refuse(&mut message, RejectReason::Malformed);
    }
    message
}

/// What is whole is taken; `None` where it breaks off.
fn radios<'a>(bytes: &mut Bytes<'a>, message: &mut Message<'a>) -> Option<()> {
    let [_, _, length @ ..] = bytes.take::<6>()?;
    let is_cut = u32::from_be_bytes(length) as usize != message.raw.len();
    let gateway = name(bytes.take()?);
    let count = u16::from_be_bytes(bytes.take()?);
    for _ in 0..count {
        let event = radio(bytes, &gateway)?;
        take(message, event);
    }
    if is_cut { None } else { Some(()) }
}

fn radio<'a>(bytes: &mut Bytes<'a>, gateway: &str) -> Option<Result<TagEvent<'a>, RejectReason>> {
    let address = bytes.take()?;
    let packets = u16::from_be_bytes(bytes.take()?);
    let (mut advert, mut kind, mut dbm) = (Advert::default(), AddressKind::Public, 0);
    for _ in 0..packets {
        let [length] = bytes.take()?;
        advert.add(bytes.split(usize::from(length))?);
        let [response, strength] = bytes.take()?;
        if response & RANDOM_ADDRESS != 0 {
            kind = AddressKind::Random;
        }
        dbm += i32::from(strength.cast_signed());
    }
    let Some(tag) = advert.tag(address, kind).filter(|_| packets > 0) else {
        return Some(Err(RejectReason::BadTag));
    };
    // The mean of strengths of one byte is one.
    let rssi = Rssi((dbm * 100 / i32::from(packets)) as i16);
    Some(Ok(TagEvent {
        rssi: Some(rssi),
        count: packets,
        battery_percent: advert.battery.map(Battery::percent),
        ..TagEvent::new(Cow::Owned(gateway.to_owned()), tag)
    }))
}

fn name(address: [u8; 6]) -> String {
    address.iter().fold(String::with_capacity(12), |mut name, byte| {
        // Memory takes it.
        let _ = write!(name, "{byte:02X}");
        name
    })
}

/// What is left of a payload.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn split(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}
