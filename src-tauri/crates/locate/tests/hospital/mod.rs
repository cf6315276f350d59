//! Small hospitals in which something is missing.
#![allow(dead_code, reason = "each test file uses a part")]
#![expect(clippy::unwrap_used, reason = "a hospital that cannot be built fails its test")]

use trackward_locate::{Case, Heard, Look, Moves, PlaceCoverage, Ranked, Whose, rank};
use trackward_model::{
    Floor, FloorId, FloorIndex, Place, PlaceId, PlaceIndex, PlaceKind, Site, Span, Stay, Timestamp,
    TypeId, UnitId,
};

/// A hospital and an asset that was heard last in its first place, at minute 0, and is asked
/// for at once.
#[derive(Debug, Clone)]
pub struct Hospital {
    pub moves: Moves,
    pub coverage: Vec<PlaceCoverage>,
    pub whose: (&'static str, Option<&'static str>),
    pub last_place: Option<PlaceIndex>,
    pub now: Timestamp,
    pub heard: Option<Heard>,
    pub battery_percent: Option<u8>,
}

pub const fn covered() -> PlaceCoverage {
    PlaceCoverage { covered: true, deaf_part: 0.0 }
}

/// Minutes from when it was heard last.
pub fn at(minute: i64) -> Timestamp {
    Timestamp(1_767_600_000_000_000) + Span::minutes(minute)
}

pub fn stay(place: u32, from_minute: i64, to_minute: i64) -> Stay {
    let long_before = Span::days(200);
    let [from, to] = [from_minute, to_minute].map(|minute| at(minute) - long_before);
    let floor = FloorIndex(0);
    Stay { place: Some(PlaceIndex(place)), floor, from, to: Some(to), last_seen: to }
}

/// One stay after the other, round and round: places with minutes.
pub fn day(stays: &[(u32, i64)], rounds: usize) -> Vec<Stay> {
    let mut minute = 0;
    let mut all = Vec::new();
    for &(place, minutes) in (0..rounds).flat_map(|_| stays) {
        all.push(stay(place, minute, minute + minutes));
        minute += minutes;
    }
    all
}

/// Floor, kind, left, top, right, bottom.
pub fn site(places: &[(&str, PlaceKind, [f64; 4])]) -> Site {
    let mut site = Site::default();
    for (n, (floor, kind, [left, top, right, bottom])) in places.iter().enumerate() {
        let id = FloorId::new(floor).unwrap();
        if site.floors.iter().all(|floor| floor.id != id) {
            let ordinal = site.floors.len() as i32;
            site.floors.push(Floor {
                id: id.clone(),
                building: "Main".into(),
                name: String::new(),
                ordinal,
                plan: None,
                metres_per_unit: 1.0,
                size_m: [100.0, 20.0],
                removed: false,
            });
        }
        site.places.push(Place {
            id: PlaceId::new(&format!("p{n}")).unwrap(),
            floor: id,
            name: String::new(),
            kind: *kind,
            unit: None,
            outline: vec![[*left, *top], [*right, *top], [*right, *bottom], [*left, *bottom]],
            removed: false,
        });
    }
    site
}

impl Hospital {
    pub fn new(places: &[(&str, PlaceKind, [f64; 4])]) -> Self {
        Self::of(&site(places))
    }

    pub fn of(site: &Site) -> Self {
        Self {
            moves: Moves::new(site),
            coverage: vec![PlaceCoverage::default(); site.places.len()],
            whose: ("pump", None),
            last_place: Some(PlaceIndex(0)),
            now: at(0),
            heard: None,
            battery_percent: None,
        }
    }

    /// With healthy readers in these places.
    pub fn covered(mut self, places: &[usize]) -> Self {
        places.iter().for_each(|place| self.coverage[*place] = covered());
        self
    }

    pub fn heard_at(&mut self, place: u32, at: [f32; 2]) {
        self.heard = Some(Heard { place: PlaceIndex(place), at });
    }

    pub fn learn(&mut self, type_id: &str, stays: &[Stay]) {
        let type_id = TypeId::new(type_id).unwrap();
        self.moves.learn(Whose { type_id: &type_id, unit: None }, stays, Timestamp::MIN);
    }

    pub fn learn_of_unit(&mut self, type_id: &str, unit: &str, stays: &[Stay]) {
        let (type_id, unit) = (TypeId::new(type_id).unwrap(), UnitId::new(unit).unwrap());
        self.moves.learn(Whose { type_id: &type_id, unit: Some(&unit) }, stays, Timestamp::MIN);
    }

    pub fn rank(&self) -> Vec<Ranked> {
        self.rank_looked(&[])
    }

    pub fn rank_looked(&self, looks: &[Look]) -> Vec<Ranked> {
        let type_id = TypeId::new(self.whose.0).unwrap();
        let unit = self.whose.1.map(|unit| UnitId::new(unit).unwrap());
        let case = Case {
            whose: Whose { type_id: &type_id, unit: unit.as_ref() },
            last_place: self.last_place,
            since: at(0),
            last_seen: at(0),
            heard: self.heard,
            battery_percent: self.battery_percent,
            now: self.now,
            coverage: &self.coverage,
            looks,
        };
        rank(&self.moves, &case)
    }
}
