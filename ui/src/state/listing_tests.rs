use std::collections::BTreeSet;

use trackward_model::{Rule, Severity};

use super::super::sample::{alert, asset, hospital, reader_down, snoozed};
use super::*;

fn wanted() -> Wanted {
    Wanted {
        segment: AlertState::Open,
        filters: AlertFilters::default(),
        query: String::new(),
        snoozed: false,
        folded: Vec::new(),
    }
}

fn alerts() -> Alerts {
    let mut alerts = Alerts::default();
    let off = AlertRow { snoozed: Some(snoozed()), ..alert(3, Rule::Dwell, "A-2", 5) };
    let taken = AlertRow { state: AlertState::Acknowledged, ..alert(4, Rule::Exit, "A-1", 5) };
    let ended = |id: u64, at: i64| AlertRow {
        state: AlertState::Resolved,
        resolved_at: Some(trackward_model::Timestamp(at)),
        ..alert(id, Rule::Dwell, "A-1", 0)
    };
    let mut lost = alert(1, Rule::Missing, "A-1", 0);
    lost.severity = Severity::Critical;
    lost.place = Some("store".parse().unwrap());
    alerts.apply(vec![
        lost,
        reader_down(2, "icu-north", 3),
        off,
        taken,
        ended(5, 10),
        ended(6, 20),
        alert(7, Rule::Missing, "A-2", 9),
    ]);
    alerts
}

#[track_caller]
fn check(wanted: &Wanted, expected: &[u64]) {
    let hospital = hospital();
    let rows = Rows::new(vec![asset("A-1", Some("store")), asset("A-2", None)], &hospital);
    let listing = listing(&alerts(), wanted, &rows, &hospital);
    assert_eq!(listing.lines().map(|id| id.0).collect::<Vec<_>>(), expected);
}

#[test]
fn each_segment_lists_its_own() {
    check(&wanted(), &[1, 7, 2]);
    check(&Wanted { snoozed: true, ..wanted() }, &[1, 7, 2, 3]);
    check(&Wanted { segment: AlertState::Acknowledged, ..wanted() }, &[4]);
    check(&Wanted { segment: AlertState::Resolved, ..wanted() }, &[6, 5]);
}

#[test]
fn the_search_finds_assets_readers_places_and_rules() {
    let query = |query: &str| Wanted { query: query.into(), ..wanted() };
    check(&query("a-1"), &[1]);
    check(&query("ICU-North"), &[2]);
    check(&query("store"), &[1]);
    check(&query("pump missing"), &[1, 7]);
    check(&query("nothing like this"), &[]);
}

#[test]
fn filters_narrow_by_rule_severity_and_type() {
    let mut by_rule = wanted();
    by_rule.filters.rules = BTreeSet::from([Rule::ReaderDown]);
    check(&by_rule, &[2]);
    let mut by_type = wanted();
    by_type.filters.types = BTreeSet::from([Some("infusion_pump".parse().unwrap())]);
    check(&by_type, &[1, 7]);
    by_type.filters.severities = BTreeSet::from([Severity::Critical]);
    check(&by_type, &[1]);
}

#[test]
fn a_folded_cause_shows_its_head_only() {
    let folded = Wanted { folded: vec![CauseKey::Rule(Rule::Missing)], ..wanted() };
    check(&folded, &[2]);
}

fn ten() -> Listing {
    let items = (0..10).map(|id| Item::Line(AlertId(id)));
    let items = [Item::Head(CauseKey::Rule(Rule::Missing))].into_iter().chain(items).collect();
    Listing::new(Vec::new(), items)
}

#[test]
fn only_what_is_on_screen_is_named() {
    let listing = ten();
    assert_eq!(listing.on_screen(0.0, HEAD_PX), (0, 1));
    assert_eq!(listing.on_screen(HEAD_PX, 2.0 * LINE_PX), (1, 3));
    assert_eq!(listing.on_screen(HEAD_PX + 1.0, LINE_PX), (1, 3));
    assert_eq!(listing.on_screen(1e9, 100.0), (11, 11));
    assert!((listing.top_px(11) - (HEAD_PX + 10.0 * LINE_PX)).abs() < 1e-9);
    assert_eq!(Listing::default().on_screen(0.0, 100.0), (0, 0));
}

#[test]
fn a_step_goes_on_from_where_one_stood_that_has_gone() {
    let listing = ten();
    assert_eq!(listing.step(Some(AlertId(3)), 0, 1), Some(AlertId(4)));
    assert_eq!(listing.step(Some(AlertId(0)), 0, -1), Some(AlertId(0)), "the first stays");
    assert_eq!(listing.step(Some(AlertId(9)), 0, 1), Some(AlertId(9)), "the last stays");
    assert_eq!(listing.step(Some(AlertId(99)), 4, 1), Some(AlertId(4)), "the next came there");
    assert_eq!(listing.step(Some(AlertId(99)), 4, -1), Some(AlertId(3)));
    assert_eq!(Listing::default().step(None, 0, 1), None);
}

#[test]
fn a_range_holds_both_ends_in_either_direction() {
    let ids = |ids: Vec<AlertId>| ids.into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(ids(ten().between(AlertId(2), AlertId(4))), [2, 3, 4]);
    assert_eq!(ids(ten().between(AlertId(4), AlertId(2))), [2, 3, 4]);
    assert_eq!(ids(ten().between(AlertId(99), AlertId(2))), [2], "where one has gone");
}
