//! Where a kiosk stands, and how places are called.

use trackward_model::ask;
use trackward_model::{FloorIndex, PlaceIndex, PlaceKind};

use crate::access::KioskAt;
use crate::world::{Spot, World};

/// Where a kiosk stands: where it was said to, or else at its unit's nurse station.
pub fn spot_of(world: &World, at: &KioskAt) -> Option<Spot> {
    let places = world.site.places.iter().enumerate().filter(|(_, place)| !place.removed);
    let mut places = places.map(|(i, place)| (PlaceIndex::of(i), place));
    let (place, _) = match &at.place {
        Some(id) => places.find(|(_, place)| place.id == *id)?,
        None => places.find(|(_, place)| {
            place.kind == PlaceKind::NurseStation && place.unit.as_ref() == Some(&at.unit)
        })?,
    };
    let middle = world.layout.middle(place)?.map(f64::from);
    Some(Spot { floor: world.layout.floor(place)?, place, at: middle })
}

/// The same for people.
pub fn spot_view(world: &World, spot: &Spot) -> ask::Spot {
    let place = &world.site.places[spot.place.at()];
    ask::Spot {
        floor_id: place.floor.clone(),
        floor_name: floor_name(world, spot.floor),
        place_id: place.id.clone(),
        place_name: place_name(world, Some(spot.place)),
        at: spot.at,
    }
}

/// What people call a place; empty for no place.
pub fn place_name(world: &World, place: Option<PlaceIndex>) -> String {
    let place = place.and_then(|place| world.site.places.get(place.at()));
    place.map_or_else(String::new, |place| match place.name.as_str() {
        "" => place.id.to_string(),
        name => name.to_owned(),
    })
}

/// What people call a floor: `Main, Level 2`.
pub fn floor_name(world: &World, floor: FloorIndex) -> String {
    let Some(floor) = world.site.floors.get(floor.at()) else { return String::new() };
    let name = if floor.name.is_empty() { floor.id.as_str() } else { &floor.name };
    match floor.building.as_str() {
        "" => name.to_owned(),
        building => format!("{building}, {name}"),
    }
}
