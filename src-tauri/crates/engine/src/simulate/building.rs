//! The building as the simulator needs it: which room is where, where antennas hang, what
//! belongs to which unit.

use std::collections::HashMap;

use trackward_model::{PlaceKind, Site, UnitId};

use super::random::Random;

/// Side of a cell of the raster.
const CELL_M: f64 = 0.25;
/// The widest or deepest floor that is rastered; what lies beyond counts as outdoors.
const FLOOR_M_MAX: f64 = 500.0;
/// A device stands this far from a wall.
const FROM_WALL_M: f64 = 0.6;
/// Longer places are corridors and halls: devices stand near their antennas.
const LONG_M: f64 = 10.0;
/// No room: outdoors, or behind a wall that no place has.
const OUTSIDE: u16 = u16::MAX;

/// A room, in its bounding box.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub(super) floor: usize,
    pub(super) kind: PlaceKind,
    pub(super) unit: Option<UnitId>,
    /// Left, top, right, bottom.
    pub(super) bounds: [f64; 4],
    /// Antennas that are aimed at it.
    pub(super) antennas: Vec<usize>,
}

impl Room {
    pub(super) fn middle(&self) -> [f64; 2] {
        let [left, top, right, bottom] = self.bounds;
        [(left + right) / 2.0, (top + bottom) / 2.0]
    }
}

/// An antenna.
#[derive(Debug, Clone)]
pub(super) struct Antenna {
    pub(super) reader: usize,
    pub(super) port: u16,
    pub(super) at: [f64; 2],
}

/// Everything about a site that doesn't change while it is played.
#[derive(Debug)]
pub(super) struct Building {
    /// By the position of the place in the site.
    pub(super) rooms: Vec<Room>,
    pub(super) antennas: Vec<Antenna>,
    /// Antennas of a floor.
    pub(super) antennas_of_floor: Vec<Vec<usize>>,
    pub(super) readers: usize,
    rasters: Vec<Raster>,
}

/// Which room a point of a floor lies in, by cells.
#[derive(Debug)]
struct Raster {
    across: usize,
    down: usize,
    cells: Vec<u16>,
}

impl Building {
    pub(super) fn new(site: &Site) -> Self {
        let floors: HashMap<_, _> =
            site.floors.iter().enumerate().map(|(n, floor)| (&floor.id, n)).collect();
        let mut rooms: Vec<Room> = site
            .places
            .iter()
            .map(|place| Room {
                floor: floors.get(&place.floor).copied().unwrap_or(0),
                kind: place.kind,
                unit: place.unit.clone(),
                bounds: bounds(&place.outline),
                antennas: Vec::new(),
            })
            .collect();
        let places: HashMap<_, _> =
            site.places.iter().enumerate().map(|(n, place)| (&place.id, n)).collect();
        let readers: HashMap<_, _> =
            site.readers.iter().enumerate().map(|(n, reader)| (&reader.id, n)).collect();
        let mut antennas = Vec::new();
        let mut antennas_of_floor = vec![Vec::new(); site.floors.len()];
        for antenna in &site.antennas {
            let (Some(&place), Some(&reader)) =
                (places.get(&antenna.place), readers.get(&antenna.reader))
            else {
                continue;
            };
            let floor = rooms[place].floor;
            let at = antenna.at.unwrap_or_else(|| rooms[place].middle());
            rooms[place].antennas.push(antennas.len());
            if let Some(list) = antennas_of_floor.get_mut(floor) {
                list.push(antennas.len());
            }
            antennas.push(Antenna { reader, port: antenna.port, at });
        }
        let rasters =
            (0..site.floors.len()).map(|floor| Raster::new(site, &rooms, floor)).collect();
        Self { rooms, antennas, antennas_of_floor, readers: site.readers.len(), rasters }
    }

    /// Places of a kind that serve a unit: its own; else those that serve the whole house.
    pub(super) fn of_unit(&self, unit: Option<&UnitId>, kind: PlaceKind) -> Vec<usize> {
        let of_kind = |n: &usize| self.rooms[*n].kind == kind;
        let own: Vec<usize> = (0..self.rooms.len())
            .filter(of_kind)
            .filter(|&n| unit.is_some() && self.rooms[n].unit.as_ref() == unit)
            .collect();
        if !own.is_empty() {
            return own;
        }
        self.central(kind)
    }

    /// Places of a kind that belong to no unit with patients; all of the kind if there are none.
    pub(super) fn central(&self, kind: PlaceKind) -> Vec<usize> {
        let of_kind: Vec<usize> =
            (0..self.rooms.len()).filter(|&n| self.rooms[n].kind == kind).collect();
        let central: Vec<usize> = of_kind
            .iter()
            .copied()
            .filter(|&n| !self.has_patients(self.rooms[n].unit.as_ref()))
            .collect();
        if central.is_empty() { of_kind } else { central }
    }

    /// Whether a unit has patient rooms of its own.
    pub(super) fn has_patients(&self, unit: Option<&UnitId>) -> bool {
        unit.is_some()
            && self
                .rooms
                .iter()
                .any(|room| room.kind == PlaceKind::PatientRoom && room.unit.as_ref() == unit)
    }

    /// A point in a room where a device may stand: away from the walls, and in long rooms
    /// within reach of an antenna.
    pub(super) fn spot(&self, place: usize, random: &mut Random) -> [f64; 2] {
        let room = &self.rooms[place];
        let [left, top, right, bottom] = room.bounds;
        let [mut x, mut y] = [[left, right], [top, bottom]];
        if (right - left).max(bottom - top) > LONG_M
            && let Some(antenna) = random.pick(&room.antennas)
        {
            let [at_x, at_y] = self.antennas[antenna].at;
            x = [left.max(at_x - 2.5), right.min(at_x + 2.5)];
            y = [top.max(at_y - 2.5), bottom.min(at_y + 2.5)];
        }
        [x, y].map(|[from, to]| {
            let margin = FROM_WALL_M.min((to - from) / 2.0);
            random.between(from + margin, to - margin)
        })
    }

    /// Walls between two points of a floor. A corridor is open to corridors and nurse stations.
    pub(super) fn walls_between(&self, floor: usize, from: [f64; 2], to: [f64; 2]) -> u32 {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let steps = (length / (CELL_M * 2.0)).ceil().max(1.0) as u32;
        let mut walls = 0;
        let mut room = self.rasters[floor].at(from);
        for step in 1..=steps {
            let share = f64::from(step) / f64::from(steps);
            let next = self.rasters[floor]
                .at([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
            walls += u32::from(next != room && !self.open(room, next));
            room = next;
        }
        walls
    }

    fn open(&self, a: u16, b: u16) -> bool {
        let open = |room: u16| {
            self.rooms.get(usize::from(room)).is_some_and(|room| {
                matches!(room.kind, PlaceKind::Hallway | PlaceKind::NurseStation)
            })
        };
        open(a) && open(b)
    }
}

fn bounds(outline: &[[f64; 2]]) -> [f64; 4] {
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for &[x, y] in outline {
        bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
    }
    if outline.is_empty() { [0.0; 4] } else { bounds }
}

impl Raster {
    fn new(site: &Site, rooms: &[Room], floor: usize) -> Self {
        let mut own: Vec<usize> = (0..rooms.len()).filter(|&n| rooms[n].floor == floor).collect();
        let size = |side: usize| {
            let far = own.iter().map(|&n| rooms[n].bounds[side]).fold(0.0, f64::max);
            (far.min(FLOOR_M_MAX) / CELL_M).ceil() as usize
        };
        let (across, down) = (size(2), size(3));
        let mut raster = Self { across, down, cells: vec![OUTSIDE; across * down] };
        // The smallest last: it wins where outlines overlap.
        let area = |n: &usize| {
            let [left, top, right, bottom] = rooms[*n].bounds;
            (right - left) * (bottom - top)
        };
        own.sort_by(|a, b| area(b).total_cmp(&area(a)));
        for n in own {
            raster.fill(n, &site.places[n].outline, rooms[n].bounds);
        }
        raster
    }

    fn fill(&mut self, room: usize, outline: &[[f64; 2]], [left, top, right, bottom]: [f64; 4]) {
        let Ok(room) = u16::try_from(room) else { return };
        let cell = |metres: f64| (metres.max(0.0) / CELL_M) as usize;
        for row in cell(top)..(cell(bottom) + 1).min(self.down) {
            for column in cell(left)..(cell(right) + 1).min(self.across) {
                let middle = [(column as f64 + 0.5) * CELL_M, (row as f64 + 0.5) * CELL_M];
                if inside(outline, middle) {
                    self.cells[row * self.across + column] = room;
                }
            }
        }
    }

    fn at(&self, [x, y]: [f64; 2]) -> u16 {
        if x < 0.0 || y < 0.0 {
            return OUTSIDE;
        }
        let (column, row) = ((x / CELL_M) as usize, (y / CELL_M) as usize);
        if column >= self.across || row >= self.down {
            return OUTSIDE;
        }
        self.cells[row * self.across + column]
    }
}

/// Whether a point lies within an outline: a ray to the right crosses it an odd number of times.
fn inside(outline: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut within = false;
    let mut last = outline.last().copied().unwrap_or_default();
    for &corner in outline {
        let crosses = (corner[1] > y) != (last[1] > y);
        if crosses
            && x < (last[0] - corner[0]) * (y - corner[1]) / (last[1] - corner[1]) + corner[0]
        {
            within = !within;
        }
        last = corner;
    }
    within
}
