//! A pump comes to a room; what is said of it was written by hand from the standards.

mod epcis;
mod fhir;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use trackward_model::{
    Asset, AssetId, AssetStatus, Floor, FloorId, Place, PlaceId, PlaceKind, Risk, Site, Tag,
    TypeId, UnitId,
};
use uuid::Uuid;

use super::{Arrival, CarriedTag, Names, Origin, Spot};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn place(id: &str, name: &str, kind: PlaceKind) -> Place {
    Place {
        id: PlaceId::new(id).unwrap(),
        floor: FloorId::new("L2").unwrap(),
        name: name.into(),
        kind,
        unit: Some(UnitId::new("ICU").unwrap()),
        outline: vec![[0.0, 0.0], [4.0, 0.0], [4.0, 5.0]],
        removed: false,
    }
}

fn site() -> Site {
    let floor = Floor {
        id: FloorId::new("L2").unwrap(),
        building: "Main".into(),
        name: "Level 2".into(),
        ordinal: 2,
        plan: None,
        metres_per_unit: 1.0,
        size_m: [10.0, 10.0],
        removed: false,
    };
    let room = place("icu-201", "ICU 201", PlaceKind::PatientRoom);
    let store = place("icu clean", "ICU clean utility", PlaceKind::CleanUtility);
    Site {
        id: "demo".into(),
        name: "Demo General Hospital".into(),
        timezone: "America/Chicago".into(),
        floors: vec![floor],
        places: vec![room, store],
        ..Site::default()
    }
}

fn pump() -> Asset {
    Asset {
        asset_id: AssetId::new("IP-0412").unwrap(),
        name: "Large-volume pump".into(),
        type_id: TypeId::new("infusion_pump").unwrap(),
        manufacturer: "Medilane".into(),
        model: "P3".into(),
        serial: " ".into(),
        unit: Some(UnitId::new("ICU").unwrap()),
        udi: Some("(01)09521210300014(21)ML-1".into()),
        risk: Risk::High,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: Some("lent to Dr Grey".into()),
    }
}

fn carried(tag: &str, epc: Option<&str>) -> CarriedTag {
    CarriedTag { tag: tag.parse::<Tag>().unwrap(), epc: epc.map(str::to_owned) }
}

/// The tag of the example in the tag data standard, and a beacon beside it.
fn tags() -> [CarriedTag; 2] {
    let sgtin = "urn:epc:id:sgtin:0614141.812345.6789";
    [carried("epc:3034257BF7194E4000001A85", Some(sgtin)), carried("mac:AC233FC07DA5", None)]
}

struct Scene {
    site: Site,
    names: Names,
    asset: Asset,
    tags: Vec<CarriedTag>,
}

impl Scene {
    fn new() -> Self {
        let names = Names::of_site("demo");
        Self { site: site(), names, asset: pump(), tags: tags().to_vec() }
    }

    fn origin(&self) -> Origin<'_> {
        let made_at = at("2026-11-22T17:00:00-06:00");
        Origin { site: &self.site, names: &self.names, made_at }
    }

    fn arrives<'a>(&'a self, spot: Spot<'a>, when: &str) -> Arrival<'a> {
        Arrival { asset: &self.asset, tags: &self.tags, spot, at: at(when) }
    }

    fn room(&self) -> Spot<'_> {
        Spot::Place(&self.site.places[0])
    }
}

fn v5(name: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string()
}

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn notes_that_may_name_a_person_stay_at_home() {
    let scene = Scene::new();
    let arrival = scene.arrives(scene.room(), "2026-01-05T08:00:00-06:00");
    let origin = scene.origin();
    for text in
        [super::fhir::update(&origin, &arrival), super::epcis::event(&origin, &arrival, true)]
    {
        assert!(!text.contains("Grey"), "{text}");
    }
}
