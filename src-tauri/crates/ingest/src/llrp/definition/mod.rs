//! The standard's tables: every message and parameter of LLRP 1.0.1 and 1.1.
//!
//! Where the versions differ, 1.1 uses bits and numbers that 1.0.1 reserves, so that one
//! declaration reads both. Field names are the standard's; the unit is the standard's too
//! (times in microseconds or milliseconds, powers in hundredths of a dBm).

mod access;
mod capability;
mod common;
mod config;
mod enumeration;
mod enumeration_c1g2;
mod event;
mod message;
mod report;
mod rospec;

pub use access::*;
pub use capability::*;
pub use common::*;
pub use config::*;
pub use enumeration::*;
pub use enumeration_c1g2::*;
pub use event::*;
pub use message::*;
pub use report::*;
pub use rospec::*;

/// What the declarations are written with.
mod prelude {
    pub use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

    pub use super::*;
    pub use crate::llrp::error::DecodeError;
    pub use crate::llrp::record::{
        Extra, Member, Parameter, Sequence, all_read, extra_entries, gather,
    };
    pub use crate::llrp::value::{
        BitString, Epc96Bits, EpcBits, Hex, Octets, Rest, Text, TwoBits, Words,
    };
    pub use crate::llrp::wire::{Child, Element, Input, Output, Wire};
}
