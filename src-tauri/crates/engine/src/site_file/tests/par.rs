//! `[[par]]`.

use trackward_model::{ParLevel, StockAt};

use super::*;

/// A second unit.
const STORE: &str = r#"
[[place]]
id = "store"
floor = "L2"
name = "Store"
kind = "storage"
unit = "Supply"
outline = [[10.0, 0.0], [14.0, 0.0], [14.0, 5.0], [10.0, 5.0]]
"#;

fn levels(text: &str) -> Vec<ParLevel> {
    let text = with("[policy]", &format!("{STORE}{text}[policy]"));
    read_in(folder(text.as_bytes()).path()).unwrap().site.par_levels
}

/// A level is refused with one sentence, at the place of the mark `§`.
#[track_caller]
fn refuses_level(level: &str, sentence: &str) {
    refuses("[policy]", &format!("{STORE}{level}[policy]"), sentence);
}

#[test]
fn a_level_is_taken_for_a_unit_and_for_a_place() {
    let found = levels(
        "[[par]]\ntype = \"infusion_pump\"\nunit = \"ICU\"\ntarget = 4\ncritical = 1\n\
         maximum = 9\nsupplied_by = \"Supply\"\n\
         [[par]]\ntype = \"ventilator\"\nplace = \"store\"\ntarget = 3\n",
    );
    let [pumps, ventilators] = &found[..] else { panic!("two levels") };
    assert_eq!(pumps.at, StockAt::Unit("ICU".parse().unwrap()));
    assert_eq!((pumps.target, pumps.critical, pumps.maximum), (4, 1, Some(9)));
    assert_eq!(pumps.supplied_by.as_ref().unwrap().as_str(), "Supply");
    assert_eq!(ventilators.at, StockAt::Place("store".parse().unwrap()));
    assert_eq!(ventilators.type_id, TypeId::new("ventilator").unwrap());
    assert_eq!((ventilators.maximum, &ventilators.supplied_by), (None, &None));
    assert!(!pumps.removed && !ventilators.removed);
}

#[test]
fn half_of_the_target_is_critical_where_nothing_is_said() {
    for (target, critical) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (10_000, 5_000)] {
        let text = format!("[[par]]\ntype = \"pump\"\nunit = \"ICU\"\ntarget = {target}\n");
        assert_eq!(levels(&text)[0].critical, critical, "of {target}");
    }
    let none = "[[par]]\ntype = \"pump\"\nunit = \"ICU\"\ntarget = 4\ncritical = 0\n";
    assert_eq!(levels(none)[0].critical, 0, "it never runs short");
}

#[test]
fn what_is_no_level_is_refused_with_a_sentence() {
    let pump = "[[par]]\ntype = \"pump\"\n";
    let icu = format!("{pump}unit = \"ICU\"\n");
    refuses_level(
        &format!("{pump}unit = §\"ICV\"\ntarget = 3\n"),
        "the site has no unit \"ICV\": did you mean \"ICU\"?",
    );
    refuses_level(
        &format!("{pump}place = §\"stor\"\ntarget = 3\n"),
        "\"place\" names the unknown place \"stor\": did you mean \"store\"?",
    );
    let where_ = "a level needs exactly one of \"unit\" and \"place\": where the stock is";
    refuses_level(&format!("§{icu}place = \"store\"\ntarget = 3\n"), where_);
    refuses_level(&format!("§{pump}target = 3\n"), where_);
    refuses_level(&format!("§{icu}"), "[[par]] needs the key \"target\"");
    refuses_level("§[[par]]\nunit = \"ICU\"\ntarget = 3\n", "[[par]] needs the key \"type\"");
    refuses_level(
        "[[par]]\ntype = §\"Pump\"\nunit = \"ICU\"\ntarget = 3\n",
        "\"Pump\" is no type: expected lower-case letters, digits and _, such as infusion_pump",
    );
    refuses_level(
        &format!("{icu}target = §0\n"),
        "\"target\" must be a whole number from 1 to 10000, found the number 0",
    );
    refuses_level(
        &format!("{icu}target = 3\ncritical = §4\n"),
        "\"critical\" must not be above the target of 3",
    );
    refuses_level(
        &format!("{icu}target = 3\nmaximum = §2\n"),
        "\"maximum\" must not be below the target of 3",
    );
    refuses_level(
        &format!("{icu}target = 3\nsupplied_by = §\"Suply\"\n"),
        "the site has no unit \"Suply\": did you mean \"Supply\"?",
    );
    refuses_level(
        &format!("{icu}target = 3\nsupplied_by = §\"ICU\"\n"),
        "unit \"ICU\" cannot supply itself",
    );
    refuses_level(
        &format!("{icu}target = 3\n§minimum = 2\n"),
        "unknown key \"minimum\" in [[par]]: did you mean \"maximum\"?",
    );
}

#[test]
fn of_a_type_there_is_one_level_in_a_unit_or_place() {
    let level = |at: &str| format!("[[par]]\ntype = \"pump\"\n{at}\ntarget = 3\n");
    let both = [level("unit = \"Supply\""), level("place = \"store\"")].concat();
    assert_eq!(levels(&both).len(), 2, "a unit and one of its places");
    refuses_level(
        &format!("{}§{}", level("unit = \"ICU\""), level("unit = \"ICU\"")),
        "the level of pump in unit \"ICU\" is there twice, first on line 61",
    );
}
