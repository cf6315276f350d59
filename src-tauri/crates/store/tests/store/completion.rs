//! Maintenance that was done.

use std::sync::Arc;

use trackward_model::{
    Completion, CompletionId, FaultId, ItemOutcome, ItemResult, PlaceIndex, PlanId,
};
use trackward_store::{
    Completed, NewCompletion, NewFault, OpenMode, QuarantineCause, Quarantined, Store, StoreError,
    act,
};

use crate::fixture::{Home, asset, at, by_kim, completion, date, noted, signed_by};

fn new(completion: &Completion, expected_last: Option<u64>) -> NewCompletion<'_> {
    NewCompletion {
        completion,
        expected_last: expected_last.map(CompletionId),
        faults: &[],
        released: None,
        located: None,
        quarantined: None,
        unlocated: None,
    }
}

fn kept(id: u64, faults: &[u64]) -> Completed {
    let faults = faults.iter().copied().map(FaultId).collect();
    Completed::Kept { id: CompletionId(id), faults }
}

fn reading(value: f64) -> ItemResult {
    let outcome =
        ItemOutcome::Reading { value, unit: "µA".into(), min: None, max: Some(0.1 + 0.2) };
    ItemResult { item: "Leakage".into(), outcome }
}

async fn insert(store: &Store, new: NewCompletion<'_>) -> Completed {
    store.completion_insert(&new, &by_kim("complete")).await.unwrap()
}

#[tokio::test]
async fn completions_are_kept_as_they_are_and_numbered() {
    let home = Home::with(2).await;
    let whole = Completion {
        minutes: Some(45),
        results: vec![
            ItemResult { item: "Housing".into(), outcome: ItemOutcome::Pass },
            ItemResult { item: "Alarm".into(), outcome: ItemOutcome::Fail },
            reading(12.75),
        ],
        ..completion(0, "2026-04-15")
    };
    let withdrawn = Completion {
        closed_due_on: None,
        corrects: Some(CompletionId(1)),
        withdrawn: true,
        ..completion(0, "2026-04-15")
    };
    let other = Completion {
        plan: PlanId::new("electrical-safety").unwrap(),
        imported: true,
        ..completion(0, "2020-02-29")
    };
    assert_eq!(insert(&home.store, new(&whole, None)).await, kept(1, &[]));
    assert_eq!(insert(&home.store, new(&withdrawn, Some(1))).await, kept(2, &[]));
    assert_eq!(insert(&home.store, new(&other, None)).await, kept(3, &[]), "another duty");
    let elsewhere = completion(1, "2026-05-01");
    assert_eq!(insert(&home.store, new(&elsewhere, None)).await, kept(4, &[]), "another asset");
    let home = home.reopened().await;
    let numbered =
        |id, completion: &Completion| Completion { id: CompletionId(id), ..completion.clone() };
    let all = [numbered(3, &other), numbered(2, &withdrawn), numbered(1, &whole)];
    assert_eq!(home.store.completion_list(asset(0), 9).await.unwrap(), all, "the last one first");
    assert_eq!(home.store.completion_list(asset(0), 1).await.unwrap(), all[..1]);
    assert_eq!(home.store.completion_get(CompletionId(1)).await.unwrap(), Some(all[2].clone()));
    assert_eq!(home.store.completion_get(CompletionId(5)).await.unwrap(), None);

    let briefs = home.store.completion_list_all().await.unwrap();
    assert!(briefs.iter().map(|brief| brief.id.0).eq(1..=4));
    for (brief, whole) in briefs.iter().zip(all.iter().rev()) {
        let told = (&brief.plan, brief.completed_on, brief.closed_due_on, brief.corrects);
        let expected = (&whole.plan, whole.completed_on, whole.closed_due_on, whole.corrects);
        assert_eq!(told, expected);
        assert_eq!((brief.withdrawn, brief.imported), (whole.withdrawn, whole.imported));
        assert_eq!(brief.asset, whole.asset);
    }
    let entry = home.store.audit_list(Some(asset(1)), None, 9).await.unwrap().pop().unwrap();
    let told: Completion = serde_json::from_str(&entry.after).unwrap();
    assert_eq!(told, numbered(4, &elsewhere), "the log tells the row with its number");
    assert_eq!(entry.before, "");
}

#[tokio::test]
async fn a_completion_opens_and_ends_what_comes_with_it() {
    let home = Home::with(2).await;
    let quarantined = Quarantined {
        asset: asset(0),
        from: at(0),
        reason: "It was found.".into(),
        cause: QuarantineCause::FoundUnlocated,
    };
    let store = &home.store;
    store.quarantine_put(&quarantined, &by_kim(act::QUARANTINE)).await.unwrap();
    let lost = signed_by("Lee", 0);
    store.unlocated_put(asset(0), &lost, &by_kim("approve_unlocated")).await.unwrap();
    let fault = |note: &str, place| NewFault {
        asset: asset(0),
        reported: trackward_model::Signed { note: note.into(), ..signed_by("Kim", 2) },
        place,
    };
    let faults = [fault("Alarm failed", Some(PlaceIndex(2))), fault("Leakage too high", None)];
    let released = signed_by("Kim", 3);
    let located = (at(3), "Its maintenance was done.".to_owned());
    let done = completion(0, "2026-04-15");
    let with = NewCompletion {
        faults: &faults,
        released: Some(&released),
        located: Some(&located),
        ..new(&done, None)
    };
    assert_eq!(insert(store, with).await, kept(1, &[1, 2]));
    assert_eq!(store.quarantine_open_list().await.unwrap(), []);
    assert_eq!(
        store.quarantine_list(asset(0), 1).await.unwrap()[0].released.as_ref(),
        Some(&released)
    );
    assert_eq!(store.unlocated_list().await.unwrap()[0].ended.as_ref(), Some(&located));
    let open = store.fault_open_list().await.unwrap();
    assert_eq!(open.len(), 2);
    assert_eq!(
        (open[0].reported.clone(), open[0].place),
        (faults[0].reported.clone(), faults[0].place)
    );
    assert!(open.iter().all(|fault| fault.completion == Some(CompletionId(1))));
    let told = [
        "1 quarantine Kim 0",
        "2 approve_unlocated Kim 0",
        "3 complete Kim 0",
        "4 report_fault Kim 0",
        "5 report_fault Kim 0",
        "6 release Kim 0",
        "7 end_unlocated Kim 0",
    ];
    assert_eq!(noted(store).await, told);

    // Nothing to end: nothing more than the completion is noted.
    let later = completion(0, "2026-07-15");
    let with = NewCompletion { faults: &[], completion: &later, ..with };
    let with = NewCompletion { expected_last: Some(CompletionId(1)), ..with };
    assert_eq!(insert(store, with).await, kept(2, &[]));
    assert_eq!(noted(store).await.len(), 8);
}

#[tokio::test]
async fn a_completion_that_fails_leaves_nothing() {
    let home = Home::with(1).await;
    let nowhere =
        NewFault { asset: asset(0), reported: signed_by("Kim", 1), place: Some(PlaceIndex(99)) };
    let done = completion(0, "2026-04-15");
    let with = NewCompletion { faults: &[nowhere], ..new(&done, None) };
    let error = home.store.completion_insert(&with, &by_kim("complete")).await.unwrap_err();
    assert!(matches!(error, StoreError::Fault(_)), "{error}");
    let broken = Completion { results: vec![reading(f64::NAN)], ..done.clone() };
    let error =
        home.store.completion_insert(&new(&broken, None), &by_kim("complete")).await.unwrap_err();
    assert_eq!(error.to_string(), "the reading of \"Leakage\" is no number");
    let nobodys = Completion { corrects: Some(CompletionId(7)), ..done.clone() };
    let error =
        home.store.completion_insert(&new(&nobodys, None), &by_kim("correct")).await.unwrap_err();
    assert!(matches!(error, StoreError::Completion(_)), "{error}");
    assert_eq!(home.store.completion_list_all().await.unwrap(), []);
    assert_eq!(noted(&home.store).await, [""; 0]);
    assert_eq!(insert(&home.store, new(&done, None)).await, kept(1, &[]), "the next one works");
}

/// Two windows on one database, as two technicians have.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_complete_the_same_order_one_wins_and_the_other_is_told() {
    const ROUNDS: u64 = 50;
    let home = Home::with(1).await;
    let other = Store::open(home.path(), OpenMode::Existing).await.unwrap();
    let stores = [home.store.clone(), other];
    for round in 1..=ROUNDS {
        let known = (round > 1).then_some(round - 1);
        let start = Arc::new(tokio::sync::Barrier::new(2));
        let tasks = stores.clone().map(|store| {
            let start = start.clone();
            tokio::spawn(async move {
                let done = completion(0, "2026-04-15");
                start.wait().await;
                insert(&store, new(&done, known)).await
            })
        });
        let [first, second] = tasks;
        let mut became = [first.await.unwrap(), second.await.unwrap()];
        became.sort_by_key(|completed| matches!(completed, Completed::Raced { .. }));
        let lost = Completed::Raced { last: Some(CompletionId(round)) };
        assert_eq!(became, [kept(round, &[]), lost], "round {round}");
    }
    assert_eq!(home.store.completion_list_all().await.unwrap().len() as u64, ROUNDS);
    assert_eq!(noted(&home.store).await.len() as u64, ROUNDS, "the slower one is not noted");
}

#[tokio::test]
async fn a_completion_is_never_changed_deleted_or_replaced() {
    use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};
    let home = Home::with(1).await;
    insert(&home.store, new(&completion(0, "2026-04-15"), None)).await;
    let options = SqliteConnectOptions::new().filename(home.path());
    let mut other = options.connect().await.unwrap();
    for (sql, why) in [
        ("update completion set completed_on = '2026-04-14'", "never changed"),
        ("delete from completion", "never deleted"),
        (
            "insert or replace into completion select completion_id, asset, plan_id, '2026-04-14',
                closed_due_on, corrects, withdrawn, imported, minutes, signed_at, signed_by,
                signed_note, results from completion",
            "never replaced",
        ),
        ("update audit set by = 'Lee'", "never changed"),
        ("delete from audit", "never cut"),
        (
            "insert or replace into audit select n, at, 'Lee', act, asset, before, after, hash
                from audit",
            "only ever continued",
        ),
        (
            "insert into audit select n + 2, at, by, act, asset, before, after, hash from audit",
            "only ever continued",
        ),
    ] {
        let error = other.execute(sql).await.unwrap_err().to_string();
        assert!(error.contains(why), "{sql}: {error}");
    }
    let kept = home.store.completion_list(asset(0), 9).await.unwrap();
    assert_eq!(kept[0].completed_on, date("2026-04-15"));
    assert_eq!(noted(&home.store).await, ["1 complete Kim 0"]);
}
