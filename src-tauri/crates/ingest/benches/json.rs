//! How fast the shapes of JSON are decoded.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_ingest::shape::decode;
use trackward_model::Shape;

const EVENTS: usize = 1_000;

fn zebra() -> String {
    (0..EVENTS).fold(String::new(), |mut payload, n| {
        let _ = write!(
            payload,
            r#"{{"type":"SIMPLE","timestamp":"2026-02-22T22:22:22.{:03}+0000","data":{{"MAC":"C4:7D:CC:FF:FF:FF","antenna":{},"eventNum":{n},"format":"epc","idHex":"7EDA90380510027100{n:06X}","peakRssi":-70,"reads":1}}}}"#,
            n % 1_000,
            n % 4 + 1,
        );
        payload
    })
}

fn impinj() -> String {
    let events = (0..EVENTS).map(|n| {
        format!(
            r#"{{"timestamp":"2026-05-17T16:03:13.944189383Z","hostname":"impinj-01-23-45","eventType":"tagInventory","tagInventoryEvent":{{"epcHex":"E2801191A5030065{n:08X}","antennaPort":1,"peakRssiCdbm":-7300,"lastSeenTime":"2026-05-17T16:03:13.499734Z"}}}}"#
        )
    });
    format!("[{}]", events.collect::<Vec<_>>().join(","))
}

fn minew() -> String {
    let gateway = r#"{"timestamp":"2026-11-16T20:28:22.456Z","type":"Gateway","mac":"AC233FC07DA5","gatewayFree":42,"gatewayLoad":1.15}"#;
    let events = (0..EVENTS).map(|n| {
        format!(
            r#"{{"timestamp":"2026-11-16T20:28:25.365Z","type":"iBeacon","mac":"0BE383{n:06X}","bleName":"","ibeaconUuid":"6A08635B25F7410A8CF860EEFA2E6EAB","ibeaconMajor":1000,"ibeaconMinor":{n},"rssi":-58,"ibeaconTxPower":-70,"battery":0}}"#
        )
    });
    format!("[{gateway},{}]", events.collect::<Vec<_>>().join(","))
}

fn json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("json");
    let one = r#"{"mac":"5f1c2e3a4b5d","id":"iBeacon:426c7565-4368-6172-6d42-6561636f6e73-3838-4949","rssi@1m":-65,"rssi":-71.25,"distance":2.13,"close":true}"#;
    let device = r#"{"id":"45:F6:8A:76:86:C5","name":"","rssi":-55,"txpower":12,"distance":0.495572,"manufacturerdata":"4c000215426c7565436861726d426561636f6e730efe1355c5"}"#;
    for (shape, topic, payload, events) in [
        (Shape::Zebra, "ziotc/dock/data", zebra(), EVENTS),
        (Shape::Impinj, "impinj/dock/events", impinj(), EVENTS),
        (Shape::Minew, "gw/status", minew(), EVENTS),
        (Shape::Espresense, "espresense/devices/x/icu", one.to_owned(), 1),
        (Shape::Openmqttgateway, "home/icu/BTtoMQTT/45F68A7686C5", device.to_owned(), 1),
    ] {
        group.throughput(Throughput::Elements(events as u64));
        group.bench_function(shape.word(), |bencher| {
            bencher.iter(|| {
                let message = decode(shape, topic, black_box(payload.as_bytes()));
                assert_eq!((message.events.len(), message.rejected.len()), (events, 0));
                message
            });
        });
    }
    group.finish();
}

criterion_group!(benches, json);
criterion_main!(benches);
