//! What a change of the policy has changed, field by field.

use std::collections::BTreeSet;

use trackward_model::{PlaceKind, Policy, Rule, TypeId};

use super::policy_field::{Field, Threshold};

/// The fields that two policies differ in, as each of them says it.
#[must_use]
pub fn policy_diff(before: &Policy, after: &Policy) -> Vec<(Field, String, String)> {
    let types: BTreeSet<&TypeId> = before.by_type.keys().chain(after.by_type.keys()).collect();
    let types = types.into_iter().map(|of| Some(of.clone()));
    let of = std::iter::once(None).chain(types);
    let thresholds = of.flat_map(|of: Option<TypeId>| {
        Threshold::ALL.map(move |threshold| Field::Threshold(of.clone(), threshold))
    });
    let others =
        [Field::BatteryLow, Field::ClockWrong, Field::UnknownTag, Field::SearchDays, Field::Areas];
    let rules = Rule::ALL.into_iter().flat_map(|rule| {
        [Field::Off(rule), Field::OnDelay(rule), Field::OffDelay(rule), Field::Severity(rule)]
    });
    thresholds
        .chain(PlaceKind::ALL.map(Field::Dwell))
        .chain(others)
        .chain(rules)
        .map(|field| (said(&field, before), said(&field, after), field))
        .filter(|(before, after, _)| before != after)
        .map(|(before, after, field)| (field, before, after))
        .collect()
}

/// What a policy says in a field, or what holds where it says nothing.
fn said(field: &Field, policy: &Policy) -> String {
    match field.text(policy) {
        own if own.is_empty() => field.instead(policy),
        own => own,
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::{Span, ThresholdsChange};

    use super::*;

    #[test]
    fn what_changed_is_told_and_nothing_else() {
        let before = Policy::default();
        assert_eq!(policy_diff(&before, &before), []);
        let pump = TypeId::new("infusion_pump").expect("an id");
        let mut after = before.clone();
        after.search_days = 3;
        after.dwell.remove(&PlaceKind::Hallway);
        let change = ThresholdsChange { missing_after: Some(Span::hours(2)), ..Default::default() };
        after.by_type.insert(pump.clone(), change);
        let all: Vec<_> = policy_diff(&before, &after)
            .into_iter()
            .map(|(field, before, after)| (field.key(), before, after))
            .collect();
        let line = |key: &str, before: &str, after: &str| {
            (key.to_owned(), before.to_owned(), after.to_owned())
        };
        let expected = [
            line("type.infusion_pump.missing_after", "1d", "2h"),
            line("dwell.hallway", "12h", "never"),
            line("search_days", "2", "3"),
        ];
        assert_eq!(all, expected);
    }
}
