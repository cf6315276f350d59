//! The log of acts as a window reads it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use common::Hospital;
use common::owing::{ask, done, id};
use trackward_engine::Engine;
use trackward_model::Span;
use trackward_model::ask::{
    ACTS_MAX, Act, Acts, ActsProved, ActsQuery, CloseFault, FaultsQuery, PolicyHistory,
    PolicyHistoryQuery, ProveActsQuery, QuarantineAsset, ReleaseAsset, ReportFault, SavePolicy,
};

const ALL: ActsQuery = ActsQuery { asset_id: None, before: None };

/// `what: before → after` of each difference.
fn told(acts: &Acts, at: usize) -> Vec<String> {
    let nothing = || "-".to_owned();
    acts.rows[at]
        .differences
        .iter()
        .map(|one| {
            let before = one.before.clone().unwrap_or_else(nothing);
            format!("{}: {before} → {}", one.what, one.after.clone().unwrap_or_else(nothing))
        })
        .collect()
}

#[tokio::test]
async fn an_act_says_what_it_changed_in_words() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", &["08:00:00 1 icu 1 -50", "08:00:10 1 icu 1 -50"]);
    hospital.replay(&day, Some("09:00:00")).await;
    let engine = hospital.engine().await;
    let (asset_id, by) = (id("IP-0001"), "Ann".to_owned());
    let note = "Case cracked.".to_owned();
    let report = ReportFault { asset_id: asset_id.clone(), by: by.clone(), note };
    done(&engine, Act::ReportFault(report)).await;
    let acts = ask(&engine, ALL).await;
    assert_eq!(acts.rows[0].act, "report_fault");
    assert_eq!(acts.rows[0].asset_id, Some(asset_id.clone()));
    let expected =
        ["place: - → icu-201", "reported note: - → Case cracked.", "id: - → 1"].map(str::to_owned);
    assert_eq!(told(&acts, 0), expected, "who, when and which device the entry says itself");

    let note = "New case.".to_owned();
    let fault_id = ask(&engine, FaultsQuery { closed: 0 }).await.rows[0].fault_id;
    done(&engine, Act::CloseFault(CloseFault { fault_id, by, note })).await;
    let acts = ask(&engine, ALL).await;
    assert_eq!(told(&acts, 0), ["closed note: - → New case."]);
    let other = ActsQuery { asset_id: Some(id("VT-0001")), before: None };
    assert!(ask(&engine, other).await.rows.is_empty(), "nobody did anything to it");
    engine.stop().await.unwrap();
}

/// Puts the pump in quarantine and releases it, so often.
async fn keep_busy(engine: &Engine, times: usize) {
    let (asset_id, by) = (id("IP-0001"), "Ann".to_owned());
    for n in 0..times {
        let (asset_id, by, note) = (asset_id.clone(), by.clone(), format!("No. {n}"));
        let put =
            QuarantineAsset { asset_id: asset_id.clone(), by: by.clone(), note: note.clone() };
        done(engine, Act::QuarantineAsset(put)).await;
        done(engine, Act::ReleaseAsset(ReleaseAsset { asset_id, by, note })).await;
    }
}

#[tokio::test]
async fn a_long_log_is_read_in_parts_without_a_gap() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    keep_busy(&engine, ACTS_MAX / 2 + 1).await;
    let latest = ask(&engine, ALL).await;
    assert_eq!((latest.rows.len(), latest.more), (ACTS_MAX, true));
    let before = latest.rows.last().map(|row| row.n);
    let earlier = ask(&engine, ActsQuery { asset_id: None, before }).await;
    assert!(!earlier.more);
    let numbers: Vec<u64> = latest.rows.iter().chain(&earlier.rows).map(|row| row.n).collect();
    let expected: Vec<u64> = (1..=ACTS_MAX as u64 + 2).rev().collect();
    assert_eq!(numbers, expected);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn the_log_is_proved_against_an_end_that_was_noted() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    keep_busy(&engine, 1).await;
    let prove = async |noted: &str| ask(&engine, ProveActsQuery { noted: noted.to_owned() }).await;
    let ActsProved::Whole { acts: 2, end } = prove("").await else { panic!("two acts") };
    keep_busy(&engine, 1).await;
    assert!(matches!(prove(&end).await, ActsProved::Whole { acts: 4, .. }));
    let later = end.replacen("2:", "9:", 1);
    let ActsProved::Broken(which) = prove(&later).await else { panic!("it was cut off") };
    assert_eq!(which, "entry 5 is missing");
    let ActsProved::Unreadable(why) = prove("9f86").await else { panic!("it is no end") };
    assert!(why.contains("\"9f86\""), "{why}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn the_policy_says_who_changed_it_from_what_to_what() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    for (by, change) in [("Ann", "missing_after=12h"), ("Bob", "search_days=3")] {
        let changes = vec![change.to_owned()];
        done(&engine, Act::SavePolicy(SavePolicy { changes, by: by.to_owned() })).await;
    }
    let PolicyHistory { changes } = ask(&engine, PolicyHistoryQuery {}).await;
    let told: Vec<_> = changes
        .iter()
        .map(|change| {
            let (before, after) = (&change.before, &change.after);
            (
                change.by.as_str(),
                (before.all.missing_after, after.all.missing_after),
                (before.search_days, after.search_days),
            )
        })
        .collect();
    let (day, half) = (Span::hours(24), Span::hours(12));
    assert_eq!(told, [("Bob", (half, half), (2, 3)), ("Ann", (day, half), (2, 2))]);
    engine.stop().await.unwrap();
}
