//! What stands in a room, so that it is known without its name.

use super::layout::{Rect, Room, Side, Use};
use super::plan::Path;
use super::walls;

/// Below this the name of the room is written; furniture starts under it.
const NAME_M: f64 = 1.1;
/// Between furniture and wall.
const SKIRTING_M: f64 = 0.25;

/// Draws the furniture of a room.
pub fn draw(ink: &mut Path, dashes: &mut Path, room: &Room) {
    let rect = room.rect;
    let [x, _] = rect.middle();
    let head_up = room.door != Side::Top;
    match room.used {
        Use::Hall => {}
        Use::Bed => bedside(ink, rect, x, head_up),
        Use::TwoBeds => {
            bedside(ink, rect, rect.x + rect.w * 0.27, head_up);
            bedside(ink, rect, rect.x + rect.w * 0.73, head_up);
            let (top, bottom) = if head_up { (NAME_M, 3.6) } else { (rect.h - 2.6, rect.h - 0.1) };
            dashes.line([[x, rect.y + top], [x, rect.y + bottom]]);
        }
        Use::Operating => theatre(ink, rect),
        Use::Scanner => scanner(ink, rect),
        Use::Clean => shelves(ink, room, true),
        Use::Soiled => sinks(ink, room),
        Use::Storage => shelves(ink, room, false),
        Use::Shop => workshop(ink, rect),
        Use::Station => counter(ink, dashes, rect),
        Use::Lift => {
            let [left, top] = [rect.x + 0.45, rect.y + NAME_M];
            let [right, bottom] = [rect.right() - 0.45, rect.bottom() - SKIRTING_M];
            ink.rect([left, top, right - left, bottom - top]);
            ink.line([[left, top], [right, bottom]]);
            ink.line([[left, bottom], [right, top]]);
        }
        Use::Stair => stair(ink, rect),
        Use::Exit => arrow_out(ink, room),
        Use::Dock => {
            dashes.rect([rect.x + 2.6, rect.y + NAME_M, 2.4, rect.h - NAME_M - SKIRTING_M]);
            arrow_out(ink, room);
        }
        Use::Laundry => {
            for n in 0..4 {
                let top = rect.y + NAME_M + 1.15 * f64::from(n);
                ink.rect([rect.right() - 1.3, top, 1.05, 1.0]);
                ink.circle([rect.right() - 0.78, top + 0.5], 0.33);
            }
        }
        Use::Office => desk(ink, rect),
        Use::Lounge => seats(ink, rect),
    }
}

/// A bed with its pillow at the head wall, and a chair.
fn bedside(ink: &mut Path, rect: Rect, x: f64, head_up: bool) {
    let [length, width] = [2.15, 1.1];
    let top = if head_up { rect.y + NAME_M } else { rect.bottom() - SKIRTING_M - length };
    let pillow = if head_up { top + 0.15 } else { top + length - 0.6 };
    ink.rect([x - width / 2.0, top, width, length]);
    ink.rect([x - 0.37, pillow, 0.74, 0.45]);
}

fn theatre(ink: &mut Path, rect: Rect) {
    let [x, y] = [rect.x + rect.w / 2.0, rect.y + NAME_M + 1.2];
    ink.rect([x - 0.3, y - 1.0, 0.6, 2.0]);
    ink.circle([x, y - 0.3], 0.75);
    ink.rect([x - 1.9, y - 0.9, 0.7, 0.7]);
    ink.rect([rect.x + SKIRTING_M, rect.y + NAME_M, 0.5, 2.2]);
}

fn scanner(ink: &mut Path, rect: Rect) {
    let [x, y] = [rect.x + rect.w / 2.0, rect.y + 2.3];
    ink.rect([x - 1.1, y - 0.45, 2.2, 0.9]);
    ink.circle([x, y], 0.36);
    ink.rect([x - 0.33, y + 0.45, 0.66, 2.0]);
    // The control room, behind glass.
    let left = rect.x + SKIRTING_M;
    ink.rect([left, rect.bottom() - 1.6, 1.3, 1.3]);
}

/// Racks along the walls; a counter with a basin where clean things are prepared.
fn shelves(ink: &mut Path, room: &Room, counter: bool) {
    let rect = room.rect;
    let top = rect.y + NAME_M;
    let bottom = match room.door {
        Side::Bottom => rect.bottom() - 2.4,
        _ => rect.bottom() - SKIRTING_M,
    };
    let mut rack = |x: f64| {
        ink.rect([x, top, 0.5, bottom - top]);
        let count = ((bottom - top) / 0.9) as u32;
        for n in 1..count {
            let y = top + f64::from(n) * (bottom - top) / f64::from(count);
            ink.line([[x, y], [x + 0.5, y]]);
        }
    };
    let [left, right] = [rect.x + SKIRTING_M, rect.right() - SKIRTING_M - 0.5];
    match room.door {
        Side::Right => rack(left),
        Side::Left => rack(right),
        Side::Top | Side::Bottom => {
            rack(right);
            if !counter {
                rack(left);
            }
        }
    }
    if counter {
        ink.rect([left, top, 0.55, 2.2]);
        ink.circle([left + 0.27, top + 0.5], 0.17);
    }
}

/// A counter with two basins at the wall opposite the door, and a hopper.
fn sinks(ink: &mut Path, room: &Room) {
    let rect = room.rect;
    let left = rect.x + SKIRTING_M;
    let top =
        if room.door == Side::Top { rect.bottom() - SKIRTING_M - 0.6 } else { rect.y + NAME_M };
    let length = (rect.w - 1.6).min(4.0);
    ink.rect([left, top, length, 0.6]);
    ink.circle([left + 0.6, top + 0.3], 0.2);
    ink.circle([left + 1.3, top + 0.3], 0.2);
    ink.circle([rect.right() - 0.6, top + 0.35], 0.32);
}

/// Benches along two walls with stools, and one in the middle.
fn workshop(ink: &mut Path, rect: Rect) {
    let top = rect.y + NAME_M;
    ink.rect([rect.x + SKIRTING_M, top, 0.75, 3.9]);
    ink.rect([rect.right() - SKIRTING_M - 0.75, top, 0.75, 2.4]);
    ink.rect([rect.x + 2.6, top + 0.9, 3.4, 0.9]);
    for n in 0..3 {
        ink.circle([rect.x + 1.4, top + 0.7 + 1.25 * f64::from(n)], 0.22);
        ink.circle([rect.x + 3.2 + 1.1 * f64::from(n), top + 2.2], 0.22);
    }
}

/// A counter all around with a way in, and screens along it.
fn counter(ink: &mut Path, dashes: &mut Path, rect: Rect) {
    let [x, y] = [rect.x + 0.5, rect.y + NAME_M];
    let [w, h] = [rect.w - 1.0, rect.h - NAME_M - 0.5];
    let (right, bottom, opening) = (x + w, y + h, x + w / 2.0);
    let outline = [
        [opening - 0.6, bottom],
        [x, bottom],
        [x, y],
        [right, y],
        [right, bottom],
        [opening + 0.6, bottom],
    ];
    for pair in outline.windows(2) {
        ink.line([pair[0], pair[1]]);
    }
    dashes.rect([x + 0.55, y + 0.55, w - 1.1, h - 1.1]);
}

fn stair(ink: &mut Path, rect: Rect) {
    let [left, right] = [rect.x + 0.5, rect.right() - 0.5];
    let (top, bottom) = (rect.y + NAME_M + 0.1, rect.bottom() - 1.7);
    let treads = ((bottom - top) / 0.3) as u32;
    for n in 0..=treads {
        let y = top + f64::from(n) * 0.3;
        ink.line([[left, y], [right, y]]);
    }
    let x = rect.middle()[0];
    ink.line([[x, bottom], [x, top]]);
    ink.line([[x - 0.2, top + 0.3], [x, top]]);
    ink.line([[x + 0.2, top + 0.3], [x, top]]);
}

/// An arrow through the way out.
fn arrow_out(ink: &mut Path, room: &Room) {
    let Some(gap) = walls::way_out(room) else { return };
    let [from, to] = walls::ends(room, gap);
    let [x, y] = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
    let [dx, dy] = match gap.side {
        Side::Top => [0.0, -1.0],
        Side::Bottom => [0.0, 1.0],
        Side::Left => [-1.0, 0.0],
        Side::Right => [1.0, 0.0],
    };
    let tip = [x + dx * 0.7, y + dy * 0.7];
    ink.line([[x - dx * 1.4, y - dy * 1.4], tip]);
    for side in [-0.35, 0.35] {
        ink.line([[tip[0] - dx * 0.4 + dy * side, tip[1] - dy * 0.4 + dx * side], tip]);
    }
}

fn desk(ink: &mut Path, rect: Rect) {
    let [x, y] = [rect.right() - 2.2, rect.y + 1.9];
    ink.rect([x, y, 1.6, 0.75]);
    ink.circle([x + 0.8, y + 1.15], 0.25);
    ink.circle([x + 0.8, y - 0.35], 0.25);
}

fn seats(ink: &mut Path, rect: Rect) {
    let count = ((rect.w - 1.0) / 2.6).max(1.0) as u32;
    for n in 0..count {
        let x = rect.x + rect.w * (f64::from(n) + 0.5) / f64::from(count);
        let y = rect.y + rect.h * 0.55;
        ink.circle([x, y], 0.5);
        for [dx, dy] in [[0.0, -0.85], [0.0, 0.85], [-0.85, 0.0], [0.85, 0.0]] {
            ink.rect([x + dx - 0.2, y + dy - 0.2, 0.4, 0.4]);
        }
    }
}
