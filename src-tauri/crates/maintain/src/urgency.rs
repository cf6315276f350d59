//! The order of work.

use std::cmp::Reverse;

use trackward_model::Risk;

/// How urgent an order is; what sorts first is done first: life support, then high risk, then
/// what is overdue longest, then by floor and place, so that a round walks the building once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency<'a> {
    risk: Risk,
    days_overdue: Reverse<u32>,
    /// What has no place comes after what has one.
    nowhere: bool,
    floor: (i32, &'a str),
    place: &'a str,
}

impl<'a> Urgency<'a> {
    /// Of an order with the place of its asset: the floor's ordinal and id, and the place's id,
    /// which is empty where the asset is on the floor and in no room.
    #[must_use]
    pub fn new(risk: Risk, days_overdue: u32, place: Option<(i32, &'a str, &'a str)>) -> Self {
        let (ordinal, floor, room) = place.unwrap_or_default();
        Self {
            risk,
            days_overdue: Reverse(days_overdue),
            nowhere: place.is_none(),
            floor: (ordinal, floor),
            place: room,
        }
    }
}
