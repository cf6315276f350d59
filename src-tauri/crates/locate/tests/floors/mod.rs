//! Small floors to walk on.
#![allow(dead_code, reason = "each test file uses a part")]
#![expect(clippy::unwrap_used, reason = "a hospital that cannot be built fails its test")]

use trackward_locate::way::{Walk, Ways};
use trackward_model::{
    Door, Floor, FloorId, FloorIndex, Place, PlaceId, PlaceIndex, PlaceKind, Site,
};

/// A hospital to walk in.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub site: Site,
}

impl Plan {
    /// A floor: its id, building and height.
    pub fn floor(mut self, id: &str, building: &str, ordinal: i32) -> Self {
        self.site.floors.push(Floor {
            id: FloorId::new(id).unwrap(),
            building: building.into(),
            name: String::new(),
            ordinal,
            plan: None,
            metres_per_unit: 1.0,
            size_m: [100.0, 100.0],
            removed: false,
        });
        self
    }

    /// A place on the floor that was named last.
    pub fn place(mut self, id: &str, outline: &[[f64; 2]]) -> Self {
        let is_lift = id.starts_with("lift");
        self.site.places.push(Place {
            id: PlaceId::new(id).unwrap(),
            floor: self.site.floors.last().unwrap().id.clone(),
            name: String::new(),
            kind: if is_lift { PlaceKind::Elevator } else { PlaceKind::Other },
            unit: None,
            outline: outline.to_vec(),
            removed: false,
        });
        self
    }

    /// A rectangle: left, top, right, bottom.
    pub fn rect(self, id: &str, [left, top, right, bottom]: [f64; 4]) -> Self {
        self.place(id, &[[left, top], [right, top], [right, bottom], [left, bottom]])
    }

    /// A door on the floor that was named last.
    pub fn door(mut self, a: &str, b: &str, at: [f64; 2]) -> Self {
        let floor = self.site.floors.last().unwrap().id.clone();
        let joins = [a, b].map(|id| PlaceId::new(id).unwrap());
        self.site.doors.push(Door { floor, at, joins });
        self
    }

    pub fn index(&self, id: &str) -> PlaceIndex {
        PlaceIndex::of(self.site.places.iter().position(|place| place.id.as_str() == id).unwrap())
    }

    /// The floor of a place, and the place.
    pub fn spot(&self, id: &str) -> (FloorIndex, PlaceIndex) {
        let index = self.index(id);
        let floor = &self.site.places[index.at()].floor;
        let floor = self.site.floors.iter().position(|other| other.id == *floor).unwrap();
        (FloorIndex::of(floor), index)
    }

    /// The way from a point in one place to a point in another.
    #[track_caller]
    pub fn walk(&self, (from, a): (&str, [f64; 2]), (to, b): (&str, [f64; 2])) -> Walk {
        let ways = Ways::new(&self.site);
        let (floor, place) = self.spot(from);
        let all = ways.from(floor, Some(place), a);
        let (floor, place) = self.spot(to);
        let walk = all.to(floor, Some(place), b).unwrap();
        let cost_m = all.cost_to(floor, Some(place), b).unwrap();
        assert_eq!(walk.cost_m.to_bits(), cost_m.to_bits(), "the way costs what was told before");
        walk
    }
}

#[track_caller]
pub fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found} m, and by hand {expected} m");
}
