//! One event of a file, whatever the file's format.

use trackward_model::{FloorIndex, Position, RejectReason, Scheme, Span, Tag, Timestamp};

use crate::link::{Roster, Spot, TagEvent};
use crate::{stamp, text};

/// Coordinates beyond this, in metres, are slips.
const METRES_MAX: f64 = 100_000.0;
/// A time that lies further ahead is none that an event can have, whatever the clocks.
const AHEAD_MAX: Span = Span::minutes(5);
/// A time that lies further back is that of a clock that was never set.
const BACK_MAX: Span = Span::days(10 * 366);

/// The keys of an event, or the columns of a table.
pub(super) const KEYS: [&str; 9] =
    ["asset", "tag", "place", "x", "y", "floor", "time", "reader", "battery_percent"];

/// An event as it is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub asset: Option<String>,
    pub tag: Option<String>,
    pub place: Option<String>,
    pub x: Option<f64>,
    pub y: Option<f64>,
    pub floor: Option<String>,
    pub time: Option<String>,
    pub reader: Option<String>,
    pub battery_percent: Option<f64>,
}

/// Why a line was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// As it is counted.
    pub reason: RejectReason,
    /// What was found and what was expected, without the line's number.
    pub sentence: String,
}

impl Refused {
    pub(super) fn new(reason: RejectReason, sentence: impl Into<String>) -> Self {
        Self { reason, sentence: sentence.into() }
    }

    pub(super) fn malformed(sentence: impl Into<String>) -> Self {
        Self::new(RejectReason::Malformed, sentence)
    }
}

/// What an event may name.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The source's readers, and the places.
    pub roster: &'a Roster,
    /// The floors by their ids.
    pub floors: &'a [(String, FloorIndex)],
    /// This host's clock.
    pub now: Timestamp,
}

/// The event of a row.
pub(super) fn event(row: Row, names: &Names<'_>) -> Result<TagEvent<'static>, Refused> {
    let tag = tag(row.asset.as_deref(), row.tag.as_deref())?;
    let at = time(row.time.as_deref(), names.now)?;
    let spot = spot(&row, names)?;
    let named = row.reader.or(match spot {
        Where::Reader(ref name) => Some(name.clone()),
        Where::Spot(_) => None,
    });
    let reader = named.unwrap_or_default();
    if names.roster.find(&reader).is_none() {
        let sentence = match reader.as_str() {
            "" => "no reader is named, and the source has none that stands for all".to_owned(),
            name => format!("no reader of this source is named \"{}\"", shown(name)),
        };
        return Err(Refused::new(RejectReason::UnknownReader, sentence));
    }
    let battery_percent = row.battery_percent.map(percent).transpose()?;
    let mut event = TagEvent { at: Some(at), battery_percent, ..TagEvent::new(reader, tag) };
    match spot {
        Where::Spot(spot) => event.spot = Some(spot),
        // The antenna that the site file aims at the reader's place.
        Where::Reader(_) => event.antenna = 1,
    }
    Ok(event)
}

enum Where {
    Spot(Spot<'static>),
    /// The place is where this reader is.
    Reader(String),
}

fn tag(asset: Option<&str>, tag: Option<&str>) -> Result<Tag, Refused> {
    let refused = |sentence: String| Refused::new(RejectReason::BadTag, sentence);
    match (asset, tag) {
        (None, None) => Err(Refused::malformed("there is neither an \"asset\" nor a \"tag\"")),
        (Some(_), Some(_)) => {
            Err(Refused::malformed("an event names an \"asset\" or a \"tag\", this one both"))
        }
        (None, Some(written)) => text::tag(written).map_err(|error| refused(error.to_string())),
        (Some(id), None) => Some(id)
            .filter(|id| !id.chars().any(char::is_control))
            .and_then(|id| Tag::new(Scheme::Asset, id.as_bytes()))
            .ok_or_else(|| refused(format!("\"{}\" is no id of an asset", shown(id)))),
    }
}

fn time(written: Option<&str>, now: Timestamp) -> Result<Timestamp, Refused> {
    let written = written.ok_or_else(|| Refused::malformed("there is no \"time\""))?;
    let refused = |sentence| Refused::new(RejectReason::BadTime, sentence);
    let at = stamp::read(written).ok_or_else(|| {
        let expected = "expected RFC 3339 with an offset, such as 2026-01-05T14:00:00Z";
        refused(format!("\"{}\" is no time: {expected}", shown(written)))
    })?;
    if at.since(now).0 > AHEAD_MAX.0 {
        return Err(refused(format!("\"{}\" lies in the future", shown(written))));
    }
    if now.since(at).0 > BACK_MAX.0 {
        return Err(refused(format!("\"{}\" lies more than ten years back", shown(written))));
    }
    Ok(at)
}

fn spot(row: &Row, names: &Names<'_>) -> Result<Where, Refused> {
    match (&row.place, row.x, row.y) {
        (Some(place), None, None) if names.roster.place(place).is_some() => {
            Ok(Where::Spot(Spot::Place(place.clone().into())))
        }
        (Some(place), None, None) if names.roster.is_named(place) => {
            Ok(Where::Reader(place.clone()))
        }
        (Some(place), None, None) => {
            let sentence = format!("there is no place and no reader \"{}\"", shown(place));
            Err(Refused::new(RejectReason::UnknownPlace, sentence))
        }
        (None, Some(x), Some(y)) => {
            let floor = floor(row.floor.as_deref(), names)?;
            let (x, y) = (metres("x", x)?, metres("y", y)?);
            let position = Position { floor, x, y, accuracy_m: 0.0 };
            Ok(Where::Spot(Spot::At(position)))
        }
        (Some(_), _, _) => {
            Err(Refused::malformed("an event has a \"place\" or \"x\" and \"y\", this one both"))
        }
        (None, None, None) => {
            Err(Refused::malformed("there is neither a \"place\" nor \"x\" and \"y\""))
        }
        (None, _, _) => Err(Refused::malformed("of \"x\" and \"y\" only one is there")),
    }
}

fn floor(named: Option<&str>, names: &Names<'_>) -> Result<FloorIndex, Refused> {
    let refused = |sentence| Refused::new(RejectReason::UnknownFloor, sentence);
    match (named, names.floors) {
        (Some(named), floors) => floors
            .iter()
            .find(|(id, _)| id == named)
            .map(|(_, floor)| *floor)
            .ok_or_else(|| refused(format!("there is no floor \"{}\"", shown(named)))),
        (None, [(_, only)]) => Ok(*only),
        (None, _) => Err(refused("there is more than one floor, and no \"floor\"".to_owned())),
    }
}

fn metres(key: &str, metres: f64) -> Result<f32, Refused> {
    if metres.abs() <= METRES_MAX {
        return Ok(metres as f32);
    }
    let sentence = format!("\"{key}\" must be from -{METRES_MAX} to {METRES_MAX}, found {metres}");
    Err(Refused::new(RejectReason::BadNumber, sentence))
}

fn percent(percent: f64) -> Result<u8, Refused> {
    if (0.0..=100.0).contains(&percent) {
        return Ok(percent.round() as u8);
    }
    let sentence = format!("\"battery_percent\" must be from 0 to 100, found {percent}");
    Err(Refused::new(RejectReason::BadNumber, sentence))
}

/// A text from a file as a sentence repeats it.
pub(super) fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}
