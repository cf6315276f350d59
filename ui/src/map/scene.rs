//! What there is to draw on one floor: its places, who is in them, who stands free.

use std::collections::BTreeMap;
use std::sync::Arc;

use trackward_model::{Freshness, PlaceKind, Timestamp};

use super::badge::drawn_state;
use super::layout::{Ground, Guest};
use crate::state::{Filters, Hospital, Moved, Row, Rows};

/// What the pointer is over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hovered {
    /// An asset's marker: its row.
    Asset(usize),
    /// A count, or "+n": the place.
    Crowd(usize),
    /// A place.
    Place(usize),
}

/// Where the chosen asset was today on this floor, the earliest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trail {
    /// Points in metres with the words beside them.
    pub stops: Vec<([f64; 2], String)>,
}

/// A floor with its places and assets.
pub struct Scene {
    /// The hospital.
    pub hospital: Arc<Hospital>,
    /// Position of the floor.
    pub floor: usize,
    /// Which place each ground is.
    pub places: Vec<usize>,
    /// The grounds, the largest first: smaller ones are drawn upon them.
    pub grounds: Vec<Ground>,
    /// Who is in each ground, by number.
    pub guests: Vec<Vec<Guest>>,
    /// Who stands at a position of their own, in metres, by row.
    pub free: BTreeMap<usize, [f64; 2]>,
    /// Per ground, since when nobody hears it, in words.
    pub blind: Vec<Option<Vec<String>>>,
    /// What is to be shown.
    pub filters: Filters,
    ground_of: BTreeMap<usize, usize>,
}

impl Scene {
    /// A floor without assets.
    pub fn new(hospital: Arc<Hospital>, floor: usize) -> Self {
        let mut places: Vec<usize> = (0..hospital.rooms.len())
            .filter(|place| hospital.rooms[*place].floor == Some(floor))
            .collect();
        let area = |place: &usize| hospital.rooms[*place].outline.area_m2;
        places.sort_by(|a, b| area(b).total_cmp(&area(a)));
        let outline = |place: usize| &hospital.rooms[place].outline;
        let grounds: Vec<Ground> = places
            .iter()
            .enumerate()
            .map(|(at, place)| Ground {
                outline: outline(*place).clone(),
                on_top: places[at + 1..]
                    .iter()
                    .map(|smaller| outline(*smaller))
                    .filter(|smaller| smaller.overlaps(outline(*place).bounds))
                    .map(|smaller| smaller.bounds)
                    .collect(),
                noted: false,
            })
            .collect();
        let ground_of = places.iter().enumerate().map(|(at, place)| (*place, at)).collect();
        Self {
            guests: vec![Vec::new(); places.len()],
            blind: vec![None; places.len()],
            free: BTreeMap::new(),
            filters: Filters::default(),
            hospital,
            floor,
            places,
            grounds,
            ground_of,
        }
    }

    /// Name of a ground.
    pub fn name(&self, ground: usize) -> &str {
        &self.hospital.view.places[self.places[ground]].name
    }

    /// Kind of a ground.
    pub fn kind(&self, ground: usize) -> PlaceKind {
        self.hospital.view.places[self.places[ground]].kind
    }

    /// Which ground a place is, if it is on this floor.
    pub fn ground(&self, place: usize) -> Option<usize> {
        self.ground_of.get(&place).copied()
    }

    /// Seats all assets anew.
    pub fn seat_all(&mut self, rows: &Rows) {
        self.free.clear();
        self.guests.iter_mut().for_each(Vec::clear);
        for (at, row) in rows.all().iter().enumerate() {
            self.put(at, row, Vec::push);
        }
        for guests in &mut self.guests {
            guests.sort_by_key(|guest| rows.all()[guest.row].rank);
        }
    }

    /// Seats one asset that changed; the grounds to be filled anew are added to `touched`, and
    /// whether a free marker moved is told.
    pub fn reseat(&mut self, moved: &Moved, rows: &Rows, touched: &mut Vec<usize>) -> bool {
        let mut free = self.free.remove(&moved.row).is_some();
        if let Some(ground) = moved.place_before.and_then(|place| self.ground(place)) {
            self.guests[ground].retain(|guest| guest.row != moved.row);
            touched.push(ground);
        }
        let row = &rows.all()[moved.row];
        let rank = |guest: &Guest| rows.all()[guest.row].rank;
        self.put(moved.row, row, |guests, guest| {
            let at = guests.partition_point(|other| rank(other) < rank(&guest));
            guests.insert(at, guest);
        });
        free |= self.free.contains_key(&moved.row);
        touched.extend(row.place.and_then(|place| self.ground(place)));
        free
    }

    fn put(&mut self, at: usize, row: &Row, seat: impl FnOnce(&mut Vec<Guest>, Guest)) {
        if row.floor != Some(self.floor) || !self.filters.lets(row) {
            return;
        }
        if let Some([x, y]) = row.drawn_at() {
            self.free.insert(at, [x.into(), y.into()]);
        } else if let Some(ground) = row.place.and_then(|place| self.ground(place)) {
            let state = drawn_state(row.live.use_state, row.live.quarantined);
            let guest = Guest { row: at, state, aged: is_aged(row) };
            seat(&mut self.guests[ground], guest);
        }
    }

    /// The smallest place at a point in metres.
    pub fn place_at(&self, at_m: [f64; 2]) -> Option<usize> {
        let ground = self.grounds.iter().rposition(|ground| ground.outline.contains(at_m))?;
        Some(self.places[ground])
    }
}

/// Whether a marker's age is written beneath it.
pub fn is_aged(row: &Row) -> bool {
    !matches!(row.live.freshness, Freshness::Live | Freshness::NeverSeen)
        && row.live.last_seen.is_some_and(|at| at > Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample::{asset, hospital};

    fn rows_in(scene: &Scene, rows: &Rows, place: &str) -> Vec<String> {
        let place = scene.hospital.place_at(&place.parse().unwrap()).unwrap();
        let guests = &scene.guests[scene.ground(place).unwrap()];
        guests.iter().map(|g| rows.all()[g.row].info.asset_id.to_string()).collect()
    }

    #[test]
    fn an_asset_that_moves_leaves_one_room_and_takes_its_seat_in_the_other() {
        let hospital = Arc::new(hospital());
        let mut rows = Rows::new(
            vec![
                asset("A-3", Some("store")),
                asset("A-1", Some("store")),
                asset("A-2", Some("icu-1")),
            ],
            &hospital,
        );
        let mut scene = Scene::new(Arc::clone(&hospital), 0);
        scene.seat_all(&rows);
        assert_eq!(rows_in(&scene, &rows, "store"), ["A-1", "A-3"]);

        let moved = rows.apply(vec![asset("A-2", Some("store")).live], &hospital);
        let mut touched = Vec::new();
        scene.reseat(&moved[0], &rows, &mut touched);
        assert_eq!(rows_in(&scene, &rows, "store"), ["A-1", "A-2", "A-3"], "seats go by number");
        assert!(rows_in(&scene, &rows, "icu-1").is_empty());
        assert_eq!(touched.len(), 2, "both rooms are drawn again");
    }

    #[test]
    fn one_that_a_filter_hides_has_no_seat() {
        let hospital = Arc::new(hospital());
        let rows = Rows::new(vec![asset("A-1", Some("store"))], &hospital);
        let mut scene = Scene::new(Arc::clone(&hospital), 0);
        scene.filters.freshness.insert(Freshness::Missing);
        scene.seat_all(&rows);
        assert!(rows_in(&scene, &rows, "store").is_empty());
    }
}
