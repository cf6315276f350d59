//! A virtual LLRP reader: a server on loopback that speaks the bytes that a real one speaks.
//!
//! [`device::VirtualReader`] is what a reader is without its network; [`serve`] puts it on one.

mod answer;
mod device;
mod report;
mod serve;
mod settings;
mod specs;

#[cfg(test)]
mod tests;

pub(super) use device::VirtualReader;
pub(super) use serve::{FEED_MAX, Feed, serve};
