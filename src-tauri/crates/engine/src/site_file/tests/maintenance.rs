//! `[[plan]]`.

use trackward_model::{IntervalUnit, ItemKind, Plan, PlanMode, PlanOf};

use super::*;

fn plans(text: &str) -> Result<Vec<Plan>, Vec<String>> {
    let folder = folder(format!("{WHOLE}\n{text}").as_bytes());
    read_in(folder.path()).map(|file| file.maintenance)
}

#[test]
fn a_plan_is_taken_with_its_checklist() {
    let plans = plans(
        "[[plan]]\nid = \"PM\"\ntype = \"infusion_pump\"\nmode = \"fixed\"\n\
         interval = \"12 months\"\nanchor = 2026-01-31\ngrace_days = 7\n\
         procedure = \"\"\"\nFirst.\nThen.\"\"\"\n\
         checklist = [{ item = \"Case\" }, { item = \"Leakage\", unit = \"µA\", max = 100.0 }]\n\
         [[plan]]\nid = \"PM\"\nmanufacturer = \"Acme\"\nmodel = \"P1\"\nmode = \"month_based\"\n\
         interval = \"1 year\"\n",
    )
    .unwrap();
    let [of_type, of_model] = &plans[..] else { panic!("two plans") };
    assert_eq!(of_type.of, PlanOf::Type("infusion_pump".parse().unwrap()));
    assert_eq!((of_type.interval.n(), of_type.interval.unit()), (12, IntervalUnit::Month));
    assert_eq!(of_type.anchor, Some("2026-01-31".parse().unwrap()));
    assert_eq!((of_type.grace_days, of_type.early_days, of_type.lead_days), (7, 7, 30));
    assert_eq!(of_type.procedure, "First.\nThen.");
    assert_eq!(of_type.checklist[0].kind, ItemKind::PassFail);
    let reading = ItemKind::Reading { unit: "µA".to_owned(), min: None, max: Some(100.0) };
    assert_eq!(of_type.checklist[1].kind, reading);
    let model = PlanOf::Model { manufacturer: "Acme".to_owned(), model: "P1".to_owned() };
    assert_eq!((&of_model.of, of_model.mode), (&model, PlanMode::MonthBased));
}

#[track_caller]
fn refused(lines: &str, expected: &str) {
    let text = format!("[[plan]]\nid = \"PM\"\n{lines}");
    let errors = plans(&text).unwrap_err();
    assert!(errors.iter().any(|error| error.contains(expected)), "{lines}: {errors:?}");
}

#[test]
fn what_is_no_plan_is_refused_with_a_sentence() {
    let rest = "mode = \"fixed\"\ninterval = \"1 year\"\n";
    refused(rest, "a plan needs \"type\", or \"manufacturer\" and \"model\", or \"asset\"");
    refused(&format!("type = \"a\"\nasset = \"A-1\"\n{rest}"), "of which assets it speaks");
    let of = "type = \"infusion_pump\"\n";
    refused(&format!("{of}mode = \"fixed\"\ninterval = \"0 months\"\n"), "at least 1");
    refused(&format!("{of}mode = \"often\"\ninterval = \"1 year\"\n"), "\"often\" is no mode");
    refused(&format!("{of}mode = \"month_based\"\ninterval = \"90 days\"\n"), "month");
    refused(&format!("{of}{rest}anchor = \"03/04/2026\"\n"), "expected YYYY-MM-DD");
    refused(&format!("{of}{rest}grace_days = 400\n"), "from 0 to 366");
    refused(&format!("{of}{rest}checklist = [{{ item = \"A\", max = 1 }}]\n"), "\"unit\"");
    refused(&format!("{of}{rest}checklist = [{{ item = \"A\", units = \"V\" }}]\n"), "\"unit\"");
    let twice = format!("{of}{rest}[[plan]]\nid = \"PM\"\n{of}{rest}");
    refused(&twice, "there twice");
}
