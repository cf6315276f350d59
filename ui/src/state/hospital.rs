//! The hospital with its places found by position instead of by id.

use std::collections::HashMap;

use trackward_model::ask::{FloorView, PlaceView, SiteView};
use trackward_model::{FloorId, PlaceId};

use crate::map::Outline;

/// A site as the window uses it: the lists of the view, and where each id stands in them.
#[derive(Debug, Clone, PartialEq)]
pub struct Hospital {
    /// As the core gave it.
    pub view: SiteView,
    /// One for each place of the view, in the same order.
    pub rooms: Vec<Room>,
    floors: HashMap<FloorId, usize>,
    places: HashMap<PlaceId, usize>,
}

/// What is worked out once for a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Position of its floor; `None` when the site does not name it.
    pub floor: Option<usize>,
    /// Its shape in metres.
    pub outline: Outline,
    /// Its name in lower case, for the search.
    pub name_lower: String,
    /// Its position among all places by name, for sorting.
    pub rank: u32,
}

impl Hospital {
    /// Works out what the window needs of a site.
    #[must_use]
    pub fn new(view: SiteView) -> Self {
        let floors: HashMap<FloorId, usize> =
            view.floors.iter().enumerate().map(|(i, f)| (f.floor_id.clone(), i)).collect();
        let places = view.places.iter().enumerate().map(|(i, p)| (p.place_id.clone(), i)).collect();
        let mut by_name: Vec<usize> = (0..view.places.len()).collect();
        by_name.sort_by(|a, b| view.places[*a].name.cmp(&view.places[*b].name));
        let mut ranks = vec![0; by_name.len()];
        for (rank, place) in by_name.into_iter().enumerate() {
            ranks[place] = u32::try_from(rank).unwrap_or(u32::MAX);
        }
        let rooms = view
            .places
            .iter()
            .zip(ranks)
            .map(|(place, rank)| Room {
                floor: floors.get(&place.floor_id).copied(),
                outline: Outline::new(&place.outline),
                name_lower: place.name.to_lowercase(),
                rank,
            })
            .collect();
        Self { view, rooms, floors, places }
    }

    /// Position of a place.
    #[must_use]
    pub fn place_at(&self, id: &PlaceId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Position of a floor.
    #[must_use]
    pub fn floor_at(&self, id: &FloorId) -> Option<usize> {
        self.floors.get(id).copied()
    }

    /// A place by its id.
    #[must_use]
    pub fn place(&self, id: &PlaceId) -> Option<&PlaceView> {
        self.place_at(id).map(|at| &self.view.places[at])
    }

    /// A place's name, or its id where the site does not name it any more.
    #[must_use]
    pub fn place_name(&self, id: &PlaceId) -> String {
        self.place(id).map_or_else(|| id.to_string(), |place| place.name.clone())
    }

    /// `Main, Level 2`.
    #[must_use]
    pub fn floor_name(&self, floor: usize) -> String {
        match self.view.floors.get(floor) {
            Some(FloorView { building, name, .. }) if building.is_empty() => name.clone(),
            Some(FloorView { building, name, .. }) => format!("{building}, {name}"),
            None => String::new(),
        }
    }
}
