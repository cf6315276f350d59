//! Any bytes as what a sender sends: in a stream, cut in two, and as a message.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::hl7::fields::Fields;
use trackward_ingest::hl7::{decode, mllp::Frames};
use trackward_model::Hl7Fields;

fuzz_target!(|bytes: &[u8]| {
    let fields = Fields::read(&Hl7Fields::default()).expect("the usual fields are fields");
    let mut frames = Frames::default();
    let (first, second) = bytes.split_at(bytes.len() / 2);
    for piece in [first, second] {
        frames.push(piece);
        while let Some(message) = frames.next_message() {
            let _ = message.map(|message| decode(&message, &fields, chrono_tz::UTC));
        }
    }
    let _ = decode(bytes, &fields, chrono_tz::America::Chicago);
});
