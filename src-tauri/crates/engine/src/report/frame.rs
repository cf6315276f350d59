//! What all reports have in common: their head, and short ways to say cells and columns.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use trackward_model::{AssetIndex, PlaceIndex, Price, Timestamp};
use trackward_report::{
    Cell, Column, ColumnKind, Definition, Figure, LocalTime, Period, Report, date_in_words,
};

use super::Making;
use super::scope::word;

/// Hours are shown with so many decimals.
pub const HOURS: ColumnKind = ColumnKind::Hours { decimals: 2 };

impl Making {
    /// A report without a body.
    pub fn frame(&self, title: &str) -> Report {
        let (from, to) = self.scope.days;
        Report {
            kind: self.asked.kind.word().to_owned(),
            title: title.to_owned(),
            hospital: self.facts.site.name.clone(),
            zone: self.facts.site.timezone.clone(),
            period: self.asked.kind.has_period().then_some(Period { from, to }),
            filters: self.scope.filters.clone(),
            made_at: self.local(crate::clock::now()),
            coverage: None,
            summary: Vec::new(),
            sections: Vec::new(),
            definitions: Vec::new(),
            notes: self.scope.notes.clone(),
        }
    }

    /// An instant with what the site's clocks showed.
    pub fn local(&self, at: Timestamp) -> LocalTime {
        LocalTime { at, local: local(at, self.facts.zone) }
    }

    /// An instant in a sentence, by the site's clocks: `23 Nov 2026, 00:55`.
    pub fn when(&self, at: Timestamp) -> String {
        let local = local(at, self.facts.zone);
        format!("{}, {}", date_in_words(local.date()), local.format("%H:%M"))
    }

    pub fn time(&self, at: Timestamp) -> Cell {
        Cell::Time(self.local(at))
    }

    pub fn time_option(&self, at: Option<Timestamp>) -> Cell {
        at.map_or(Cell::Empty, |at| self.time(at))
    }

    /// A place by its name, of which there may be several; nothing for no room.
    pub fn place(&self, place: Option<PlaceIndex>) -> Cell {
        let place = place.and_then(|place| self.facts.site.places.get(place.at()));
        place.map_or(Cell::Empty, |place| Cell::text(place.name.clone()))
    }

    pub fn place_id(&self, place: Option<PlaceIndex>) -> Cell {
        let place = place.and_then(|place| self.facts.site.places.get(place.at()));
        place.map_or(Cell::Empty, |place| Cell::text(place.id.as_str()))
    }

    /// The id, the type and the unit of an asset: how most rows begin.
    pub fn of_asset(&self, asset: AssetIndex) -> Vec<Cell> {
        let asset = &self.facts.assets[asset.at()];
        let unit = asset.unit.as_ref().map_or(Cell::Empty, |unit| Cell::text(unit.as_str()));
        vec![Cell::text(asset.asset_id.as_str()), Cell::text(asset.type_id.as_str()), unit]
    }

    /// What it cost, where the asset list says so.
    pub fn price(&self, asset: AssetIndex) -> Cell {
        Cell::from(self.facts.assets[asset.at()].price.map(Price::amount))
    }

    pub fn is_wanted(&self, asset: AssetIndex) -> bool {
        self.scope.is_all || self.scope.assets.binary_search(&asset).is_ok()
    }
}

/// The years that a date is written in: from 0001-01-02 to 9999-12-30, in UTC.
const YEARS: [Timestamp; 2] =
    [Timestamp(-62_135_510_400_000_000), Timestamp(253_402_128_000_000_000)];

/// What the clocks of a zone show at an instant; beyond the years that can be written, at their
/// ends.
pub fn local(at: Timestamp, zone: Tz) -> NaiveDateTime {
    at.clamp(YEARS[0], YEARS[1]).to_chrono().with_timezone(&zone).naive_local()
}

/// The columns of [`Making::of_asset`].
pub fn asset_columns() -> Vec<Column> {
    vec![text("asset_id", "Asset"), word_of("type", "Type"), text("unit", "Unit")]
}

pub fn text(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Text)
}

/// A column of words of programs, which people read as words.
pub fn word_of(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Word)
}

pub fn integer(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Integer)
}

pub fn hours(key: &str, heading: &str) -> Column {
    Column::new(key, heading, HOURS)
}

pub fn percent(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Percent)
}

pub fn money(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Money)
}

pub fn time(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::DateTime)
}

pub fn date(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Date)
}

pub fn yes_no(key: &str, heading: &str) -> Column {
    Column::new(key, heading, ColumnKind::Bool)
}

/// Microseconds as hours.
pub fn in_hours(us: i64) -> f64 {
    us as f64 / 3.6e9
}

/// An enum by its word, as everywhere in files: `patient_room`.
pub fn words(value: &impl serde::Serialize) -> Cell {
    Cell::Text(word(value))
}

pub fn define(term: &str, text: &str) -> Definition {
    Definition { term: term.to_owned(), text: text.to_owned() }
}

pub fn figure(label: &str, value: Cell, kind: ColumnKind, note: &str) -> Figure {
    Figure { label: label.to_owned(), value, kind, note: note.to_owned() }
}

pub fn count(label: &str, count: usize, note: &str) -> Figure {
    figure(label, Cell::count(count), ColumnKind::Integer, note)
}
