//! The places where a missing asset is looked for, in the order of a walk.

use trackward_model::PlaceId;
use trackward_model::ask::{LikelyPlace, Look};

use super::Hospital;

/// Places that wait to be looked in; more are no list for one walk.
pub const TO_SEARCH_MAX: usize = 8;

/// The likeliest places and those that were looked in, floor by floor: the floor of the
/// likeliest place first, on a floor the likelier first. A tick leaves a place where it stands
/// as long as its rank does.
#[must_use]
pub fn search_list(likely: &[LikelyPlace], looks: &[Look], hospital: &Hospital) -> Vec<PlaceId> {
    let looked = |place: &PlaceId| looks.iter().any(|look| look.place == *place);
    let waiting = likely.iter().map(|likely| &likely.place).filter(|p| !looked(p));
    let mut places: Vec<PlaceId> = Vec::new();
    let all = waiting.take(TO_SEARCH_MAX).chain(looks.iter().map(|look| &look.place));
    for place in all {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    let floor = |place: &PlaceId| hospital.place(place).map(|place| place.floor_id.clone());
    let mut floors = Vec::new();
    for place in likely.iter().map(|likely| &likely.place).chain(&places) {
        let floor = floor(place);
        if !floors.contains(&floor) {
            floors.push(floor);
        }
    }
    let rank = |place: &PlaceId| likely.iter().position(|likely| likely.place == *place);
    places.sort_by_key(|place| {
        let walk = floors.iter().position(|other| *other == floor(place));
        (walk, rank(place).unwrap_or(usize::MAX))
    });
    places
}

#[cfg(test)]
mod tests {
    use trackward_model::{Signed, Timestamp};

    use super::super::sample::hospital;
    use super::*;

    #[track_caller]
    fn check(likely: &[&str], looked: &[&str], expected: &[&str]) {
        let likely: Vec<LikelyPlace> = likely
            .iter()
            .map(|place| LikelyPlace {
                place: place.parse().unwrap(),
                probability: 0.1,
                reason: String::new(),
            })
            .collect();
        let looks: Vec<Look> = looked
            .iter()
            .map(|place| Look {
                place: place.parse().unwrap(),
                signed: Signed { at: Timestamp(0), by: "J".into(), note: String::new() },
            })
            .collect();
        let list = search_list(&likely, &looks, &hospital());
        assert_eq!(list.iter().map(PlaceId::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_walk_goes_floor_by_floor_the_likeliest_first() {
        check(&["lobby", "store", "icu-1"], &[], &["lobby", "store", "icu-1"]);
        check(&["store", "lobby", "icu-1"], &[], &["store", "icu-1", "lobby"]);
    }

    #[test]
    fn what_was_looked_in_stays_on_the_list_even_when_it_is_unlikely_by_now() {
        check(&["store"], &["icu-1"], &["store", "icu-1"]);
        check(&["store", "lobby"], &["lobby", "lobby"], &["store", "lobby"]);
    }

    #[test]
    fn places_to_look_in_are_bounded() {
        let many: Vec<String> = (0..30).map(|n| format!("p-{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        check(&many, &[], &many[..TO_SEARCH_MAX]);
    }
}
