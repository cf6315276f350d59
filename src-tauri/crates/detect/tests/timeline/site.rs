//! A small hospital: two floors, three assets.

use trackward_model::{
    Antenna, Asset, AssetId, AssetStatus, Connection, Floor, FloorId, ParLevel, Place, PlaceId,
    PlaceKind, Reader, ReaderId, Risk, Site, Source, SourceId, SourceKind, StockAt, TypeId, UnitId,
};

/// Place, floor, kind, unit.
pub const PLACES: [(&str, &str, PlaceKind, &str); 13] = [
    ("icu-1", "L2", PlaceKind::PatientRoom, "ICU"),
    ("icu-2", "L2", PlaceKind::PatientRoom, "ICU"),
    ("clean", "L2", PlaceKind::CleanUtility, "ICU"),
    ("soiled", "L2", PlaceKind::SoiledUtility, "ICU"),
    ("station", "L2", PlaceKind::NurseStation, "ICU"),
    ("hall", "L2", PlaceKind::Hallway, ""),
    ("lift", "L2", PlaceKind::Elevator, ""),
    ("closet", "L2", PlaceKind::Storage, ""),
    ("ed-1", "L1", PlaceKind::PatientRoom, "ED"),
    ("store", "L1", PlaceKind::Storage, ""),
    ("shop", "L1", PlaceKind::BiomedShop, "BIOMED"),
    ("dock", "L1", PlaceKind::LoadingDock, ""),
    ("cave", "L0", PlaceKind::Storage, ""),
];

/// Reader, and its ports' places. Nothing hears the closet and the cave; `hub` has no antennas.
const READERS: [(&str, &[&str]); 12] = [
    ("icu-a", &["icu-1", "icu-1"]),
    ("icu-b", &["icu-1"]),
    ("icu-c", &["icu-2"]),
    ("clean-r", &["clean"]),
    ("soiled-r", &["soiled"]),
    ("station-r", &["station"]),
    ("hall-r", &["hall", "lift"]),
    ("ed-r", &["ed-1"]),
    ("store-r", &["store"]),
    ("shop-r", &["shop"]),
    ("dock-r", &["dock"]),
    ("hub", &[]),
];

/// The readers that one source hears for.
const BROKER: [&str; 2] = ["store-r", "shop-r"];

/// Asset, type, risk, unit.
const ASSETS: [(&str, &str, Risk, &str); 3] = [
    ("pump", "infusion_pump", Risk::Standard, "ICU"),
    ("bed", "bed", Risk::High, "ED"),
    ("vent", "ventilator", Risk::LifeSupport, "ICU"),
];

/// Where, of which type, how many at best, at least and at most. The ICU is a unit, the others are
/// places.
const LEVELS: [(&str, &str, u32, u32, Option<u32>); 3] = [
    ("icu", "infusion_pump", 6, 3, Some(10)),
    ("clean", "ventilator", 2, 2, None),
    ("store", "infusion_pump", 4, 1, Some(5)),
];

pub fn site() -> Site {
    let floor = |id: &str| Floor {
        id: FloorId::new(id).unwrap(),
        building: "Main".into(),
        name: id.into(),
        ordinal: 1,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [100.0, 20.0],
        removed: false,
    };
    let place = |(id, floor, kind, unit): (&str, &str, PlaceKind, &str)| Place {
        id: PlaceId::new(id).unwrap(),
        floor: FloorId::new(floor).unwrap(),
        name: id.into(),
        kind,
        unit: UnitId::new(unit).ok(),
        outline: Vec::new(),
        removed: false,
    };
    let reader = |(id, _): &(&str, &[&str])| Reader {
        id: ReaderId::new(id).unwrap(),
        source: BROKER.contains(id).then(|| SourceId::new("broker").unwrap()),
        named: None,
        interval_s: 1.0,
        removed: false,
    };
    let antennas = |(id, places): &(&str, &[&str])| -> Vec<Antenna> {
        let antenna = |(i, place): (usize, &&str)| Antenna {
            reader: ReaderId::new(id).unwrap(),
            port: i as u16 + 1,
            place: PlaceId::new(place).unwrap(),
            at: None,
        };
        places.iter().enumerate().map(antenna).collect()
    };
    let level = |(at, type_id, target, critical, maximum): (&str, &str, _, _, _)| ParLevel {
        type_id: TypeId::new(type_id).unwrap(),
        at: match at {
            "icu" => StockAt::Unit(UnitId::new("ICU").unwrap()),
            place => StockAt::Place(PlaceId::new(place).unwrap()),
        },
        target,
        critical,
        maximum,
        supplied_by: None,
        removed: false,
    };
    Site {
        par_levels: LEVELS.into_iter().map(level).collect(),
        floors: ["L0", "L1", "L2"].map(floor).into(),
        places: PLACES.into_iter().map(place).collect(),
        sources: vec![Source {
            id: SourceId::new("broker").unwrap(),
            connection: Connection::new(SourceKind::Mqtt, "10.20.0.5:1883"),
            paused: false,
            by_hand: false,
            removed: false,
        }],
        readers: READERS.iter().map(reader).collect(),
        antennas: READERS.iter().flat_map(antennas).collect(),
        ..Site::default()
    }
}

pub fn assets() -> Vec<Asset> {
    let asset = |(id, type_id, risk, unit): (&str, &str, Risk, &str)| Asset {
        asset_id: AssetId::new(id).unwrap(),
        name: String::new(),
        type_id: TypeId::new(type_id).unwrap(),
        manufacturer: String::new(),
        model: String::new(),
        serial: String::new(),
        unit: UnitId::new(unit).ok(),
        udi: None,
        risk,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    };
    ASSETS.into_iter().map(asset).collect()
}

/// Which reader hears a place by default, and by which port.
pub fn hearing(place: &str) -> (&'static str, u16) {
    let hears = READERS.iter().find_map(|(reader, places)| {
        let port = places.iter().position(|of| *of == place)?;
        Some((*reader, port as u16 + 1))
    });
    // Nothing hears it: the neighbour's antenna did, and a person or a late correction put it there.
    hears.unwrap_or(("hall-r", 1))
}

pub fn position<T: AsRef<str>>(list: impl IntoIterator<Item = T>, id: &str) -> Option<u32> {
    list.into_iter().position(|known| known.as_ref() == id).map(|at| at as u32)
}

pub fn reader(id: &str) -> Option<u32> {
    position(READERS.iter().map(|(reader, _)| *reader), id)
}

pub fn place(id: &str) -> Option<u32> {
    position(PLACES.iter().map(|(place, ..)| *place), id)
}

pub fn stock(at: &str) -> Option<usize> {
    LEVELS.iter().position(|(known, ..)| *known == at)
}

pub fn asset(id: &str) -> Option<u32> {
    position(ASSETS.iter().map(|(asset, ..)| *asset), id)
}
