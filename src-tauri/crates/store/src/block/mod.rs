//! The journal's block format: a few thousand entries, column by column.
//!
//! ```text
//! block    version:u8 = 1   crc32:u32le of all that follows   body
//! body     entries:varint   flags   at   reader   sightings   events
//! ```
//! `flags` says of each entry whether it is a sighting or a reader's event and what it has; the
//! columns after it hold values only for the entries that have them. Times are differences from
//! the entry before. Each block names its tags itself, so that it can be read alone.

mod decode;
mod encode;
mod tags;

#[cfg(test)]
mod tests;

pub use decode::decode;
pub use encode::encode;

use crate::column::ColumnError;

/// The version that is written, the only one so far.
const VERSION: u8 = 1;
/// Bytes before the body.
const HEADER_BYTES: usize = 5;
/// The most entries that a block may claim to hold.
const ENTRIES_MAX: usize = 65_536;
/// The most bytes that the readers' events of a block may take as text.
const EVENT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Bits of an entry's flags.
const FLAG_EVENT: u64 = 1;
const FLAG_RSSI: u64 = 1 << 1;
const FLAG_POSITION: u64 = 1 << 2;
const FLAG_BATTERY: u64 = 1 << 3;
/// Two bits: the code of the clock.
const FLAG_CLOCK_SHIFT: u32 = 4;
const FLAGS_KNOWN: u64 = 0b11_1111;

/// How the times of receipt are written: as differences from the times of the events, or from
/// the receipt before where reports come many at a time.
const RECEIVED_AFTER_EVENT: u8 = 0;
const RECEIVED_AFTER_PREVIOUS: u8 = 1;

/// Why bytes are no journal block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// Shorter than its own header.
    #[error("it is cut short")]
    Short,
    /// Written by a newer Trackward.
    #[error("it is of version {0}, which is not known")]
    Version(u8),
    /// Its bytes are not those that were written.
    #[error("its checksum is {found:08x} instead of {expected:08x}")]
    Checksum {
        /// The sum of what it holds.
        found: u32,
        /// The sum that it names.
        expected: u32,
    },
    /// A column is not what it should be.
    #[error("its column \"{column}\" holds {fault}")]
    Column {
        /// Which.
        column: &'static str,
        /// What is wrong.
        fault: &'static str,
    },
}

/// Names the column in which reading failed.
fn in_column(column: &'static str) -> impl Fn(ColumnError) -> BlockError {
    move |ColumnError(fault)| BlockError::Column { column, fault }
}
