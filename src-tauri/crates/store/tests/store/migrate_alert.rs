//! The tables of alerts and of their steps are made anew for the fifth format: no row may get
//! lost on the way.

use std::fs;
use std::path::Path;

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection, Executor, Row};
use trackward_model::{
    Alert, AlertId, PlanOf, ReaderIndex, RequestId, Resolved, Rule, StepKind, StockIndex, Subject,
    Timestamp, Transition, TypeId,
};
use trackward_store::{
    AuditVerdict, Batch, NewFault, OpenMode, QuarantineCause, Quarantined, Removal, Store, act,
};

use crate::alert::full;
use crate::fixture::{
    Home, alert, asset, at, by_kim, custody, furnished, plan, request, signed_by, step, tag, to,
};
use crate::migrate::{connect, copy_rows, filled, format, older, today};

/// A database of the fourth format with rows in most of its tables.
async fn fourth(home: &Home) -> std::path::PathBuf {
    let store = &home.store;
    let ended = Resolved { at: at(9), by: Some("Kim".into()), note: "found".into() };
    let missing = alert(1, Rule::Missing, Subject::Asset(asset(2)));
    let transitions = [
        to(missing.clone()),
        Transition { alert: missing.clone(), step: step(StepKind::Acknowledged, 4) },
        to(Alert { resolved: Some(ended), ..missing }),
        to(full(2, Subject::Reader(ReaderIndex(1)))),
        to(alert(3, Rule::UnknownTag, Subject::Tag(tag(9)))),
        // Numbers need not be without a gap.
        to(alert(7, Rule::Missing, Subject::Asset(asset(2)))),
    ];
    let held = Quarantined {
        asset: asset(1),
        from: at(5),
        reason: "It was found.".into(),
        cause: QuarantineCause::FoundOverdue,
    };
    let quarantined = [held];
    let batch = Batch {
        transitions: &transitions,
        quarantined: &quarantined,
        reached: at(9),
        ..Batch::default()
    };
    store.commit(&batch).await.unwrap();
    let plans = [plan(PlanOf::Type(TypeId::new("infusion_pump").unwrap()))];
    store.maintenance_plan_put(&plans, &by_kim("save_plan")).await.unwrap();
    let fault = NewFault { asset: asset(0), reported: signed_by("Kim", 3), place: None };
    store.fault_put(&fault, &by_kim(act::REPORT_FAULT)).await.unwrap();
    let from = home.path();
    store.clone().close().await.unwrap();
    let path = home.dir.path().join("fourth.db");
    let mut old = older(&path, 4).await;
    copy_rows(&from, &mut old).await;
    old.close().await.unwrap();
    path
}

/// The rows of each table of the older file are those of the newer one, and no others.
async fn check_same_rows(older: &Path, newer: &mut SqliteConnection) {
    let attach = format!("attach '{}' as older", older.display());
    newer.execute(AssertSqlSafe(attach)).await.unwrap();
    let tables = "select name from older.sqlite_schema where type = 'table'";
    let mut filled = Vec::new();
    for table in newer.fetch_all(tables).await.unwrap() {
        let table: String = table.get(0);
        let columns =
            format!("select group_concat(name, ', ') from pragma_table_info('{table}', 'older')");
        let columns: String = newer.fetch_one(AssertSqlSafe(columns)).await.unwrap().get(0);
        let missing = |from, to| {
            format!(
                "select count(*) from (select {columns} from {from}.{table}
                except select {columns} from {to}.{table})"
            )
        };
        for sql in [missing("older", "main"), missing("main", "older")] {
            let count: i64 = newer.fetch_one(AssertSqlSafe(sql.clone())).await.unwrap().get(0);
            assert_eq!(count, 0, "{sql}");
        }
        let count = format!("select count(*) from older.{table}");
        let count: i64 = newer.fetch_one(AssertSqlSafe(count)).await.unwrap().get(0);
        if count > 0 {
            filled.push(table);
        }
    }
    for table in ["alert", "alert_step", "audit", "fault", "journal", "quarantine", "stay"] {
        assert!(filled.iter().any(|name| name == table), "{table} must have held something");
    }
}

#[tokio::test]
async fn a_database_of_the_fourth_format_keeps_every_row_and_takes_kiosks() {
    let home = filled().await;
    let path = fourth(&home).await;
    let before = home.dir.path().join("before.db");
    fs::copy(&path, &before).unwrap();
    Store::open(&path, OpenMode::Existing).await.unwrap().close().await.unwrap();
    let mut migrated = connect(&path).await;
    assert_eq!(
        (format(&mut connect(&before).await).await, format(&mut migrated).await),
        (4, today())
    );
    check_same_rows(&before, &mut migrated).await;
    let broken = migrated.fetch_all("pragma main.foreign_key_check").await.unwrap();
    assert_eq!(broken.len(), 0, "every step has its alert");
    let aside = "select name from main.sqlite_schema where sql like '%alert_before%'
        or sql like '%alert_step_before%'";
    assert_eq!(migrated.fetch_all(aside).await.unwrap().len(), 0, "nothing is left aside");
    migrated.close().await.unwrap();

    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    let open: Vec<_> = store.alert_open_list().await.unwrap().iter().map(|one| one.id.0).collect();
    assert_eq!(open, [3, 7]);
    let kept = store.alert_get(AlertId(2)).await.unwrap();
    assert_eq!(kept, Some(full(2, Subject::Reader(ReaderIndex(1)))));
    assert_eq!(store.alert_step_list(AlertId(1)).await.unwrap().len(), 3);
    let AuditVerdict::Whole(_) = store.audit_verify(None).await.unwrap() else {
        panic!("the log of acts must be whole");
    };
    assert_eq!(store.request_list_since(Timestamp::MAX).await.unwrap(), []);
    assert_eq!(store.custody_open().await.unwrap(), []);

    store.site_apply(&furnished(), &[], Removal::Refuse).await.unwrap();
    store.request_put(&request("ICU", 10), &by_kim("request")).await.unwrap().unwrap();
    let new = [
        alert(8, Rule::ParLow, Subject::Stock(StockIndex(0))),
        alert(9, Rule::Request, Subject::Request(RequestId(1))),
    ];
    let transitions = new.clone().map(to);
    let taps = [custody(0, 10, None)];
    let batch =
        Batch { transitions: &transitions, custody: &taps, reached: at(10), ..Batch::default() };
    store.commit(&batch).await.unwrap();
    store.close().await.unwrap();
    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    assert_eq!(store.site_load().await.unwrap(), Some(furnished()));
    assert_eq!(store.alert_open_list().await.unwrap()[2..], new);
    assert_eq!(store.custody_open().await.unwrap(), taps);
}
