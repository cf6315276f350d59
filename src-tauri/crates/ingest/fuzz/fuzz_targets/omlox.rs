//! Any text as what a hub says, and any list as its zones.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::link::Roster;
use trackward_ingest::omlox::{Directory, Zone, ZoneTie, decode, decode_locations};
use trackward_model::{FloorIndex, Timestamp};

fuzz_target!(|text: &str| {
    let zones: Vec<Zone> = serde_json::from_str(text).unwrap_or_else(|_| {
        vec![Zone { id: "Z".to_owned(), ..Zone::default() }]
    });
    let tie = ZoneTie { named: "Z".to_owned(), floor: FloorIndex(1) };
    let directory = Directory::new(&zones, &[], &[], &[tie], &Roster::default());
    let _ = decode(text, &directory);
    let _ = decode_locations(text, &directory, Timestamp(1_767_614_400_000_000));
});
