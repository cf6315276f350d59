//! What ways on foot cost: compiling a hospital, looking at it from one spot, and ranking.
//!
//! The hospital is of the demo's size: four floors, each with two long halls, three across, two
//! lifts and forty rooms. A second one has halls that are one ring with corners to walk around.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trackward_locate::way::Ways;
use trackward_model::{
    Door, Floor, FloorId, FloorIndex, Place, PlaceId, PlaceIndex, PlaceKind, Site,
};

const FLOORS: u32 = 4;
const ROOMS_IN_ROW: u32 = 10;
const ASSETS: u32 = 20_000;

/// The shape of a floor's halls.
#[derive(Clone, Copy, PartialEq)]
enum Halls {
    Rectangles,
    Ring,
}

/// Draws on one floor after the other.
struct Drawing {
    site: Site,
    floor: FloorId,
}

impl Drawing {
    fn rect(&mut self, id: &str, kind: PlaceKind, [left, top, right, bottom]: [f64; 4]) {
        self.place(id, kind, vec![[left, top], [right, top], [right, bottom], [left, bottom]]);
    }

    fn place(&mut self, id: &str, kind: PlaceKind, outline: Vec<[f64; 2]>) {
        self.site.places.push(Place {
            id: self.id(id),
            floor: self.floor.clone(),
            name: String::new(),
            kind,
            unit: None,
            outline,
            removed: false,
        });
    }

    fn door(&mut self, a: &str, b: &str, at: [f64; 2]) {
        let joins = [self.id(a), self.id(b)];
        self.site.doors.push(Door { floor: self.floor.clone(), at, joins });
    }

    fn id(&self, word: &str) -> PlaceId {
        PlaceId::new(&format!("{}-{word}", self.floor)).expect("an id")
    }

    fn floor(&mut self, n: u32, halls: Halls) {
        self.floor = FloorId::new(&format!("L{n}")).expect("an id");
        self.site.floors.push(Floor {
            id: self.floor.clone(),
            building: String::new(),
            name: String::new(),
            ordinal: n as i32,
            plan: None,
            metres_per_unit: 1.0,
            size_m: [52.0, 28.0],
            removed: false,
        });
        let is_ring = halls == Halls::Ring;
        let (north, south) = if is_ring { ("ring", "ring") } else { ("north", "south") };
        if is_ring {
            self.ring();
        } else {
            self.rectangles();
        }
        self.rect("lift-a", PlaceKind::Elevator, [24.0, 8.0, 27.0, 11.0]);
        self.rect("lift-b", PlaceKind::Elevator, [27.0, 8.0, 30.0, 11.0]);
        self.door("lift-a", north, [25.5, 8.0]);
        self.door("lift-b", north, [28.5, 8.0]);
        let rows = [(0.0, 5.5, north, 5.5), (11.0, 14.0, north, 8.0), (14.0, 20.0, south, 20.0)];
        for (row, (top, bottom, hall, door)) in
            rows.into_iter().chain([(22.5, 28.0, south, 22.5)]).enumerate()
        {
            for n in 0..ROOMS_IN_ROW {
                let (id, left) = (format!("room-{row}-{n}"), f64::from(n) * 5.2);
                self.rect(&id, PlaceKind::PatientRoom, [left, top, left + 5.2, bottom]);
                self.door(&id, hall, [left + 1.5, door]);
            }
        }
    }

    fn rectangles(&mut self) {
        self.rect("north", PlaceKind::Hallway, [0.0, 5.5, 52.0, 8.0]);
        self.rect("south", PlaceKind::Hallway, [0.0, 20.0, 52.0, 22.5]);
        for (id, left) in [("west", 5.5), ("lobby", 21.0), ("east", 44.0)] {
            self.rect(id, PlaceKind::Hallway, [left, 8.0, left + 2.5, 20.0]);
            self.door(id, "north", [left + 1.25, 8.0]);
            self.door(id, "south", [left + 1.25, 20.0]);
        }
    }

    /// Around the block from (2.5, 8) to (49.5, 20), with a slit in the west.
    fn ring(&mut self) {
        let outer = [[0.0, 13.995], [0.0, 5.5], [52.0, 5.5], [52.0, 22.5], [0.0, 22.5]];
        let slit = [[0.0, 14.005], [2.5, 14.005]];
        let inner = [[2.5, 20.0], [49.5, 20.0], [49.5, 8.0], [2.5, 8.0], [2.5, 13.995]];
        let outline = outer.into_iter().chain(slit).chain(inner).collect();
        self.place("ring", PlaceKind::Hallway, outline);
    }
}

fn hospital(halls: Halls) -> Site {
    let floor = FloorId::new("L0").expect("an id");
    let mut drawing = Drawing { site: Site::default(), floor };
    for n in 0..FLOORS {
        drawing.floor(n, halls);
    }
    drawing.site
}

/// Where assets are: in every place in turn, a little off its middle.
fn spots(site: &Site) -> Vec<(FloorIndex, PlaceIndex, [f64; 2])> {
    let spot = |n: u32| {
        let place = n % site.places.len() as u32;
        let drawn = &site.places[place as usize];
        let floor = site.floors.iter().position(|floor| floor.id == drawn.floor).unwrap_or(0);
        let [x, y] = drawn.outline[0];
        let off = f64::from(n % 97) / 97.0;
        (FloorIndex::of(floor), PlaceIndex(place), [x + 0.2 + off, y + 1.2 - off])
    };
    (0..ASSETS).map(spot).collect()
}

fn way(criterion: &mut Criterion) {
    for (name, halls) in [("rectangles", Halls::Rectangles), ("ring", Halls::Ring)] {
        let site = hospital(halls);
        let mut group = criterion.benchmark_group(format!("way/{name}"));
        group.bench_function("compile", |bencher| bencher.iter(|| Ways::new(black_box(&site))));
        let ways = Ways::new(&site);
        let spots = spots(&site);
        let (floor, place, at) = spots[30];
        let look = || ways.from(floor, Some(place), at);
        group.bench_function("from", |bencher| bencher.iter(look));
        let from = look();
        let walk = |(floor, place, at): (FloorIndex, PlaceIndex, [f64; 2])| {
            from.to(floor, Some(place), at).expect("a way")
        };
        assert!(spots.iter().all(|spot| walk(*spot).by_doors), "every place is reached");
        group.bench_function("to", |bencher| bencher.iter(|| walk(black_box(spots[150]))));
        group.throughput(Throughput::Elements(u64::from(ASSETS)));
        group.bench_function("cost_to of 20,000", |bencher| {
            bencher.iter(|| {
                let costs = spots.iter().map(|(floor, place, at)| {
                    from.cost_to(*floor, Some(*place), *at).unwrap_or(f64::INFINITY)
                });
                costs.fold(f64::INFINITY, f64::min)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, way);
criterion_main!(benches);
