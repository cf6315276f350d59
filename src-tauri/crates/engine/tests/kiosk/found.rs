//! Devices that were missing and are held to a kiosk, and what a typed card tells the map.

use std::fs;

use trackward_engine::{Engine, Session, import_maintenance};
use trackward_model::ask::{AssetDetail, AssetQuery, Done, Refusal, Told};
use trackward_model::{Freshness, Rule};

use super::ward::{Ward, act, alerts, ask, hold, id, kiosk, tap, time};

/// The ventilator's maintenance is overdue, and it was not heard since the morning.
async fn lost_and_overdue(ward: &Ward) -> Engine {
    let list = ward.path("maintenance.csv");
    let rows = "asset_id,plan,last_completed,next_due,interval,mode\n\
                VT-4,PM,,2026-01-03,1 year,fixed\n";
    fs::write(&list, rows).unwrap();
    import_maintenance(&ward.db(), &list, "Ann", false).await.unwrap();
    lost(ward).await
}

async fn lost(ward: &Ward) -> Engine {
    let engine = ward.engine().await;
    ward.hear(&engine, &["14:00 4 icu-1"]).await;
    ward.come_to(&engine, time("22:00:00")).await;
    let seen = detail(&engine, "VT-4").await.row.live.freshness;
    assert_eq!(seen, Freshness::Missing, "nobody has heard it for eight hours");
    engine
}

async fn detail(engine: &Engine, asset: &str) -> AssetDetail {
    ask(engine, &Session::Desk, AssetQuery { asset_id: id(asset) }).await
}

async fn is_missing(engine: &Engine) -> bool {
    let rows = alerts(engine).await.rows;
    rows.iter().any(|row| row.rule == Rule::Missing && row.asset_id == Some(id("VT-4")))
}

#[tokio::test]
async fn what_was_missing_and_is_overdue_is_not_handed_out_by_the_tap_that_finds_it() {
    for restarts in [false, true] {
        let ward = Ward::new().await;
        let mut engine = lost_and_overdue(&ward).await;
        if restarts {
            engine.stop().await.unwrap();
            engine = ward.engine().await;
        }
        let cards = ["22:06:00 card 0B5C22F1", "22:06:05 card 0A000004"];
        ward.hear(&engine, &cards).await;
        let own = kiosk(&engine, "ICU").await;
        let do_not_use = Told::Refused(Refusal::DoNotUse { asset_id: id("VT-4") });
        assert_eq!(own.tap.unwrap().told, do_not_use, "restarted: {restarts}");
        assert!(own.custody.is_empty());
        ward.come_to(&engine, time("22:07:00")).await;
        let own = kiosk(&engine, "ICU").await;
        assert_eq!(own.do_not_use[0].asset_id, id("VT-4"), "it came back quarantined");
        engine.stop().await.unwrap();
    }
}

#[tokio::test]
async fn a_typed_number_hands_out_nothing_that_will_be_quarantined() {
    let ward = Ward::new().await;
    let engine = lost_and_overdue(&ward).await;
    let do_not_use = Done::Refused(Refusal::DoNotUse { asset_id: id("VT-4") });
    assert_eq!(act(&engine, "ICU", hold("VT-4")).await, do_not_use);
    assert_eq!(act(&engine, "ICU", tap("0B5C22F1")).await, Done::Done, "a badge");
    assert_eq!(act(&engine, "ICU", tap("VT-4")).await, do_not_use);
    ward.come_to(&engine, time("22:01:00")).await;
    let own = kiosk(&engine, "ICU").await;
    assert_eq!(own.do_not_use[0].asset_id, id("VT-4"), "it came back quarantined");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_was_missing_and_owes_nothing_is_taken() {
    let ward = Ward::new().await;
    let engine = lost(&ward).await;
    ward.hear(&engine, &["22:06:00 card 0B5C22F1", "22:06:05 card 0A000004"]).await;
    let told = kiosk(&engine, "ICU").await.tap.unwrap().told;
    assert!(matches!(told, Told::Taken { .. }), "{told:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_typed_card_puts_a_device_on_the_map_and_ends_the_search_over_a_restart_too() {
    let ward = Ward::new().await;
    let engine = lost(&ward).await;
    assert!(is_missing(&engine).await);
    assert_eq!(act(&engine, "ICU", tap("0B5C22F1")).await, Done::Done, "a badge");
    assert_eq!(act(&engine, "ICU", tap("VT-4")).await, Done::Done);
    ward.come_to(&engine, time("22:01:00")).await;
    let place = async |engine: &Engine| detail(engine, "VT-4").await.row.live.place.unwrap();
    assert_eq!(place(&engine).await.as_str(), "station", "whoever typed it has it at hand");
    assert!(!is_missing(&engine).await, "it was found");
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    assert_eq!(place(&engine).await.as_str(), "station", "after a restart");
    assert!(!is_missing(&engine).await, "after a restart");
    engine.stop().await.unwrap();
}
