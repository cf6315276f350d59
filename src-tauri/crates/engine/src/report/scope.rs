//! What was asked for, checked: from when to when, and about which assets.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;

use chrono::{Datelike, Days, NaiveTime};
use chrono_tz::Tz;
use trackward_model::ask::{Moment, ReportAsked, ReportBy};
use trackward_model::{Asset, AssetId, AssetIndex, Date, Timestamp, TypeId, UnitId};
use trackward_report::{Filter, in_words};

use super::facts::Facts;
use super::frame::local;
use crate::error::EngineError;
use crate::text_file::{nearest, quoted};

/// How long a period may be: the hours of ten years fit into memory many times over.
const DAYS_MAX: i64 = 3_660;
/// How far a period reaches back where nobody says.
const DAYS: u64 = 30;

/// What a report covers.
#[derive(Debug, Clone)]
pub struct Scope {
    /// From when to before when.
    pub period: Range<Timestamp>,
    /// The civil days of that, both included.
    pub days: (Date, Date),
    /// The assets, by index.
    pub assets: Vec<AssetIndex>,
    /// Whether those are all.
    pub is_all: bool,
    /// By what to group, where there is a choice.
    pub by: Option<ReportBy>,
    /// What was asked for, in words.
    pub filters: Vec<Filter>,
    /// What became of it, in words: a period that was cut.
    pub notes: Vec<String>,
}

/// Checks what was asked.
///
/// # Errors
/// A sentence that says what is wrong and what was probably meant.
pub fn scope(facts: &Facts, asked: &ReportAsked) -> Result<Scope, EngineError> {
    let groups = asked.kind.groups();
    if let Some(by) = asked.by.filter(|by| !groups.contains(by)) {
        let word = word(&by);
        return refuse(format!("the {} report is not made by {word}", asked.kind));
    }
    let mut notes = Vec::new();
    let period = period(facts, asked, &mut notes)?;
    let mut scope = Scope {
        days: days_of(&period, facts.zone),
        assets: Vec::new(),
        is_all: asked.types.is_empty() && asked.units.is_empty() && asked.assets.is_empty(),
        by: asked.by.or(groups.first().copied()),
        filters: filters(facts, asked, &period)?,
        notes,
        period,
    };
    let wanted = |asset: &Asset| {
        (asked.types.is_empty() || asked.types.contains(&asset.type_id))
            && (asked.units.is_empty()
                || asset.unit.as_ref().is_some_and(|unit| asked.units.contains(unit)))
            && (asked.assets.is_empty() || asked.assets.contains(&asset.asset_id))
    };
    let assets = facts.assets.iter().enumerate().filter(|(_, asset)| wanted(asset));
    scope.assets = assets.map(|(i, _)| AssetIndex::of(i)).collect();
    Ok(scope)
}

fn refuse<T>(sentence: String) -> Result<T, EngineError> {
    Err(EngineError::Asked(sentence))
}

/// The word of a value that is written as one.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn period(
    facts: &Facts,
    asked: &ReportAsked,
    notes: &mut Vec<String>,
) -> Result<Range<Timestamp>, EngineError> {
    if !asked.kind.has_period() {
        return Ok(facts.reached..facts.reached);
    }
    let zone = facts.zone;
    let today = local(facts.reached.max(Timestamp(0)), zone).date();
    let end = match asked.to {
        Some(Moment::Instant(at)) => at,
        Some(Moment::Day(day)) => day.succ_opt().map_or(Timestamp::MAX, |day| midnight(day, zone)),
        None => midnight(today, zone),
    };
    let start = match asked.from {
        Some(Moment::Instant(at)) => at,
        Some(Moment::Day(day)) => midnight(day, zone),
        None => {
            let last = local(Timestamp(end.0.saturating_sub(1)), zone).date();
            let first = last.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(last);
            midnight(first, zone)
        }
    };
    let show = |at: Timestamp| local(at, zone).format("%Y-%m-%d %H:%M").to_string();
    if start >= end {
        return refuse(format!(
            "the period is upside down: it begins at {} and ends at {}",
            show(start),
            show(end)
        ));
    }
    let future = facts.future();
    if start >= future {
        return refuse(format!("the period begins at {}, which is in the future", show(start)));
    }
    if end.0.saturating_sub(start.0) as f64 / 1e6 > DAYS_MAX as f64 * 86_400.0 {
        return refuse("the period is longer than ten years: choose a shorter one".to_owned());
    }
    if end > future {
        notes.push(format!("The period is not over: it is counted until {}.", show(future)));
    }
    if end.min(future) > facts.reached {
        notes.push(format!(
            "Nothing is known after {}: that time counts as unknown.",
            show(facts.reached)
        ));
    }
    Ok(start..end.min(future))
}

/// When a civil day begins: on a day whose midnight is skipped, as soon after it as there is time.
pub fn midnight(day: Date, zone: Tz) -> Timestamp {
    if !(1..=9_999).contains(&day.year()) {
        return if day.year() < 1 { Timestamp::MIN } else { Timestamp::MAX };
    }
    let mut at = day.and_time(NaiveTime::MIN);
    for _ in 0..8 {
        if let Some(found) = at.and_local_timezone(zone).earliest() {
            return Timestamp::from_chrono(found.to_utc());
        }
        at += chrono::Duration::minutes(30);
    }
    Timestamp::from_chrono(day.and_time(NaiveTime::MIN).and_utc())
}

fn days_of(period: &Range<Timestamp>, zone: Tz) -> (Date, Date) {
    let last = Timestamp(period.end.0.saturating_sub(1)).max(period.start);
    (local(period.start, zone).date(), local(last, zone).date())
}

fn filters(
    facts: &Facts,
    asked: &ReportAsked,
    period: &Range<Timestamp>,
) -> Result<Vec<Filter>, EngineError> {
    let types: BTreeSet<&str> = facts.assets.iter().map(|asset| asset.type_id.as_str()).collect();
    let units: BTreeSet<&str> = (facts.assets.iter().filter_map(|asset| asset.unit.as_ref()))
        .chain(facts.site.places.iter().filter_map(|place| place.unit.as_ref()))
        .map(UnitId::as_str)
        .collect();
    let ids: BTreeSet<&str> = facts.assets.iter().map(|asset| asset.asset_id.as_str()).collect();
    let mut filters = Vec::new();
    let wanted = known("type", asked.types.iter().map(TypeId::as_str), &types)?;
    filters.extend(filter("Types", wanted.into_iter().map(in_words)));
    let wanted = known("unit", asked.units.iter().map(UnitId::as_str), &units)?;
    filters.extend(filter("Units", wanted));
    let wanted = known("asset", asked.assets.iter().map(AssetId::as_str), &ids)?;
    filters.extend(filter("Assets", wanted));
    let (first, last) = days_of(period, facts.zone);
    let after = last.succ_opt().map_or(period.end, |day| midnight(day, facts.zone));
    let is_whole_days = midnight(first, facts.zone) == period.start && after == period.end;
    if asked.kind.has_period() && !is_whole_days {
        let show = |at| local(at, facts.zone).format("%Y-%m-%d %H:%M:%S").to_string();
        let text = format!("{} to {}", show(period.start), show(period.end));
        filters.push(Filter { label: "Exactly".to_owned(), text });
    }
    Ok(filters)
}

/// What was asked for, if each is known.
fn known<'a>(
    what: &str,
    wanted: impl Iterator<Item = &'a str>,
    known: &BTreeSet<&str>,
) -> Result<Vec<&'a str>, EngineError> {
    let check = |wanted: &'a str| {
        if known.contains(wanted) {
            return Ok(wanted);
        }
        let meant = nearest(wanted, known.iter().copied());
        let meant: &dyn Display = match meant {
            Some(meant) => &format!(": did you mean {}?", quoted(meant)),
            None => &"",
        };
        refuse(format!("there is no {what} {}{meant}", quoted(wanted)))
    };
    wanted.map(check).collect()
}

/// What a report is narrowed to, if it is.
fn filter(label: &str, names: impl IntoIterator<Item: Into<String>>) -> Option<Filter> {
    let names: Vec<String> = names.into_iter().map(Into::into).collect();
    let text = names.join(", ");
    (!names.is_empty()).then(|| Filter { label: label.to_owned(), text })
}
