//! From a report's bytes to sightings.

use trackward_model::{ReaderIndex, Sighting, Tag, Timestamp};

use super::clock::ReaderClock;
use super::report::tag_reads;

/// What of a report could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotTaken {
    /// Parameters that are malformed, and tails that could not be read.
    pub malformed: u32,
    /// Tags without an EPC, or with one that is too long to be kept.
    pub bad_tags: u32,
}

/// Appends the sightings of a report's body, allocating only where `sightings` has no room.
pub fn append_sightings(
    body: &[u8],
    reader: ReaderIndex,
    received_at: Timestamp,
    clock: &mut ReaderClock,
    sightings: &mut Vec<Sighting>,
) -> NotTaken {
    let mut reads = tag_reads(body);
    let mut bad_tags = 0;
    for read in &mut reads {
        let Some(tag) = Tag::epc(read.epc) else {
            bad_tags += 1;
            continue;
        };
        let (at, kind) = clock.judge(read.utc_us, read.uptime_us, received_at);
        sightings.push(Sighting {
            at,
            received_at,
            tag,
            reader,
            antenna: read.antenna,
            count: read.count,
            rssi: read.rssi,
            position: None,
            battery_percent: None,
            clock: kind,
        });
    }
    NotTaken { malformed: reads.malformed() + reads.unread_tails(), bad_tags }
}
