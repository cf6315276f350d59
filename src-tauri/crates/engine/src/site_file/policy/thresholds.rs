//! Thresholds of all types and of one, and whether they fit together.

use toml::Spanned;
use toml::de::DeValue;
use trackward_model::{Policy, Span, Thresholds, ThresholdsChange, TypeId};

use super::super::fields::{Fields, Report, described};
use super::{Around, length, positive, type_id};

/// The keys of thresholds, for all types and for one.
pub(super) const THRESHOLD_KEYS: &[&str] =
    &["stale_after", "not_seen_after", "missing_after", "tag_interval", "exit_delay", "exit_after"];

/// What one table says.
struct Said<'t> {
    fields: Fields<'t>,
    change: ThresholdsChange,
}

/// Takes what `[policy]` and its types say over a policy.
pub(super) fn read(policy: &mut Policy, fields: &Fields<'_>, around: &Around, report: &mut Report) {
    let slowest_reader = around.slowest_reader;
    let types = types(fields, report);
    let all = Said { change: change(fields, report), fields: fields.clone() };
    policy.all = applied(policy.all, all.change);
    for (type_id, said) in &types {
        let kept = policy.by_type.entry(type_id.clone()).or_default();
        *kept = over(*kept, said.change);
    }
    drop_defaults_that_are_no_sooner(policy, &types);
    if around.pulls_along {
        pull_along(policy, &all, &types, report);
    }

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
    ThresholdsChange {
        stale_after: positive(fields, "stale_after", report),
        not_seen_after: positive(fields, "not_seen_after", report),
        missing_after: positive(fields, "missing_after", report),
        tag_interval: positive(fields, "tag_interval", report),
        exit_delay: length(fields, "exit_delay", report),
        exit_after: positive(fields, "exit_after", report),
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
    let usual = Policy::default().by_type;
    policy.by_type.retain(|type_id, change| {
        let is_said = types.iter().any(|(said_of, _)| said_of == type_id);
        let is_usual = usual.get(type_id) == Some(change);
        is_said || !is_usual || change.missing_after.is_none_or(|after| after < all)
    });
    for (type_id, said) in types {
        if let Some(kept) = policy.by_type.get_mut(type_id)
            && said.change.missing_after.is_none()
            && kept.missing_after == usual.get(type_id).and_then(|usual| usual.missing_after)
        {
            kept.missing_after = kept.missing_after.filter(|after| *after < all);
        }
    }
}

/// What is missing sooner than it would be not seen is not seen as soon as that.
fn pull_along(
    policy: &mut Policy,
    all: &Said<'_>,
    types: &[(TypeId, Said<'_>)],
    report: &mut Report,
) {
    let pulls = |said: &Said<'_>, thresholds: Thresholds| {
        let is_said = said.change.missing_after.is_some() && said.change.not_seen_after.is_none();
        is_said && thresholds.not_seen_after > thresholds.missing_after
    };
    let lowered = |name: &str, to: Span| {
        format!(
            "{name}\"not_seen_after\" is lowered to {to} too: it must not be longer than \
             \"missing_after\""
        )
    };
    let too_soon = |thresholds: &Thresholds| {
        let Thresholds { missing_after, stale_after, .. } = thresholds;
        (missing_after <= stale_after).then(|| {
            format!(
                "\"missing_after\" ({missing_after}) must be longer than \"stale_after\" \
                 ({stale_after})"
            )
        })
    };
    if pulls(all, policy.all) {
        match too_soon(&policy.all) {
            Some(sentence) => report.wrong(&all.fields.span, sentence),
            None => report.odd(&all.fields.span, lowered("", policy.all.missing_after)),
        }
        policy.all.not_seen_after = policy.all.missing_after;
    }
    for (type_id, said) in types {
        let Some(kept) = policy.by_type.get_mut(type_id) else { continue };
        let thresholds = applied(policy.all, *kept);
        if !pulls(said, thresholds) {
            continue;
        }
        let name = format!("{type_id}: ");
        match too_soon(&thresholds) {
            Some(sentence) => report.wrong(&said.fields.span, format!("{name}{sentence}")),
            None => report.odd(&said.fields.span, lowered(&name, thresholds.missing_after)),
        }
        kept.not_seen_after = Some(thresholds.missing_after);
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
