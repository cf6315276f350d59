//! Single lines over a policy that is there: `missing_after=2h`,
//! `type.ventilator.missing_after = "2h"`, `rule.dwell.off=true`.

use toml::de::DeTable;
use trackward_model::{Policy, Site, Span};

use super::super::fields::{Fields, Report};
use super::{Around, read_over};
use crate::text_file::quoted;

/// More lines than a policy can have are a slip.
const LINES_MAX: usize = 1_000;

/// A policy with some lines over it, and what is odd about them; or all that is wrong with them,
/// in sentences. A line that is empty or a comment says nothing.
pub(crate) fn change_policy(
    base: &Policy,
    lines: &[String],
    site: &Site,
) -> Result<(Policy, Vec<String>), Vec<String>> {
    if lines.len() > LINES_MAX {
        return Err(vec![format!("A policy is changed by at most {LINES_MAX} lines at a time.")]);
    }
    let said = lines.iter().map(|line| line.trim());
    let said = said.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut text, mut wrong) = ("[policy]\n".to_owned(), Vec::new());
    for line in said {
        match as_toml(line) {
            Ok(line) => text.extend([line.as_str(), "\n"]),
            Err(sentence) => wrong.push(sentence),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut report = Report::new(&text);
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        let sentence = |error: &toml::de::Error| {
            let line = error.span().and_then(|span| text[..span.start].lines().last());
            let at = line.map(|line| format!(" at {}", quoted(line))).unwrap_or_default();
            format!("not valid TOML{at}: {}", error.message().trim_end())
        };
        return Err(errors.iter().map(sentence).collect());
    }
    let root = Fields::new(table.get_ref(), table.span(), String::new(), &["policy"], &mut report);
    let around = Around { pulls_along: true, ..around(site) };
    let policy = read_over(base.clone(), &root, &around, &mut report);
    if report.problems.is_empty() {
        Ok((policy, report.warnings.into_messages()))
    } else {
        Err(report.problems.into_messages())
    }
}

/// What a policy of this site may refer to.
pub(in super::super) fn around(site: &Site) -> Around {
    let readers = site.readers.iter().filter(|reader| !reader.removed);
    let slowest_s = readers.map(|reader| reader.interval_s).fold(0.0, f64::max);
    let places = site.places.iter().filter(|place| !place.removed);
    let floors = site.floors.iter().filter(|floor| !floor.removed);
    Around {
        slowest_reader: Span((slowest_s * 1e6) as i64),
        units: places.filter_map(|place| place.unit.clone()).collect(),
        floors: floors.map(|floor| floor.id.clone()).collect(),
        pulls_along: false,
    }
}

/// A line as TOML has it: a length of time or a word may stand without its quotes.
fn as_toml(line: &str) -> Result<String, String> {
    let refused = || {
        let expected = "expected a key and a value, such as missing_after=2h";
        format!("{} changes nothing: {expected}", quoted(line))
    };
    let (key, value) = line.split_once('=').ok_or_else(refused)?;
    let key = key.trim();
    let key = key.strip_prefix("policy.").unwrap_or(key);
    let value = value.trim();
    if key.is_empty() || value.is_empty() || line.chars().any(char::is_control) {
        return Err(refused());
    }
    let is_toml = value.starts_with(['"', '\'', '[', '{'])
        || matches!(value, "true" | "false")
        || value.parse::<f64>().is_ok();
    if is_toml {
        return Ok(format!("{key} = {value}"));
    }
    // A comment after a bare word is no part of it.
    let value = value.split_once('#').map_or(value, |(value, _)| value.trim_end());
    Ok(format!("{key} = \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")))
}
