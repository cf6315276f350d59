//! Entries -> the bytes of a block.

use trackward_model::{JournalEntry, Position, ReaderEvent, Sighting, Timestamp};

use super::{
    FLAG_BATTERY, FLAG_CLOCK_SHIFT, FLAG_EVENT, FLAG_POSITION, FLAG_RSSI, HEADER_BYTES,
    RECEIVED_AFTER_EVENT, RECEIVED_AFTER_PREVIOUS, VERSION, tags,
};
use crate::column::ColumnWriter;

/// Writes entries as one block, in their order and with all they hold. At most 65,536 of them:
/// more would not be read back.
#[must_use]
pub fn encode(entries: &[JournalEntry]) -> Vec<u8> {
    let mut writer = ColumnWriter::new(vec![0; HEADER_BYTES]);
    writer.varint(entries.len() as u64);
    writer.unsigned(&entries.iter().map(flags).collect::<Vec<_>>());
    write_times(&mut writer, entries.iter().map(JournalEntry::at));
    writer.unsigned(&entries.iter().map(reader).collect::<Vec<_>>());

    let sightings: Vec<&Sighting> = entries.iter().filter_map(sighting).collect();
    if !sightings.is_empty() {
        write_sightings(&mut writer, &sightings);
    }
    let events: Vec<&ReaderEvent> = entries.iter().filter_map(event).collect();
    if !events.is_empty() {
        write_events(&mut writer, &events);
    }

    let mut block = writer.finish();
    let crc32 = crc32fast::hash(&block[HEADER_BYTES..]);
    block[0] = VERSION;
    block[1..HEADER_BYTES].copy_from_slice(&crc32.to_le_bytes());
    block
}

fn flags(entry: &JournalEntry) -> u64 {
    let Some(sighting) = sighting(entry) else { return FLAG_EVENT };
    let has = |flag: u64, present: bool| if present { flag } else { 0 };
    has(FLAG_RSSI, sighting.rssi.is_some())
        | has(FLAG_POSITION, sighting.position.is_some())
        | has(FLAG_BATTERY, sighting.battery_percent.is_some())
        | (sighting.clock as u64) << FLAG_CLOCK_SHIFT
}

const fn sighting(entry: &JournalEntry) -> Option<&Sighting> {
    match entry {
        JournalEntry::Sighting(sighting) => Some(sighting),
        JournalEntry::Reader { .. } => None,
    }
}

const fn event(entry: &JournalEntry) -> Option<&ReaderEvent> {
    match entry {
        JournalEntry::Sighting(_) => None,
        JournalEntry::Reader { event, .. } => Some(event),
    }
}

fn reader(entry: &JournalEntry) -> u64 {
    match entry {
        JournalEntry::Sighting(sighting) => sighting.reader.0.into(),
        JournalEntry::Reader { reader, .. } => reader.0.into(),
    }
}

/// The first time by itself, then the steps from each to the next.
fn write_times(writer: &mut ColumnWriter, mut times: impl Iterator<Item = Timestamp>) {
    let Some(first) = times.next() else { return };
    writer.signed(std::iter::once(first.0));
    let mut before = first.0;
    writer.signed(times.map(|at| {
        let step = at.0.wrapping_sub(before);
        before = at.0;
        step
    }));
}

fn write_sightings(writer: &mut ColumnWriter, sightings: &[&Sighting]) {
    write_received(writer, sightings);
    let (distinct, ranks) = tags::ranked(&sightings.iter().map(|s| &s.tag).collect::<Vec<_>>());
    tags::write(writer, &distinct);
    writer.unsigned(&ranks);
    let column = |value: fn(&Sighting) -> u64| -> Vec<u64> {
        sightings.iter().map(|sighting| value(sighting)).collect()
    };
    writer.unsigned(&column(|sighting| sighting.antenna.into()));
    writer.unsigned(&column(|sighting| sighting.count.into()));
    let rssi = |sighting: &&Sighting| sighting.rssi.map(|rssi| rssi.0.into());
    writer.signed(sightings.iter().filter_map(rssi));
    let battery = |sighting: &&Sighting| sighting.battery_percent.map(u64::from);
    writer.unsigned(&sightings.iter().filter_map(battery).collect::<Vec<_>>());

    let positions: Vec<&Position> =
        sightings.iter().filter_map(|sighting| sighting.position.as_ref()).collect();
    let column = |value: fn(&Position) -> u64| -> Vec<u64> {
        positions.iter().map(|position| value(position)).collect()
    };
    writer.unsigned(&column(|position| position.floor.0.into()));
    writer.unsigned(&column(|position| position.x.to_bits().into()));
    writer.unsigned(&column(|position| position.y.to_bits().into()));
    writer.unsigned(&column(|position| position.accuracy_m.to_bits().into()));
}

fn write_received(writer: &mut ColumnWriter, sightings: &[&Sighting]) {
    let together =
        sightings.windows(2).filter(|pair| pair[0].received_at == pair[1].received_at).count();
    // Half of them came with the one before: then most differences from it are 0.
    if together * 2 >= sightings.len() {
        writer.varint(RECEIVED_AFTER_PREVIOUS.into());
        write_times(writer, sightings.iter().map(|sighting| sighting.received_at));
    } else {
        writer.varint(RECEIVED_AFTER_EVENT.into());
        let lag = |sighting: &&Sighting| sighting.received_at.0.wrapping_sub(sighting.at.0);
        writer.signed(sightings.iter().map(lag));
    }
}

/// Events are rare and of many shapes: JSON says which, and reads in ten years.
fn write_events(writer: &mut ColumnWriter, events: &[&ReaderEvent]) {
    let mut text = Vec::new();
    let mut lengths = Vec::with_capacity(events.len());
    for event in events {
        let before = text.len();
        serde_json::to_writer(&mut text, event).expect("an event has a form in JSON");
        lengths.push((text.len() - before) as u64);
    }
    writer.unsigned(&lengths);
    writer.blob(&text);
}
