//! Any bytes as a file in a drop folder, in both formats.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::drop_folder::{Format, Lines, Names};
use trackward_ingest::link::Roster;
use trackward_model::Timestamp;

fuzz_target!(|bytes: &[u8]| {
    let roster = Roster::default();
    let names = Names { roster: &roster, floors: &[], now: Timestamp(1_767_614_400_000_000) };
    for format in [Format::Ndjson, Format::Csv] {
        let Ok(mut lines) = Lines::of(bytes, format) else { continue };
        let mut last = 0;
        while let Some((number, _)) = lines.next_event(&names) {
            assert!(number > last, "lines are numbered upwards");
            last = number;
        }
    }
});
