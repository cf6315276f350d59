//! Cards: badges, devices, and what they are taken for.

use std::fs;

use trackward_engine::{Engine, Session, load_badges};
use trackward_model::UseState;
use trackward_model::ask::{Act, AssetQuery, AwaitDevice, Done, Refusal, Told};

use super::ward::{MORNING, Ward, act, ask, hold, id, kiosk, report, tap};

#[tokio::test]
async fn a_badge_and_then_a_device_is_custody_and_the_device_again_brings_it_back() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    ward.hear(&engine, &["14:05 card 0A000001"]).await;
    let told = kiosk(&engine, "ICU").await.tap.unwrap().told;
    let badge_first = Told::Refused(Refusal::BadgeFirst { asset_id: id("IP-1") });
    assert_eq!(told, badge_first, "a device without a badge");
    ward.hear(&engine, &["14:06:00 card 0B5C22F1", "14:06:05 card 0A000001"]).await;
    let own = kiosk(&engine, "ICU").await;
    assert!(matches!(own.tap.unwrap().told, Told::Taken { .. }));
    assert_eq!(own.custody[0].asset_id, id("IP-1"));
    let used = async |engine: &Engine| {
        let query = AssetQuery { asset_id: id("IP-1") };
        let detail: trackward_model::ask::AssetDetail = ask(engine, &Session::Desk, query).await;
        (detail.row.live.use_state, detail.row.live.custody.map(|unit| unit.to_string()))
    };
    assert_eq!(used(&engine).await, (UseState::InUse, Some("ICU".to_owned())));
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    assert_eq!(used(&engine).await.0, UseState::InUse, "a restart forgets no custody");
    ward.hear(&engine, &["14:20:00 card 0A000001", "14:20:01 card 0A000001"]).await;
    let own = kiosk(&engine, "ICU").await;
    assert_eq!(own.tap.unwrap().told, Told::Refused(Refusal::SameCard), "twice in a second");
    assert!(own.custody.is_empty(), "the first of the two brought it back");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_scanner_types_what_a_card_says() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let list = ward.path("badges.csv");
    fs::write(&list, "tag,unit\nuid:0B5C22F1,ICU\n").unwrap();
    engine.stop().await.unwrap();
    assert_eq!(load_badges(&ward.db(), &list).await.unwrap(), 1);
    let engine = ward.engine().await;
    let unknown = Done::Refused(Refusal::UnknownCard);
    assert_eq!(act(&engine, "ICU", tap("0C0000FF")).await, unknown, "no badge of the list");
    assert_eq!(act(&engine, "ICU", tap("no such thing")).await, unknown);
    assert_eq!(act(&engine, "ICU", tap("0b:5c:22:f1")).await, Done::Done, "a badge");
    assert_eq!(act(&engine, "ICU", tap("ip-1")).await, Done::Done, "a label's number");
    assert_eq!(kiosk(&engine, "ICU").await.custody.len(), 1);
    let with_other = act(&engine, "MS3", tap("uid:0A000001")).await;
    assert!(
        matches!(with_other, Done::Refused(Refusal::WithOther { ref unit, .. }) if unit.as_str() == "ICU"),
        "without a badge it stays the ICU's: {with_other:?}"
    );
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_pump_that_is_put_back_unannounced_is_in_nobodys_custody() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    ward.hear(&engine, &["14:06:00 card 0B5C22F1", "14:06:05 card 0A000001"]).await;
    ward.hear(&engine, &["14:10 1 icu-1", "14:11 1 icu-1"]).await;
    assert_eq!(kiosk(&engine, "ICU").await.custody.len(), 1, "with the patient it is the unit's");
    ward.hear(&engine, &["14:30 1 soiled", "14:31 1 soiled"]).await;
    assert!(kiosk(&engine, "ICU").await.custody.is_empty(), "it waits to be cleaned");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_device_that_another_unit_holds_or_that_is_down_is_not_taken_out() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "MS3", hold("IP-1")).await, Done::Done);
    assert_eq!(act(&engine, "ICU", tap("0B5C22F1")).await, Done::Done, "a badge");
    let held = act(&engine, "ICU", tap("IP-1")).await;
    let Done::Refused(Refusal::HeldByOther { unit, .. }) = held else {
        panic!("it was taken from whoever is on the way to it: {held:?}");
    };
    assert_eq!(unit.as_str(), "MS3");
    assert_eq!(act(&engine, "ICU", report("IP-3")).await, Done::Done);
    let down = act(&engine, "ICU", tap("S3")).await;
    assert!(matches!(down, Done::Refused(Refusal::AlreadyDown { .. })), "it is broken: {down:?}");
    assert!(kiosk(&engine, "ICU").await.custody.is_empty());
    assert_eq!(act(&engine, "MS3", tap("0B5C22F1")).await, Done::Done);
    assert_eq!(act(&engine, "MS3", tap("IP-1")).await, Done::Done, "who holds it takes it");
    assert!(kiosk(&engine, "MS3").await.holds.is_empty(), "and holds it no longer");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_card_on_the_reader_that_nobody_knows_is_told_on_the_screen() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let list = ward.path("badges.csv");
    fs::write(&list, "tag,unit\nuid:0B5C22F1,ICU\n").unwrap();
    engine.stop().await.unwrap();
    assert_eq!(load_badges(&ward.db(), &list).await.unwrap(), 1);
    let engine = ward.engine().await;
    ward.hear(&engine, &["14:05:00 card 0C0000FF"]).await;
    let told = kiosk(&engine, "ICU").await.tap.unwrap().told;
    assert_eq!(told, Told::Refused(Refusal::UnknownCard));
    ward.hear(&engine, &["14:05:10 card 0B5C22F1"]).await;
    let told = kiosk(&engine, "ICU").await.tap.unwrap().told;
    assert!(matches!(told, Told::Badge { .. }), "a badge of the list: {told:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_device_that_the_screen_asks_for_is_chosen_by_its_card_and_not_taken() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let asks = |asks| Act::AwaitDevice(AwaitDevice { asks });
    let last = async || kiosk(&engine, "ICU").await.tap.unwrap().told;
    let chosen =
        |asset| Told::Chosen { asset_id: id(asset), type_id: "infusion_pump".parse().unwrap() };
    assert_eq!(act(&engine, "ICU", asks(true)).await, Done::Done);
    ward.hear(&engine, &["14:00:05 card 0B5C22F1", "14:00:08 card 0A000001"]).await;
    assert_eq!(last().await, chosen("IP-1"), "whatever badge was there before");
    assert_eq!(act(&engine, "ICU", tap("ip-2")).await, Done::Done);
    assert_eq!(last().await, chosen("IP-2"), "a scanner chooses, too");
    assert!(kiosk(&engine, "ICU").await.custody.is_empty());

    assert_eq!(act(&engine, "ICU", asks(false)).await, Done::Done);
    ward.hear(&engine, &["14:00:12 card 0A000001"]).await;
    assert!(
        matches!(last().await, Told::Taken { .. }),
        "the screen asks no more: {:?}",
        last().await
    );

    assert_eq!(act(&engine, "ICU", asks(true)).await, Done::Done);
    ward.hear(&engine, &["14:01:00 card 0A000001"]).await;
    assert!(
        matches!(last().await, Told::Returned { .. }),
        "a screen that went away: {:?}",
        last().await
    );
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_device_that_is_tapped_in_where_devices_are_kept_is_returned_by_that_tap() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    ward.hear(&engine, &["14:06:00 card@store 0B5C22F1", "14:06:05 card@store 0A000001"]).await;
    ward.hear(&engine, &["14:10 1 icu-1", "14:11 1 icu-1"]).await;
    assert_eq!(kiosk(&engine, "Supply").await.custody.len(), 1);
    ward.hear(&engine, &["14:30 card@store 0A000001"]).await;
    let own = kiosk(&engine, "Supply").await;
    assert!(matches!(own.tap.clone().unwrap().told, Told::Returned { .. }), "{:?}", own.tap);
    assert!(own.custody.is_empty());
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_hold_that_a_tap_has_ended_does_not_come_back() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "ICU", hold("IP-1")).await, Done::Done);
    let taken = ["14:02:00 card 0B5C22F1", "14:02:05 card 0A000001", "14:04:00 card 0A000001"];
    ward.hear(&engine, &taken).await;
    let held = async |engine: &Engine| kiosk(engine, "ICU").await.holds.len();
    assert_eq!((held(&engine).await, kiosk(&engine, "ICU").await.custody.len()), (0, 0));
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    assert_eq!(held(&engine).await, 0, "taken and brought back within its 15 minutes");
    engine.stop().await.unwrap();
}
