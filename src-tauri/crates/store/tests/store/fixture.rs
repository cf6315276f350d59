//! A small hospital to keep.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};
use tempfile::TempDir;
use trackward_model::{
    Alert, AlertId, AlertStep, Antenna, Asset, AssetId, AssetIndex, AssetStatus, ChecklistItem,
    ClockKind, Completion, CompletionId, Date, Doubt, Doubts, Evidence, Fix, Floor, FloorId,
    FloorIndex, ItemKind, JournalEntry, Place, PlaceId, PlaceIndex, PlaceKind, Plan, PlanId,
    PlanMode, PlanOf, Policy, Reader, ReaderId, ReaderIndex, Risk, Rssi, Rule, Severity, Sighting,
    Signed, Site, Source, SourceId, Stay, StepKind, Subject, Tag, Timestamp, Transition, TypeId,
    UnitId, Zone,
};
use trackward_store::{AuditEntry, OpenMode, Removal, Store};

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
        let pumps: Vec<_> = (0..assets).map(|n| (pump(n), Some(tag(n)))).collect();
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
        kind: source.is_none().then(|| "llrp".into()),
        address: source.is_none().then(|| "10.20.0.21:5084".into()),
        tls: source.is_none(),
        ca_file: None,
        source: source.map(|id| SourceId::new(id).unwrap()),
        named: source.map(|_| "C4:7D:CC:FF:FF:FF".into()),
        interval_s: 1.5,
        removed: false,
    }
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
        sources: vec![Source {
            id: SourceId::new("hub").unwrap(),
            kind: "omlox".into(),
            address: Some("10.20.0.5:8883".into()),
            removed: false,
        }],
        readers: vec![reader("north", None), reader("gw", Some("hub"))],
        antennas: vec![antenna("north", 1, "201"), antenna("north", 2, "202")],
        zones: vec![Zone {
            source: SourceId::new("hub").unwrap(),
            named: "7f3a".into(),
            floor: FloorId::new("L1").unwrap(),
        }],
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

pub fn signed_by(by: &str, seconds: i64) -> Signed {
    Signed { at: at(seconds), by: by.into(), note: "as told".into() }
}

/// The pumps' duty: every three months.
pub fn plan(of: PlanOf) -> Plan {
    Plan {
        plan_id: PlanId::new("PM").unwrap(),
        of,
        title: "Preventive maintenance".into(),
        mode: PlanMode::Fixed,
        interval: "3 months".parse().unwrap(),
        anchor: Some(date("2026-01-31")),
        grace_days: 3,
        early_days: 7,
        lead_days: 30,
        procedure: "Clean it.\nTest it.".into(),
        checklist: vec![
            ChecklistItem { item: "Housing".into(), kind: ItemKind::PassFail },
            ChecklistItem {
                item: "Leakage".into(),
                kind: ItemKind::Reading { unit: "µA".into(), min: None, max: Some(99.5) },
            },
        ],
        ended: None,
    }
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The duty `PM` of pump `n`, done as it was due.
pub fn completion(n: u32, on: &str) -> Completion {
    Completion {
        id: CompletionId(0),
        asset: asset(n),
        plan: PlanId::new("PM").unwrap(),
        completed_on: date(on),
        closed_due_on: Some(date(on)),
        signed: signed_by("Kim", 1),
        minutes: None,
        results: Vec::new(),
        corrects: None,
        withdrawn: false,
        imported: false,
    }
}

/// An act by Kim that its rows tell.
pub fn by_kim(act: &'static str) -> AuditEntry<'static> {
    AuditEntry::new(at(1), "Kim", act)
}

/// Runs statements past the store, as someone with a tool would who first takes away what is in
/// the way.
pub async fn tamper(path: &Path, sql: &str) {
    let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
    let mut other = options.connect().await.unwrap();
    let triggers = other
        .fetch_all("select 'drop trigger ' || name from sqlite_schema where type = 'trigger'")
        .await
        .unwrap();
    for trigger in triggers {
        other.execute(AssertSqlSafe(trigger.get::<String, _>(0))).await.unwrap();
    }
    other.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    other.close().await.unwrap();
}

/// The log of acts, the first entry first: `number act name asset`.
pub async fn noted(store: &Store) -> Vec<String> {
    let mut entries = store.audit_list(None, None, u32::MAX).await.unwrap();
    entries.reverse();
    let told = entries.iter().map(|entry| {
        let asset = entry.asset.map_or("-".into(), |asset| asset.0.to_string());
        format!("{} {} {} {asset}", entry.n, entry.act, entry.by)
    });
    told.collect()
}
