//! The order in which a walk comes by all places: floor by floor, from the lift to the nearest one
//! that it has not come by yet.

use trackward_model::PlaceKind;

use super::Hospital;

/// The rank of each place in a walk, in the order of the hospital's places. One that is on no
/// known floor comes last.
#[must_use]
pub fn walk(hospital: &Hospital) -> Vec<u32> {
    let places = &hospital.view.places;
    let mut ranks = vec![u32::MAX; places.len()];
    let mut rank = 0;
    for floor in 0..hospital.view.floors.len() {
        let mut left: Vec<usize> =
            (0..places.len()).filter(|at| hospital.rooms[*at].floor == Some(floor)).collect();
        let lift = left.iter().copied().find(|at| places[*at].kind == PlaceKind::Elevator);
        // Without a lift it begins at the corner where plans begin.
        let mut here = lift.map_or([0.0, 0.0], |at| hospital.rooms[at].outline.middle());
        while let Some(next) = nearest(hospital, &left, here) {
            let place = left.remove(next);
            here = hospital.rooms[place].outline.middle();
            ranks[place] = rank;
            rank += 1;
        }
    }
    ranks
}

/// Which of some places is nearest to a point; of equally near ones the first.
fn nearest(hospital: &Hospital, places: &[usize], [x, y]: [f64; 2]) -> Option<usize> {
    let far = |at: &usize| {
        let [a, b] = hospital.rooms[*at].outline.middle();
        (a - x).powi(2) + (b - y).powi(2)
    };
    let ranked = places.iter().map(far).enumerate();
    ranked.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::{FloorView, PlaceView, SiteView};

    use super::*;

    /// One floor with places in a row at these metres; the first letter `l` is a lift.
    fn row_of(places: &[(&str, f64)]) -> Hospital {
        let place = |(name, x): &(&str, f64)| PlaceView {
            place_id: name.parse().unwrap(),
            floor_id: "L1".parse().unwrap(),
            name: (*name).to_owned(),
            kind: if name.starts_with('l') { PlaceKind::Elevator } else { PlaceKind::Other },
            unit: None,
            outline: vec![[*x, 0.0], [x + 1.0, 0.0], [x + 1.0, 1.0], [*x, 1.0]],
        };
        let floor = FloorView {
            floor_id: "L1".parse().unwrap(),
            building: String::new(),
            name: "Level 1".into(),
            ordinal: 1,
            size_m: [100.0, 10.0],
            plan_m: None,
        };
        Hospital::new(SiteView {
            id: "t".into(),
            name: String::new(),
            timezone: "UTC".into(),
            simulated: false,
            floors: vec![floor],
            places: places.iter().map(place).collect(),
        })
    }

    #[test]
    fn a_walk_begins_at_the_lift_and_goes_on_to_the_nearest() {
        let ranks = walk(&row_of(&[("a", 0.0), ("b", 30.0), ("c", 50.0), ("lift", 40.0)]));
        assert_eq!(ranks, [3, 1, 2, 0], "from the lift to b, back over it to c, and a at last");
        assert_eq!(walk(&row_of(&[("b", 20.0), ("a", 5.0)])), [1, 0]);
    }
}
