//! Where the markers sit: in a grid within their place where only the place is known, at their
//! own position where a hub computed one.

use trackward_model::UseState;

use super::Outline;

/// Half of a marker, in pixels.
const HALF_PX: f64 = 14.0;
/// From one marker to the next.
const PITCH_PX: f64 = 31.0;
/// The same where ages are written: `28 min` is wider than a marker.
const AGED_PITCH_PX: f64 = 38.0;
/// The most that they are spread where there is room.
const PITCH_MAX_PX: f64 = 44.0;
/// More below a marker whose age is written beneath it.
const AGE_PX: f64 = 9.0;
/// Kept free of the walls.
const WALL_PX: f64 = 3.0;
/// The line of the name at the top of a place.
const NAME_PX: f64 = 22.0;
/// The line of a note at the foot of a place.
const NOTE_PX: f64 = 16.0;
/// The least height of a place that has room for its name, a count and a note.
pub const NOTED_HEIGHT_PX: f64 = NAME_PX + PILL_LINE_PX + NOTE_PX - 4.0;
/// With fewer seats than this and more assets, counts tell more than the few markers would.
const SEATS_LEAST: usize = 4;
/// Height of a line of a count.
pub const PILL_LINE_PX: f64 = 16.0;
/// Below this width a count is a bare number.
pub const PILL_WIDTH_PX: f64 = 34.0;

/// An asset that is to be seated in a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guest {
    /// Its row.
    pub row: usize,
    /// What it is doing, for the counts.
    pub state: UseState,
    /// Whether its age is written beneath.
    pub aged: bool,
}

/// A marker at a point of a level, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// The asset's row.
    pub row: usize,
    /// The middle of the marker.
    pub at: [f64; 2],
}

/// Counts instead of markers.
#[derive(Debug, Clone, PartialEq)]
pub struct Pill {
    /// Its middle.
    pub at: [f64; 2],
    /// How many assets.
    pub total: usize,
    /// By use state; empty where there is only room for the total.
    pub lines: Vec<(UseState, usize)>,
}

/// What is drawn in one place.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Filling {
    /// Nothing is there.
    #[default]
    Empty,
    /// Markers.
    Seats {
        /// One each.
        seats: Vec<Seat>,
        /// Where "+n" is written for those that found no room.
        more: Option<([f64; 2], usize)>,
        /// Whether there is room to write ages beneath.
        ages: bool,
    },
    /// Counts.
    Counts(Pill),
}

/// A place as the seating sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Its shape in metres.
    pub outline: Outline,
    /// Boxes of smaller places that lie upon it.
    pub on_top: Vec<[f64; 4]>,
    /// Whether a note is written at its foot.
    pub noted: bool,
}

/// All that is seated on a floor at one scale.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// One for each ground.
    pub fillings: Vec<Filling>,
}

/// Whether a place of this size in pixels has its name written at the top.
#[must_use]
pub fn has_name(width_px: f64, height_px: f64) -> bool {
    width_px >= 24.0 && height_px >= 22.0
}

/// Seats the assets of one place. `guests` are in a stable order, so that markers keep their
/// seats; `taken` are boxes in pixels to keep free of: the name, and markers at positions of their
/// own; with `counts_only` the floor is too small on screen for markers.
#[must_use]
pub fn fill(
    ground: &Ground,
    scale: f64,
    guests: &[Guest],
    taken: &[[f64; 4]],
    counts_only: bool,
) -> Filling {
    if guests.is_empty() {
        return Filling::Empty;
    }
    if !counts_only {
        let mut ages = guests.iter().any(|guest| guest.aged);
        let mut at = seats(ground, scale, guests.len(), taken, ages);
        if ages && at.len() < guests.len() {
            // Where it is tight, a seat for everyone tells more than an age beneath some.
            ages = false;
            at = seats(ground, scale, guests.len(), taken, ages);
        }
        if at.len() >= guests.len().min(SEATS_LEAST) {
            let over = guests.len() - at.len();
            // The last seat gives way to the number of those without one.
            let seated = if over > 0 { at.len() - 1 } else { at.len() };
            let seats =
                guests.iter().zip(&at).take(seated).map(|(g, at)| Seat { row: g.row, at: *at });
            let more = (over > 0).then(|| (at[seated], over + 1));
            return Filling::Seats { seats: seats.collect(), more, ages };
        }
    }
    Filling::Counts(pill(ground, scale, guests))
}

fn pill(ground: &Ground, scale: f64, guests: &[Guest]) -> Pill {
    let [left, top, right, bottom] = ground.outline.bounds.map(|m| m * scale);
    let name = if has_name(right - left, bottom - top) { NAME_PX - 4.0 } else { 0.0 };
    let mut lines: Vec<(UseState, usize)> = UseState::ALL
        .into_iter()
        .map(|state| (state, guests.iter().filter(|guest| guest.state == state).count()))
        .filter(|(_, n)| *n > 0)
        .collect();
    let foot = if ground.noted { NOTE_PX } else { 0.0 };
    let room = ((bottom - top - name - foot - 2.0) / PILL_LINE_PX).floor();
    if right - left < PILL_WIDTH_PX || room < lines.len() as f64 {
        lines.clear();
    }
    let [x, y] = ground.outline.middle().map(|m| m * scale);
    let free = bottom - top > name + PILL_LINE_PX;
    let y = if free { y + (name - foot) / 2.0 } else { y };
    Pill { at: [x, y], total: guests.len(), lines }
}

/// At most `wanted` seats of a place in reading order, clear of its walls, its name and what
/// lies upon it.
fn seats(
    ground: &Ground,
    scale: f64,
    wanted: usize,
    taken: &[[f64; 4]],
    aged: bool,
) -> Vec<[f64; 2]> {
    let [left, top, right, bottom] = ground.outline.bounds.map(|m| m * scale);
    let head = if has_name(right - left, bottom - top) { NAME_PX } else { WALL_PX };
    let (below, pitch) = if aged { (AGE_PX, AGED_PITCH_PX) } else { (0.0, PITCH_PX) };
    let foot = if ground.noted { NOTE_PX } else { WALL_PX };
    let xs = spread(left + WALL_PX + HALF_PX, right - WALL_PX - HALF_PX, pitch, true);
    let first = top + head + HALF_PX;
    let ys = spread(first, bottom - foot - HALF_PX - below, PITCH_PX + below, false);
    let mut seats = Vec::with_capacity(wanted.min(64));
    for y in ys {
        for x in &xs {
            let half = HALF_PX - 1.0;
            let square_px = [x - half, y - half, x + half, y + half + below];
            let square = square_px.map(|px| px / scale);
            let free = !taken.iter().any(|taken| overlap(*taken, square_px))
                && ground.outline.holds(square)
                && !ground.on_top.iter().any(|smaller| overlap(*smaller, square));
            if free {
                seats.push([*x, y]);
                if seats.len() == wanted {
                    return seats;
                }
            }
        }
    }
    seats
}

/// Points from `first` to `last`, at least a pitch apart; spread up to the widest pitch and
/// then, where asked, moved to the middle.
fn spread(first: f64, last: f64, pitch: f64, centred: bool) -> Vec<f64> {
    if last < first - 2.0 {
        return Vec::new();
    }
    let room = (last - first).max(0.0);
    let steps = (room / pitch).floor();
    let pitch = if steps > 0.0 { (room / steps).min(pitch.max(PITCH_MAX_PX)) } else { 0.0 };
    let start = if centred { first + (room - steps * pitch) / 2.0 } else { first };
    (0..=steps as usize).map(|n| start + n as f64 * pitch).collect()
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}

#[cfg(test)]
mod tests;
