//! A small hospital for tests.

use trackward_model::ask::{AssetInfo, AssetLive, AssetRow, FloorView, PlaceView, SiteView};
use trackward_model::{AssetStatus, Freshness, PlaceKind, Risk, UseState};

use super::Hospital;

/// Two floors; ICU 1 and a store on the first, a lobby on the second.
pub(crate) fn hospital() -> Hospital {
    let floor = |id: &str, ordinal| FloorView {
        floor_id: id.parse().unwrap(),
        building: "Main".into(),
        name: format!("Level {ordinal}"),
        ordinal,
        size_m: [20.0, 10.0],
        plan_m: None,
    };
    let place = |id: &str, floor: &str, name: &str, kind, x: f64| PlaceView {
        place_id: id.parse().unwrap(),
        floor_id: floor.parse().unwrap(),
        name: name.into(),
        kind,
        unit: None,
        outline: vec![[x, 0.0], [x + 5.0, 0.0], [x + 5.0, 5.0], [x, 5.0]],
    };
    Hospital::new(SiteView {
        id: "t".into(),
        name: "Test".into(),
        timezone: "UTC".into(),
        simulated: false,
        floors: vec![floor("L1", 1), floor("L2", 2)],
        places: vec![
            place("icu-1", "L1", "ICU 1", PlaceKind::PatientRoom, 0.0),
            place("store", "L1", "Store", PlaceKind::Storage, 5.0),
            place("lobby", "L2", "Lobby", PlaceKind::Other, 0.0),
        ],
    })
}

/// A pump, live and in use, somewhere on the first floor or never seen.
pub(crate) fn asset(id: &str, place: Option<&str>) -> AssetRow {
    AssetRow {
        info: AssetInfo {
            asset_id: id.parse().unwrap(),
            name: "Large-volume pump".into(),
            type_id: "infusion_pump".parse().unwrap(),
            manufacturer: "Medilane".into(),
            model: "P3".into(),
            serial: format!("SN{id}"),
            unit: None,
            tag: None,
            risk: Risk::High,
            rental: false,
            status: AssetStatus::Active,
        },
        live: AssetLive {
            asset_id: id.parse().unwrap(),
            place: place.map(|place| place.parse().unwrap()),
            floor: place.map(|_| "L1".parse().unwrap()),
            x: None,
            y: None,
            accuracy_m: None,
            since: None,
            last_seen: None,
            freshness: if place.is_some() { Freshness::Live } else { Freshness::NeverSeen },
            use_state: if place.is_some() { UseState::InUse } else { UseState::Unknown },
            confidence: 0.9,
        },
    }
}
