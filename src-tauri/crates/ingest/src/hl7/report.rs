//! What a message says of where devices are.
//!
//! A device and its place are taken from the fields that the site file names, by default OBX-18
//! and OBX-5. Where both stand in segments of one name, each such segment is a report of its own;
//! where they do not (a device in OBX-18, its place in PV1-3), a device belongs to the place
//! before it, or to the first. An OBX whose type (OBX-2) is neither PL nor ST observes something
//! else than a place and is passed over.
//!
//! The time of a report is OBX-14, else OBR-7, else MSH-7, the first that is given to the minute.

use std::borrow::Cow;

use chrono_tz::Tz;
use trackward_model::{RejectReason, Scheme, Tag, Timestamp};

use super::fields::{FieldPath, Fields};
use super::message::{Message, Segment, Value};
use super::time::{self, Time, Zone};

/// More locations in one message than a hospital has devices on a floor are a slip.
pub const LOCATIONS_MAX: usize = 10_000;

/// Where a device is, in the words of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The device, by the asset's own id.
    pub asset: Tag,
    /// The place by its names, the most exact first: `ICU^317^1`, `ICU^317`, `ICU`.
    pub names: Vec<String>,
    /// When it was there; `None` where the message gives no time.
    pub at: Option<Timestamp>,
}

/// What of a message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// As it is counted.
    pub reason: RejectReason,
    /// What was found and what was expected.
    pub sentence: String,
}

/// What a message says of where devices are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What could be taken.
    pub locations: Vec<Location>,
    /// What could not.
    pub refused: Vec<Refused>,
}

/// Reads the locations in a message. `site` is where times lie that name no offset.
#[must_use]
pub fn read(message: &Message<'_>, fields: &Fields, site: Tz) -> Report {
    let header_time = message.header().value(7).map_or("", |value| value.text());
    let zone = time::offset(header_time).map_or(Zone::Site(site), Zone::Fixed);
    let mut report = Report::default();
    let first_place = message.segments().find_map(|segment| place(segment, &fields.place));
    let (mut observed_at, mut last_place) = (None, None);
    for segment in message.segments() {
        if segment.name() == "OBR" {
            observed_at = segment.value(7);
        }
        last_place = place(segment, &fields.place).or(last_place);
        let Some(equipment) = field(segment, &fields.equipment) else { continue };
        let is_one = fields.equipment.segment == fields.place.segment;
        let place = if is_one { place(segment, &fields.place) } else { last_place.or(first_place) };
        // A device without a place is told of for another reason: its battery, an alarm.
        let Some(place) = place else { continue };
        if report.locations.len() + report.refused.len() == LOCATIONS_MAX {
            let sentence = format!("the message names more than {LOCATIONS_MAX} locations");
            report.refused.push(Refused { reason: RejectReason::TooLong, sentence });
            break;
        }
        let own_time = if segment.name() == "OBX" { segment.value(14) } else { None };
        let times = [own_time, observed_at, message.header().value(7)];
        match location(equipment, place, times, zone) {
            Ok(location) => report.locations.push(location),
            Err(refused) => report.refused.push(refused),
        }
    }
    report
}

fn place<'a>(segment: Segment<'a>, path: &FieldPath) -> Option<Value<'a>> {
    let kind = if segment.name() == "OBX" && path.number == 5 { segment.value(2) } else { None };
    let is_place = kind.is_none_or(|kind| matches!(&*kind.component(1), "PL" | "ST"));
    if is_place { field(segment, path) } else { None }
}

fn field<'a>(segment: Segment<'a>, path: &FieldPath) -> Option<Value<'a>> {
    if segment.name() == path.segment { segment.value(path.number) } else { None }
}

fn location(
    equipment: Value<'_>,
    place: Value<'_>,
    times: [Option<Value<'_>>; 3],
    zone: Zone,
) -> Result<Location, Refused> {
    let id = equipment.component(1);
    let asset = tag(&id).ok_or_else(|| {
        let sentence = format!("\"{}\" is no id of an asset", shown(&id));
        Refused { reason: RejectReason::BadTag, sentence }
    })?;
    let names = names(&[place.component(1), place.component(2), place.component(3)]);
    if names.is_empty() {
        let sentence = format!("\"{}\" names no place", shown(place.text()));
        return Err(Refused { reason: RejectReason::UnknownPlace, sentence });
    }
    let mut at = None;
    for text in times.into_iter().flatten().map(|value| value.component(1)) {
        match time::read(&text, zone) {
            Time::Coarse => continue,
            Time::At(instant) => at = Some(instant),
            Time::Bad => {
                let found = shown(&text);
                let sentence = format!("\"{found}\" is no time: expected YYYYMMDDHHMMSS[+ZZZZ]");
                return Err(Refused { reason: RejectReason::BadTime, sentence });
            }
        }
        break;
    }
    Ok(Location { asset, names, at })
}

fn tag(id: &str) -> Option<Tag> {
    if id.chars().any(char::is_control) {
        return None;
    }
    Tag::new(Scheme::Asset, id.as_bytes())
}

/// `ICU^317^1`, `ICU^317`, `ICU`; what is empty at the end names nothing.
fn names(parts: &[Cow<'_, str>; 3]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for count in (1..=parts.len()).rev() {
        let name = parts[..count].join("^");
        let name = name.trim_end_matches('^');
        if !name.is_empty() && names.last().is_none_or(|last| last != name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
