use std::collections::BTreeMap;

use trackward_model::{
    Area, AreaOf, AssetId, FloorId, PlaceKind, Rule, RuleChange, Severity, Span, UnitId,
};

use super::*;

#[test]
fn how_long_is_too_long_in_a_place() {
    let policy = changed(&["dwell.hallway=2h", "dwell.elevator=10m", "dwell.soiled_utility=never"]);
    let expected = [(PlaceKind::Hallway, Span::hours(2)), (PlaceKind::Elevator, Span::minutes(10))];
    assert_eq!(policy.dwell, BTreeMap::from(expected));
    refuses("dwell.hallway=0s", "\"hallway\" must be more than 0");
    refuses(
        "dwell.halway=2h",
        "unknown key \"halway\" in [policy.dwell]: did you mean \"hallway\"?",
    );
}

#[test]
fn what_differs_for_a_rule() {
    let policy = changed(&[
        "rule.left_area.off=true",
        "rule.exit.on_delay=0s",
        "rule.reader_down.off_delay=5m",
        "rule.missing.severity=critical",
    ]);
    let none = RuleChange::default();
    let expected = BTreeMap::from([
        (Rule::LeftArea, RuleChange { off: true, ..none }),
        (Rule::Exit, RuleChange { on_delay: Some(Span::ZERO), ..none }),
        (Rule::ReaderDown, RuleChange { off_delay: Some(Span::minutes(5)), ..none }),
        (Rule::Missing, RuleChange { severity: Some(Severity::Critical), ..none }),
    ]);
    assert_eq!(policy.rules, expected);
    let lines = ["rule.left_area.off=false".to_owned()];
    let (policy, _) = change_policy(&policy, &lines, &site()).unwrap();
    assert_eq!(policy.rules.get(&Rule::LeftArea), None, "a rule that is as usual is not told of");
}

#[test]
fn a_rule_that_is_none() {
    refuses("rule.left_aera.off=true", "unknown rule \"left_aera\": did you mean \"left_area\"?");
    refuses(
        "rule.fire.off=true",
        "unknown rule \"fire\": expected one of missing, exit, left_area, dwell, battery_low, \
         reader_down, clock_wrong, unclean_use, skipped_cleaning, unknown_tag, maintenance_due, \
         maintenance_overdue, intercept, quarantine, recall, fault, par_low, par_high, request",
    );
    refuses("rule.exit.off=yes", "\"off\" must be true or false, found the text \"yes\"");
    refuses(
        "rule.exit.severity=red",
        "\"severity\" must be one of info, warning, critical, found \"red\"",
    );
    refuses("rule=5", "expected tables such as [policy.rule.left_area], found the number 5");
    refuses("rule.exit=5", "expected a table [policy.rule.exit], found the number 5");
}

#[test]
fn where_assets_may_be() {
    let policy = changed(&[
        "area=[{type=\"bed\", units=[\"ICU\", \"ED\"]}, {asset=\"IP-1\", floors=[\"L2\"]}]",
    ]);
    let unit = |id: &str| UnitId::new(id).unwrap();
    let beds = AreaOf::Type(type_id("bed"));
    let one = AreaOf::Asset(AssetId::new("IP-1").unwrap());
    let floors = vec![FloorId::new("L2").unwrap()];
    let expected = [
        Area { of: beds, units: vec![unit("ICU"), unit("ED")], floors: Vec::new() },
        Area { of: one, units: Vec::new(), floors },
    ];
    assert_eq!(policy.areas, expected);
    let (none, _) = change_policy(&policy, &["area=[]".to_owned()], &site()).unwrap();
    assert_eq!(none.areas, [], "what is said stands for all there was before");
}

#[test]
fn an_area_that_is_none() {
    refuses(
        "area=[{type=\"bed\", units=[\"ICUU\"]}]",
        "the site has no unit \"ICUU\": did you mean \"ICU\"?",
    );
    refuses("area=[{type=\"bed\", floors=[\"roof\"]}]", "the site has no floor \"roof\"");
    refuses(
        "area=[{type=\"bed\"}]",
        "an area needs \"units\", \"floors\" or both: where the assets may be",
    );
    refuses(
        "area=[{units=[\"ICU\"]}]",
        "an area needs exactly one of \"type\", \"unit\" and \"asset\": of which assets it speaks",
    );
    refuses(
        "area=[{type=\"bed\", asset=\"IP-1\", units=[\"ICU\"]}]",
        "an area needs exactly one of \"type\", \"unit\" and \"asset\": of which assets it speaks",
    );
    refuses(
        "area=[{type=\"A bed\", units=[\"ICU\"]}]",
        "\"A bed\" is no type: expected lower-case letters, digits and _, such as infusion_pump",
    );
    refuses(
        "area=[{type=\"bed\", units=\"ICU\"}]",
        "\"units\" must be a list of texts, found the text \"ICU\"",
    );
}
