//! The bytes of a block -> its entries.

use trackward_model::{
    ClockKind, FloorIndex, JournalEntry, Position, ReaderEvent, ReaderIndex, Rssi, Sighting, Tag,
    Timestamp,
};

use super::{
    BlockError, ENTRIES_MAX, EVENT_BYTES_MAX, FLAG_BATTERY, FLAG_CLOCK_SHIFT, FLAG_EVENT,
    FLAG_POSITION, FLAG_RSSI, FLAGS_KNOWN, HEADER_BYTES, RECEIVED_AFTER_EVENT,
    RECEIVED_AFTER_PREVIOUS, VERSION, in_column, tags,
};
use crate::column::{ColumnError, ColumnReader};

/// Reads a block. Bytes that are not exactly what was written are refused, and none make it
/// allocate beyond the format's limits.
pub fn decode(block: &[u8]) -> Result<Vec<JournalEntry>, BlockError> {
    let (header, body) = block.split_at_checked(HEADER_BYTES).ok_or(BlockError::Short)?;
    if header[0] != VERSION {
        return Err(BlockError::Version(header[0]));
    }
    let expected = u32::from_le_bytes([header[1], header[2], header[3], header[4]]);
    let found = crc32fast::hash(body);
    if found != expected {
        return Err(BlockError::Checksum { found, expected });
    }
    let mut reader = ColumnReader::new(body);
    let entries = read_body(&mut reader)?;
    reader.finish().map_err(in_column("end"))?;
    Ok(entries)
}

fn read_body(reader: &mut ColumnReader<'_>) -> Result<Vec<JournalEntry>, BlockError> {
    let count = reader.length(ENTRIES_MAX).map_err(in_column("entries"))?;
    let flags = reader.unsigned(count).map_err(in_column("flags"))?;
    if flags.iter().any(|flags| flags & !FLAGS_KNOWN != 0) {
        return Err(in_column("flags")(ColumnError("an unknown flag")));
    }
    let at = read_times(reader, count).map_err(in_column("at"))?;
    let readers = read_indexes(reader, count).map_err(in_column("reader"))?;

    let events = flags.iter().filter(|flags| **flags & FLAG_EVENT != 0).count();
    let mut sightings = if events < count {
        Columns::read(reader, &flags, &at, count - events)?
    } else {
        Columns::default()
    };
    let mut events = if events > 0 { read_events(reader, events)? } else { Vec::new() }.into_iter();

    let mut entries = Vec::with_capacity(count);
    for ((flags, at), heard_by) in flags.into_iter().zip(at).zip(readers) {
        let (at, heard_by) = (Timestamp(at), ReaderIndex(heard_by));
        if flags & FLAG_EVENT == 0 {
            entries.push(JournalEntry::Sighting(sightings.next(flags, at, heard_by)?));
        } else if let Some(event) = events.next() {
            entries.push(JournalEntry::Reader { at, reader: heard_by, event });
        }
    }
    Ok(entries)
}

/// The columns that only sightings have, and how far each has been used up.
#[derive(Default)]
struct Columns {
    received_at: std::vec::IntoIter<i64>,
    tags: Vec<Tag>,
    ranks: std::vec::IntoIter<u64>,
    antenna: std::vec::IntoIter<u64>,
    count: std::vec::IntoIter<u64>,
    rssi: std::vec::IntoIter<i64>,
    battery: std::vec::IntoIter<u64>,
    floor: std::vec::IntoIter<u32>,
    x: std::vec::IntoIter<u64>,
    y: std::vec::IntoIter<u64>,
    accuracy: std::vec::IntoIter<u64>,
}

impl Columns {
    fn read(
        reader: &mut ColumnReader<'_>,
        flags: &[u64],
        at: &[i64],
        rows: usize,
    ) -> Result<Self, BlockError> {
        let having = |flag: u64| {
            flags.iter().filter(|flags| *flags & FLAG_EVENT == 0 && *flags & flag != 0).count()
        };
        let at = flags.iter().zip(at).filter(|(flags, _)| *flags & FLAG_EVENT == 0);
        let received_at =
            read_received(reader, at.map(|(_, at)| *at), rows).map_err(in_column("received_at"))?;
        let positions = having(FLAG_POSITION);
        Ok(Self {
            received_at: received_at.into_iter(),
            tags: tags::read(reader, rows)?,
            ranks: unsigned(reader, rows, "tag")?,
            antenna: unsigned(reader, rows, "antenna")?,
            count: unsigned(reader, rows, "count")?,
            rssi: reader.signed(having(FLAG_RSSI)).map_err(in_column("rssi"))?.into_iter(),
            battery: unsigned(reader, having(FLAG_BATTERY), "battery")?,
            floor: read_indexes(reader, positions).map_err(in_column("floor"))?.into_iter(),
            x: unsigned(reader, positions, "x")?,
            y: unsigned(reader, positions, "y")?,
            accuracy: unsigned(reader, positions, "accuracy")?,
        })
    }

    /// The next sighting; `flags` say what it has.
    fn next(
        &mut self,
        flags: u64,
        at: Timestamp,
        reader: ReaderIndex,
    ) -> Result<Sighting, BlockError> {
        let rank = next(&mut self.ranks, "tag")?;
        let tag = self.tags.get(usize::try_from(rank).unwrap_or(usize::MAX));
        let has = |flag| flags & flag != 0;
        Ok(Sighting {
            at,
            received_at: Timestamp(next(&mut self.received_at, "received_at")?),
            tag: *tag.ok_or_else(|| in_column("tag")(ColumnError("a tag that is not there")))?,
            reader,
            antenna: narrow(next(&mut self.antenna, "antenna")?, "antenna")?,
            count: narrow(next(&mut self.count, "count")?, "count")?,
            rssi: if has(FLAG_RSSI) {
                Some(Rssi(narrow(next(&mut self.rssi, "rssi")?, "rssi")?))
            } else {
                None
            },
            position: if has(FLAG_POSITION) { Some(self.next_position()?) } else { None },
            battery_percent: if has(FLAG_BATTERY) {
                Some(narrow(next(&mut self.battery, "battery")?, "battery")?)
            } else {
                None
            },
            clock: match flags >> FLAG_CLOCK_SHIFT {
                0 => ClockKind::Reader,
                1 => ClockKind::Host,
                2 => ClockKind::Uptime,
                _ => return Err(in_column("flags")(ColumnError("an unknown clock"))),
            },
        })
    }

    fn next_position(&mut self) -> Result<Position, BlockError> {
        let metres = |column: &mut std::vec::IntoIter<u64>, name| {
            Ok(f32::from_bits(narrow(next(column, name)?, name)?))
        };
        Ok(Position {
            floor: FloorIndex(next(&mut self.floor, "floor")?),
            x: metres(&mut self.x, "x")?,
            y: metres(&mut self.y, "y")?,
            accuracy_m: metres(&mut self.accuracy, "accuracy")?,
        })
    }
}

fn next<T>(column: &mut std::vec::IntoIter<T>, name: &'static str) -> Result<T, BlockError> {
    column.next().ok_or_else(|| in_column(name)(ColumnError("too few values")))
}

fn narrow<T: TryFrom<U>, U>(value: U, column: &'static str) -> Result<T, BlockError> {
    T::try_from(value).map_err(|_| in_column(column)(ColumnError("a number out of its range")))
}

fn unsigned(
    reader: &mut ColumnReader<'_>,
    rows: usize,
    column: &'static str,
) -> Result<std::vec::IntoIter<u64>, BlockError> {
    reader.unsigned(rows).map(Vec::into_iter).map_err(in_column(column))
}

fn read_indexes(reader: &mut ColumnReader<'_>, rows: usize) -> Result<Vec<u32>, ColumnError> {
    let narrow = |value| u32::try_from(value).map_err(|_| ColumnError("an index beyond 32 bits"));
    reader.unsigned(rows)?.into_iter().map(narrow).collect()
}

/// As `write_times` has written them.
fn read_times(reader: &mut ColumnReader<'_>, rows: usize) -> Result<Vec<i64>, ColumnError> {
    if rows == 0 {
        return Ok(Vec::new());
    }
    let mut times = reader.signed(1)?;
    let mut at = times[0];
    times.extend(reader.signed(rows - 1)?.into_iter().map(|step| {
        at = at.wrapping_add(step);
        at
    }));
    Ok(times)
}

fn read_received(
    reader: &mut ColumnReader<'_>,
    at: impl Iterator<Item = i64>,
    rows: usize,
) -> Result<Vec<i64>, ColumnError> {
    match reader.byte()? {
        RECEIVED_AFTER_PREVIOUS => read_times(reader, rows),
        RECEIVED_AFTER_EVENT => {
            let lags = reader.signed(rows)?;
            Ok(lags.into_iter().zip(at).map(|(lag, at)| at.wrapping_add(lag)).collect())
        }
        _ => Err(ColumnError("an unknown way of writing times")),
    }
}

fn read_events(
    reader: &mut ColumnReader<'_>,
    count: usize,
) -> Result<Vec<ReaderEvent>, BlockError> {
    let failed = in_column("events");
    let lengths = reader.unsigned(count).map_err(&failed)?;
    let mut text = reader.blob(EVENT_BYTES_MAX).map_err(&failed)?;
    let mut events = Vec::with_capacity(count);
    for length in lengths {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let (event, rest) =
            text.split_at_checked(length).ok_or_else(|| failed(ColumnError("too few bytes")))?;
        text = rest;
        let event = serde_json::from_slice(event);
        events.push(event.map_err(|_| failed(ColumnError("text that is no event")))?);
    }
    Ok(events)
}
