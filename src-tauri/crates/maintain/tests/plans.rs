//! Which plans an asset has, and what is wrong with plans and completions.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod dates;

use dates::{Planned, day, plan};
use trackward_maintain::{
    PlanIndex, Refused, as_planned, check_completion, check_plan, in_place_of,
};
use trackward_model::{
    Asset, AssetId, AssetStatus, CHECKLIST_MAX, ChecklistItem, ItemKind, ItemOutcome, ItemResult,
    Plan, PlanId, PlanMode, PlanOf, Risk, Signed, Timestamp, TypeId,
};

fn of_plan(id: &str, of: PlanOf, title: &str) -> Plan {
    let interval = "1 year".parse().unwrap();
    let plan = plan(PlanMode::Fixed, interval);
    Plan { plan_id: PlanId::new(id).unwrap(), of, title: title.to_owned(), ..plan }
}

fn ended(plan: Plan) -> Plan {
    let signed = Signed { at: Timestamp(0), by: "Kim".to_owned(), note: "sold".to_owned() };
    Plan { ended: Some(signed), ..plan }
}

fn of_type(type_id: &str) -> PlanOf {
    PlanOf::Type(TypeId::new(type_id).unwrap())
}

fn of_model(manufacturer: &str, model: &str) -> PlanOf {
    PlanOf::Model { manufacturer: manufacturer.to_owned(), model: model.to_owned() }
}

fn of_asset(asset_id: &str) -> PlanOf {
    PlanOf::Asset(AssetId::new(asset_id).unwrap())
}

fn asset(asset_id: &str, type_id: &str, manufacturer: &str, model: &str) -> Asset {
    Asset {
        asset_id: AssetId::new(asset_id).unwrap(),
        name: String::new(),
        type_id: TypeId::new(type_id).unwrap(),
        manufacturer: manufacturer.to_owned(),
        model: model.to_owned(),
        serial: String::new(),
        unit: None,
        udi: None,
        risk: Risk::Standard,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    }
}

#[track_caller]
fn check_of(plans: &[Plan], asset: &Asset, expected: &[&str]) {
    for turned in [false, true] {
        let mut plans = plans.to_vec();
        if turned {
            plans.reverse();
        }
        let index = PlanIndex::new(&plans);
        let found: Vec<&str> = index.of_asset(asset).map(|plan| plan.title.as_str()).collect();
        assert_eq!(found, expected, "plans of {}", asset.asset_id);
    }
}

#[test]
fn the_most_exact_plan_of_a_duty_wins() {
    let plans = [
        of_plan("PM", of_type("infusion_pump"), "pumps"),
        of_plan("PM", of_model(" Baxter ", "spectrum"), "spectrums"),
        of_plan("PM", of_asset("IP-1"), "this one"),
        of_plan("electrical-safety", of_type("infusion_pump"), "safety of pumps"),
        of_plan("battery", of_model("BAXTER", "Spectrum "), "batteries"),
        of_plan("PM", of_type("ventilator"), "ventilators"),
        of_plan("PM", of_model("Dräger", "V500"), "evitas"),
    ];
    let spectrum = |id| asset(id, "infusion_pump", "Baxter", "Spectrum");
    check_of(&plans, &spectrum("IP-1"), &["this one", "batteries", "safety of pumps"]);
    check_of(&plans, &spectrum("IP-2"), &["spectrums", "batteries", "safety of pumps"]);
    let other = asset("IP-3", "infusion_pump", "Baxter", "Spectrum V8");
    check_of(&plans, &other, &["pumps", "safety of pumps"]);
    check_of(&plans, &asset("V-1", "ventilator", "DRÄGER", "v500"), &["evitas"]);
    check_of(&plans, &asset("V-2", "ventilator", "Hamilton", "C6"), &["ventilators"]);
    check_of(&plans, &asset("B-1", "bed", "Baxter", "Progressa"), &[]);
}

#[test]
fn where_the_most_exact_plan_has_ended_there_is_no_duty() {
    let plans = [
        of_plan("PM", of_type("infusion_pump"), "pumps"),
        ended(of_plan("PM", of_model("Baxter", "Spectrum"), "spectrums")),
        of_plan("PM", of_asset("IP-1"), "this one"),
    ];
    let spectrum = |id| asset(id, "infusion_pump", "Baxter", "Spectrum");
    check_of(&plans, &spectrum("IP-1"), &["this one"]);
    check_of(&plans, &spectrum("IP-2"), &[]);
    check_of(&plans, &asset("IP-3", "infusion_pump", "BD", "Alaris"), &["pumps"]);
}

#[test]
fn of_two_for_the_same_assets_the_later_counts() {
    let plans = ["old", "new"].map(|title| of_plan("PM", of_type("bed"), title));
    let index = PlanIndex::new(&plans);
    let bed = asset("B-1", "bed", "", "");
    let found: Vec<&str> = index.of_asset(&bed).map(|plan| plan.title.as_str()).collect();
    assert_eq!(found, ["new"]);
}

fn reading(item: &str, min: Option<f64>, max: Option<f64>) -> ChecklistItem {
    let kind = ItemKind::Reading { unit: "µA".to_owned(), min, max };
    ChecklistItem { item: item.to_owned(), kind }
}

fn pass_fail(item: &str) -> ChecklistItem {
    ChecklistItem { item: item.to_owned(), kind: ItemKind::PassFail }
}

#[track_caller]
fn check_wrong(plan: &Plan, expected: &[&str]) {
    assert_eq!(check_plan(plan).err().unwrap_or_default(), expected);
}

#[test]
fn a_plan_that_cannot_be_meant_is_refused_in_sentences() {
    let good = Planned::new("fixed 3 months anchor 2026-04-15 grace 5").plan;
    check_wrong(&good, &[]);
    let month = Planned::new("month_based 3 weeks").plan;
    check_wrong(
        &month,
        &["A month-based plan counts whole months, and \"3 weeks\" is not: use months or years."],
    );
    check_wrong(
        &Planned::new("fixed 1 week early 7").plan,
        &["The early window of 7 days is not shorter than the interval of 1 week."],
    );
    check_wrong(&Planned::new("fixed 1 week early 6").plan, &[]);
    check_wrong(
        &Planned::new("fixed 1 month grace 28").plan,
        &["The grace of 28 days is not shorter than the interval of 1 month."],
    );
    check_wrong(
        &Planned::new("fixed 3 years lead 367").plan,
        &["The lead time is 367 days long; at most 366 are possible."],
    );
    check_wrong(
        &Planned::new("fixed 3 years anchor 0206-04-15").plan,
        &["The anchor 0206-04-15 is not between the years 1950 and 2150."],
    );
    let title = "x".repeat(201);
    check_wrong(&Plan { title, ..good }, &["The title has 201 characters; at most 200 are kept."]);
}

#[test]
fn a_checklist_that_cannot_be_filled_in_is_refused_in_sentences() {
    let with = |checklist| Plan { checklist, ..Planned::new("fixed 1 year").plan };
    check_wrong(&with(vec![pass_fail("Cord"), reading("Leakage", Some(0.0), Some(100.0))]), &[]);
    check_wrong(
        &with(vec![
            pass_fail("Cord"),
            pass_fail("  "),
            pass_fail("Cord "),
            reading("Leakage", Some(100.0), Some(0.0)),
            reading("Earth", Some(f64::NAN), None),
        ]),
        &[
            "Item 2 of the checklist is empty.",
            "Item 3 of the checklist, \"Cord\", is there already.",
            "The limits of item 4, \"Leakage\" are upside down: 100 to 0.",
            "A limit of item 5, \"Earth\" is no number: NaN.",
        ],
    );
    let long = (0..=CHECKLIST_MAX).map(|n| pass_fail(&n.to_string())).collect();
    check_wrong(&with(long), &["The checklist has 101 items; at most 100 are possible."]);
}

fn result(item: &str, outcome: ItemOutcome) -> ItemResult {
    ItemResult { item: item.to_owned(), outcome }
}

fn read(value: f64, unit: &str) -> ItemOutcome {
    ItemOutcome::Reading { value, unit: unit.to_owned(), min: None, max: None }
}

#[test]
fn a_completion_that_cannot_be_is_refused_in_a_sentence() {
    let mut planned = Planned::new("fixed 3 months anchor 2026-01-15");
    planned.plan.checklist = vec![pass_fail("Cord"), reading("Leakage", None, Some(100.0))];
    let done = dates::done("2026-01-15");
    let check = |on: &str, results: &[ItemResult]| {
        let today = day("2026-04-20");
        let refused = check_completion(&planned.terms(), &done, day(on), today, results).err();
        refused.map(|refused: Refused| refused.to_string()).unwrap_or_default()
    };
    assert_eq!(check("2026-04-20", &[]), "");
    assert_eq!(check("2026-01-15", &[]), "", "on the day of the last one");
    assert_eq!(check("2026-04-21", &[]), "2026-04-21 is in the future: today is 2026-04-20");
    assert_eq!(
        check("2026-01-14", &[]),
        "2026-01-14 is before the last completion on 2026-01-15: correct that one if it is wrong"
    );
    let good = [result("Cord", ItemOutcome::Pass), result("Leakage", read(42.0, "µA"))];
    assert_eq!(check("2026-04-20", &good), "");
    let of = |item: &str, outcome| check("2026-04-20", &[result(item, outcome)]);
    assert_eq!(of("Lamp", ItemOutcome::Pass), "\"Lamp\" is not on the plan's checklist");
    assert_eq!(of("Leakage", read(f64::NAN, "µA")), "the reading of \"Leakage\" is no number");
    assert_eq!(of("Leakage", read(f64::INFINITY, "")), "the reading of \"Leakage\" is no number");
    assert_eq!(
        of("Leakage", read(0.04, "mA")),
        "the reading of \"Leakage\" is in mA; the plan wants µA"
    );
    assert_eq!(of("Leakage", ItemOutcome::Pass), "\"Leakage\" wants a reading, not pass or fail");
    assert_eq!(of("Cord", read(1.0, "µA")), "\"Cord\" wants pass or fail, not a reading");
    let twice = [result("Cord", ItemOutcome::Pass), result(" Cord", ItemOutcome::Fail)];
    assert_eq!(check("2026-04-20", &twice), "\"Cord\" has more than one result");
}

#[test]
fn limits_are_the_plans_not_the_technicians() {
    let mut planned = Planned::new("fixed 3 months").plan;
    planned.checklist = vec![pass_fail("Cord"), reading("Leakage", None, Some(100.0))];
    let sent = [result("Leakage", read(420.0, "")), result("Cord", ItemOutcome::Pass)];
    let kept = as_planned(&planned, &sent);
    let unit = "µA".to_owned();
    let leakage = ItemOutcome::Reading { value: 420.0, unit, min: None, max: Some(100.0) };
    assert_eq!(kept, [result("Cord", ItemOutcome::Pass), result("Leakage", leakage)]);
    assert!(sent[0].outcome.passes() && !kept[1].outcome.passes());
}

fn since(plan: Plan, on: &str) -> Plan {
    Plan { since: Some(day(on)), ..plan }
}

#[track_caller]
fn check_ever(plans: &[Plan], past: &[Plan], asset: &Asset, expected: &[&[&str]]) {
    let index = PlanIndex::new(plans).with_past(past);
    let titles = |plans: Vec<&Plan>| plans.iter().map(|plan| plan.title.clone()).collect();
    let found: Vec<Vec<String>> = index.ever_of_asset(asset).map(titles).collect();
    assert_eq!(found, expected, "plans that {} ever had", asset.asset_id);
}

#[test]
fn what_counted_before_is_known_of_each_asset() {
    let pumps = of_type("infusion_pump");
    let spectrums = of_model("Baxter", "Spectrum");
    let plans = [
        since(of_plan("PM", pumps.clone(), "pumps, third"), "2026-06-01"),
        since(of_plan("PM", spectrums.clone(), "spectrums, second"), "2026-04-01"),
        since(of_plan("PM", of_asset("IP-1"), "this one"), "2026-02-01"),
        ended(since(of_plan("battery", pumps.clone(), "batteries, ended"), "2026-05-01")),
    ];
    let past = [
        of_plan("PM", pumps.clone(), "pumps"),
        since(of_plan("PM", pumps.clone(), "pumps, second"), "2026-01-01"),
        since(of_plan("PM", of_model("BAXTER", "spectrum "), "spectrums"), "2026-03-01"),
        of_plan("battery", pumps, "batteries"),
    ];
    let batteries: &[&str] = &["batteries", "batteries, ended"];
    let spectrum = |id| asset(id, "infusion_pump", "Baxter", "Spectrum");
    let of_other = ["pumps", "pumps, second", "pumps, third"];
    let other = asset("IP-3", "infusion_pump", "BD", "Alaris");
    check_ever(&plans, &past, &other, &[&of_other, batteries]);
    let of_spectrum = ["pumps", "pumps, second", "spectrums", "spectrums, second"];
    check_ever(&plans, &past, &spectrum("IP-2"), &[&of_spectrum, batteries]);
    let of_one = ["pumps", "pumps, second", "this one"];
    check_ever(&plans, &past, &spectrum("IP-1"), &[&of_one, batteries]);
}

#[test]
fn a_change_of_terms_counts_from_its_day_and_one_of_words_from_none() {
    let old = of_plan("PM", of_type("bed"), "beds");
    let worded = Plan { title: "all beds".to_owned(), ..old.clone() };
    let late = Plan { grace_days: 9, ..worded.clone() };
    let today = day("2026-11-23");
    assert_eq!(in_place_of(worded.clone(), Some(&old), today).since, None);
    assert_eq!(in_place_of(late.clone(), Some(&old), today).since, Some(today));
    let kept = since(late.clone(), "2026-05-01");
    assert_eq!(in_place_of(late, Some(&kept), today).since, kept.since);
    assert_eq!(in_place_of(ended(worded), Some(&old), today).since, Some(today));
}
