//! `[[par]]`: how many ready assets of a type there should be in a unit or place.

use std::collections::BTreeSet;

use toml::Spanned;
use trackward_model::{ParLevel, PlaceId, Site, StockAt, TypeId, UnitId};

use super::declared::Declared;
use super::fields::{Fields, Report};
use super::type_id;
use crate::text_file::{nearest, quoted};

const PAR_KEYS: &[&str] =
    &["type", "unit", "place", "target", "critical", "maximum", "supplied_by"];

/// The most of a type that a unit can be said to need.
const COUNT_MAX: i64 = 10_000;

/// The levels in the order of the file.
pub(super) fn read(
    root: &Fields<'_>,
    site: &Site,
    place_ids: &Declared<PlaceId>,
    report: &mut Report,
) -> Vec<ParLevel> {
    let units = site.places.iter().filter_map(|place| place.unit.as_ref()).collect();
    let around = Around { units, place_ids };
    let mut levels: Vec<(ParLevel, usize)> = Vec::new();
    for fields in root.tables("par", PAR_KEYS, report) {
        let Some(level) = level(&fields, &around, report) else { continue };
        let is_same = |other: &&(ParLevel, usize)| {
            (&other.0.type_id, &other.0.at) == (&level.type_id, &level.at)
        };
        if let Some((_, first)) = levels.iter().find(is_same) {
            let (type_id, at) = (&level.type_id, said(&level.at));
            let message =
                format!("the level of {type_id} in {at} is there twice, first on line {first}");
            report.wrong(&fields.span, message);
        }
        levels.push((level, report.line(&fields.span)));
    }
    levels.into_iter().map(|(level, _)| level).collect()
}

/// What a level may refer to.
struct Around<'a> {
    /// The units that places belong to.
    units: BTreeSet<&'a UnitId>,
    place_ids: &'a Declared<PlaceId>,
}

/// A level; `None` when something in it was reported.
fn level(fields: &Fields<'_>, around: &Around<'_>, report: &mut Report) -> Option<ParLevel> {
    if fields.get("type").is_none() {
        fields.missing("type", report);
    }
    let type_id = fields.text("type", report).and_then(|word| {
        type_id(word.get_ref()).map_err(|sentence| report.wrong(&word.span(), sentence)).ok()
    });
    let at = at(fields, around, report);
    if fields.get("target").is_none() {
        fields.missing("target", report);
    }
    let target = fields.integer("target", 1..=COUNT_MAX, report);
    let critical = fields.integer("critical", 0..=COUNT_MAX, report);
    let maximum = fields.integer("maximum", 0..=COUNT_MAX, report);
    let supplied_by = unit(fields, "supplied_by", around, report);
    if let (Some(by), Some(StockAt::Unit(unit))) = (&supplied_by, &at)
        && by.get_ref() == unit
    {
        let message = format!("unit {} cannot supply itself", quoted(unit.as_str()));
        report.wrong(&by.span(), message);
    }
    let (type_id, at, target): (TypeId, _, _) = (type_id?, at?, target?.into_inner());
    if let Some(critical) = critical.as_ref().filter(|critical| *critical.get_ref() > target) {
        let message = format!("\"critical\" must not be above the target of {target}");
        report.wrong(&critical.span(), message);
    }
    if let Some(maximum) = maximum.as_ref().filter(|maximum| *maximum.get_ref() < target) {
        let message = format!("\"maximum\" must not be below the target of {target}");
        report.wrong(&maximum.span(), message);
    }
    // Half of what there should be: it runs short before it runs out.
    let critical = critical.map_or((target + 1) / 2, Spanned::into_inner);
    Some(ParLevel {
        type_id,
        at,
        target: count(target),
        critical: count(critical),
        maximum: maximum.map(|maximum| count(maximum.into_inner())),
        supplied_by: supplied_by.map(Spanned::into_inner),
        removed: false,
    })
}

/// Where the stock is.
fn at(fields: &Fields<'_>, around: &Around<'_>, report: &mut Report) -> Option<StockAt> {
    match (fields.get("unit").is_some(), fields.get("place").is_some()) {
        (true, false) => {
            unit(fields, "unit", around, report).map(|unit| StockAt::Unit(unit.into_inner()))
        }
        (false, true) => {
            let place = fields.id::<PlaceId>("place", report)?;
            around.place_ids.check("place", &place, report);
            Some(StockAt::Place(place.into_inner()))
        }
        _ => {
            let message = "a level needs exactly one of \"unit\" and \"place\": where the stock is";
            report.wrong(&fields.span, message);
            None
        }
    }
}

/// A unit that some place belongs to.
fn unit(
    fields: &Fields<'_>,
    key: &str,
    around: &Around<'_>,
    report: &mut Report,
) -> Option<Spanned<UnitId>> {
    let unit = fields.id::<UnitId>(key, report)?;
    if !around.units.contains(unit.get_ref()) {
        let known = around.units.iter().map(|unit| unit.as_str());
        let meant = nearest(unit.get_ref().as_str(), known);
        let meant = meant.map(|meant| format!(": did you mean \"{meant}\"?")).unwrap_or_default();
        let found = quoted(unit.get_ref().as_str());
        report.wrong(&unit.span(), format!("the site has no unit {found}{meant}"));
        return None;
    }
    Some(unit)
}

fn said(at: &StockAt) -> String {
    match at {
        StockAt::Unit(unit) => format!("unit {}", quoted(unit.as_str())),
        StockAt::Place(place) => format!("place {}", quoted(place.as_str())),
    }
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
