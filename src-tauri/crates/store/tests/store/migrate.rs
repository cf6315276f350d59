//! A database of an older format becomes one of today's and keeps what it holds.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};
use trackward_model::{
    AlertId, Asset, PlanOf, ReaderIndex, ReaderState, RejectReason, Rule, SourceKind, StayChange,
    Subject, Timestamp, TypeId,
};
use trackward_store::{
    AuditVerdict, Batch, OpenMode, QuarantineCause, ReaderRecord, Rejections, Store, StoreError,
    UnknownTag, act,
};

use crate::fixture::{
    Home, alert, asset, at, by_kim, fix, heard, noted, plan, signed_by, site, stay, tag, to,
};

const STEPS: [&str; 4] = [
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_alerts.sql"),
    include_str!("../../migrations/0003_maintenance.sql"),
    include_str!("../../migrations/0004_sources.sql"),
];
/// "TWRD".
const APPLICATION_ID: u32 = 0x5457_5244;

pub async fn connect(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap()
}

pub async fn format(connection: &mut SqliteConnection) -> u32 {
    connection.fetch_one("pragma user_version").await.unwrap().get(0)
}

/// Today's format: each file is a step to it.
pub fn today() -> u32 {
    let steps = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    std::fs::read_dir(steps).unwrap().count() as u32
}

/// An empty database of an older format.
pub async fn older(path: &Path, format: usize) -> SqliteConnection {
    let mut connection = connect(path).await;
    for step in &STEPS[..format] {
        connection.execute(*step).await.unwrap();
    }
    let mark = format!("pragma application_id = {APPLICATION_ID}; pragma user_version = {format}");
    connection.execute(AssertSqlSafe(mark)).await.unwrap();
    connection
}

/// Copies the rows of all tables of the older format.
pub async fn copy_rows(from: &Path, into: &mut SqliteConnection) {
    let attach = format!("attach '{}' as today", from.display());
    into.execute(AssertSqlSafe(attach)).await.unwrap();
    into.execute("pragma foreign_keys = off").await.unwrap();
    let tables =
        into.fetch_all("select name from main.sqlite_schema where type = 'table'").await.unwrap();
    let steps = STEPS[..format(into).await as usize].iter();
    let created: usize = steps.map(|step| step.matches("create table").count()).sum();
    assert_eq!(tables.len(), created);
    for table in tables {
        let table: String = table.get(0);
        // Later formats may have added columns to it.
        let columns = format!("select name from pragma_table_info('{table}', 'main')");
        let columns = into.fetch_all(AssertSqlSafe(columns)).await.unwrap();
        let columns: Vec<String> = columns.iter().map(|column| column.get(0)).collect();
        let values: Vec<&str> = columns.iter().map(|column| older_value(&table, column)).collect();
        let (columns, values) = (columns.join(", "), values.join(", "));
        let sql = format!(
            "delete from main.{table};
            insert into main.{table} ({columns}) select {values} from today.{table}"
        );
        into.execute(AssertSqlSafe(sql)).await.unwrap();
    }
}

/// What a column of an older format held, from today's row.
fn older_value<'a>(table: &str, column: &'a str) -> &'a str {
    match (table, column) {
        ("source", "kind") => "json_extract(connection, '$.kind')",
        ("source", "address") => "json_extract(connection, '$.address')",
        ("reader", "kind" | "address" | "ca_file") => "null",
        ("reader", "tls") => "0",
        _ => column,
    }
}

/// Everything that the first version kept, as text to be compared.
async fn told(store: &Store) -> Vec<String> {
    let all = Timestamp::MIN..Timestamp::MAX;
    let assets = store.asset_list().await.unwrap().into_iter();
    let assets: Vec<_> = assets.map(|asset| Asset { price: None, ..asset }).collect();
    vec![
        format!("{:?}", store.site_load().await.unwrap()),
        format!("{assets:?}"),
        format!("{:?}", store.binding_list().await.unwrap()),
        format!("{:?}", store.journal_blocks(0, 9).await.unwrap()),
        format!("{:?}", store.stay_list(asset(0), all, 9).await.unwrap()),
        format!("{:?}", store.fix_list().await.unwrap()),
        format!("{:?}", store.reader_record_list().await.unwrap()),
        format!("{:?}", store.change_list(0, 9).await.unwrap()),
        format!("{:?}", store.rejected_list("2026-01-05").await.unwrap()),
        format!("{:?}", store.unknown_tag_list(9).await.unwrap()),
        format!("{:?}", store.snapshot_load().await.unwrap()),
        format!("{:?}", store.reached().await.unwrap()),
    ]
}

pub async fn filled() -> Home {
    let home = Home::with(3).await;
    let record = ReaderRecord { state: ReaderState::Online, ..ReaderRecord::default() };
    let unknown = UnknownTag { tag: tag(9), last_at: at(2), count: 1, reader: ReaderIndex(0) };
    let rejected = Rejections { date: "2026-01-05".into(), reason: RejectReason::BadTag, count: 3 };
    let batch = Batch {
        entries: &[heard(0, 1), heard(1, 2)],
        stays: &[(asset(0), StayChange::Put(stay(1, 1, None)))],
        fixes: &[(asset(0), fix(1, 1))],
        changed_assets: &[asset(0)],
        readers: &[(ReaderIndex(0), record)],
        rejected: &[rejected],
        unknown_tags: &[unknown],
        reached: at(2),
        snapshot: Some(b"all tracks"),
        ..Batch::default()
    };
    home.store.commit(&batch).await.unwrap();
    home
}

#[tokio::test]
async fn a_database_of_the_first_format_keeps_its_rows_and_takes_alerts() {
    let home = filled().await;
    let before = told(&home.store).await;
    assert!(before.iter().all(|rows| rows != "[]" && rows != "None"), "{before:?}");
    let from = home.path();
    home.store.clone().close().await.unwrap();
    let path = home.dir.path().join("first.db");
    let mut old = older(&path, 1).await;
    copy_rows(&from, &mut old).await;
    old.close().await.unwrap();

    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    assert_eq!(told(&store).await, before);
    assert_eq!(store.alert_open_list().await.unwrap(), []);
    let missing = alert(1, Rule::Missing, Subject::Asset(asset(2)));
    let transitions = [to(missing.clone())];
    let batch = Batch { transitions: &transitions, reached: at(3), ..Batch::default() };
    assert_eq!(store.commit(&batch).await.unwrap().journal_seq, 2, "it goes on counting");
    store.close().await.unwrap();

    // Opened again it is of today's format and nothing is done to it.
    assert_eq!(format(&mut connect(&path).await).await, today());
    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    assert_eq!(store.alert_get(AlertId(1)).await.unwrap(), Some(missing));
    assert_eq!(store.site_load().await.unwrap(), Some(site()));
}

#[tokio::test]
async fn a_database_of_the_second_format_keeps_its_rows_and_takes_maintenance() {
    let home = filled().await;
    let missing = alert(1, Rule::Missing, Subject::Asset(asset(2)));
    let transitions = [to(missing.clone())];
    let batch = Batch { transitions: &transitions, reached: at(2), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    let before = told(&home.store).await;
    let from = home.path();
    home.store.clone().close().await.unwrap();
    let path = home.dir.path().join("second.db");
    let mut old = older(&path, 2).await;
    copy_rows(&from, &mut old).await;
    // As the second format held them: nothing says what brought them there.
    let sql = "insert into quarantine (asset, from_at, reason) values (1, 5, 'It is broken.')";
    old.execute(sql).await.unwrap();
    old.close().await.unwrap();

    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    assert_eq!(told(&store).await, before);
    assert_eq!(store.alert_open_list().await.unwrap(), [missing]);
    let held = store.quarantine_open_list().await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!((held[0].asset, held[0].from), (asset(1), Timestamp(5)));
    assert_eq!(
        (held[0].reason.as_str(), held[0].cause),
        ("It is broken.", QuarantineCause::ByHand)
    );
    assert_eq!(store.audit_tip().await.unwrap().n, 0, "what was before is not in the log");
    let plans = [plan(PlanOf::Type(TypeId::new("infusion_pump").unwrap()))];
    store.maintenance_plan_put(&plans, &by_kim("save_plan")).await.unwrap();
    let release = signed_by("Kim", 9);
    assert!(store.quarantine_release(asset(1), &release, &by_kim(act::RELEASE)).await.unwrap());
    store.close().await.unwrap();
    assert_eq!(format(&mut connect(&path).await).await, today());
    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    assert_eq!(store.maintenance_plan_list().await.unwrap(), plans);
    assert_eq!(noted(&store).await, ["1 save_plan Kim -", "2 release Kim 1"]);
    let tip = store.audit_tip().await.unwrap();
    assert_eq!(store.audit_verify(None).await.unwrap(), AuditVerdict::Whole(tip));
}

#[tokio::test]
async fn a_step_that_fails_leaves_the_database_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("first.db");
    let mut old = older(&path, 1).await;
    // In the way of the last table of the step.
    old.execute("create table policy_change (mine text)").await.unwrap();
    old.close().await.unwrap();
    let error = Store::open(&path, OpenMode::Existing).await.expect_err("it is in the way");
    assert!(matches!(error, StoreError::Migrate { to: 2, .. }), "{error}");
    let mut old = connect(&path).await;
    assert_eq!(format(&mut old).await, 1);
    let made = old.fetch_all("select name from sqlite_schema where name like 'alert%'").await;
    assert_eq!(made.unwrap().len(), 0, "no table of the step is there");
}

#[tokio::test]
async fn a_reader_with_a_connection_becomes_a_source_of_its_own() {
    let home = Home::with(0).await;
    let path = home.dir.path().join("third.db");
    let mut old = older(&path, 3).await;
    let rows = r#"
        insert into site values (0, 'h', 'H', 'UTC', '{"all":{}}');
        insert into source values (0, 'hub', 'omlox', 'http://10.20.0.5:8081', 0);
        insert into reader values
            (0, 'gw', null, null, 0, null, 0, 'C4', 1.0, 0, 1),
            (1, 'north', 'llrp', '10.20.0.21:5085', 1, '/etc/ca.pem', null, null, 2.0, 0, 1),
            (2, 'days', 'recorded', null, 0, null, null, null, 1.0, 0, 0),
            (3, 'south', 'llrp', '10.20.0.22:5084', 0, null, null, null, 1.0, 1, 0);
    "#;
    let rows = rows.replace(r#"{"all":{}}"#, &serde_json::to_string(&site().policy).unwrap());
    old.execute(AssertSqlSafe(rows)).await.unwrap();
    old.close().await.unwrap();

    let store = Store::open(&path, OpenMode::Existing).await.unwrap();
    let site = store.site_load().await.unwrap().unwrap();
    let ids: Vec<_> = site.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["hub", "north", "south"], "each at the index after the last");
    let mut north = trackward_model::Connection::new(SourceKind::Llrp, "10.20.0.21:5085");
    (north.tls, north.ca_file) = (true, Some("/etc/ca.pem".into()));
    let south = trackward_model::Connection::new(SourceKind::Llrp, "10.20.0.22:5084");
    assert_eq!((&site.sources[1].connection, &site.sources[2].connection), (&north, &south));
    assert!(site.sources[2].removed, "what was taken out stays out");
    let heard_by: Vec<_> = site
        .readers
        .iter()
        .map(|reader| reader.source.as_ref().map(trackward_model::SourceId::as_str))
        .collect();
    assert_eq!(heard_by, [Some("hub"), Some("north"), None, Some("south")]);
}
