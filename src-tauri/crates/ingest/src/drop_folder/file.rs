//! A whole file as events, line by line: NDJSON or CSV, told apart by the name.
//!
//! Keys and columns that are not known are refused, so that a slip is told and nothing comes in
//! that nobody asked for: lists of other systems name patients.

use serde::{Deserialize, Deserializer};

use super::row::{KEYS, Names, Refused, Row, event, shown};
use crate::link::TagEvent;

/// The longest file, in bytes.
pub const FILE_BYTES_MAX: usize = 64 << 20;
/// The longest line, in bytes.
pub const LINE_BYTES_MAX: usize = 64 << 10;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line.
    Ndjson,
    /// A table with a header, separated by commas or semicolons.
    Csv,
}

impl Format {
    /// By the end of a file's name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// The events of a file with the numbers of their lines, in their order.
#[derive(Debug)]
pub struct Lines<'a> {
    rest: &'a [u8],
    number: u64,
    /// The columns of a table.
    header: Option<Header>,
}

#[derive(Debug)]
struct Header {
    separator: u8,
    columns: Vec<usize>,
}

/// A line that says something: its number, and its event or why it was not taken.
pub type Line = (u64, Result<TagEvent<'static>, Refused>);

impl<'a> Lines<'a> {
    /// The lines of a file.
    ///
    /// # Errors
    /// None of it can be taken; the sentence says why.
    pub fn of(bytes: &'a [u8], format: Format) -> Result<Self, String> {
        if bytes.len() > FILE_BYTES_MAX {
            return Err(too_long());
        }
        let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if rest.starts_with(b"\xFF\xFE") || rest.starts_with(b"\xFE\xFF") {
            return Err("the file is in UTF-16: save it as UTF-8".to_owned());
        }
        let mut lines = Self { rest, number: 0, header: None };
        if format == Format::Csv {
            let header = lines.next_line().map(|(_, line)| line).unwrap_or_default();
            lines.header = Some(Header::read(header)?);
        }
        Ok(lines)
    }

    /// The next line that says something.
    pub fn next_event(&mut self, names: &Names<'_>) -> Option<Line> {
        let (number, line) = self.next_line()?;
        if line.len() > LINE_BYTES_MAX {
            let sentence = format!("longer than {} KiB", LINE_BYTES_MAX >> 10);
            let refused = Refused::new(trackward_model::RejectReason::TooLong, sentence);
            return Some((number, Err(refused)));
        }
        let row = match &self.header {
            None => json(line),
            Some(header) => header.row(line),
        };
        Some((number, row.and_then(|row| event(row, names))))
    }

    /// What has not been read yet: what the tail shows of it begins here.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    fn next_line(&mut self) -> Option<(u64, &'a [u8])> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest);
            let (line, rest) = match end {
                Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
                None => (self.rest, &self.rest[self.rest.len()..]),
            };
            self.rest = rest;
            self.number += 1;
            let line = line.trim_ascii();
            if !line.is_empty() {
                return Some((self.number, line));
            }
        }
        None
    }
}

/// What is said of a file that is too long.
pub(super) fn too_long() -> String {
    format!("the file is longer than {} MiB: split it", FILE_BYTES_MAX >> 20)
}

/// An event as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    asset: Option<String>,
    tag: Option<String>,
    place: Option<String>,
    x: Option<f64>,
    y: Option<f64>,
    floor: Option<String>,
    #[serde(default, deserialize_with = "text_or_number")]
    time: Option<String>,
    reader: Option<String>,
    battery_percent: Option<f64>,
}

fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Time {
        Text(String),
        Number(serde_json::Number),
    }
    let time = Option::<Time>::deserialize(deserializer)?;
    Ok(time.map(|time| match time {
        Time::Text(text) => text,
        Time::Number(number) => number.to_string(),
    }))
}

fn json(line: &[u8]) -> Result<Row, Refused> {
    // The library would take a list for the fields in their order.
    if line.first() != Some(&b'{') {
        return Err(Refused::malformed("expected a JSON object in braces"));
    }
    let object: Object = serde_json::from_slice(line)
        .map_err(|error| Refused::malformed(shown(&format!("not understood: {error}"))))?;
    let Object { asset, tag, place, x, y, floor, time, reader, battery_percent } = object;
    let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Ok(Row {
        asset: text(asset),
        tag: text(tag),
        place: text(place),
        x,
        y,
        floor: text(floor),
        time,
        reader: text(reader),
        battery_percent,
    })
}

impl Header {
    fn read(line: &[u8]) -> Result<Self, String> {
        let separator = if line.contains(&b';') { b';' } else { b',' };
        let fields = fields(line, separator).map_err(|refused| refused.sentence)?;
        let mut columns = Vec::new();
        for field in &fields {
            let name = field.trim().to_ascii_lowercase();
            let column = KEYS.iter().position(|key| *key == name);
            let column = column.ok_or_else(|| {
                let expected = KEYS.join(", ");
                format!("\"{}\" is no column: expected some of {expected}", shown(field))
            })?;
            if columns.contains(&column) {
                return Err(format!("there are two columns \"{name}\""));
            }
            columns.push(column);
        }
        Ok(Self { separator, columns })
    }

    fn row(&self, line: &[u8]) -> Result<Row, Refused> {
        let fields = fields(line, self.separator)?;
        if fields.len() != self.columns.len() {
            let (found, expected) = (fields.len(), self.columns.len());
            return Err(Refused::malformed(format!("{found} fields, and {expected} columns")));
        }
        let mut row = Row::default();
        for (column, field) in self.columns.iter().zip(fields) {
            let field = field.trim();
            if field.is_empty() {
                continue;
            }
            let text = Some(field.to_owned());
            match KEYS[*column] {
                "asset" => row.asset = text,
                "tag" => row.tag = text,
                "place" => row.place = text,
                "floor" => row.floor = text,
                "time" => row.time = text,
                "reader" => row.reader = text,
                key @ "x" => row.x = Some(number(key, field)?),
                key @ "y" => row.y = Some(number(key, field)?),
                key => row.battery_percent = Some(number(key, field)?),
            }
        }
        Ok(row)
    }
}

/// The fields of a line of a table. No field holds a line break.
fn fields(line: &[u8], separator: u8) -> Result<Vec<String>, Refused> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(line);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(_) => Ok(record.iter().map(str::to_owned).collect()),
        Err(_) => Err(Refused::malformed("the line is not in UTF-8")),
    }
}

fn number(key: &str, field: &str) -> Result<f64, Refused> {
    let number = field.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| {
        let sentence = format!("\"{key}\" is no number: \"{}\"", shown(field));
        Refused::new(trackward_model::RejectReason::BadNumber, sentence)
    })
}
