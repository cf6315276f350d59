//! `[policy]`: thresholds, and where types differ.

use toml::Spanned;
use toml::de::DeValue;
use trackward_model::{Policy, Span, Thresholds, ThresholdsChange, TypeId};

use super::fields::{Fields, Report, described};
use crate::text_file::quoted;

const THRESHOLD_KEYS: &[&str] =
    &["stale_after", "not_seen_after", "missing_after", "tag_interval", "exit_delay", "exit_after"];
const POLICY_KEYS: &[&str] = &[
    "stale_after",
    "not_seen_after",
    "missing_after",
    "tag_interval",
    "exit_delay",
    "exit_after",
    "type",
];

/// What one table says.
struct Said<'t> {
    fields: Fields<'t>,
    change: ThresholdsChange,
}

/// The policy: what the file says over the defaults. `slowest_reader` is the longest interval of
/// the site's readers.
pub(super) fn read(root: &Fields<'_>, slowest_reader: Span, report: &mut Report) -> Policy {
    let mut policy = Policy::default();
    let Some(fields) = root.table("policy", "[policy]", POLICY_KEYS, report) else { return policy };
    let types = types(&fields, report);
    let all = Said { change: change(&fields, report), fields };
    policy.all = applied(policy.all, all.change);
    for (type_id, said) in &types {
        let kept = policy.by_type.entry(type_id.clone()).or_default();
        *kept = over(*kept, said.change);
    }
    drop_defaults_that_are_no_sooner(&mut policy, &types);

    for pair in wrong_pairs(policy.all) {
        report_pair(&all, &pair, report);
    }
    warn_raised("", &all, policy.all, slowest_reader, report);
    for (type_id, change) in &policy.by_type {
        let thresholds = applied(policy.all, *change);
        let said = types.iter().find(|(said_of, _)| said_of == type_id).map(|(_, said)| said);
        for pair in wrong_pairs(thresholds) {
            match said.filter(|said| pair.is_told_in(said)) {
                Some(said) => report_pair(said, &pair, report),
                // Already told of all types.
                None if wrong_pairs(policy.all).any(|other| other.short == pair.short) => {}
                None => report_pair_of_type(type_id, &all, &pair, report),
            }
        }
        if let Some(said) = said {
            warn_raised(&format!("{type_id}: "), said, thresholds, slowest_reader, report);
        }
    }
    policy
}

/// A type as policies and asset lists write it: a word that can stand in a key.
pub(crate) fn type_id(text: &str) -> Result<TypeId, String> {
    let is_word_character = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    TypeId::new(text).ok().filter(|_| text.chars().all(is_word_character)).ok_or_else(|| {
        let expected = "expected lower-case letters, digits and _, such as infusion_pump";
        format!("{} is no type: {expected}", quoted(text))
    })
}

fn types<'t>(fields: &Fields<'t>, report: &mut Report) -> Vec<(TypeId, Said<'t>)> {
    let Some(value) = fields.get("type") else { return Vec::new() };
    let DeValue::Table(table) = value.get_ref() else {
        let found = described(value.get_ref());
        report.wrong(
            &value.span(),
            format!("expected tables such as [policy.type.ventilator], found {found}"),
        );
        return Vec::new();
    };
    let mut types = Vec::new();
    for (key, value) in table {
        let name = key.get_ref();
        let heading = format!("[policy.type.{name}]");
        let DeValue::Table(table) = value.get_ref() else {
            let found = described(value.get_ref());
            report.wrong(&value.span(), format!("expected a table {heading}, found {found}"));
            continue;
        };
        let fields = Fields::new(table, value.span(), heading, THRESHOLD_KEYS, report);
        let change = change(&fields, report);
        match type_id(name) {
            Ok(type_id) => types.push((type_id, Said { fields, change })),
            Err(sentence) => report.wrong(&key.span(), sentence),
        }
    }
    types
}

fn change(fields: &Fields<'_>, report: &mut Report) -> ThresholdsChange {
    let mut duration = |key: &str, zero_is_good: bool| {
        let found = fields.duration(key, report)?;
        if *found.get_ref() == Span::ZERO && !zero_is_good {
            report.wrong(&found.span(), format!("\"{key}\" must be more than 0"));
            return None;
        }
        Some(found.into_inner())
    };
    ThresholdsChange {
        stale_after: duration("stale_after", false),
        not_seen_after: duration("not_seen_after", false),
        missing_after: duration("missing_after", false),
        tag_interval: duration("tag_interval", false),
        exit_delay: duration("exit_delay", true),
        exit_after: duration("exit_after", false),
    }
}

fn applied(all: Thresholds, change: ThresholdsChange) -> Thresholds {
    Thresholds {
        stale_after: change.stale_after.unwrap_or(all.stale_after),
        not_seen_after: change.not_seen_after.unwrap_or(all.not_seen_after),
        missing_after: change.missing_after.unwrap_or(all.missing_after),
        tag_interval: change.tag_interval.unwrap_or(all.tag_interval),
        exit_delay: change.exit_delay.unwrap_or(all.exit_delay),
        exit_after: change.exit_after.unwrap_or(all.exit_after),
    }
}

fn over(under: ThresholdsChange, change: ThresholdsChange) -> ThresholdsChange {
    ThresholdsChange {
        stale_after: change.stale_after.or(under.stale_after),
        not_seen_after: change.not_seen_after.or(under.not_seen_after),
        missing_after: change.missing_after.or(under.missing_after),
        tag_interval: change.tag_interval.or(under.tag_interval),
        exit_delay: change.exit_delay.or(under.exit_delay),
        exit_after: change.exit_after.or(under.exit_after),
    }
}

/// A ventilator is missing sooner than other assets by default. Where the file makes all assets
/// missing as soon as that, the default would make it later.
fn drop_defaults_that_are_no_sooner(policy: &mut Policy, types: &[(TypeId, Said<'_>)]) {
    let all = policy.all.missing_after;
    policy.by_type.retain(|type_id, change| {
        let is_said = types.iter().any(|(said_of, _)| said_of == type_id);
        is_said || change.missing_after.is_none_or(|after| after < all)
    });
    for (type_id, said) in types {
        if let Some(kept) = policy.by_type.get_mut(type_id)
            && said.change.missing_after.is_none()
        {
            kept.missing_after = kept.missing_after.filter(|after| *after < all);
        }
    }
}

/// Two thresholds in the wrong order.
struct Pair {
    short: &'static str,
    short_span: Span,
    relation: &'static str,
    long: &'static str,
    long_span: Span,
}

impl Pair {
    fn is_told_in(&self, said: &Said<'_>) -> bool {
        said.fields.get(self.short).or_else(|| said.fields.get(self.long)).is_some()
    }
}

/// Stale comes before not seen, and missing no sooner than not seen.
fn wrong_pairs(thresholds: Thresholds) -> impl Iterator<Item = Pair> {
    let Thresholds { stale_after, not_seen_after, missing_after, .. } = thresholds;
    let stale = Pair {
        short: "stale_after",
        short_span: stale_after,
        relation: "must be shorter than",
        long: "not_seen_after",
        long_span: not_seen_after,
    };
    let not_seen = Pair {
        short: "not_seen_after",
        short_span: not_seen_after,
        relation: "must not be longer than",
        long: "missing_after",
        long_span: missing_after,
    };
    let stale = (stale_after >= not_seen_after).then_some(stale);
    let not_seen = (not_seen_after > missing_after).then_some(not_seen);
    stale.into_iter().chain(not_seen)
}

/// Reports a pair at the one of the two that this table says.
fn report_pair(said: &Said<'_>, pair: &Pair, report: &mut Report) {
    let Pair { short, short_span, relation, long, long_span } = pair;
    let Some(value) = said.fields.get(short).or_else(|| said.fields.get(long)) else { return };
    let origin = |key| match said.fields.get(key) {
        Some(_) => "",
        None => ", which holds where nothing else is said",
    };
    let (from_short, from_long) = (origin(short), origin(long));
    let message = format!(
        "\"{short}\" ({short_span}{from_short}) {relation} \"{long}\" ({long_span}{from_long})"
    );
    report.wrong(&value.span(), message);
}

/// Reports what is said of all types and contradicts what holds for one.
fn report_pair_of_type(type_id: &TypeId, all: &Said<'_>, pair: &Pair, report: &mut Report) {
    let Pair { short, short_span, relation, long, long_span } = pair;
    let Some(value) = all.fields.get(short).or_else(|| all.fields.get(long)) else { return };
    let message = format!(
        "\"{short}\" ({short_span}) {relation} \"{long}\" of {type_id} ({long_span} unless \
         [policy.type.{type_id}] says otherwise)"
    );
    report.wrong(&value.span(), message);
}

/// Says which thresholds are too short to be kept, see [`Policy::thresholds`].
fn warn_raised(
    name: &str,
    said: &Said<'_>,
    thresholds: Thresholds,
    slowest_reader: Span,
    report: &mut Report,
) {
    let tag_interval = thresholds.tag_interval;
    let shortest = Policy { all: thresholds, by_type: [].into(), ..Policy::default() };
    let kept = shortest.thresholds(&any_type(), slowest_reader);
    let three = [
        ("stale_after", thresholds.stale_after, kept.stale_after),
        ("not_seen_after", thresholds.not_seen_after, kept.not_seen_after),
        ("missing_after", thresholds.missing_after, kept.missing_after),
    ];
    for (key, written, kept) in three.into_iter().filter(|(_, written, kept)| written < kept) {
        let said_here = said.fields.get(key).or_else(|| said.fields.get("tag_interval"));
        let span = said_here.map_or_else(|| said.fields.span.clone(), Spanned::span);
        let message = format!(
            "{name}\"{key}\" ({written}) is raised to {kept}: 2 × \"tag_interval\" ({tag_interval}) \
             + the slowest reader's interval ({slowest_reader}) + 60s"
        );
        report.odd(&span, message);
    }
}

fn any_type() -> TypeId {
    TypeId::new("any").expect("a plain word is an id")
}
