//! How fast recorded days are read and written.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use trackward_ingest::Heard;
use trackward_ingest::recorded::{Names, read, write_line};
use trackward_model::{
    ClockKind, FloorId, FloorIndex, JournalEntry, ReaderId, ReaderIndex, Rssi, Sighting, Span, Tag,
    Timestamp,
};

const LINES: u32 = 100_000;
const READERS: u32 = 40;
const TAGS: u32 = 4_000;
const BATCH_SIGHTINGS: usize = 5_000;

fn names() -> Names {
    let reader = |i| (ReaderId::new(&format!("ward-reader-{i}")).expect("an id"), ReaderIndex(i));
    Names::new((0..READERS).map(reader), [(FloorId::new("L1").expect("an id"), FloorIndex(0))])
}

/// A day of tags heard by antennas, as the simulator writes it.
fn entries() -> Vec<JournalEntry> {
    let start: Timestamp = "2026-01-05T00:00:00Z".parse().expect("a time");
    let entry = |i: u32| {
        let mut epc = *b"\x30\x34\x25\x7B\xF7\x19\x4E\x40\0\0\0\0";
        epc[8..].copy_from_slice(&(i % TAGS).to_be_bytes());
        let at = start + Span::milliseconds(i64::from(i) * 37);
        JournalEntry::Sighting(Sighting {
            at,
            received_at: at,
            tag: Tag::epc(&epc).expect("12 bytes are an EPC"),
            reader: ReaderIndex(i % READERS),
            antenna: (i % 4 + 1) as u16,
            count: (i % 3 + 1) as u16,
            rssi: Some(Rssi(-4_000 - (i % 3_000) as i16)),
            position: None,
            battery_percent: None,
            clock: ClockKind::Reader,
        })
    };
    (0..LINES).map(entry).collect()
}

fn recorded(criterion: &mut Criterion) {
    let (names, entries) = (names(), entries());
    let mut day = Vec::new();
    for entry in &entries {
        write_line(&mut day, entry, &names).expect("memory takes it");
    }
    let mut group = criterion.benchmark_group("recorded");
    group.throughput(Throughput::Elements(u64::from(LINES)));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let mut sightings = 0;
            let summary = read(&day[..], &names, BATCH_SIGHTINGS, |event| {
                if let Heard::Sightings(batch) = event {
                    sightings += batch.len();
                }
            })
            .expect("memory can be read");
            assert_eq!((sightings, summary.taken), (LINES as usize, u64::from(LINES)));
        });
    });
    group.bench_function("write", |bencher| {
        bencher.iter_batched_ref(
            || Vec::with_capacity(day.len()),
            |out| {
                for entry in &entries {
                    write_line(out, entry, &names).expect("memory takes it");
                }
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, recorded);
criterion_main!(benches);
