//! Rows with named, typed columns: what every kind of report is made of.

use chrono::NaiveDateTime;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use trackward_model::figure::tidy;
use trackward_model::{Date, Timestamp};

/// Rows under columns, with a name for sheets, files and JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// For sheets, files and JSON: `by_unit`.
    pub name: String,
    /// For people.
    pub title: String,
    /// What stands in each row, in this order.
    pub columns: Vec<Column>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(name: &str, title: &str, columns: Vec<Column>) -> Self {
        Self { name: name.to_owned(), title: title.to_owned(), columns, rows: Vec::new() }
    }

    /// Adds a row. One that is too short ends in empty cells; what is beyond the columns is not
    /// kept, for no file has a place for it.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "a row of {} fits its columns", self.name);
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }
}

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its name in CSV and JSON: `in_use_hours`.
    pub key: String,
    /// Its name for people: "In use, h".
    pub heading: String,
    /// How its cells are shown.
    pub kind: ColumnKind,
    /// How many characters it likes to be wide, where its cells alone say too little.
    pub width: Option<u16>,
}

impl Column {
    /// A column that is as wide as its cells ask for.
    #[must_use]
    pub fn new(key: &str, heading: &str, kind: ColumnKind) -> Self {
        Self { key: key.to_owned(), heading: heading.to_owned(), kind, width: None }
    }

    /// The same with a wish for its width, in characters.
    #[must_use]
    pub fn wide(mut self, characters: u16) -> Self {
        self.width = Some(characters);
        self
    }
}

/// How the numbers and texts of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// As it is.
    Text,
    /// A word of programs, `infusion_pump`, which people read as "Infusion pump".
    Word,
    /// A count.
    Integer,
    /// Hours, or another measure, with so many decimals.
    Hours {
        /// Digits behind the point.
        decimals: u8,
    },
    /// Hundredths of a whole: the number 46.2 is 46.2 %.
    Percent,
    /// A civil date.
    Date,
    /// An instant, on the clock of the site.
    DateTime,
    /// An amount; the heading names the currency.
    Money,
    /// Yes or no.
    Bool,
}

impl ColumnKind {
    /// Whether its cells are numbers, which stand at the right.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Hours { .. } | Self::Percent | Self::Money)
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing to say: an empty denominator, an unknown date.
    #[default]
    Empty,
    /// Any text. Never a formula, whatever it begins with.
    Text(String),
    /// A count.
    Integer(i64),
    /// A measure. One that is not finite is shown as [`Cell::Empty`].
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A civil date.
    Date(Date),
    /// An instant.
    Time(LocalTime),
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count of things.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// `part` of `whole` in percent; empty where there is no whole.
    #[must_use]
    pub fn percent(part: f64, whole: f64) -> Self {
        if whole == 0.0 { Self::Empty } else { Self::Number(100.0 * part / whole) }
    }

    /// Its number, where it is a finite one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(count) => Some(counted(*count)),
            Self::Number(number) => Some(tidy(*number)).filter(|number| number.is_finite()),
            _ => None,
        }
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Serialize for Cell {
    /// As the window takes it: plain values, an instant with both of its faces.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(count) => serializer.serialize_i64(*count),
            // Not finite: null.
            Self::Number(number) => serializer.serialize_f64(tidy(*number)),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Date(date) => date.serialize(serializer),
            Self::Time(time) => time.serialize(serializer),
        }
    }
}

/// An instant, and what the clocks of the site showed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// The instant.
    pub at: Timestamp,
    /// The site's clocks. On the night when they are set back an hour comes twice; `at` tells
    /// which it was.
    pub local: NaiveDateTime,
}

impl LocalTime {
    /// How far the site's clocks are ahead of UTC, in minutes.
    #[must_use]
    pub fn offset_minutes(&self) -> i64 {
        (self.local - self.at.to_chrono().naive_utc()).num_seconds().div_euclid(60)
    }

    /// ISO 8601 with the offset: `2026-11-01T01:30:00-05:00`. Exact, and local to read.
    #[must_use]
    pub fn to_iso(&self) -> String {
        let offset = self.offset_minutes();
        let sign = if offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        format!("{}{sign}{hours:02}:{minutes:02}", self.local.format("%Y-%m-%dT%H:%M:%S"))
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut both = serializer.serialize_struct("LocalTime", 2)?;
        both.serialize_field("at", &self.at.to_rfc3339())?;
        both.serialize_field("local", &self.local.format("%Y-%m-%d %H:%M").to_string())?;
        both.end()
    }
}

/// A count as a number; beyond 2^53 the nearest one.
pub(crate) const fn counted(count: i64) -> f64 {
    count as f64
}
