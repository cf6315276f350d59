//! LLRP, the protocol of fixed UHF readers: TCP 5084, TLS 5085.
//!
//! - [`Message`] is a whole message as typed structs; encoding what was decoded gives the same
//!   bytes, as long as reserved bits are zero and parameters stand in the standard's order.
//! - [`tag_reads`] and [`append_sightings`] take a report's bytes without building anything.
//! - [`capture`] splits a file of frames.
//! - [`session`] is the client that keeps a reader reporting.

#[macro_use]
mod declare;

pub mod capture;
mod clock;
mod definition;
mod error;
mod frame;
mod message;
mod record;
mod report;
pub mod session;
mod sight;
mod tv;
mod value;
mod wire;

pub use clock::ReaderClock;
pub use definition::*;
pub use error::{DecodeError, EncodeError};
pub use frame::{FRAME_LENGTH_MAX, HEADER_LENGTH, Header, Version};
pub use message::{Decoded, Message};
pub use record::Extra;
pub use report::{TagRead, TagReads, tag_reads};
pub use sight::{NotTaken, append_sightings};
pub use value::{BitString, Epc96Bits, EpcBits, Octets, Rest, Text, TwoBits, Words};

/// How deep parameters may lie within parameters. The deepest that the standard has is 7.
pub const NESTING_MAX: u8 = 16;

/// Impinj's private enterprise number, by which its own parameters are known.
pub const IMPINJ: u32 = 25882;
