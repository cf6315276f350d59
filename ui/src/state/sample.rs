//! A small hospital for tests.

use trackward_model::ask::{
    AlertRow, AssetInfo, AssetLive, AssetRow, EvidenceShown, FloorView, OrderRow, PlaceView,
    SiteView,
};
use trackward_model::{
    AlertId, AlertState, AssetStatus, Freshness, OrderState, PlaceKind, Risk, Rule, Severity,
    Signed, Snooze, Span, Timestamp, UseState,
};

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
            tags: Vec::new(),
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
            alert: None,
            quarantined: false,
            maintenance: None,
            intercept: false,
            fault: false,
            recalled: false,
            custody: None,
        },
    }
}

/// An open warning about an asset that began some minutes into the day.
pub(crate) fn alert(id: u64, rule: Rule, asset: &str, minute: i64) -> AlertRow {
    let since = Timestamp::default() + Span::minutes(minute);
    AlertRow {
        alert_id: AlertId(id),
        rule,
        severity: Severity::Warning,
        grade: 1,
        asset_id: Some(asset.parse().unwrap()),
        reader: None,
        tag: None,
        type_id: None,
        unit: None,
        request: None,
        place: None,
        floor: None,
        state: AlertState::Open,
        since,
        opened_at: since,
        acknowledged: None,
        snoozed: None,
        resolved_at: None,
        resolved_by: None,
        resolution: None,
        chattering: false,
        reason: String::new(),
        assets_blind: None,
    }
}

/// A reader that went down.
pub(crate) fn reader_down(id: u64, reader: &str, minute: i64) -> AlertRow {
    AlertRow {
        asset_id: None,
        reader: Some(reader.parse().unwrap()),
        assets_blind: Some(5),
        ..alert(id, Rule::ReaderDown, "-", minute)
    }
}

/// Put off for an hour.
pub(crate) fn snoozed() -> Snooze {
    let signed = Signed { at: Timestamp::default(), by: "J. Ortiz".into(), note: "Later".into() };
    Snooze { signed, until: Timestamp::default() + Span::hours(1), grade: 1 }
}

/// Evidence of nothing.
pub(crate) fn evidence() -> EvidenceShown {
    EvidenceShown {
        last_seen: None,
        reader: None,
        antenna: None,
        rssi_dbm: None,
        readers: Vec::new(),
        battery_percent: None,
        stays: Vec::new(),
        threshold: None,
        clock_offset_ms: None,
        sightings: None,
    }
}

/// An order of the plan `PM` that was due three days ago.
pub(crate) fn order(id: &str, place: &str, state: OrderState) -> OrderRow {
    OrderRow {
        asset_id: id.parse().unwrap(),
        plan: "PM".parse().unwrap(),
        due_on: Some("2026-11-19".parse().unwrap()),
        state,
        days_overdue: if state == OrderState::Overdue { 3 } else { 0 },
        intervals_missed: u32::from(state == OrderState::Overdue),
        escalation: u8::from(state == OrderState::Overdue),
        attempts: 0,
        risk: Risk::High,
        place: Some(place.parse().unwrap()),
        floor: Some("L1".parse().unwrap()),
        last_seen: None,
        freshness: Freshness::Live,
        use_state: UseState::InUse,
        intercept: false,
    }
}
