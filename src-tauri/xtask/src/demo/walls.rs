//! Walls with their doors: each wall once, however many rooms share it, open where a door is.

use std::collections::BTreeMap;

use super::layout::{DEPTH_M, Floor, MARGIN_M, Room, Side, Use, WIDTH_M};

/// A straight piece of wall, from one end to the other, in metres.
pub type Segment = [[f64; 2]; 2];

/// Which way a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    Across,
    Down,
}

/// Pieces along lines, in centimetres so that shared walls are exactly equal.
#[derive(Default)]
struct Lines(BTreeMap<(Run, i64), Vec<(i64, i64)>>);

/// An opening in a side of a room: where it begins along the side, and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    pub side: Side,
    pub from_m: f64,
    pub width_m: f64,
}

/// A gap between the door and the corner of the room.
const JAMB_M: f64 = 0.9;

/// The room's door.
pub fn door(room: &Room) -> Option<Gap> {
    let side = room.door;
    let along = if matches!(side, Side::Top | Side::Bottom) { room.rect.w } else { room.rect.h };
    let gap = |from_m, width_m| Some(Gap { side, from_m, width_m });
    match room.used {
        Use::Hall => None,
        Use::Station => gap(0.6, along - 1.2),
        Use::Exit => gap(along / 2.0 - 1.5, 3.0),
        Use::Lift => gap(along / 2.0 - 0.2, 1.4),
        Use::Operating | Use::Shop | Use::Dock | Use::Laundry | Use::Scanner => {
            gap(along - JAMB_M - 1.8, 1.8)
        }
        // At the far end of a side wall: the near end is where the name is written.
        _ if matches!(side, Side::Left | Side::Right) => gap(along - JAMB_M - 1.2, 1.2),
        _ => gap(JAMB_M, 1.2),
    }
}

/// The way out of the building, of the rooms that have one.
pub fn way_out(room: &Room) -> Option<Gap> {
    let side = match room.door {
        Side::Top => Side::Bottom,
        Side::Bottom => Side::Top,
        Side::Left => Side::Right,
        Side::Right => Side::Left,
    };
    let along = if matches!(side, Side::Top | Side::Bottom) { room.rect.w } else { room.rect.h };
    let leaves = matches!(room.used, Use::Exit | Use::Dock);
    leaves.then_some(Gap { side, from_m: along / 2.0 - 1.5, width_m: 3.0 })
}

/// Both ends of a gap, in metres of the plan.
pub fn ends(room: &Room, gap: Gap) -> Segment {
    let rect = room.rect;
    let (from, to) = (gap.from_m, gap.from_m + gap.width_m);
    match gap.side {
        Side::Top => [[rect.x + from, rect.y], [rect.x + to, rect.y]],
        Side::Bottom => [[rect.x + from, rect.bottom()], [rect.x + to, rect.bottom()]],
        Side::Left => [[rect.x, rect.y + from], [rect.x, rect.y + to]],
        Side::Right => [[rect.right(), rect.y + from], [rect.right(), rect.y + to]],
    }
}

/// The walls within the building, and its outer walls.
pub fn walls(floor: &Floor) -> [Vec<Segment>; 2] {
    let (left, top) = (MARGIN_M, MARGIN_M);
    let (right, bottom) = (left + WIDTH_M, top + DEPTH_M);
    let outline = [
        [[left, top], [right, top]],
        [[left, bottom], [right, bottom]],
        [[left, top], [left, bottom]],
        [[right, top], [right, bottom]],
    ];
    let (mut gaps, mut inner, mut outer) = (Lines::default(), Lines::default(), Lines::default());
    for segment in outline {
        outer.add(segment);
    }
    for room in floor.rooms.iter().filter(|room| room.used != Use::Hall) {
        for gap in [door(room), way_out(room)].into_iter().flatten() {
            gaps.add(ends(room, gap));
        }
        let rect = room.rect;
        let (a, b) = ([rect.x, rect.y], [rect.right(), rect.y]);
        let (c, d) = ([rect.x, rect.bottom()], [rect.right(), rect.bottom()]);
        for side in [[a, b], [c, d], [a, c], [b, d]] {
            inner.add(side);
        }
    }
    let within = inner.without(&outer).without(&gaps);
    [within.segments(), outer.without(&gaps).segments()]
}

fn cm(metres: f64) -> i64 {
    (metres * 100.0).round() as i64
}

impl Lines {
    fn add(&mut self, [[x0, y0], [x1, y1]]: Segment) {
        let (line, piece) = if cm(y0) == cm(y1) {
            ((Run::Across, cm(y0)), (cm(x0), cm(x1)))
        } else {
            ((Run::Down, cm(x0)), (cm(y0), cm(y1)))
        };
        let pieces = self.0.entry(line).or_default();
        pieces.push(piece);
        pieces.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::with_capacity(pieces.len());
        for &(from, to) in pieces.iter() {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        *pieces = joined;
    }

    /// What is left when others are cut out.
    fn without(&self, others: &Self) -> Self {
        let mut left = Self::default();
        for (line, pieces) in &self.0 {
            let cuts = others.0.get(line).map_or(&[][..], Vec::as_slice);
            let rest = left.0.entry(*line).or_default();
            for &(start, to) in pieces {
                let mut from = start;
                for &(cut_from, cut_to) in cuts.iter().filter(|cut| cut.1 > start && cut.0 < to) {
                    if cut_from > from {
                        rest.push((from, cut_from));
                    }
                    from = from.max(cut_to);
                }
                if from < to {
                    rest.push((from, to));
                }
            }
        }
        left
    }

    fn segments(&self) -> Vec<Segment> {
        let metres = |cm: i64| cm as f64 / 100.0;
        let mut segments = Vec::new();
        for ((run, line), pieces) in &self.0 {
            let line = metres(*line);
            segments.extend(pieces.iter().map(|&(from, to)| match run {
                Run::Across => [[metres(from), line], [metres(to), line]],
                Run::Down => [[line, metres(from)], [line, metres(to)]],
            }));
        }
        segments
    }
}
