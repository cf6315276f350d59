use std::fs;

use trackward_store::{OpenMode, Store, StoreError};

use crate::fixture::Home;
use crate::migrate::today;

async fn refused(path: &std::path::Path, mode: OpenMode) -> StoreError {
    let before = fs::read(path).ok();
    let error = Store::open(path, mode).await.expect_err("it must be refused");
    assert_eq!(fs::read(path).ok(), before, "what is refused must stay as it is, byte for byte");
    error
}

#[tokio::test]
async fn a_missing_database_is_made_only_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.db");
    let error = refused(&path, OpenMode::Existing).await;
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
    assert!(!path.exists());
    let store = Store::open(&path, OpenMode::Create).await.unwrap();
    assert_eq!(store.site_load().await.unwrap(), None);
    assert_eq!(store.reached().await.unwrap(), None);
    store.close().await.unwrap();
    assert!(Store::open(&path, OpenMode::Existing).await.is_ok());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("letter.txt");
    fs::write(&path, "Dear Sir or Madam").unwrap();
    let error = refused(&path, OpenMode::Create).await;
    assert!(matches!(error, StoreError::NotADatabase(_)));
    assert!(error.to_string().ends_with("letter.txt is no SQLite database"), "{error}");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    use sqlx::{ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("other.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut other = options.connect().await.unwrap();
    other.execute("create table tune (name text)").await.unwrap();
    other.close().await.unwrap();
    let error = refused(&path, OpenMode::Create).await;
    assert!(matches!(error, StoreError::NotOurs(_)), "{error}");
}

/// `user_version` is at byte 60 of a SQLite file.
fn set_format(path: &std::path::Path, format: u32) {
    let mut bytes = fs::read(path).unwrap();
    bytes[60..64].copy_from_slice(&format.to_be_bytes());
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_untouched() {
    let home = Home::with(1).await;
    let path = home.path();
    home.store.clone().close().await.unwrap();
    set_format(&path, today() + 1);
    let error = refused(&path, OpenMode::Existing).await;
    let StoreError::NewerVersion { found, known, .. } = &error else {
        panic!("it is too new: {error}");
    };
    assert_eq!((*found, *known), (today() + 1, today()));
    assert!(error.to_string().contains("newer version"), "{error}");
    assert_eq!(fs::read_dir(home.dir.path()).unwrap().count(), 1, "no file may appear beside it");
}

#[tokio::test]
async fn a_newer_version_that_died_before_its_checkpoint_is_noticed() {
    use sqlx::{AssertSqlSafe, ConnectOptions, Executor, sqlite::SqliteConnectOptions};
    let home = Home::with(1).await;
    let path = home.path();
    home.store.clone().close().await.unwrap();
    let mut newer = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
    let found = today() + 1;
    newer.execute(AssertSqlSafe(format!("pragma user_version = {found}"))).await.unwrap();
    // The connection stays open, so that its change stays in the write-ahead log.
    let error = refused(&path, OpenMode::Existing).await;
    assert!(matches!(error, StoreError::NewerVersion { found: f, .. } if f == found), "{error}");
}

#[tokio::test]
async fn one_process_runs_the_pipeline_on_a_database() {
    let home = Home::with(1).await;
    let claim = home.store.claim().unwrap();
    let other = Store::open(home.path(), OpenMode::Existing).await.unwrap();
    let error = other.claim().expect_err("it is claimed");
    assert!(matches!(error, StoreError::Owned(_)), "{error}");
    drop(claim);
    other.claim().unwrap();
}

#[tokio::test]
async fn two_open_the_same_new_database_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.db");
    let (first, second) =
        tokio::join!(Store::open(&path, OpenMode::Create), Store::open(&path, OpenMode::Create));
    assert_eq!(first.unwrap().reached().await.unwrap(), None);
    assert_eq!(second.unwrap().reached().await.unwrap(), None);
}
