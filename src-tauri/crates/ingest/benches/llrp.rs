//! How fast reports are read: whole messages, and the report path.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says where")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_ingest::llrp::{
    AntennaId, ChannelIndex, Epc96, Epc96Bits, EpcParameter, FirstSeenTimestampUtc,
    LastSeenTimestampUtc, Message, PeakRssi, ReaderClock, RoAccessReport, TagReportData,
    TagSeenCount, append_sightings,
};
use trackward_model::{ReaderIndex, Timestamp};

const REPORTS_PER_FRAME: usize = 20;
const FRAMES: usize = 500;
const NOON_US: u64 = 1_767_614_400_000_000;

/// What a reader sends that was asked for antenna, strength, channel, times and count.
fn frames() -> Vec<Vec<u8>> {
    let report = |n: usize| {
        let mut epc = [0x30, 0x34, 0x25, 0x7B, 0xF7, 0x19, 0x4E, 0x40, 0, 0, 0, 0];
        epc[8..].copy_from_slice(&(n as u32).to_be_bytes());
        let seen_us = NOON_US + n as u64 * 137;
        TagReportData {
            epc_parameter: EpcParameter::Epc96(Epc96 { epc: Epc96Bits(epc) }),
            antenna_id: Some(AntennaId(1 + n as u16 % 4)),
            peak_rssi: Some(PeakRssi(-40 - (n % 40) as i8)),
            channel_index: Some(ChannelIndex(n as u16 % 50)),
            first_seen_timestamp_utc: Some(FirstSeenTimestampUtc(seen_us)),
            last_seen_timestamp_utc: Some(LastSeenTimestampUtc(seen_us + 90)),
            tag_seen_count: Some(TagSeenCount(1 + n as u16 % 5)),
            ..TagReportData::default()
        }
    };
    let frame = |f: usize| {
        let tags = (0..REPORTS_PER_FRAME).map(|n| report(f * REPORTS_PER_FRAME + n)).collect();
        let body = RoAccessReport { tag_report_data: tags, ..RoAccessReport::default() };
        Message::new(f as u32, body).encode().unwrap()
    };
    (0..FRAMES).map(frame).collect()
}

fn reports(c: &mut Criterion) {
    let frames = frames();
    let mut group = c.benchmark_group("llrp");
    group.throughput(Throughput::Elements((FRAMES * REPORTS_PER_FRAME) as u64));
    group.bench_function("decode whole messages", |b| {
        b.iter(|| {
            for frame in &frames {
                black_box(Message::decode(black_box(frame)).unwrap());
            }
        });
    });
    let messages: Vec<_> = frames.iter().map(|f| Message::decode(f).unwrap().message).collect();
    group.bench_function("encode whole messages", |b| {
        let mut bytes = Vec::new();
        b.iter(|| {
            for message in &messages {
                bytes.clear();
                black_box(message).encode_into(&mut bytes).unwrap();
            }
        });
    });
    group.bench_function("report path, frames to sightings", |b| {
        let (mut clock, mut sightings) = (ReaderClock::default(), Vec::new());
        b.iter(|| {
            for frame in &frames {
                sightings.clear();
                let body = &black_box(frame)[10..];
                let at = Timestamp(NOON_US as i64 + 500_000);
                append_sightings(body, ReaderIndex(0), at, &mut clock, &mut sightings);
                black_box(&sightings);
            }
        });
    });
    group.bench_function("copy the bytes", |b| {
        let mut copy = Vec::new();
        b.iter(|| {
            for frame in &frames {
                copy.clear();
                copy.extend_from_slice(black_box(frame));
                black_box(&copy);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
