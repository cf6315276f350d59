//! Loading a site file over what people have changed since.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fs;

use common::Hospital;
use trackward_engine::{Removal, load};
use trackward_model::Span;
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
