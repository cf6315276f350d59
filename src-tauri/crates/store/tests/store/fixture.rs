//! A small hospital to keep.

mod duty;
mod kiosk;

use std::path::PathBuf;

use tempfile::TempDir;
use trackward_model::{
    Alert, AlertId, AlertStep, Antenna, Asset, AssetId, AssetIndex, AssetStatus, ClockKind,
    Connection, Doubt, Doubts, Evidence, Fix, Floor, FloorId, FloorIndex, JournalEntry, Place,
    PlaceId, PlaceIndex, PlaceKind, Policy, Price, Reader, ReaderId, ReaderIndex, Risk, Rssi, Rule,
    Severity, Sighting, Site, Source, SourceId, SourceKind, Stay, StepKind, Subject, Tag,
    Timestamp, Transition, TypeId, UnitId, Zone,
};
use trackward_store::{OpenMode, Removal, Store};

pub use duty::{by_kim, completion, date, noted, plan, signed_by, tamper};
pub use kiosk::{custody, door, furnished, level, request, unit};

/// A database in a directory that goes with it.
pub struct Home {
    pub dir: TempDir,
    pub store: Store,
}

impl Home {
    /// An empty database.
    pub async fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().join("t.db"), OpenMode::Create).await.unwrap();
        Self { dir, store }
    }

    /// One with the hospital of [`site`] and `assets` pumps, each with its tag.
    pub async fn with(assets: u32) -> Self {
        let home = Self::empty().await;
        home.store.site_apply(&site(), &[], Removal::Refuse).await.unwrap();
        let pumps: Vec<_> = (0..assets).map(|n| (pump(n), vec![tag(n)])).collect();
        home.store.asset_put_batch(&pumps, at(0)).await.unwrap();
        home
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("t.db")
    }

    /// Closes and opens it again.
    pub async fn reopened(self) -> Self {
        let path = self.path();
        self.store.close().await.unwrap();
        Self { dir: self.dir, store: Store::open(path, OpenMode::Existing).await.unwrap() }
    }
}

/// So many seconds into a day.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp(1_767_618_000_000_000 + seconds * 1_000_000)
}

pub fn tag(n: u32) -> Tag {
    Tag::epc(&[&[0x30, 0x34, 0x25, 0x7b, 0xf7, 0x19, 0x4e, 0x40], &n.to_be_bytes()[..]].concat())
        .unwrap()
}

pub fn pump(n: u32) -> Asset {
    Asset {
        asset_id: AssetId::new(&format!("IP-{n:04}")).unwrap(),
        name: "Large-volume pump".into(),
        type_id: TypeId::new("infusion_pump").unwrap(),
        manufacturer: "Bauer & Söhne".into(),
        model: "LVP 7".into(),
        serial: format!("S{n}"),
        unit: Some(UnitId::new("ICU").unwrap()),
        udi: None,
        risk: Risk::High,
        rental: n % 2 == 1,
        status: AssetStatus::Active,
        purchase_date: Some("2021-03-04".into()),
        price: Some(Price(249_950)),
        notes: None,
    }
}

pub fn floor(id: &str) -> Floor {
    Floor {
        id: FloorId::new(id).unwrap(),
        building: "Main".into(),
        name: format!("Level {id}"),
        ordinal: -1,
        plan: Some("plans/main.svg".into()),
        metres_per_unit: 0.05,
        size_m: [60.5, 40.25],
        removed: false,
    }
}

pub fn place(id: &str, floor: &str) -> Place {
    Place {
        id: PlaceId::new(id).unwrap(),
        floor: FloorId::new(floor).unwrap(),
        name: format!("Room {id}"),
        kind: PlaceKind::SoiledUtility,
        unit: None,
        outline: vec![[0.0, 0.0], [4.5, 0.0], [4.5, 5.25]],
        removed: false,
    }
}

pub fn reader(id: &str, source: Option<&str>) -> Reader {
    Reader {
        id: ReaderId::new(id).unwrap(),
        source: source.map(|id| SourceId::new(id).unwrap()),
        named: source.map(|_| "C4:7D:CC:FF:FF:FF".into()),
        interval_s: 1.5,
        removed: false,
    }
}

pub fn source(id: &str, kind: SourceKind, address: &str) -> Source {
    let connection = Connection::new(kind, address);
    let (paused, by_hand, removed) = (false, false, false);
    Source { id: SourceId::new(id).unwrap(), connection, paused, by_hand, removed }
}

pub fn antenna(reader: &str, port: u16, place: &str) -> Antenna {
    Antenna {
        reader: ReaderId::new(reader).unwrap(),
        port,
        place: PlaceId::new(place).unwrap(),
        at: (port == 1).then_some([2.0, 2.5]),
    }
}

/// Two floors, three rooms, two readers, a hub.
pub fn site() -> Site {
    Site {
        id: "demo".into(),
        name: "Demo".into(),
        timezone: "America/Chicago".into(),
        floors: vec![floor("L1"), floor("L2")],
        places: vec![place("101", "L1"), place("201", "L2"), place("202", "L2")],
        sources: vec![source("hub", SourceKind::Omlox, "http://10.20.0.5:8081")],
        readers: vec![reader("north", None), reader("gw", Some("hub"))],
        antennas: vec![antenna("north", 1, "201"), antenna("north", 2, "202")],
        zones: vec![Zone {
            source: SourceId::new("hub").unwrap(),
            named: "7f3a".into(),
            floor: FloorId::new("L1").unwrap(),
        }],
        doors: Vec::new(),
        par_levels: Vec::new(),
        policy: Policy::default(),
    }
}

/// One sighting of pump `n`.
pub fn heard(n: u32, seconds: i64) -> JournalEntry {
    JournalEntry::Sighting(Sighting {
        at: at(seconds),
        received_at: Timestamp(at(seconds).0 + 1_234),
        tag: tag(n),
        reader: ReaderIndex(0),
        antenna: 1,
        count: 2,
        rssi: Some(Rssi(-5_250)),
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    })
}

pub fn fix(place: u32, seconds: i64) -> Fix {
    Fix {
        place: Some(PlaceIndex(place)),
        floor: FloorIndex(1),
        x: 1.1,
        y: 2.2,
        accuracy_m: None,
        since: at(0),
        last_seen: at(seconds),
        confidence: 0.9,
        doubts: Doubts::default().with(Doubt::Weak),
        reader: ReaderIndex(0),
        antenna: 2,
        rssi: Some(Rssi(-6_000)),
        battery_percent: Some(81),
    }
}

pub fn stay(place: u32, from: i64, to: Option<i64>) -> Stay {
    Stay {
        place: Some(PlaceIndex(place)),
        floor: FloorIndex(1),
        from: at(from),
        to: to.map(at),
        last_seen: at(to.unwrap_or(from)),
    }
}

pub fn asset(n: u32) -> AssetIndex {
    AssetIndex(n)
}

/// An alert opened in second `id`, with nothing that may be missing.
pub fn alert(id: u64, rule: Rule, subject: Subject) -> Alert {
    Alert {
        id: AlertId(id),
        rule,
        severity: Severity::Warning,
        grade: 1,
        subject,
        place: None,
        floor: None,
        since: at(0),
        opened_at: at(id as i64),
        acknowledged: None,
        snoozed: None,
        resolved: None,
        chattering: false,
        reason: "It was not heard.".into(),
        evidence: Evidence::default(),
    }
}

pub fn step(kind: StepKind, seconds: i64) -> AlertStep {
    AlertStep { at: at(seconds), kind, by: None, note: String::new() }
}

/// What makes an alert what it is, told by its state.
pub fn to(alert: Alert) -> Transition {
    let step = match &alert.resolved {
        Some(resolved) => AlertStep { at: resolved.at, ..step(StepKind::Resolved, 0) },
        None => AlertStep { at: alert.opened_at, ..step(StepKind::Opened, 0) },
    };
    Transition { alert, step }
}
