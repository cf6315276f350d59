//! Recorded days: one event a line, as JSON.
//!
//! A line that cannot be taken is counted by its reason and told with its number; the others are
//! taken. An event's own time is the only clock: it stands for the time of receipt too. Keys
//! that are not known are passed over, because other systems add their own to such lines.
//!
//! Besides what a tag does, a line tells what a reader reported about itself, by one of these
//! keys: `state` (with a `reason`), `connected` (of an `antenna`), `buffer_percent`, `exception`,
//! `clock_offset_ms`.

mod line;
mod number;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};

use trackward_model::{
    FloorId, FloorIndex, JournalEntry, ReaderId, ReaderIndex, RejectReason, Sighting, Timestamp,
};

use self::line::Refused;
pub use self::write::write_line;
use crate::Heard;

/// The longest line, in bytes, without its line break.
pub const LINE_BYTES_MAX: usize = 64 << 10;

/// How many lines that were not taken are told; the others are only counted.
pub const MESSAGES_MAX: usize = 100;

/// The readers and floors that a recorded day names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    readers: HashMap<Box<str>, ReaderIndex>,
    floors: HashMap<Box<str>, FloorIndex>,
    reader_ids: BTreeMap<ReaderIndex, ReaderId>,
    floor_ids: BTreeMap<FloorIndex, FloorId>,
    /// The first and the last instant that an event can be of.
    within: Option<(Timestamp, Timestamp)>,
}

impl Names {
    /// The names of these readers and floors.
    pub fn new(
        readers: impl IntoIterator<Item = (ReaderId, ReaderIndex)>,
        floors: impl IntoIterator<Item = (FloorId, FloorIndex)>,
    ) -> Self {
        let reader_ids: BTreeMap<_, _> = readers.into_iter().map(|(id, at)| (at, id)).collect();
        let floor_ids: BTreeMap<_, _> = floors.into_iter().map(|(id, at)| (at, id)).collect();
        let readers = reader_ids.iter().map(|(at, id)| (id.as_str().into(), *at)).collect();
        let floors = floor_ids.iter().map(|(at, id)| (id.as_str().into(), *at)).collect();
        Self { readers, floors, reader_ids, floor_ids, within: None }
    }

    /// The same, for events from `first` to `last` (both inclusive): a line of any other time is
    /// not taken. The pipeline's present never moves back, so one line from a clock that was never
    /// set would leave it in the wrong century.
    #[must_use]
    pub fn within(self, first: Timestamp, last: Timestamp) -> Self {
        Self { within: Some((first, last)), ..self }
    }
}

/// What was in a recorded day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Lines that are not blank.
    pub lines: u64,
    /// Lines that were taken.
    pub taken: u64,
    /// Lines that were not, by reason.
    pub rejected: BTreeMap<RejectReason, u64>,
    /// The first [`MESSAGES_MAX`] of them: a sentence each, with the line's number.
    pub messages: Vec<String>,
}

/// Reads a recorded day and hands on its events in the order of the lines, sightings in batches
/// of at most `batch_sightings_max`.
///
/// # Errors
/// The input could not be read; what came before was handed on.
pub fn read(
    input: impl BufRead,
    names: &Names,
    batch_sightings_max: usize,
    hand_on: impl FnMut(Heard),
) -> io::Result<Summary> {
    let mut day = Day {
        names,
        batch_sightings_max: batch_sightings_max.max(1),
        hand_on,
        batch: Vec::new(),
        line_number: 0,
        summary: Summary::default(),
    };
    let read = each_line(input, |line| day.take(line));
    day.hand_on_batch();
    read.map(|()| day.summary)
}

/// A recorded day while it is read.
struct Day<'a, H> {
    names: &'a Names,
    batch_sightings_max: usize,
    hand_on: H,
    batch: Vec<Sighting>,
    line_number: u64,
    summary: Summary,
}

impl<H: FnMut(Heard)> Day<'_, H> {
    /// Takes a line without its line break; `None` stands for one that is too long.
    fn take(&mut self, line: Option<&[u8]>) {
        self.line_number += 1;
        let entry = match line {
            Some(line) => {
                let first = self.line_number == 1;
                let line = if first { without_bom(line) } else { line }.trim_ascii();
                if line.is_empty() {
                    return;
                }
                line::read(line, self.names)
            }
            None => Err(Refused {
                reason: RejectReason::TooLong,
                message: format!("longer than {} KiB", LINE_BYTES_MAX >> 10),
            }),
        };
        self.summary.lines += 1;
        match entry {
            Ok(JournalEntry::Sighting(sighting)) => {
                self.summary.taken += 1;
                self.batch.push(sighting);
                if self.batch.len() >= self.batch_sightings_max {
                    self.hand_on_batch();
                }
            }
            Ok(JournalEntry::Reader { at, reader, event }) => {
                self.summary.taken += 1;
                self.hand_on_batch();
                (self.hand_on)(Heard::Reader { reader, at, event });
            }
            Err(refused) => self.count(&refused),
        }
    }

    fn hand_on_batch(&mut self) {
        if !self.batch.is_empty() {
            let next = Vec::with_capacity(self.batch.len());
            (self.hand_on)(Heard::Sightings(std::mem::replace(&mut self.batch, next)));
        }
    }

    fn count(&mut self, refused: &Refused) {
        *self.summary.rejected.entry(refused.reason).or_default() += 1;
        if self.summary.messages.len() < MESSAGES_MAX {
            let (number, message) = (self.line_number, &refused.message);
            self.summary.messages.push(format!("line {number}: {message}"));
        }
    }
}

fn without_bom(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

/// Hands over each line; `None` where it is longer than [`LINE_BYTES_MAX`]. Lines that lie whole
/// in the input's buffer are not copied.
fn each_line(mut input: impl BufRead, mut take: impl FnMut(Option<&[u8]>)) -> io::Result<()> {
    let within = |line: &[u8]| line.len() <= LINE_BYTES_MAX;
    // The beginning of a line that the buffer broke off; one byte more than a line may have
    // tells that it is too long.
    let mut carried: Vec<u8> = Vec::new();
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        let length = buffer.len();
        let mut rest = buffer;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            if carried.is_empty() {
                take(Some(&rest[..end]).filter(|line| within(line)));
            } else {
                carry(&mut carried, &rest[..end]);
                take(Some(&carried[..]).filter(|line| within(line)));
                carried.clear();
            }
            rest = &rest[end + 1..];
        }
        carry(&mut carried, rest);
        input.consume(length);
    }
    if !carried.is_empty() {
        take(Some(&carried[..]).filter(|line| within(line)));
    }
    Ok(())
}

fn carry(carried: &mut Vec<u8>, part: &[u8]) {
    let room = (LINE_BYTES_MAX + 1).saturating_sub(carried.len());
    carried.extend_from_slice(&part[..part.len().min(room)]);
}
