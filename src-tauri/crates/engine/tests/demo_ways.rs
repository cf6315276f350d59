//! Every place of the demo hospital is reached on foot.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;

use trackward_engine::site_file;
use trackward_locate::way::{From, Walk, Ways};
use trackward_model::{FloorIndex, PlaceIndex, Site};

fn demo() -> Site {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/demo/site.toml");
    let file = site_file::read(Path::new(path)).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(file.warnings, Vec::<String>::new());
    file.site
}

/// The middle of a place; all of the demo's are rectangles.
fn middle(site: &Site, place: usize) -> (FloorIndex, PlaceIndex, [f64; 2]) {
    let drawn = &site.places[place];
    let floor = site.floors.iter().position(|floor| floor.id == drawn.floor).unwrap();
    let at = [0, 1].map(|axis| f64::midpoint(drawn.outline[0][axis], drawn.outline[2][axis]));
    (FloorIndex::of(floor), PlaceIndex::of(place), at)
}

fn index(site: &Site, id: &str) -> usize {
    site.places.iter().position(|place| place.id.as_str() == id).unwrap()
}

fn from(site: &Site, id: &str) -> From {
    let (floor, place, at) = middle(site, index(site, id));
    Ways::new(site).from(floor, Some(place), at)
}

fn walk(site: &Site, from: &From, place: usize) -> Walk {
    let (floor, place, at) = middle(site, place);
    from.to(floor, Some(place), at).unwrap()
}

#[test]
fn every_place_is_reached_through_doors() {
    let site = demo();
    let from = from(&site, "icu-station");
    for (n, place) in site.places.iter().enumerate() {
        let walk = walk(&site, &from, n);
        assert!(walk.by_doors, "no doors lead to {}", place.id);
        // The building is 52 m by 28 m: nothing is further than across it, twice for other floors.
        assert!(walk.length_m < 2.0 * (52.0 + 28.0), "{} is {} m away", place.id, walk.length_m);
    }
}

#[test]
fn ways_are_as_long_as_by_hand() {
    let site = demo();
    let from = from(&site, "icu-station");
    // From (17,12) to the middle of the counter (17,9): 3 m. Across the corridor to the door
    // (6.5,6.5): 10.5 and 2.5. In the room to (7.25,3.75): 0.75 and 2.75.
    let to_room = walk(&site, &from, index(&site, "icu-201"));
    let expected = 3.0 + 10.5_f64.hypot(2.5) + 0.75_f64.hypot(2.75);
    assert!((to_room.length_m - expected).abs() < 1e-6, "{to_room:?} is {expected} m");
    // From the counter (17,9) along the corridor to where the lobby begins (25.5,9): 8.5 m. To the
    // door of lift A (27,11): 1.5 and 2. To its middle (28.5,10.5): 1.5 and 0.5. The station of the
    // emergency department is below, so it is the same way back.
    let down = walk(&site, &from, index(&site, "ed-station"));
    let expected = 2.0 * (3.0 + 8.5 + 2.5 + 1.5_f64.hypot(0.5));
    assert!((down.length_m - expected).abs() < 1e-6, "{down:?} is {expected} m");
    assert_eq!(down.floors, 1);
}
