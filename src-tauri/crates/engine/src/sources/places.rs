//! A point in each place, for sources that name places instead of positions.

use trackward_locate::Layout;
use trackward_model::{FloorId, FloorIndex, PlaceIndex, Position, Site};

/// A point well inside each place that has an outline, by the place's id.
pub fn points(site: &Site) -> Vec<(Box<str>, Position)> {
    let floor_of =
        |id: &FloorId| site.floors.iter().position(|floor| floor.id == *id && !floor.removed);
    let layout = Layout::new(site);
    let places = site.places.iter().enumerate().filter(|(_, place)| !place.removed);
    places
        .filter_map(|(i, place)| {
            let floor = FloorIndex::of(floor_of(&place.floor)?);
            let [x, y] = layout.middle(PlaceIndex::of(i))?;
            let position = Position { floor, x, y, accuracy_m: 0.0 };
            Some((place.id.as_str().into(), position))
        })
        .collect()
}
