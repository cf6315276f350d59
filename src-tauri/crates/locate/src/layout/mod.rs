//! A site, compiled for judging: antennas by reader and port, places by point.

mod grid;
pub(crate) mod outline;

use std::collections::HashMap;

use trackward_model::{
    FloorId, FloorIndex, PlaceId, PlaceIndex, PlaceKind, ReaderId, ReaderIndex, Site, Span,
};

use crate::tuning::NEAREST_MAX_M;
use grid::Grid;
use outline::Outline;

/// A compiled site. Made once for each version of the site; what is `removed` is not in it.
#[derive(Debug, Clone)]
pub struct Layout {
    readers: Vec<ReaderSpot>,
    /// Sorted by reader, then port.
    antennas: Vec<AntennaSpot>,
    places: Vec<Option<PlaceSpot>>,
    floors: Vec<Option<Grid>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct ReaderSpot {
    interval: Span,
    first: u32,
    count: u32,
}

/// Where an antenna is aimed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AntennaSpot {
    /// The reader.
    pub reader: ReaderIndex,
    /// The port as the site names it; 0 where the reader has none.
    pub port: u16,
    /// The place it is aimed at.
    pub place: PlaceIndex,
    /// That place's floor.
    pub floor: FloorIndex,
    /// Where it hangs, in metres to the right and down.
    pub at: [f32; 2],
}

#[derive(Debug, Clone)]
struct PlaceSpot {
    floor: FloorIndex,
    kind: PlaceKind,
    outline: Option<Outline>,
    antennas: u32,
}

/// The place that a position belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PositionSpot {
    /// The place; `None` when every place is further than 2 m.
    pub place: Option<PlaceIndex>,
    /// How far outside of its outline the position lies, in metres; 0 within or in no place.
    pub outside_m: f64,
}

impl Layout {
    /// Compiles a site. What names something unknown or removed is left out; an outline that
    /// encloses nothing makes a place that antennas can name but no position falls into.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let floor_by_id: HashMap<&FloorId, FloorIndex> = (site.floors.iter().enumerate())
            .filter(|(_, floor)| !floor.removed)
            .map(|(i, floor)| (&floor.id, FloorIndex::of(i)))
            .collect();
        let mut places: Vec<Option<PlaceSpot>> = (site.places.iter())
            .map(|place| {
                let floor = *floor_by_id.get(&place.floor).filter(|_| !place.removed)?;
                let outline = Outline::new(&place.outline);
                Some(PlaceSpot { floor, kind: place.kind, outline, antennas: 0 })
            })
            .collect();
        let floors = (0..site.floors.len())
            .map(|i| (!site.floors[i].removed).then(|| grid(&places, FloorIndex::of(i))))
            .collect();
        let antennas = antennas(site, &places);
        let mut readers: Vec<ReaderSpot> = (site.readers.iter())
            .map(|reader| ReaderSpot { interval: interval(reader.interval_s), first: 0, count: 0 })
            .collect();
        for (i, antenna) in antennas.iter().enumerate().rev() {
            let reader = &mut readers[antenna.reader.at()];
            reader.first = i as u32;
            reader.count += 1;
            if let Some(place) = &mut places[antenna.place.at()] {
                place.antennas += 1;
            }
        }
        Self { readers, antennas, places, floors }
    }

    /// The antenna of a reader's port. A reader with one antenna hears with that one, where
    /// the site or the sighting names no port: a BLE gateway has none.
    #[must_use]
    pub fn antenna(&self, reader: ReaderIndex, port: u16) -> Option<&AntennaSpot> {
        let antennas = self.antennas_of(reader);
        match antennas {
            [only] => (only.port == port || only.port == 0 || port == 0).then_some(only),
            several => several.iter().find(|antenna| antenna.port == port),
        }
    }

    /// The antennas of a reader, by port.
    #[must_use]
    pub fn antennas_of(&self, reader: ReaderIndex) -> &[AntennaSpot] {
        let Some(spot) = self.readers.get(reader.at()) else {
            return &[];
        };
        &self.antennas[spot.first as usize..][..spot.count as usize]
    }

    /// How often a reader should hear a tag that stays; nothing for one that is unknown.
    #[must_use]
    pub fn interval(&self, reader: ReaderIndex) -> Span {
        self.readers.get(reader.at()).map_or(Span::ZERO, |spot| spot.interval)
    }

    /// What a place is for.
    #[must_use]
    pub fn kind(&self, place: PlaceIndex) -> Option<PlaceKind> {
        self.place(place).map(|spot| spot.kind)
    }

    /// The middle of a place's outline, in metres.
    #[must_use]
    pub fn middle(&self, place: PlaceIndex) -> Option<[f32; 2]> {
        self.outline(place).map(|outline| outline.middle().map(|metres| metres as f32))
    }

    /// An antenna aimed at a place.
    #[must_use]
    pub fn antenna_in(&self, place: PlaceIndex) -> Option<(ReaderIndex, u16)> {
        (0..self.readers.len()).map(ReaderIndex::of).find_map(|reader| {
            let aimed = self.antennas_of(reader).iter().find(|antenna| antenna.place == place)?;
            Some((reader, aimed.port))
        })
    }

    /// The floor that a place is on.
    #[must_use]
    pub fn floor(&self, place: PlaceIndex) -> Option<FloorIndex> {
        self.place(place).map(|spot| spot.floor)
    }

    /// How many antennas are aimed at a place.
    #[must_use]
    pub fn antenna_count(&self, place: PlaceIndex) -> u32 {
        self.place(place).map_or(0, |spot| spot.antennas)
    }

    /// The area of a place in square metres; 0 where its outline encloses nothing.
    #[must_use]
    pub fn area_m2(&self, place: PlaceIndex) -> f64 {
        self.outline(place).map_or(0.0, |outline| outline.area_m2)
    }

    /// Whether the site has a floor.
    #[must_use]
    pub fn has_floor(&self, floor: FloorIndex) -> bool {
        self.floors.get(floor.at()).is_some_and(Option::is_some)
    }

    /// The place that a position belongs to: of those that contain it the smallest, else the
    /// nearest within 2 m, else none.
    #[must_use]
    pub fn place_at(&self, floor: FloorIndex, point: [f64; 2]) -> PositionSpot {
        let near = self.places_near(floor, point);
        let contains =
            |place: &&PlaceIndex| self.outline(**place).is_some_and(|o| o.contains(point));
        if let Some(place) = near.iter().find(contains) {
            return PositionSpot { place: Some(*place), outside_m: 0.0 };
        }
        let mut nearest = PositionSpot { place: None, outside_m: 0.0 };
        for &place in near {
            let outside_m = self.outside_m(place, point);
            let nearer = nearest.place.is_none() || outside_m < nearest.outside_m;
            if outside_m <= NEAREST_MAX_M && nearer {
                nearest = PositionSpot { place: Some(place), outside_m };
            }
        }
        nearest
    }

    /// How far outside of a place's outline a point of its floor lies, in metres; 0 within,
    /// endless where the place has no outline.
    #[must_use]
    pub fn outside_m(&self, place: PlaceIndex, point: [f64; 2]) -> f64 {
        self.outline(place).map_or(f64::INFINITY, |outline| outline.outside_m(point))
    }

    /// Places that may hold a point of a floor, the smallest first.
    pub(crate) fn places_near(&self, floor: FloorIndex, point: [f64; 2]) -> &[PlaceIndex] {
        match self.floors.get(floor.at()) {
            Some(Some(grid)) => grid.near(point),
            _ => &[],
        }
    }

    /// The outline of a place, where it has one that encloses something.
    pub(crate) fn outline(&self, place: PlaceIndex) -> Option<&Outline> {
        self.place(place).and_then(|spot| spot.outline.as_ref())
    }

    fn place(&self, place: PlaceIndex) -> Option<&PlaceSpot> {
        self.places.get(place.at()).and_then(Option::as_ref)
    }
}

fn grid(places: &[Option<PlaceSpot>], floor: FloorIndex) -> Grid {
    let on_floor = places.iter().enumerate().filter_map(|(i, spot)| {
        let spot = spot.as_ref().filter(|spot| spot.floor == floor)?;
        Some((PlaceIndex::of(i), spot.outline.as_ref()?))
    });
    Grid::new(on_floor.collect())
}

fn antennas(site: &Site, places: &[Option<PlaceSpot>]) -> Vec<AntennaSpot> {
    let reader_by_id: HashMap<&ReaderId, ReaderIndex> = (site.readers.iter().enumerate())
        .filter(|(_, reader)| !reader.removed)
        .map(|(i, reader)| (&reader.id, ReaderIndex::of(i)))
        .collect();
    let place_by_id: HashMap<&PlaceId, PlaceIndex> =
        (site.places.iter().enumerate()).map(|(i, place)| (&place.id, PlaceIndex::of(i))).collect();
    let mut antennas: Vec<AntennaSpot> = (site.antennas.iter())
        .filter_map(|antenna| {
            let place = *place_by_id.get(&antenna.place)?;
            let spot = places[place.at()].as_ref()?;
            let given = antenna.at.filter(|at| at.iter().all(|v| v.is_finite()));
            let at = given.or_else(|| spot.outline.as_ref().map(Outline::middle));
            Some(AntennaSpot {
                reader: *reader_by_id.get(&antenna.reader)?,
                port: antenna.port,
                place,
                floor: spot.floor,
                at: at.unwrap_or_default().map(|v| v as f32),
            })
        })
        .collect();
    antennas.sort_by_key(|antenna| (antenna.reader, antenna.port));
    antennas
}

/// Seconds of a site file as a span; what is no length of time counts as none.
fn interval(seconds: f64) -> Span {
    Span((seconds.max(0.0) * 1e6) as i64)
}
