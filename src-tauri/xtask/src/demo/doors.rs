//! Where people walk from one place of a floor into another: as the plan draws it.

use super::layout::{Floor, Rect, Room, Side, Use};
use super::walls;

/// A door, or where two corridors meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Door<'a> {
    pub at: [f64; 2],
    pub joins: [&'a str; 2],
}

/// This far through a door one is in the place behind it.
const BEHIND_M: f64 = 0.5;

/// The doors of all rooms that are places, then where corridors meet.
pub fn all(floor: &Floor) -> Vec<Door<'_>> {
    let places: Vec<&Room> = floor.rooms.iter().filter(|room| room.used.kind().is_some()).collect();
    let of_rooms = places.iter().filter_map(|room| {
        let [a, b] = walls::ends(room, walls::door(room)?);
        let at = [0, 1].map(|axis| f64::midpoint(a[axis], b[axis]));
        let behind = places.iter().find(|other| holds(other.rect, behind(at, room.door)))?;
        Some(Door { at, joins: [&room.id, &behind.id] })
    });
    let halls: Vec<&&Room> = places.iter().filter(|room| room.used == Use::Hall).collect();
    let of_halls = halls.iter().enumerate().flat_map(|(n, a)| {
        halls[n + 1..].iter().filter_map(move |b| {
            Some(Door { at: shared_side(a.rect, b.rect)?, joins: [&b.id, &a.id] })
        })
    });
    of_rooms.chain(of_halls).collect()
}

/// A point outside of a room, in front of its door.
fn behind([x, y]: [f64; 2], side: Side) -> [f64; 2] {
    match side {
        Side::Top => [x, y - BEHIND_M],
        Side::Bottom => [x, y + BEHIND_M],
        Side::Left => [x - BEHIND_M, y],
        Side::Right => [x + BEHIND_M, y],
    }
}

fn holds(rect: Rect, [x, y]: [f64; 2]) -> bool {
    (rect.x..=rect.right()).contains(&x) && (rect.y..=rect.bottom()).contains(&y)
}

/// The middle of the side that two rectangles share, if they do.
fn shared_side(a: Rect, b: Rect) -> Option<[f64; 2]> {
    let [left, right] = [a.x.max(b.x), a.right().min(b.right())];
    let [top, bottom] = [a.y.max(b.y), a.bottom().min(b.bottom())];
    let (width, height) = (right - left, bottom - top);
    let touches = width.min(height).abs() < 1e-9 && width.max(height) > 1.0;
    touches.then(|| [f64::midpoint(left, right), f64::midpoint(top, bottom)])
}
