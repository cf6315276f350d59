//! `[[policy.area]]`: where assets may be.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use toml::de::DeValue;
use trackward_model::{Area, AreaOf, IdError, Policy};

use super::super::fields::{Fields, Report, wrong_type};
use super::{Around, type_id};
use crate::text_file::{nearest, quoted};

const AREA_KEYS: &[&str] = &["type", "unit", "asset", "units", "floors"];

/// The areas that are said stand for all there were before.
pub(super) fn read(policy: &mut Policy, fields: &Fields<'_>, around: &Around, report: &mut Report) {
    if fields.get("area").is_none() {
        return;
    }
    policy.areas.clear();
    for area in fields.tables("area", AREA_KEYS, report) {
        let of = of(&area, report);
        let units = ids(&area, "units", &around.units, "unit", report);
        let floors = ids(&area, "floors", &around.floors, "floor", report);
        if units.is_none() && floors.is_none() {
            let message = "an area needs \"units\", \"floors\" or both: where the assets may be";
            report.wrong(&area.span, message);
        }
        if let Some(of) = of {
            let (units, floors) = (units.unwrap_or_default(), floors.unwrap_or_default());
            policy.areas.push(Area { of, units, floors });
        }
    }
}

/// Of which assets an area speaks.
fn of(area: &Fields<'_>, report: &mut Report) -> Option<AreaOf> {
    let said: Vec<&str> =
        ["type", "unit", "asset"].into_iter().filter(|key| area.get(key).is_some()).collect();
    let [key] = said[..] else {
        let message = "an area needs exactly one of \"type\", \"unit\" and \"asset\": of which \
                       assets it speaks";
        report.wrong(&area.span, message);
        return None;
    };
    match key {
        "type" => {
            let word = area.text(key, report)?;
            match type_id(word.get_ref()) {
                Ok(type_id) => Some(AreaOf::Type(type_id)),
                Err(sentence) => {
                    report.wrong(&word.span(), sentence);
                    None
                }
            }
        }
        "unit" => area.id(key, report).map(|unit| AreaOf::Unit(unit.into_inner())),
        _ => area.id(key, report).map(|asset| AreaOf::Asset(asset.into_inner())),
    }
}

/// A list of ids of the site; `None` where it is not there.
fn ids<T>(
    area: &Fields<'_>,
    key: &str,
    known: &BTreeSet<T>,
    what: &str,
    report: &mut Report,
) -> Option<Vec<T>>
where
    T: FromStr<Err = IdError> + Ord + Display,
{
    let value = area.get(key)?;
    let DeValue::Array(items) = value.get_ref() else {
        report.wrong(&value.span(), wrong_type(key, "a list of texts", value.get_ref()));
        return Some(Vec::new());
    };
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        let DeValue::String(text) = item.get_ref() else {
            report.wrong(&item.span(), wrong_type(key, "a list of texts", item.get_ref()));
            continue;
        };
        match text.parse::<T>() {
            Ok(id) if known.contains(&id) => list.push(id),
            _ => {
                let names: Vec<String> = known.iter().map(ToString::to_string).collect();
                let meant = nearest(text, names.iter().map(String::as_str));
                let meant =
                    meant.map(|meant| format!(": did you mean \"{meant}\"?")).unwrap_or_default();
                let message = format!("the site has no {what} {}{meant}", quoted(text));
                report.wrong(&item.span(), message);
            }
        }
    }
    Some(list)
}
