//! Loading a site file over what people have changed since.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;

use common::Hospital;
use common::owing::{ask, done};
use trackward_engine::{Removal, load};
use trackward_model::ask::{Act, OpenRecall, RecallMatches, RecallMatchesQuery, RecallText};
use trackward_model::{RecallId, Span, Sureness};
use trackward_store::{OpenMode, Store};

#[tokio::test]
async fn a_policy_that_the_site_file_replaces_is_kept_and_told() {
    let hospital = Hospital::new().await;
    let site = hospital.path("site.toml");
    let again = load(&hospital.db(), Some(&site), None, Removal::Refuse).await.unwrap();
    assert_eq!(again.warnings, Vec::<String>::new(), "the same policy is no change");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, format!("{text}\n[policy]\nmissing_after = \"12h\"\n")).unwrap();
    let changed = load(&hospital.db(), Some(&site), None, Removal::Refuse).await.unwrap();
    assert_eq!(
        changed.warnings,
        ["the policy is what the site file says now; what it was is kept"]
    );
    let store = Store::open(&hospital.db(), OpenMode::Existing).await.unwrap();
    let [change] = &store.policy_change_list(10).await.unwrap()[..] else { panic!("one change") };
    assert_eq!(change.by, "site file");
    assert_eq!(change.before.all.missing_after, Span::hours(24));
    assert_eq!(change.after.all.missing_after, Span::hours(12));
    store.close().await.unwrap();
}

#[tokio::test]
async fn what_comes_after_a_recall_is_matched_with_it() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    let text = RecallText {
        manufacturer: "Aerovent".to_owned(),
        models: "500".to_owned(),
        serials: "S4".to_owned(),
        lots: String::new(),
    };
    let (title, reference) = ("Valve".to_owned(), String::new());
    let (by, note) = ("Ann".to_owned(), String::new());
    done(&engine, Act::OpenRecall(OpenRecall { title, reference, text, by, note })).await;
    engine.stop().await.unwrap();

    let path = hospital.path("assets.csv");
    let list = fs::read_to_string(&path).unwrap();
    let new = "VT-0002,Ventilator two,ventilator,Aerovent,500,S4,ICU,epc:3034257BF7194E4000000004,";
    fs::write(&path, format!("{list}{new}\n")).unwrap();
    let load_list = async || load(&hospital.db(), None, Some(&path), Removal::Refuse).await;
    let told = "recall 1, Valve: may mean 1 more; decide on them";
    assert_eq!(load_list().await.unwrap().warnings, [told]);
    assert_eq!(load_list().await.unwrap().warnings, Vec::<String>::new(), "once");

    let engine = hospital.engine().await;
    let asked = RecallMatchesQuery { recall_id: Some(RecallId(1)), typed: None };
    let matches: RecallMatches = ask(&engine, asked).await;
    let found: Vec<_> =
        matches.rows.iter().map(|row| (row.asset_id.as_str(), row.sureness)).collect();
    assert_eq!(found, [("VT-0002", Sureness::Certain)]);
    engine.stop().await.unwrap();
}
