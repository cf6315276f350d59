//! One line of a recorded day.

use serde::Deserialize;
use trackward_model::{
    ClockKind, JournalEntry, Position, ReaderEvent, ReaderIndex, ReaderState, RejectReason, Rssi,
    Sighting, Tag, Timestamp,
};

use super::Names;
use super::number::{whole, within};
use crate::stamp;
use crate::text::{Text, tag};

/// Stronger or weaker than this is no strength, see [`Rssi`].
const RSSI_DBM_MAX: f64 = 327.67;

/// Coordinates beyond this, in metres, are slips.
const METRES_MAX: f64 = 100_000.0;

/// How many characters of a text from the line a sentence repeats.
const SHOWN_CHARS_MAX: usize = 80;

/// How a reader's states are written.
pub(super) const STATES: [(&str, ReaderState); 6] = [
    ("online", ReaderState::Online),
    ("offline", ReaderState::Offline),
    ("connecting", ReaderState::Connecting),
    ("taken", ReaderState::Taken),
    ("unknown", ReaderState::Unknown),
    ("paused", ReaderState::Paused),
];

/// Why a line was not taken.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) reason: RejectReason,
    /// What was found and what was expected, without the line's number.
    pub(super) message: String,
}

impl Refused {
    fn new(reason: RejectReason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }

    fn malformed(message: impl Into<String>) -> Self {
        Self::new(RejectReason::Malformed, message)
    }
}

/// A line as it is written. Numbers are read as wide as JSON has them, so that one out of its
/// range is told as that.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    at: Option<Text<'a>>,
    #[serde(borrow)]
    reader: Option<Text<'a>>,
    antenna: Option<f64>,
    #[serde(borrow)]
    tag: Option<Text<'a>>,
    rssi_dbm: Option<f64>,
    count: Option<f64>,
    battery_percent: Option<f64>,
    #[serde(borrow)]
    position: Option<WrittenPosition<'a>>,
    #[serde(borrow)]
    state: Option<Text<'a>>,
    #[serde(borrow)]
    reason: Option<Text<'a>>,
    connected: Option<bool>,
    buffer_percent: Option<f64>,
    #[serde(borrow)]
    exception: Option<Text<'a>>,
    clock_offset_ms: Option<f64>,
}

#[derive(Deserialize)]
struct WrittenPosition<'a> {
    #[serde(borrow)]
    floor: Text<'a>,
    x: f64,
    y: f64,
    accuracy_m: Option<f64>,
}

/// The event of a line without its line break.
pub(super) fn read(line: &[u8], names: &Names) -> Result<JournalEntry, Refused> {
    // The library would take a list for the fields in their order.
    if line.first() != Some(&b'{') {
        return Err(Refused::malformed("expected a JSON object in braces"));
    }
    let line: Line<'_> = serde_json::from_slice(line).map_err(|error| not_json(&error))?;
    let written = line.at.as_ref().ok_or_else(|| Refused::malformed("there is no \"at\""))?;
    let at = stamp::rfc3339(&written.0).ok_or_else(|| {
        let found = shown(&written.0);
        let expected = "expected RFC 3339, such as 2026-01-05T14:00:00Z";
        Refused::new(RejectReason::BadTime, format!("{found} is no time: {expected}"))
    })?;
    if let Some((first, last)) = names.within
        && !(first..=last).contains(&at)
    {
        let when = if at < first { "too long ago" } else { "in the future" };
        let message = format!("{} is {when}: no clock that is set says so", shown(&written.0));
        return Err(Refused::new(RejectReason::BadTime, message));
    }
    let reader =
        line.reader.as_ref().ok_or_else(|| Refused::malformed("there is no \"reader\""))?;
    let reader = *names.readers.get(&*reader.0).ok_or_else(|| {
        let message = format!("unknown reader {}", shown(&reader.0));
        Refused::new(RejectReason::UnknownReader, message)
    })?;
    match (&line.tag, reader_event(&line)?) {
        (Some(text), None) => {
            let tag = tag(&text.0)
                .map_err(|error| Refused::new(RejectReason::BadTag, error.to_string()))?;
            sighting(&line, at, reader, tag, names).map(JournalEntry::Sighting)
        }
        (None, Some(event)) => Ok(JournalEntry::Reader { at, reader, event }),
        (Some(_), Some(_)) => {
            Err(Refused::malformed("a line tells of a tag or of a reader, this one of both"))
        }
        (None, None) => Err(Refused::malformed("there is neither a \"tag\" nor a \"state\"")),
    }
}

fn sighting(
    line: &Line<'_>,
    at: Timestamp,
    reader: ReaderIndex,
    tag: Tag,
    names: &Names,
) -> Result<Sighting, Refused> {
    let rssi = match line.rssi_dbm {
        Some(dbm) => {
            let dbm = within("rssi_dbm", dbm, -RSSI_DBM_MAX..=RSSI_DBM_MAX)?;
            Some(Rssi((dbm * 100.0).round() as i16))
        }
        None => None,
    };
    let battery_percent = match line.battery_percent {
        Some(percent) => Some(within("battery_percent", percent, 0.0..=100.0)?.round() as u8),
        None => None,
    };
    let position =
        line.position.as_ref().map(|position| read_position(position, names)).transpose()?;
    Ok(Sighting {
        at,
        received_at: at,
        tag,
        reader,
        antenna: port(line.antenna.unwrap_or(0.0))?,
        count: match line.count {
            Some(count) => whole("count", count, 1.0..=f64::from(u16::MAX))? as u16,
            None => 1,
        },
        rssi,
        position,
        battery_percent,
        clock: ClockKind::Reader,
    })
}

fn port(antenna: f64) -> Result<u16, Refused> {
    whole("antenna", antenna, 0.0..=f64::from(u16::MAX)).map(|port| port as u16)
}

fn read_position(written: &WrittenPosition<'_>, names: &Names) -> Result<Position, Refused> {
    let floor = *names.floors.get(&*written.floor.0).ok_or_else(|| {
        let message = format!("unknown floor {}", shown(&written.floor.0));
        Refused::new(RejectReason::UnknownFloor, message)
    })?;
    let accuracy_m = written.accuracy_m.unwrap_or(0.0);
    Ok(Position {
        floor,
        x: within("x", written.x, -METRES_MAX..=METRES_MAX)? as f32,
        y: within("y", written.y, -METRES_MAX..=METRES_MAX)? as f32,
        accuracy_m: within("accuracy_m", accuracy_m, 0.0..=METRES_MAX)? as f32,
    })
}

/// What the reader reported about itself, if that is what the line tells.
fn reader_event(line: &Line<'_>) -> Result<Option<ReaderEvent>, Refused> {
    let text = |text: &Option<Text<'_>>| {
        text.as_ref().map(|text| text.0.clone().into_owned()).unwrap_or_default()
    };
    if let Some(word) = &line.state {
        let found = STATES.iter().find(|(known, _)| *known == word.0);
        let (_, state) = found.ok_or_else(|| {
            let words = STATES.map(|(word, _)| word).join(", ");
            Refused::malformed(format!("unknown state {}: expected one of {words}", shown(&word.0)))
        })?;
        return Ok(Some(ReaderEvent::State { state: *state, reason: text(&line.reason) }));
    }
    if let Some(connected) = line.connected {
        let antenna = line.antenna.ok_or_else(|| {
            Refused::malformed("\"connected\" tells of an antenna, and there is no \"antenna\"")
        })?;
        return Ok(Some(ReaderEvent::Antenna { port: port(antenna)?, connected }));
    }
    if let Some(percent) = line.buffer_percent {
        let percent = whole("buffer_percent", percent, 0.0..=100.0)? as u8;
        return Ok(Some(ReaderEvent::Buffer { percent }));
    }
    if line.exception.is_some() {
        return Ok(Some(ReaderEvent::Exception { message: text(&line.exception) }));
    }
    if let Some(offset_ms) = line.clock_offset_ms {
        // Beyond 2^53 a number is not exact.
        const EXACT: f64 = (1_u64 << 53) as f64;
        let offset_ms = whole("clock_offset_ms", offset_ms, -EXACT..=EXACT)?;
        return Ok(Some(ReaderEvent::Clock { offset_ms }));
    }
    Ok(None)
}

/// The library's sentence with the column in front; its line is always 1.
fn not_json(error: &serde_json::Error) -> Refused {
    let told = error.to_string();
    let sentence = told.split_once(" at line ").map_or(told.as_str(), |(sentence, _)| sentence);
    Refused::malformed(format!("column {}: {sentence}", error.column()))
}

/// A text as a sentence repeats it: in quotes, cut, without control characters.
fn shown(text: &str) -> String {
    let printable = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    let more = if text.chars().nth(SHOWN_CHARS_MAX).is_some() { "…" } else { "" };
    let text: String = text.chars().take(SHOWN_CHARS_MAX).map(printable).collect();
    format!("\"{text}{more}\"")
}
