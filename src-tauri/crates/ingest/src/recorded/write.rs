//! Writing recorded days.

use std::io::{self, Write};

use chrono::SecondsFormat;
use serde::Serialize;
use trackward_model::{JournalEntry, ReaderEvent, Sighting, Timestamp};

use super::Names;
use super::line::STATES;

/// The first and the last instant that RFC 3339 can write, in microseconds.
const WRITABLE_US: std::ops::Range<i64> = -62_167_219_200_000_000..253_402_300_800_000_000;

/// Writes an event as one line, with its line break. What a recorded day does not keep is lost:
/// when a sighting was received, and by whose clock it is told.
///
/// # Errors
/// The output cannot be written (and [`io::ErrorKind::InvalidInput`] where a reader or floor has
/// no name, or a time or number cannot be written).
pub fn write_line(out: &mut impl Write, entry: &JournalEntry, names: &Names) -> io::Result<()> {
    match entry {
        JournalEntry::Sighting(sighting) => write_sighting(out, sighting, names)?,
        JournalEntry::Reader { at, reader, event } => {
            let reader =
                names.reader_ids.get(reader).ok_or_else(|| invalid("a reader has no name"))?;
            write_start(out, *at, reader.as_str())?;
            write_event(out, event)?;
        }
    }
    out.write_all(b"}\n")
}

fn write_sighting(out: &mut impl Write, sighting: &Sighting, names: &Names) -> io::Result<()> {
    let reader =
        names.reader_ids.get(&sighting.reader).ok_or_else(|| invalid("a reader has no name"))?;
    write_start(out, sighting.at, reader.as_str())?;
    if sighting.antenna != 0 {
        write!(out, ",\"antenna\":{}", sighting.antenna)?;
    }
    write_field(out, "tag", &sighting.tag)?;
    if let Some(rssi) = sighting.rssi {
        write!(out, ",\"rssi_dbm\":{:?}", f64::from(rssi.0) / 100.0)?;
    }
    if sighting.count != 1 {
        write!(out, ",\"count\":{}", sighting.count)?;
    }
    if let Some(position) = sighting.position {
        let numbers = [position.x, position.y, position.accuracy_m];
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(invalid("a position is no number"));
        }
        let floor =
            names.floor_ids.get(&position.floor).ok_or_else(|| invalid("a floor has no name"))?;
        out.write_all(b",\"position\":{\"floor\":")?;
        serde_json::to_writer(&mut *out, floor.as_str())?;
        let [x, y, accuracy_m] = numbers;
        write!(out, ",\"x\":{x},\"y\":{y},\"accuracy_m\":{accuracy_m}}}")?;
    }
    if let Some(percent) = sighting.battery_percent {
        write!(out, ",\"battery_percent\":{percent}")?;
    }
    Ok(())
}

fn write_event(out: &mut impl Write, event: &ReaderEvent) -> io::Result<()> {
    match event {
        ReaderEvent::State { state, reason } => {
            let word = STATES.iter().find(|(_, known)| known == state).map_or("", |(word, _)| word);
            write_field(out, "state", word)?;
            if reason.is_empty() { Ok(()) } else { write_field(out, "reason", reason) }
        }
        ReaderEvent::Antenna { port, connected } => {
            write!(out, ",\"antenna\":{port},\"connected\":{connected}")
        }
        ReaderEvent::Buffer { percent } => write!(out, ",\"buffer_percent\":{percent}"),
        ReaderEvent::Exception { message } => write_field(out, "exception", message),
        ReaderEvent::Clock { offset_ms } => write!(out, ",\"clock_offset_ms\":{offset_ms}"),
    }
}

/// Up to the reader. Milliseconds where they say all, or else microseconds.
fn write_start(out: &mut impl Write, at: Timestamp, reader: &str) -> io::Result<()> {
    if !WRITABLE_US.contains(&at.0) {
        return Err(invalid("a time lies outside of the years 0 to 9999"));
    }
    let format = match at.0 % 1_000 {
        0 => SecondsFormat::Millis,
        _ => SecondsFormat::Micros,
    };
    write!(out, "{{\"at\":\"{}\",\"reader\":", at.to_chrono().to_rfc3339_opts(format, true))?;
    Ok(serde_json::to_writer(out, reader)?)
}

fn write_field(
    out: &mut impl Write,
    key: &str,
    value: &(impl Serialize + ?Sized),
) -> io::Result<()> {
    write!(out, ",\"{key}\":")?;
    Ok(serde_json::to_writer(out, value)?)
}

fn invalid(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}
