//! The plans as SVG line art: walls, doors and what stands in the rooms.
//!
//! The application writes the names of the rooms at the top left within their outlines: the
//! uppermost 0.9 m of every room and corridor stays free of ink.

use std::fmt::Write as _;

use super::furniture;
use super::layout::{DEPTH_M, Floor, MARGIN_M, Room, Side, Use, WIDTH_M};
use super::walls::{self, Segment};

/// Metres in one unit of the plan.
pub const METRES_PER_UNIT: f64 = 0.05;

const WALL: &str = "#7c8795";
const INK: &str = "#c3cbd5";

/// A path that is drawn in one stroke: SVG path data in units of the plan.
#[derive(Default)]
pub struct Path(String);

impl Path {
    pub fn line(&mut self, [from, to]: Segment) {
        let _ = write!(self.0, "M{}L{}", point(from), point(to));
    }

    pub fn rect(&mut self, [x, y, w, h]: [f64; 4]) {
        let _ = write!(self.0, "M{}h{}v{}h{}z", point([x, y]), unit(w), unit(h), unit(-w));
    }

    pub fn circle(&mut self, [x, y]: [f64; 2], r: f64) {
        let (from, r2, r) = (point([x - r, y]), unit(2.0 * r), unit(r));
        let _ = write!(self.0, "M{from}a{r} {r} 0 1 0 {r2} 0a{r} {r} 0 1 0-{r2} 0");
    }

    /// An open door: its leaf from the hinge, and the arc to the other jamb.
    fn swing(&mut self, hinge: [f64; 2], leaf_end: [f64; 2], jamb: [f64; 2]) {
        let r = (leaf_end[0] - hinge[0]).hypot(leaf_end[1] - hinge[1]);
        let cross = (leaf_end[0] - hinge[0]) * (jamb[1] - hinge[1])
            - (leaf_end[1] - hinge[1]) * (jamb[0] - hinge[0]);
        let (r, sweep) = (unit(r), u8::from(cross > 0.0));
        let (hinge, end, jamb) = (point(hinge), point(leaf_end), point(jamb));
        let _ = write!(self.0, "M{hinge}L{end}A{r} {r} 0 0 {sweep} {jamb}");
    }

    fn element(&self, stroke: &str, width: f64, more: &str) -> String {
        format!("<path stroke=\"{stroke}\" stroke-width=\"{width}\"{more} d=\"{}\"/>\n", self.0)
    }
}

fn unit(metres: f64) -> String {
    let tenths = (metres / METRES_PER_UNIT * 10.0).round() as i64;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{:.1}", tenths as f64 / 10.0)
    }
}

fn point([x, y]: [f64; 2]) -> String {
    format!("{} {}", unit(x), unit(y))
}

/// The plan of a floor.
pub fn svg(floor: &Floor) -> String {
    let (mut inner, mut outer) = (Path::default(), Path::default());
    let (mut doors, mut ink, mut dashes) = (Path::default(), Path::default(), Path::default());
    let [within, around] = walls::walls(floor);
    within.into_iter().for_each(|segment| inner.line(segment));
    around.into_iter().for_each(|segment| outer.line(segment));
    for room in &floor.rooms {
        draw_door(&mut doors, room);
        furniture::draw(&mut ink, &mut dashes, room);
    }
    let (width, height) = (unit(WIDTH_M + 2.0 * MARGIN_M), unit(DEPTH_M + 2.0 * MARGIN_M));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" fill=\"none\" stroke-linejoin=\"round\">\n\
         <title>{}</title>\n",
        floor.name
    );
    svg += &ink.element(INK, 1.25, "");
    svg += &dashes.element(INK, 1.25, " stroke-dasharray=\"4 4\"");
    svg += &doors.element(WALL, 0.75, "");
    svg += &inner.element(WALL, 1.5, " stroke-linecap=\"square\"");
    svg += &outer.element(WALL, 3.0, " stroke-linecap=\"square\"");
    svg + "</svg>\n"
}

fn draw_door(doors: &mut Path, room: &Room) {
    let Some(gap) = walls::door(room) else { return };
    let [from, to] = walls::ends(room, gap);
    let middle = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
    match room.used {
        Use::Station | Use::Exit => {}
        // Two leaves that slide behind the wall, drawn half open.
        Use::Lift => doors.line([from, [to[0], from[1] + 0.45]]),
        // A leaf that slides along the corridor side of the wall: a swing into the room
        // would cross its name.
        _ if room.door == Side::Top && is_bedside(room.used) => {
            let y = from[1] - 0.12;
            doors.line([[to[0] - 0.1, y], [to[0] + gap.width_m, y]]);
        }
        _ if gap.width_m > 1.5 => {
            doors.swing(from, off(room.door, from, gap.width_m / 2.0), middle);
            doors.swing(to, off(room.door, to, gap.width_m / 2.0), middle);
        }
        _ => doors.swing(from, off(room.door, from, gap.width_m), to),
    }
}

const fn is_bedside(used: Use) -> bool {
    matches!(used, Use::Bed | Use::TwoBeds | Use::Operating)
}

/// Where the leaf of an open door ends: within the room, but above the wall where the room's
/// name is just below it.
fn off(side: Side, [x, y]: [f64; 2], leaf_m: f64) -> [f64; 2] {
    match side {
        Side::Top | Side::Bottom => [x, y - leaf_m],
        Side::Left => [x + leaf_m, y],
        Side::Right => [x - leaf_m, y],
    }
}
