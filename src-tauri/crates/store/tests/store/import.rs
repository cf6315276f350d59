//! Maintenance taken over from another system.

use trackward_model::{Completion, CompletionId, PlanOf, Schedule};
use trackward_store::{AuditEntry, Completed, ImportRow, Imported, NewCompletion, StoreError};

use crate::fixture::{Home, asset, by_kim, completion, date, noted, plan};

/// A line about asset `n` that asks for the plan of its model.
fn row(n: u32, done: bool) -> ImportRow {
    let plan = plan(PlanOf::Model { manufacturer: "Bauer & Söhne".into(), model: "LVP 7".into() });
    let done = done.then(|| Completion { imported: true, ..completion(n, "2026-01-31") });
    ImportRow {
        asset: asset(n),
        schedule: Some(Schedule {
            asset: asset(n),
            plan: plan.plan_id.clone(),
            anchor: None,
            first_due: Some(date("2026-04-30")),
        }),
        plan: Some(plan),
        completion: done,
    }
}

fn of_file() -> AuditEntry<'static> {
    AuditEntry { after: "{\"file\":\"old.csv\",\"rows\":3}".into(), ..by_kim("import") }
}

#[tokio::test]
async fn a_file_is_kept_whole_with_an_entry_for_it_and_one_for_each_line() {
    let home = Home::with(3).await;
    let store = &home.store;
    let bare = ImportRow { plan: None, schedule: None, ..row(2, true) };
    let rows = [row(0, true), row(1, false), bare];
    let imported = store.maintenance_import(&rows, CompletionId(0), &of_file()).await.unwrap();
    let numbers = vec![Some(CompletionId(1)), None, Some(CompletionId(2))];
    assert_eq!(imported, Imported::Kept { completions: numbers });
    assert_eq!(store.maintenance_plan_list().await.unwrap(), [row(0, false).plan.unwrap()]);
    let schedules = [row(0, false), row(1, false)].map(|row| row.schedule.unwrap());
    assert_eq!(store.schedule_list().await.unwrap(), schedules);
    let kept = store.completion_list(asset(2), 9).await.unwrap();
    assert_eq!(kept, [Completion { id: CompletionId(2), ..rows[2].completion.clone().unwrap() }]);
    let told = ["1 import Kim -", "2 import Kim 0", "3 import Kim 1", "4 import Kim 2"];
    assert_eq!(noted(store).await, told);
    let entries = store.audit_list(None, None, 9).await.unwrap();
    assert_eq!(entries[3].after, of_file().after);
    assert_eq!(entries[2].before, "", "there was nothing of asset 0");

    // The same file after it was worked out again, without the history that is there already.
    let mut again = row(0, false);
    again.schedule.as_mut().unwrap().first_due = Some(date("2026-07-31"));
    store.maintenance_import(&[again], CompletionId(2), &by_kim("import")).await.unwrap();
    let entry = store.audit_list(None, None, 1).await.unwrap().pop().unwrap();
    assert_eq!(entry.n, 5, "without words of its own the file has no entry");
    let due = |json: &str| {
        let told: serde_json::Value = serde_json::from_str(json).unwrap();
        told["schedule"]["first_due"].as_str().unwrap().to_owned()
    };
    assert_eq!((due(&entry.before), due(&entry.after)), ("2026-04-30".into(), "2026-07-31".into()));
}

#[tokio::test]
async fn nothing_of_a_file_is_kept_when_maintenance_was_completed_meanwhile() {
    let home = Home::with(2).await;
    let done = completion(1, "2026-04-15");
    let new = NewCompletion {
        completion: &done,
        expected_last: None,
        faults: &[],
        released: None,
        located: None,
        quarantined: None,
        unlocated: None,
    };
    let completed = home.store.completion_insert(&new, &by_kim("complete")).await.unwrap();
    assert!(matches!(completed, Completed::Kept { .. }));
    let imported =
        home.store.maintenance_import(&[row(0, true)], CompletionId(0), &of_file()).await.unwrap();
    assert_eq!(imported, Imported::Raced);
    assert_eq!(home.store.schedule_list().await.unwrap(), []);
    assert_eq!(noted(&home.store).await, ["1 complete Kim 1"]);
}

#[tokio::test]
async fn a_file_that_fails_at_its_last_line_leaves_nothing() {
    let home = Home::with(1).await;
    let rows = [row(0, true), row(9, true)];
    let error =
        home.store.maintenance_import(&rows, CompletionId(0), &of_file()).await.unwrap_err();
    assert!(matches!(error, StoreError::Audit(_) | StoreError::Schedule(_)), "{error}");
    assert_eq!(home.store.maintenance_plan_list().await.unwrap(), []);
    assert_eq!(home.store.schedule_list().await.unwrap(), []);
    assert_eq!(home.store.completion_list_all().await.unwrap(), []);
    assert_eq!(noted(&home.store).await, [""; 0]);
}
