mod rules;

use trackward_model::{
    FloorId, Place, PlaceId, PlaceKind, Policy, Reader, ReaderId, Rule, Severity, Site, Span,
    TypeId, UnitId,
};

use super::*;

/// A site with the units ICU and ED, the floors L1 and L2, and a reader that hears each 2 s.
fn site() -> Site {
    let floor = |id: &str| trackward_model::Floor {
        id: FloorId::new(id).unwrap(),
        building: String::new(),
        name: id.into(),
        ordinal: 1,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [1.0, 1.0],
        removed: false,
    };
    let place = |unit: &str| Place {
        id: PlaceId::new(unit).unwrap(),
        floor: FloorId::new("L1").unwrap(),
        name: unit.into(),
        kind: PlaceKind::PatientRoom,
        unit: UnitId::new(unit).ok(),
        outline: Vec::new(),
        removed: false,
    };
    let reader = Reader {
        id: ReaderId::new("days").unwrap(),
        source: None,
        named: None,
        interval_s: 2.0,
        removed: false,
    };
    Site {
        floors: ["L1", "L2"].map(floor).into(),
        places: ["ICU", "ED"].map(place).into(),
        readers: vec![reader],
        ..Site::default()
    }
}

fn change(lines: &[&str]) -> Result<(Policy, Vec<String>), Vec<String>> {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    change_policy(&Policy::default(), &lines, &site())
}

#[track_caller]
fn changed(lines: &[&str]) -> Policy {
    let (policy, odd) = change(lines).expect("the lines are good");
    assert_eq!(odd, [""; 0]);
    policy
}

#[track_caller]
fn refuses(line: &str, sentence: &str) {
    assert_eq!(change(&[line]), Err(vec![sentence.to_owned()]), "{line}");
}

fn type_id(word: &str) -> TypeId {
    TypeId::new(word).unwrap()
}

#[test]
fn a_line_changes_one_thing() {
    for line in ["missing_after=30h", "missing_after = \"30h\"", "policy.missing_after='30h' # why"]
    {
        let mut expected = Policy::default();
        expected.all.missing_after = Span::hours(30);
        assert_eq!(changed(&[line]), expected, "{line}");
    }
    assert_eq!(changed(&["", "# nothing", "  "]), Policy::default());
    assert_eq!(changed(&["exit_after=10m"]).all.exit_after, Span::minutes(10));
    assert_eq!(changed(&["battery_low_percent=15"]).battery_low_percent, 15);
    assert_eq!(changed(&["clock_wrong_after=30s"]).clock_wrong_after, Span::seconds(30));
    assert_eq!(changed(&["unknown_tag_after=1h"]).unknown_tag_after, Span::hours(1));
}

#[test]
fn a_line_changes_a_type() {
    let lines = ["type.ventilator.missing_after=6h", "type.bed.exit_after = 1m"];
    let policy = changed(&lines);
    assert_eq!(policy.by_type[&type_id("ventilator")].missing_after, Some(Span::hours(6)));
    assert_eq!(policy.by_type[&type_id("bed")].exit_after, Some(Span::minutes(1)));
    let thresholds = policy.thresholds(&type_id("bed"), Span::ZERO);
    assert_eq!(thresholds.exit_after, Span::minutes(1), "at a way out no threshold is raised");
}

#[test]
fn what_was_changed_before_stays() {
    let first = changed(&["type.bed.missing_after=8h", "rule.dwell.severity=warning"]);
    let lines = ["type.bed.tag_interval=1m".to_owned(), "rule.dwell.on_delay=5m".to_owned()];
    let (second, _) = change_policy(&first, &lines, &site()).unwrap();
    let bed = second.by_type[&type_id("bed")];
    assert_eq!(
        (bed.missing_after, bed.tag_interval),
        (Some(Span::hours(8)), Some(Span::minutes(1)))
    );
    let dwell = second.rules[&Rule::Dwell];
    assert_eq!((dwell.severity, dwell.on_delay), (Some(Severity::Warning), Some(Span::minutes(5))));
}

#[test]
fn a_ventilators_own_word_stays_and_its_default_is_never_later() {
    let ventilator = |lines: &[&str]| {
        changed(lines).thresholds(&type_id("ventilator"), Span::ZERO).missing_after
    };
    assert_eq!(ventilator(&["not_seen_after=1h", "missing_after=2h"]), Span::hours(2));
    let own = changed(&["type.ventilator.missing_after=5h"]);
    let lines = ["not_seen_after=1h".to_owned(), "missing_after=2h".to_owned()];
    let (policy, _) = change_policy(&own, &lines, &site()).unwrap();
    let kept = policy.thresholds(&type_id("ventilator"), Span::ZERO).missing_after;
    assert_eq!(kept, Span::hours(5), "someone said so");
}

#[test]
fn a_length_of_time_that_is_none() {
    let no_duration = "is no duration: expected a number with ms, s, m, h or d, such as 15m";
    refuses("missing_after=-1h", &format!("\"missing_after\": \"-1h\" {no_duration}"));
    refuses("missing_after=soon", &format!("\"missing_after\": \"soon\" {no_duration}"));
    refuses("missing_after=2", "\"missing_after\" must be a text in quotes, found the number 2");
    refuses("missing_after=401d", "\"missing_after\" must not be longer than 400d");
    refuses("exit_after=0s", "\"exit_after\" must be more than 0");
    refuses("rule.exit.on_delay=10000h", "\"on_delay\" must not be longer than 400d");
    refuses(
        "battery_low_percent=101",
        "\"battery_low_percent\" must be a whole number from 0 to 100, found the number 101",
    );
    refuses(
        "type.bed.missing_after=10m",
        "bed: \"missing_after\" (10m) must be longer than \"stale_after\" (15m)",
    );
    refuses(
        "missing_after=10m",
        "\"missing_after\" (10m) must be longer than \"stale_after\" (15m)",
    );
}

#[test]
fn a_line_that_says_nothing_is_refused_with_all_others() {
    let expected = "expected a key and a value, such as missing_after=2h";
    refuses("missing_after", &format!("\"missing_after\" changes nothing: {expected}"));
    refuses("missing_after=", &format!("\"missing_after=\" changes nothing: {expected}"));
    refuses(
        "mising_after=2h",
        "unknown key \"mising_after\" in [policy]: did you mean \"missing_after\"?",
    );
    let refused = change(&["stale_after=0s", "battery_low_percent=-1", "missing_after=30h"]);
    assert_eq!(refused.unwrap_err().len(), 2, "all that is wrong is told at once");
    let twice = change(&["missing_after=30h", "missing_after=31h"]).unwrap_err();
    assert_eq!(twice.len(), 1, "{twice:?}");
    let newline = change(&["missing_after=30h\nstale_after=1m"]).unwrap_err();
    assert!(newline[0].contains("changes nothing"), "{newline:?}");
    assert!(change(&["[policy]"; 1_001]).is_err());
}

#[test]
fn what_is_missing_sooner_is_not_seen_as_soon() {
    let (policy, odd) = change(&["missing_after=2h"]).unwrap();
    assert_eq!(
        (policy.all.missing_after, policy.all.not_seen_after),
        (Span::hours(2), Span::hours(2))
    );
    assert_eq!(
        odd,
        ["\"not_seen_after\" is lowered to 2h too: it must not be longer than \"missing_after\""]
    );
    let (policy, odd) = change(&["type.bed.missing_after=3h"]).unwrap();
    assert_eq!(policy.by_type[&type_id("bed")].not_seen_after, Some(Span::hours(3)));
    assert_eq!(policy.all.not_seen_after, Span::hours(4), "only the bed's");
    assert_eq!(odd.len(), 1);
    refuses(
        "not_seen_after=25h",
        "\"not_seen_after\" (25h) must not be longer than \"missing_after\" (1d, which holds \
         where nothing else is said)",
    );
}

#[test]
fn what_is_raised_is_odd() {
    let (policy, odd) = change(&["stale_after=3m"]).unwrap();
    assert_eq!(policy.all.stale_after, Span::minutes(3));
    assert_eq!(
        odd,
        ["\"stale_after\" (3m) is raised to 662s: 2 × \"tag_interval\" (5m) + the slowest \
          reader's interval (2s) + 60s"]
    );
}

#[test]
fn its_text_is_read_as_the_same_policy() {
    let policies = [
        Policy::default(),
        changed(&["not_seen_after=1h", "missing_after=2h"]),
        changed(&[
            "type.bed.missing_after=8h",
            "type.bed.exit_delay=0s",
            "dwell.hallway=never",
            "dwell.elevator=10m",
            "rule.left_area.off=true",
            "rule.exit.on_delay=0s",
            "rule.exit.severity=info",
            "battery_low_percent=0",
            "area=[{unit=\"B\\\"1\", units=[\"ICU\"], floors=[\"L1\"]}, {type=\"bed\", floors=[]}]",
        ]),
    ];
    for policy in policies {
        let text = policy_text(&policy);
        let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
        assert_eq!(errors.len(), 0, "{text}");
        let mut report = Report::new(&text);
        let root =
            Fields::new(table.get_ref(), table.span(), String::new(), &["policy"], &mut report);
        let again = read(&root, &around(&site()), &mut report);
        assert!(report.problems.is_empty(), "{text}");
        assert_eq!(again, policy, "{text}");
    }
}
