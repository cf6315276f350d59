//! Two lanes side by side: which alerts only one of them has.

use std::collections::BTreeMap;

use trackward_model::ask::{ReplayedAlert, RuleReplayed};
use trackward_model::{Rule, Subject, Timestamp};

use super::lane::{Lane, Raised};

/// How many new and how many gone alerts are listed.
const LISTED_MAX: usize = 200;

type ByCause<'a> = BTreeMap<(Rule, Subject), Vec<&'a Raised>>;

/// By rule the numbers, then the alerts that are new and those that are gone. An alert is the same
/// in both when it has the same rule and subject and was open at some instant in both, be it one
/// that stood already when the period began.
pub(super) fn compare(
    before: &Lane,
    after: &Lane,
) -> (Vec<RuleReplayed>, Vec<ReplayedAlert>, Vec<ReplayedAlert>) {
    let gone = only_in(before, &by_cause(after));
    let new = only_in(after, &by_cause(before));
    let count = |list: &[&Raised], rule| list.iter().filter(|raised| raised.rule == rule).count();
    let all = |lane: &Lane, rule| lane.raised().filter(|raised| raised.rule == rule).count();
    let rules = Rule::OF_HEARING.map(|rule| RuleReplayed {
        rule,
        before: all(before, rule) as u32,
        after: all(after, rule) as u32,
        new: count(&new, rule) as u32,
        gone: count(&gone, rule) as u32,
    });
    (rules.to_vec(), listed(&new, after), listed(&gone, before))
}

fn by_cause(lane: &Lane) -> ByCause<'_> {
    let mut causes = ByCause::new();
    for raised in lane.standing() {
        causes.entry((raised.rule, raised.subject)).or_default().push(raised);
    }
    causes
}

fn only_in<'a>(lane: &'a Lane, others: &ByCause<'_>) -> Vec<&'a Raised> {
    let has_other = |raised: &&Raised| {
        let others = others.get(&(raised.rule, raised.subject)).map_or(&[][..], Vec::as_slice);
        others.iter().any(|other| meet(raised, other))
    };
    let mut only: Vec<&Raised> = lane.raised().filter(|raised| !has_other(raised)).collect();
    only.sort_by_key(|raised| (raised.opened_at, raised.rule, raised.subject));
    only
}

fn meet(a: &Raised, b: &Raised) -> bool {
    let end = |raised: &Raised| raised.resolved_at.unwrap_or(Timestamp::MAX);
    a.opened_at <= end(b) && b.opened_at <= end(a)
}

fn listed(raised: &[&Raised], lane: &Lane) -> Vec<ReplayedAlert> {
    let shown = |raised: &&Raised| ReplayedAlert {
        rule: raised.rule,
        severity: raised.severity,
        subject: lane.name(raised.subject),
        opened_at: raised.opened_at,
        resolved_at: raised.resolved_at,
    };
    raised.iter().take(LISTED_MAX).map(shown).collect()
}
