//! What people do without a ranking: the last known place, then its neighbours by distance, the
//! other floors last.

use trackward_locate::Heard;
use trackward_model::{Place, PlaceIndex, Site};

/// Rooms until the true one, from the place on the map. Rooms as near as each other (all touch
/// a corridor) by their middles.
pub fn from_place(site: &Site, last: Option<PlaceIndex>, at: PlaceIndex) -> usize {
    let Some(last) = last else { return site.places.len() };
    search(site, last, bounds(&site.places[last.at()]), at)
}

/// Rooms until the true one, from the antenna that heard it last.
pub fn from_antenna(site: &Site, heard: Option<Heard>, at: PlaceIndex) -> usize {
    let Some(Heard { place, at: antenna }) = heard else { return site.places.len() };
    search(site, place, [antenna.map(f64::from); 2], at)
}

fn search(site: &Site, last: PlaceIndex, from: [[f64; 2]; 2], at: PlaceIndex) -> usize {
    let floor = |place: PlaceIndex| {
        let id = &site.places[place.at()].floor;
        site.floors.iter().find(|floor| floor.id == *id).map_or(0, |floor| floor.ordinal)
    };
    let mut order: Vec<PlaceIndex> = (0..site.places.len()).map(PlaceIndex::of).collect();
    order.sort_by(|a, b| {
        let key = |place: PlaceIndex| {
            let [gap, middles] = distances(from, bounds(&site.places[place.at()]));
            (place != last, floor(place).abs_diff(floor(last)), gap, middles)
        };
        let (a, b) = (key(*a), key(*b));
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.total_cmp(&b.3))
    });
    1 + order.iter().position(|place| *place == at).expect("a place of the site")
}

/// The gap between two boxes, and how far their middles are apart.
fn distances(a: [[f64; 2]; 2], b: [[f64; 2]; 2]) -> [f64; 2] {
    let gap = |n: usize| (b[0][n] - a[1][n]).max(a[0][n] - b[1][n]).max(0.0);
    let middles = |n: usize| (a[0][n] + a[1][n] - b[0][n] - b[1][n]) / 2.0;
    [gap(0).hypot(gap(1)), middles(0).hypot(middles(1))]
}

fn bounds(place: &Place) -> [[f64; 2]; 2] {
    place.outline.iter().fold([[f64::MAX; 2], [f64::MIN; 2]], |[low, high], corner| {
        [[0, 1].map(|n| low[n].min(corner[n])), [0, 1].map(|n| high[n].max(corner[n]))]
    })
}
