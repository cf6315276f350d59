//! Maintenance plans.

use trackward_model::{Plan, PlanMode, PlanOf, TypeId};

use crate::fixture::{Home, by_kim, date, plan, pump, signed_by};

fn of_model(manufacturer: &str, model: &str) -> PlanOf {
    PlanOf::Model { manufacturer: manufacturer.into(), model: model.into() }
}

#[tokio::test]
async fn plans_are_kept_as_they_are_and_the_same_again_changes_nothing() {
    let home = Home::with(1).await;
    let of_type = plan(PlanOf::Type(TypeId::new("infusion_pump").unwrap()));
    let mut bare = plan(PlanOf::Asset(pump(0).asset_id));
    bare.mode = PlanMode::MonthBased;
    bare.interval = "1 year".parse().unwrap();
    (bare.anchor, bare.procedure) = (None, String::new());
    bare.checklist.clear();
    bare.ended = Some(signed_by("Lee", 5));
    let mut floating = plan(of_model("Bauer & Söhne", "LVP 7"));
    floating.mode = PlanMode::Floating;
    let plans = [bare, floating, of_type];
    let put = home.store.maintenance_plan_put(&plans, &by_kim("save_plan")).await.unwrap();
    assert_eq!(put, 3);
    let home = home.reopened().await;
    let mut kept = home.store.maintenance_plan_list().await.unwrap();
    kept.sort_by(|a, b| b.of.cmp(&a.of));
    assert_eq!(kept, plans);

    let mut changed = plans.clone();
    changed[1].grace_days = 4;
    let put = home.store.maintenance_plan_put(&changed, &by_kim("save_plan")).await.unwrap();
    assert_eq!(put, 1, "of the others nothing changed");
    let entry = home.store.audit_list(None, None, 1).await.unwrap().pop().unwrap();
    assert_eq!(entry.n, 4, "nor is it noted");
    let told = |json: &str| serde_json::from_str::<trackward_model::Plan>(json).unwrap();
    assert_eq!((told(&entry.before), told(&entry.after)), (plans[1].clone(), changed[1].clone()));
}

#[tokio::test]
async fn a_model_is_the_same_whatever_the_case_of_its_letters() {
    let home = Home::with(0).await;
    let other = plan(PlanOf::Type(TypeId::new("LVP 7").unwrap()));
    let first = plan(of_model("Bauer & Söhne", "LVP 7"));
    let second = plan(of_model(" BAUER & SÖHNE", "lvp 7 "));
    for plan in [other.clone(), first, second.clone()] {
        home.store.maintenance_plan_put(&[plan], &by_kim("save_plan")).await.unwrap();
    }
    let kept = home.store.maintenance_plan_list().await.unwrap();
    assert_eq!(kept, [second, other], "in place of the one before, as it was written last");
}

#[tokio::test]
async fn what_a_plan_was_before_is_kept_until_it_never_was() {
    let home = Home::with(0).await;
    let first = plan(of_model("Bauer & Söhne", "LVP 7"));
    let since = |grace_days, on| Plan { grace_days, since: Some(date(on)), ..first.clone() };
    let second = Plan { of: of_model("BAUER & SÖHNE", "LVP 7"), ..since(5, "2026-03-01") };
    let third = since(6, "2026-06-01");
    let put = async |plan: &Plan| {
        let put =
            home.store.maintenance_plan_put(std::slice::from_ref(plan), &by_kim("save_plan")).await;
        assert_eq!(put.unwrap(), 1);
    };
    for plan in [&first, &second, &third] {
        put(plan).await;
    }
    assert_eq!(home.store.past_plan_list().await.unwrap(), [first.clone(), second.clone()]);
    let same_day = since(7, "2026-06-01");
    put(&same_day).await;
    assert_eq!(home.store.past_plan_list().await.unwrap(), [first.clone(), second]);
    let from_february = since(8, "2026-02-01");
    put(&from_february).await;
    let home = home.reopened().await;
    let past = home.store.past_plan_list().await.unwrap();
    assert_eq!(past, std::slice::from_ref(&first));
    assert_eq!(home.store.maintenance_plan_list().await.unwrap(), [from_february]);
    let always = Plan { grace_days: 9, ..first };
    home.store.maintenance_plan_put(&[always], &by_kim("save_plan")).await.unwrap();
    assert_eq!(home.store.past_plan_list().await.unwrap(), []);
}
