//! What readers and hubs send, as sightings: bytes in, [`Heard`] out, one module per kind of
//! source.
//!
//! Invariants:
//! - Knows no places and no rules: a sighting says which antenna heard which tag, and when.
//! - Reads no clock and spawns nothing: time is a parameter, sessions are futures.
//! - No input makes it panic, and a length that is only claimed costs no memory.
//! - What is not taken is counted under a [`trackward_model::RejectReason`], never passed over.

pub mod advert;
pub mod drop_folder;
pub mod epc;
mod heard;
pub mod hl7;
pub mod impinj_http;
pub mod link;
pub mod llrp;
#[cfg(feature = "mfrc522")]
pub mod mfrc522;
pub mod mqtt;
pub mod omlox;
pub mod recorded;
pub mod shape;
pub mod stamp;
mod text;

pub use heard::{Heard, Receipt};
