use trackward_model::ask::PolicyView;
use trackward_model::{Area, AreaOf, PlaceKind, Rule, TypeId};

use super::super::policy_field::{Origin, Threshold};
use super::*;

fn ventilator() -> TypeId {
    "ventilator".parse().unwrap()
}

fn missing(of: Option<TypeId>) -> Field {
    Field::Threshold(of, Threshold::Missing)
}

#[track_caller]
fn check(field: &Field, text: &str, expected: &str) {
    assert_eq!(line(field, text).as_deref(), Ok(expected));
}

#[test]
fn a_change_is_a_line_of_a_site_file() {
    check(&missing(None), "2h", "missing_after = \"2h\"");
    check(&missing(Some(ventilator())), "120 min", "type.ventilator.missing_after = \"2h\"");
    check(&Field::Dwell(PlaceKind::Hallway), "never", "dwell.hallway = \"never\"");
    check(&Field::BatteryLow, "15 %", "battery_low_percent = 15");
    check(&Field::SearchDays, "3", "search_days = 3");
    check(&Field::Off(Rule::LeftArea), "true", "rule.left_area.off = true");
    check(&Field::OnDelay(Rule::ReaderDown), "5m", "rule.reader_down.on_delay = \"5m\"");
    check(&Field::Severity(Rule::Dwell), "warning", "rule.dwell.severity = \"warning\"");
    check(
        &Field::Areas,
        "type ventilator: units ICU, ED; floors L2\n\nasset IP-1: floors L1",
        "area = [{ type = \"ventilator\", units = [\"ICU\", \"ED\"], floors = [\"L2\"] }, \
         { asset = \"IP-1\", floors = [\"L1\"] }]",
    );
    check(&Field::Areas, "", "area = []");
}

#[test]
fn what_cannot_be_read_has_a_sentence() {
    for text in ["2 hours", "-1h", "1.5h", "soon", "never"] {
        assert!(line(&missing(None), text).is_err(), "{text} is no length of time");
    }
    for text in ["101", "-1", "many"] {
        assert!(line(&Field::BatteryLow, text).is_err(), "{text} is no percentage");
    }
    for text in ["", "two", "-2", "2.5"] {
        assert!(line(&Field::SearchDays, text).is_err(), "{text} is no number of days");
    }
    for text in ["ventilator: units ICU", "kind bed: units ICU", "type bed", "type bed: rooms 1"] {
        assert!(line(&Field::Areas, text).is_err(), "{text} is no area");
    }
    let mut draft = Draft::default();
    draft.set(&missing(None), "soon", &Policy::default());
    draft.set(&Field::BatteryLow, "15", &Policy::default());
    let wrong = draft.lines().unwrap_err();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].0, missing(None), "only the field that is wrong says so");
}

#[test]
fn only_what_differs_is_a_change() {
    let policy = Policy::default();
    let mut draft = Draft::default();
    draft.set(&missing(None), "2h", &policy);
    draft.set(&missing(Some(ventilator())), " 4h ", &policy);
    assert_eq!(draft.lines().unwrap(), ["missing_after = \"2h\""], "4 h is what holds already");
    draft.set(&missing(None), "24h", &policy);
    assert!(draft.is_empty(), "typed back to what it was");
    draft.set(&missing(None), "2h", &policy);
    draft.set(&missing(None), "", &policy);
    assert!(draft.is_empty(), "a policy cannot say nothing");
}

#[test]
fn every_field_of_a_policy_reads_back_as_no_change() {
    let mut policy = Policy::default();
    policy.areas.push(Area {
        of: AreaOf::Type(ventilator()),
        units: vec!["ICU".parse().unwrap()],
        floors: vec!["L2".parse().unwrap()],
    });
    let thresholds = Threshold::ALL.map(|threshold| Field::Threshold(None, threshold));
    let rules = Rule::ALL.map(Field::Off);
    let others =
        [Field::Areas, Field::BatteryLow, Field::ClockWrong, Field::UnknownTag, Field::SearchDays];
    for field in thresholds.into_iter().chain(rules).chain(others) {
        let mut draft = Draft::default();
        let text = field.text(&policy);
        draft.set(&field, &text, &policy);
        assert!(draft.is_empty(), "{} = {text}", field.key());
        assert!(line(&field, &text).is_ok(), "{} = {text}", field.key());
    }
}

#[test]
fn a_field_says_where_its_value_comes_from() {
    let mut policy = Policy::default();
    policy.all.missing_after = Span::hours(6);
    policy.all.stale_after = Span::minutes(5);
    let view = PolicyView { policy, default: Policy::default(), text: String::new() };
    assert_eq!(missing(None).origin(&view), Origin::Policy);
    assert_eq!(missing(Some(ventilator())).origin(&view), Origin::Default);
    assert_eq!(
        Field::Threshold(None, Threshold::Stale).origin(&view),
        Origin::Raised(Span::minutes(11)),
        "2 × the tag's 5 min + 60 s"
    );
    assert_eq!(
        Field::Threshold(None, Threshold::Exit).origin(&view),
        Origin::Default,
        "a way out waits for no floor"
    );
}

#[test]
fn a_sentence_of_the_core_goes_to_its_field() {
    let policy = Policy::default();
    let mut draft = Draft::default();
    draft.set(&missing(None), "1h", &policy);
    draft.set(&missing(Some(ventilator())), "1h", &policy);
    draft.set(&Field::OnDelay(Rule::Dwell), "9999d", &policy);
    let of = |sentence| concerned(&draft, sentence);
    assert_eq!(
        of("\"not_seen_after\" (4h) must not be longer than \"missing_after\" of ventilator (1h)"),
        Some(missing(Some(ventilator())))
    );
    assert_eq!(of("\"on_delay\" is over 400 days"), Some(Field::OnDelay(Rule::Dwell)));
    assert_eq!(of("the site has no floor \"roof\""), None);
}
