//! Any bytes as a payload of any shape, and any bytes as an advert.

#![no_main]

use libfuzzer_sys::fuzz_target;
use trackward_ingest::advert::Advert;
use trackward_ingest::shape::{EVENTS_MAX, decode};
use trackward_model::Shape;

fuzz_target!(|bytes: &[u8]| {
    let _ = Advert::read(bytes);
    let [which, payload @ ..] = bytes else { return };
    let shape = Shape::ALL[usize::from(*which) % Shape::ALL.len()];
    for topic in ["espresense/devices/x/room", "home/gateway/BTtoMQTT/0102", "ziotc/dock/data"] {
        let message = decode(shape, topic, payload);
        assert!(message.events.len() <= EVENTS_MAX);
        assert!(message.events.iter().all(|event| event.count > 0));
    }
});
