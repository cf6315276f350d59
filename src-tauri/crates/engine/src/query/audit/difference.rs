//! What an entry of the log has changed, leaf by leaf: a person reads `closed note: new case`
//! rather than two rows as JSON.

use std::collections::BTreeMap;

use serde_json::Value;
use trackward_model::Timestamp;
use trackward_model::ask::Difference;
use trackward_store::Audited;

use crate::world::World;

/// The longest text that is told of a leaf, in characters.
const TEXT_MAX: usize = 200;
/// An integer from here on is an instant in microseconds (September 2001), whatever it is of:
/// counts, lengths and numbers are smaller.
const INSTANT_MIN: i64 = 1_000_000_000_000_000;

/// What an entry has changed, by what each is called. Who did it to which asset, and when, stands
/// in the entry itself and is not told again.
pub fn differences(world: &World, entry: &Audited) -> Vec<Difference> {
    let (before, after) = (leaves(world, entry, &entry.before), leaves(world, entry, &entry.after));
    let mut all: BTreeMap<String, (Option<String>, Option<String>)> = BTreeMap::new();
    for (what, text) in before {
        all.entry(what).or_default().0 = Some(text);
    }
    for (what, text) in after {
        all.entry(what).or_default().1 = Some(text);
    }
    let mut differences: Vec<Difference> = all
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(what, (before, after))| Difference { what, before, after })
        .collect();
    differences.sort_by_key(|one| rank(&one.what));
    differences
}

/// What a person wants to know first: what it is about, then what stands in lists, numbers of
/// rows last.
fn rank(what: &str) -> u8 {
    let mut words = what.split(' ');
    let in_list = words.any(|word| word.parse::<u32>().is_ok());
    match what.rsplit(' ').next() {
        Some("id" | "recall") => 2,
        _ => u8::from(in_list),
    }
}

/// The leaves of a row, by their paths.
fn leaves(world: &World, entry: &Audited, row: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    if let Ok(row) = serde_json::from_str::<Value>(row) {
        gather(world, entry, "", &row, &mut all);
    }
    all
}

fn gather(
    world: &World,
    entry: &Audited,
    path: &str,
    value: &Value,
    all: &mut Vec<(String, String)>,
) {
    let under = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path} {name}"),
    };
    match value {
        // What is not so is not told.
        Value::Null | Value::Bool(false) => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                if !is_of_entry(entry, name, value) {
                    gather(world, entry, &under(&name.replace('_', " ")), value, all);
                }
            }
        }
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            let items: Vec<String> = items.iter().map(|item| text_of(world, path, item)).collect();
            if !items.is_empty() {
                all.push((path.to_owned(), cut(&items.join(", "))));
            }
        }
        Value::Array(items) => {
            // A path is sorted as text: numbers of one width stay in order.
            let width = items.len().to_string().len();
            for (n, item) in (1..).zip(items) {
                gather(world, entry, &under(&format!("{n:0width$}")), item, all);
            }
        }
        leaf => {
            let text = text_of(world, path, leaf);
            if !text.is_empty() {
                all.push((path.to_owned(), cut(&text)));
            }
        }
    }
}

/// Whether a field says what the entry says itself.
fn is_of_entry(entry: &Audited, name: &str, value: &Value) -> bool {
    match name {
        "asset" => entry.asset.is_some_and(|asset| value.as_u64() == Some(u64::from(asset.0))),
        "by" => value.as_str() == Some(&entry.by),
        "at" | "from" => value.as_i64() == Some(entry.at.0),
        _ => false,
    }
}

/// A leaf as a person reads it: places and assets by their ids, instants by the site's clocks.
fn text_of(world: &World, path: &str, leaf: &Value) -> String {
    let name = path.rsplit(' ').next().unwrap_or(path);
    let number = leaf.as_i64();
    let at = number.and_then(|number| usize::try_from(number).ok());
    let named = match name {
        "asset" => at.and_then(|at| Some(world.assets.get(at)?.asset.asset_id.to_string())),
        "place" => at.and_then(|at| Some(world.site.places.get(at)?.id.to_string())),
        _ => None,
    };
    match (named, number, leaf) {
        (Some(named), ..) => named,
        (None, Some(at), _) if at >= INSTANT_MIN => {
            let at = Timestamp(at).to_chrono().with_timezone(&world.zone());
            at.format("%Y-%m-%d %H:%M:%S").to_string()
        }
        (.., Value::String(text)) => text.clone(),
        (.., Value::Bool(true)) => "yes".to_owned(),
        (.., leaf) => leaf.to_string(),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= TEXT_MAX {
        return text.to_owned();
    }
    text.chars().take(TEXT_MAX).chain(" …".chars()).collect()
}
