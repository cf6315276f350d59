//! The hospital: floors and places.

use trackward_model::Site;
use trackward_model::ask::{FloorView, PlaceView, SiteView};

use crate::world::World;

/// The hospital as a window needs it.
pub fn site_view(world: &World, simulated: bool) -> SiteView {
    let site = &world.site;
    SiteView {
        id: site.id.clone(),
        name: site.name.clone(),
        timezone: site.timezone.clone(),
        simulated,
        floors: floors(site),
        places: site
            .places
            .iter()
            .filter(|place| !place.removed)
            .map(|place| PlaceView {
                place_id: place.id.clone(),
                floor_id: place.floor.clone(),
                name: place.name.clone(),
                kind: place.kind,
                unit: place.unit.clone(),
                outline: place.outline.clone(),
            })
            .collect(),
    }
}

fn floors(site: &Site) -> Vec<FloorView> {
    let mut floors: Vec<FloorView> = site
        .floors
        .iter()
        .filter(|floor| !floor.removed)
        .map(|floor| FloorView {
            floor_id: floor.id.clone(),
            building: floor.building.clone(),
            name: floor.name.clone(),
            ordinal: floor.ordinal,
            size_m: floor.size_m,
            plan_m: floor.plan.as_ref().map(|_| floor.size_m),
        })
        .collect();
    floors.sort_by(|a, b| (&a.building, a.ordinal).cmp(&(&b.building, b.ordinal)));
    floors
}
