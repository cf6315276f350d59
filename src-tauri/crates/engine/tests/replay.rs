//! Recorded days through the whole pipeline into a real database, and questions to it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use common::{Hospital, at};
use trackward_model::{Freshness, UseState};

/// Pump 1: in the room from 14:00 to 14:20, then in the clean utility.
const MOVE: &[&str] = &[
    "14:00:00 1 icu 1 -50",
    "14:05:00 1 icu 1 -51",
    "14:05:01 1 icu 2 -70",
    "14:10:00 1 icu 1 -50",
    "14:20:00 1 icu 2 -48",
    "14:20:05 1 icu 2 -48",
    "14:25:00 1 icu 2 -49",
];

#[tokio::test]
async fn a_recorded_day_tells_where_a_pump_is_and_was() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", MOVE);
    hospital.replay(&day, None).await;
    let now = hospital.where_is("IP-0001", None).await;
    assert_eq!(now.live.place.as_ref().unwrap().as_str(), "clean-2");
    assert_eq!(now.live.floor.as_ref().unwrap().as_str(), "L2");
    assert_eq!(now.unit.as_ref().unwrap().as_str(), "ICU");
    assert_eq!(now.live.last_seen, Some(at("14:25:00")));
    assert_eq!(now.live.since, Some(at("14:20:00")));
    assert_eq!(now.live.freshness, Freshness::Live);
    assert_eq!(now.live.use_state, UseState::Available);
    assert!(now.why.unwrap().antennas.len() == 2, "both antennas that heard it are evidence");
    assert_eq!(
        hospital.stays("IP-0001").await,
        ["icu-201 14:00:00 14:20:00", "clean-2 14:20:00 now"]
    );
    let then = hospital.where_is("IP-0001", Some("14:07:00")).await;
    assert_eq!(then.live.place.as_ref().unwrap().as_str(), "icu-201");
    assert_eq!(then.live.last_seen, Some(at("14:05:01")), "what came later is not known then");
    assert_eq!(then.live.use_state, UseState::InUse);
    let before = hospital.where_is("IP-0001", Some("13:00:00")).await;
    assert_eq!(before.live.freshness, Freshness::NeverSeen);
    let other = hospital.where_is("IP-0002", None).await;
    assert_eq!((other.live.freshness, other.live.place), (Freshness::NeverSeen, None));
}

#[tokio::test]
async fn the_clock_runs_on_until_it_is_told_to_stop() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", MOVE);
    for (until, freshness, use_state) in [
        ("14:39:59", Freshness::Live, UseState::Available),
        ("14:40:00", Freshness::Stale, UseState::Available),
        ("18:25:00", Freshness::NotSeen, UseState::Unknown),
    ] {
        hospital.replay(&day, Some(until)).await;
        let now = hospital.where_is("IP-0001", None).await;
        assert_eq!((now.live.freshness, now.live.use_state), (freshness, use_state), "at {until}");
    }
}

#[tokio::test]
async fn the_same_day_twice_changes_nothing() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", MOVE);
    let engine = hospital.engine().await;
    let first = engine.replay(&day, None, |_| ()).await.unwrap();
    assert_eq!((first.summary.taken, first.duplicates), (7, 0));
    let again = engine.replay(&day, None, |_| ()).await.unwrap();
    assert_eq!((again.summary.taken, again.duplicates), (7, 7), "in the same run");
    engine.stop().await.unwrap();
    let before = hospital.stays("IP-0001").await;
    let evidence = hospital.where_is("IP-0001", None).await.why;
    let engine = hospital.engine().await;
    let third = engine.replay(&day, None, |_| ()).await.unwrap();
    assert_eq!((third.summary.taken, third.duplicates), (7, 7), "after a restart");
    engine.stop().await.unwrap();
    assert_eq!(hospital.stays("IP-0001").await, before);
    assert_eq!(hospital.where_is("IP-0001", None).await.why, evidence);
}

#[tokio::test]
async fn a_day_in_two_parts_with_a_restart_between_is_the_same_day() {
    let whole = Hospital::new().await;
    whole.replay(&whole.day("day.ndjson", MOVE), None).await;
    for split in 1..MOVE.len() {
        let parts = Hospital::new().await;
        parts.replay(&parts.day("first.ndjson", &MOVE[..split]), None).await;
        parts.replay(&parts.day("second.ndjson", &MOVE[split..]), None).await;
        assert_eq!(parts.stays("IP-0001").await, whole.stays("IP-0001").await, "split at {split}");
        let (a, b) = (parts.where_is("IP-0001", None).await, whole.where_is("IP-0001", None).await);
        assert_eq!((a.live, a.why), (b.live, b.why), "split at {split}");
    }
}

#[tokio::test]
async fn a_late_sighting_never_moves_the_present_backwards() {
    let hospital = Hospital::new().await;
    hospital.replay(&hospital.day("day.ndjson", MOVE), None).await;
    let late = ["14:15:00 1 third 1 -40", "14:15:02 1 third 1 -40", "14:15:04 1 third 1 -40"];
    hospital.replay(&hospital.day("late.ndjson", &late), None).await;
    let now = hospital.where_is("IP-0001", None).await;
    assert_eq!(now.live.place.unwrap().as_str(), "clean-2");
    assert_eq!(now.live.last_seen, Some(at("14:25:00")));
}

#[tokio::test]
async fn a_tag_on_no_asset_is_counted_and_kept() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", &["14:00:00 9 icu 1 -50", "14:00:01 9 icu 1 -50"]);
    let engine = hospital.engine().await;
    let replayed = engine.replay(&day, None, |_| ()).await.unwrap();
    assert_eq!(replayed.summary.taken, 2);
    let again = engine.replay(&day, None, |_| ()).await.unwrap();
    assert_eq!(again.duplicates, 2, "it is in the journal");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn one_process_runs_the_pipeline() {
    let hospital = Hospital::new().await;
    let engine = hospital.engine().await;
    let second =
        trackward_engine::Engine::start(trackward_engine::Config::new(hospital.db())).await;
    let error = trackward_engine::chain(&second.unwrap_err());
    assert!(error.contains("another Trackward is running"), "{error}");
    engine.stop().await.unwrap();
}
