//! The nearest ready pump, and who holds it.

use std::fmt::Write as _;
use std::fs;

use trackward_engine::{Engine, Removal, load};
use trackward_model::ask::{Act, Devices, DevicesQuery, Done, Refusal, ReleaseHold};

use super::ward::{MORNING, Ward, act, ask, at, hold, id, kiosk, nearest, time};

#[tokio::test]
async fn the_nearest_ready_pump_is_the_one_with_the_shortest_way_through_doors() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let found = nearest(&engine, "ICU").await;
    assert_eq!(found.ready, 2);
    let rows: Vec<(&str, f64, bool)> = (found.rows.iter())
        .map(|row| {
            let way = row.way.as_ref().unwrap();
            (row.asset_id.as_str(), way.length_m, way.by_doors)
        })
        .collect();
    // From the station's middle (4, 10) 2 m to its door (4, 8); to clean A's door (12, 5) the
    // corridor is 8 m along and 3 m across; then 2.5 m to the room's middle (12, 2.5).
    let to_a = 2.0 + f64::hypot(8.0, 3.0) + 2.5;
    let to_b = 2.0 + f64::hypot(28.0, 3.0) + 2.5;
    assert_eq!((rows[0].0, rows[1].0), ("IP-1", "IP-5"));
    assert!((rows[0].1 - to_a).abs() < 0.01, "{} m, not {to_a}", rows[0].1);
    assert!((rows[1].1 - to_b).abs() < 0.01, "{} m, not {to_b}", rows[1].1);
    assert!(rows.iter().all(|row| row.2), "both ways go through doors");
    let points = &found.rows[0].way.as_ref().unwrap().legs[0].points;
    assert_eq!(points.len(), 4, "station, its door, clean A's door, clean A: {points:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn where_none_is_ready_the_soonest_are_told() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &["14:00 1 icu-1", "14:00 3 soiled", "14:00 5 icu-1"]).await;
    let found = nearest(&engine, "ICU").await;
    assert_eq!((found.ready, found.rows.len()), (0, 0));
    let soonest: Vec<&str> = found.soonest.iter().map(|row| row.row.asset_id.as_str()).collect();
    assert_eq!(soonest[0], "IP-3", "what waits to be cleaned is soonest: {soonest:?}");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_hold_keeps_a_pump_from_other_units_for_a_quarter_of_an_hour_over_a_restart_too() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    assert_eq!(act(&engine, "ICU", hold("IP-1")).await, Done::Done);
    let own = nearest(&engine, "ICU").await;
    assert!(own.rows.iter().any(|row| row.asset_id == id("IP-1") && row.held.is_some()));
    engine.stop().await.unwrap();
    let engine = ward.engine().await;
    let other = nearest(&engine, "MS3").await;
    assert!(other.rows.iter().all(|row| row.asset_id != id("IP-1")), "it is held for the ICU");
    let refused = act(&engine, "MS3", hold("IP-1")).await;
    let Done::Refused(Refusal::HeldByOther { unit, until, .. }) = refused else {
        panic!("it was held twice: {refused:?}");
    };
    assert_eq!(unit.as_str(), "ICU");
    assert!(until > time("14:15:00") && until < time("14:16:00"), "15 minutes, not {until:?}");
    ward.hear(&engine, &["14:16 1 clean-a"]).await;
    assert_eq!(act(&engine, "MS3", hold("IP-1")).await, Done::Done, "it ended by itself");
    let release = Act::ReleaseHold(ReleaseHold { asset_id: id("IP-1") });
    assert_eq!(act(&engine, "MS3", release).await, Done::Done);
    assert!(kiosk(&engine, "MS3").await.holds.is_empty());
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_in_use_soiled_or_broken_cannot_be_held() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    for asset in ["IP-2", "IP-3"] {
        let not_ready = Done::Refused(Refusal::NotReady { asset_id: id(asset) });
        assert_eq!(act(&engine, "ICU", hold(asset)).await, not_ready);
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn devices_are_listed_nearest_first_and_found_by_what_a_scanner_reads() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let devices = async |text: &str| {
        let query = DevicesQuery { type_id: None, text: text.to_owned(), own: false };
        let found: Devices = ask(&engine, &at("ICU"), query).await;
        found.rows.iter().map(|row| row.asset_id.to_string()).collect::<Vec<String>>()
    };
    let all = devices("").await;
    assert_eq!(all[..2], ["IP-2", "IP-1"], "next door, then clean A: {all:?}");
    assert_eq!(all.last().unwrap(), "VT-4", "never heard, so it comes last");
    assert_eq!(devices("uid:0A000002").await, ["IP-2"]);
    assert_eq!(devices("(01)00812345000017(21)S3").await, ["IP-3"], "by its UDI");
    assert_eq!(devices("three").await, ["IP-3"]);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_unit_s_own_devices_are_what_is_in_it_and_what_belongs_to_it() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    // The other unit's pump is lent to the ICU; the ICU's third stands in the store.
    ward.hear(&engine, &["14:30 5 icu-1", "14:30 3 store"]).await;
    let own = async |engine: &Engine, unit: &str| {
        let query = DevicesQuery { type_id: None, text: String::new(), own: true };
        let found: Devices = ask(engine, &at(unit), query).await;
        assert_eq!(found.count as usize, found.rows.len(), "all have room");
        found.rows.iter().map(|row| row.asset_id.to_string()).collect::<Vec<_>>()
    };
    // By type, life support first; of each type what is here by its place, then what is elsewhere.
    assert_eq!(own(&engine, "ICU").await, ["VT-4", "IP-1", "IP-2", "IP-5", "IP-3"]);
    assert_eq!(own(&engine, "MS3").await, ["IP-5"], "lent, and still theirs");
    assert_eq!(own(&engine, "Supply").await, ["IP-3"]);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn of_more_devices_than_a_page_holds_those_that_are_missed_least_are_left_out() {
    let ward = Ward::new().await;
    let list = ward.path("assets.csv");
    let mut many = fs::read_to_string(&list).unwrap();
    for n in 100..200 {
        writeln!(many, "IP-{n},Spare,infusion_pump,Medilane,P3,,ICU,,standard").unwrap();
    }
    fs::write(&list, many).unwrap();
    load(&ward.db(), None, Some(&list), Removal::Refuse).await.unwrap();
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let query = DevicesQuery { type_id: None, text: String::new(), own: true };
    let found: Devices = ask(&engine, &at("ICU"), query).await;
    assert_eq!((found.count, found.rows.len()), (104, 100));
    let first: Vec<_> = found.rows[..4].iter().map(|row| row.asset_id.as_str()).collect();
    assert_eq!(
        first,
        ["VT-4", "IP-1", "IP-2", "IP-3"],
        "what is heard, and a ventilator that is not"
    );
    engine.stop().await.unwrap();
}
