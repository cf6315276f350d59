//! Any bytes, read in every way that frames are read. What can be read is written, and what is
//! written is read alike.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::llrp::{Message, ReaderClock, append_sightings, capture};
use trackward_model::{ReaderIndex, Timestamp};

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(capture::frames(bytes).map(|frame| frame.bytes.len()).sum::<usize>(), bytes.len());
    let now = Timestamp(1_767_614_400_000_000);
    let (mut clock, mut sightings) = (ReaderClock::default(), Vec::new());
    append_sightings(bytes, ReaderIndex(0), now, &mut clock, &mut sightings);
    let Ok(decoded) = Message::decode(bytes) else { return };
    let written = decoded.message.encode().expect("what was read can be written");
    let again = Message::decode(&written).expect("what was written can be read");
    assert_eq!(again.message.encode().as_ref(), Ok(&written));
});
