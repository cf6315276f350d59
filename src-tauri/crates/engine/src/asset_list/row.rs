//! One row of an asset list, cell by cell.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use trackward_ingest::omlox;
use trackward_model::{Asset, AssetId, AssetStatus, Price, Risk, Scheme, Site, Tag, UnitId};

use super::column::Column;
use crate::csv_file::{Header, Record};
use crate::site_file::type_id;
use crate::text_file::{Problems, nearest, quoted};

/// How many units a sentence lists.
const UNITS_SHOWN_MAX: usize = 12;
/// How many tags an asset carries at most: a label, a beacon, a card and what replaces them.
const TAGS_MAX: usize = 8;

/// What the rows before this one have used up.
pub(super) struct Seen<'a> {
    units: BTreeSet<&'a str>,
    ids: HashMap<AssetId, usize>,
    tags: HashMap<Tag, usize>,
    serials: HashMap<(String, String), usize>,
}

impl<'a> Seen<'a> {
    /// Nothing yet; the units are those of the site's places.
    pub(super) fn new(site: &'a Site) -> Self {
        let places = site.places.iter().filter(|place| !place.removed);
        Self {
            units: places.filter_map(|place| place.unit.as_ref()).map(UnitId::as_str).collect(),
            ids: HashMap::new(),
            tags: HashMap::new(),
            serials: HashMap::new(),
        }
    }
}

/// Where a row's sentences go.
struct Report<'a> {
    line: usize,
    problems: &'a mut Problems,
}

impl Report<'_> {
    fn wrong(&mut self, column: Column, message: String) {
        self.problems.add(Some(self.line), Some(column.name().into()), message);
    }
}

/// The asset of a row and its tags; `None` when something in it was reported.
pub(super) fn read(
    record: &Record<'_>,
    header: &Header,
    seen: &mut Seen<'_>,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<(Asset, Vec<Tag>)> {
    let line = record.line;
    let report = &mut Report { line, problems };
    let cell = |column: Column| header.cell(record, column as usize);
    let characters_are_good = check_characters(record, header, report);
    let asset_id = asset_id(cell(Column::AssetId), seen, report);
    let type_id =
        type_id(cell(Column::Type)).map_err(|sentence| report.wrong(Column::Type, sentence)).ok();
    let unit = unit(cell(Column::Unit), seen, report);
    let tags = tags(cell(Column::Tag), seen, report);
    let risk = word(Column::Risk, cell(Column::Risk), RISKS, report);
    let rental = word(Column::Rental, cell(Column::Rental), RENTALS, report);
    let status = word(Column::Status, cell(Column::Status), STATUSES, report);
    let purchase_date = date(cell(Column::PurchaseDate), report);
    let price = price(cell(Column::Price), report);
    warn_same_serial(line, cell(Column::Manufacturer), cell(Column::Serial), seen, warnings);
    if !characters_are_good {
        return None;
    }
    let text = |column| cell(column).to_owned();
    let optional = |column| Some(text(column)).filter(|text| !text.is_empty());
    let asset = Asset {
        asset_id: asset_id?,
        name: text(Column::Name),
        type_id: type_id?,
        manufacturer: text(Column::Manufacturer),
        model: text(Column::Model),
        serial: text(Column::Serial),
        unit: unit?,
        udi: optional(Column::Udi),
        risk: risk?,
        rental: rental?,
        status: status?,
        purchase_date: purchase_date?,
        price: price?,
        notes: optional(Column::Notes),
    };
    Some((asset, tags?))
}

/// Line breaks are good in notes; other control characters are good nowhere.
fn check_characters(record: &Record<'_>, header: &Header, report: &mut Report<'_>) -> bool {
    let mut all_good = true;
    for column in Column::ALL {
        let name = column.name();
        let is_good = |c: char| {
            !c.is_control() || (column == Column::Notes && matches!(c, '\n' | '\r' | '\t'))
        };
        if let Some(odd) = header.cell(record, column as usize).chars().find(|c| !is_good(*c)) {
            let message = match odd {
                '\0' => format!("\"{name}\" holds a NUL byte"),
                '\n' | '\r' => format!("\"{name}\" holds a line break"),
                _ => format!("\"{name}\" holds a control character"),
            };
            report.wrong(column, message);
            all_good = false;
        }
    }
    all_good
}

fn asset_id(text: &str, seen: &mut Seen<'_>, report: &mut Report<'_>) -> Option<AssetId> {
    let id = AssetId::new(text)
        .map_err(|error| report.wrong(Column::AssetId, error.to_string()))
        .ok()?;
    if let Some(first) = seen.ids.get(&id) {
        let message = format!("{} is there twice, first on line {first}", quoted(text));
        report.wrong(Column::AssetId, message);
        return None;
    }
    seen.ids.insert(id.clone(), report.line);
    Some(id)
}

fn unit(text: &str, seen: &Seen<'_>, report: &mut Report<'_>) -> Option<Option<UnitId>> {
    if text.is_empty() {
        return Some(None);
    }
    if seen.units.contains(text) {
        return UnitId::new(text).ok().map(Some);
    }
    let expected = if seen.units.is_empty() {
        "no place of the site names a unit".into()
    } else if let Some(meant) = nearest(text, seen.units.iter().copied()) {
        format!("did you mean \"{meant}\"?")
    } else {
        let shown: Vec<&str> = seen.units.iter().copied().take(UNITS_SHOWN_MAX).collect();
        let others = if seen.units.len() > shown.len() { ", …" } else { "" };
        format!("the site's places name {}{others}", shown.join(", "))
    };
    report.wrong(Column::Unit, format!("unknown unit {}: {expected}", quoted(text)));
    None
}

/// The tags of a cell, with spaces or semicolons between them.
fn tags(text: &str, seen: &mut Seen<'_>, report: &mut Report<'_>) -> Option<Vec<Tag>> {
    let written: Vec<String> = text.split(';').flat_map(apart).collect();
    if written.len() > TAGS_MAX {
        report.wrong(Column::Tag, format!("more than {TAGS_MAX} tags on one asset"));
        return None;
    }
    let tags: Vec<_> = written.iter().map(|text| tag(text, seen, report)).collect();
    tags.into_iter().collect()
}

/// A space ends a tag only before the next one: `uid:04 A2 24 B2` and what a hub names may hold
/// some.
fn apart(text: &str) -> Vec<String> {
    let begins = |word: &str| {
        let scheme = word.split_once(':').map(|(scheme, _)| scheme);
        Scheme::ALL.iter().any(|known| scheme.is_some_and(|s| s.eq_ignore_ascii_case(known.word())))
    };
    let mut tags: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match tags.last_mut() {
            Some(tag) if !begins(word) => {
                tag.push(' ');
                tag.push_str(word);
            }
            _ => tags.push(word.to_owned()),
        }
    }
    tags
}

/// A hub's sightings name a radio by its address, whatever the list calls it.
fn as_heard(tag: Tag) -> Tag {
    let provider = (tag.scheme() == Scheme::Omlox).then(|| std::str::from_utf8(tag.bytes()).ok());
    provider.flatten().and_then(omlox::tag).unwrap_or(tag)
}

fn tag(text: &str, seen: &mut Seen<'_>, report: &mut Report<'_>) -> Option<Tag> {
    let tag: Tag =
        text.parse().map_err(|error| report.wrong(Column::Tag, format!("{error}"))).ok()?;
    if tag.scheme() == Scheme::Asset {
        let message =
            format!("{tag} is the name of an asset, which needs no listing: leave it out");
        report.wrong(Column::Tag, message);
        return None;
    }
    let tag = as_heard(tag);
    match seen.tags.get(&tag) {
        Some(first) if *first == report.line => {
            report.wrong(Column::Tag, format!("{tag} is there twice"));
            None
        }
        Some(first) => {
            let message = format!("{tag} is on two assets, first on line {first}");
            report.wrong(Column::Tag, message);
            None
        }
        None => {
            seen.tags.insert(tag, report.line);
            Some(tag)
        }
    }
}

const RISKS: &[(&str, Risk)] =
    &[("standard", Risk::Standard), ("high", Risk::High), ("life_support", Risk::LifeSupport)];
const RENTALS: &[(&str, bool)] =
    &[("no", false), ("yes", true), ("false", false), ("true", true), ("0", false), ("1", true)];
const STATUSES: &[(&str, AssetStatus)] =
    &[("active", AssetStatus::Active), ("retired", AssetStatus::Retired)];

/// One of a few words; an empty cell is the first of them.
fn word<T: Copy>(
    column: Column,
    text: &str,
    words: &[(&str, T)],
    report: &mut Report<'_>,
) -> Option<T> {
    if text.is_empty() {
        return words.first().map(|(_, meaning)| *meaning);
    }
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
    if found.is_none() {
        let expected: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let (text, expected) = (quoted(text), expected.join(", "));
        report.wrong(column, format!("unknown word {text}: expected one of {expected}"));
    }
    found.map(|(_, meaning)| *meaning)
}

fn date(text: &str, report: &mut Report<'_>) -> Option<Option<String>> {
    if text.is_empty() {
        return Some(None);
    }
    // chrono takes "2026-1-5" too, which would sort wrongly as text.
    let is_date =
        text.len() == "2026-01-05".len() && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    if !is_date {
        let message =
            format!("{} is no date: expected YYYY-MM-DD, such as 2026-01-05", quoted(text));
        report.wrong(Column::PurchaseDate, message);
        return None;
    }
    Some(Some(text.to_owned()))
}

fn price(text: &str, report: &mut Report<'_>) -> Option<Option<Price>> {
    if text.is_empty() {
        return Some(None);
    }
    let price = text.parse().map_err(|error| {
        report.wrong(Column::Price, format!("{} is no price: {error}", quoted(text)));
    });
    price.ok().map(Some)
}

/// Two devices of one maker with one serial number are one device listed twice, or a slip.
fn warn_same_serial(
    line: usize,
    manufacturer: &str,
    serial: &str,
    seen: &mut Seen<'_>,
    warnings: &mut Problems,
) {
    if serial.is_empty() {
        return;
    }
    let key = (manufacturer.to_lowercase(), serial.to_lowercase());
    if let Some(first) = seen.serials.get(&key) {
        let message = format!(
            "{} of {} is there twice, first on line {first}",
            quoted(serial),
            quoted(manufacturer)
        );
        warnings.add(Some(line), Some(Column::Serial.name().into()), message);
    } else {
        seen.serials.insert(key, line);
    }
}
