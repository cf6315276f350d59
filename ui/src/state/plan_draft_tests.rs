use super::*;

fn draft() -> PlanDraft {
    PlanDraft { name: "ventilator".into(), ..PlanDraft::default() }
}

#[test]
fn a_plan_that_is_written_down_and_read_again_is_the_same() {
    let mut draft = draft();
    draft.mode = PlanMode::Floating;
    draft.anchor = "2026-01-31".into();
    draft.grace = "3".into();
    draft.procedure = "Change the filter.".into();
    draft.items = vec![
        ItemDraft { item: "Alarm sounds".into(), ..ItemDraft::default() },
        ItemDraft {
            item: "Leakage".into(),
            reading: true,
            unit: "µA".into(),
            min: String::new(),
            max: "100".into(),
        },
    ];
    let plan = draft.plan().unwrap();
    assert_eq!(PlanDraft::from(&plan), draft);
    assert_eq!((plan.early_days, plan.lead_days), (7, 30), "what a plan says by itself");
    let model = PlanDraft {
        of: OfKind::Model,
        name: "Medilane".into(),
        model: " P3 ".into(),
        ..PlanDraft::default()
    };
    let of = PlanOf::Model { manufacturer: "Medilane".into(), model: "P3".into() };
    assert_eq!(model.plan().unwrap().of, of);
}

#[track_caller]
fn refused(change: impl FnOnce(&mut PlanDraft), sentence: &str) {
    let mut draft = draft();
    change(&mut draft);
    assert_eq!(draft.plan().unwrap_err(), sentence);
}

#[test]
fn what_is_no_plan_is_refused_in_a_sentence() {
    refused(|d| d.plan_id = " ".into(), "Give the duty a short name, such as PM.");
    refused(
        |d| d.n = "0".into(),
        "An interval has to be at least 1 and at most 50 years; this one is 0.",
    );
    refused(|d| d.n = "twelve".into(), "\"twelve\" is no number of intervals.");
    refused(
        |d| {
            d.mode = PlanMode::MonthBased;
            d.unit = IntervalUnit::Day;
        },
        "By month, the interval has to be months or years.",
    );
    refused(|d| d.name.clear(), "Say of which type it speaks.");
    refused(|d| d.of = OfKind::Model, "Say of which maker's model it speaks.");
    refused(
        |d| d.anchor = "03/04/2026".into(),
        "\"03/04/2026\" is no date: write year, month and day, as 2026-04-15.",
    );
    refused(|d| d.grace = "400".into(), "Days of grace: \"400\" is no whole number from 0 to 366.");
    refused(
        |d| d.items = vec![ItemDraft::default()],
        "A thing to check has no words yet: write them, or take it out.",
    );
    refused(
        |d| {
            d.items = vec![ItemDraft {
                item: "Flow".into(),
                reading: true,
                unit: "ml/h".into(),
                min: "10".into(),
                max: "5".into(),
            }];
        },
        "Flow: from 10 to 5 there is nothing that passes.",
    );
}
