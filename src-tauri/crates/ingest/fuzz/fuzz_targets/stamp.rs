//! Any text as a time. A time as it is written is read as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::stamp;

fuzz_target!(|text: &str| {
    let Some(at) = stamp::read(text) else { return };
    // Years of five digits are written in another way.
    if (0..253_402_300_800_000_000).contains(&at.0) {
        let written = stamp::rfc3339(&at.to_rfc3339()).expect("what is written can be read");
        assert!(at.since(written).0 < 1_000, "cut to milliseconds");
    }
});
