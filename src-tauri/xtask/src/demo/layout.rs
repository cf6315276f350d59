//! Rooms in rows: how the demo building is put together.
//!
//! Every floor has the same frame (metres, from the building's top left corner):
//!
//! ```text
//!  y  0   +--------------- north row ----------------+
//!     5.5 |              north corridor              |
//!     8   | west |w|  core west  |lobby|lifts| core east |e| east |
//!    20   |              south corridor              |
//!    22.5 +--------------- south row ----------------+
//! ```

/// The building's width.
pub const WIDTH_M: f64 = 52.0;
/// The building's depth.
pub const DEPTH_M: f64 = 28.0;
/// Air around the building on its plan.
pub const MARGIN_M: f64 = 1.0;

/// What a room is for: decides its kind in the site file and what is drawn in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Bed,
    TwoBeds,
    Operating,
    Scanner,
    Clean,
    Soiled,
    Storage,
    Shop,
    Station,
    Hall,
    Lift,
    Stair,
    Exit,
    Dock,
    Laundry,
    Office,
    Lounge,
}

impl Use {
    /// The kind of place; `None` for what is drawn but is no place.
    pub const fn kind(self) -> Option<&'static str> {
        Some(match self {
            Self::Bed | Self::TwoBeds | Self::Operating => "patient_room",
            Self::Clean => "clean_utility",
            Self::Soiled => "soiled_utility",
            Self::Storage => "storage",
            Self::Shop => "biomed_shop",
            Self::Station => "nurse_station",
            Self::Hall => "hallway",
            Self::Lift => "elevator",
            Self::Exit => "exit",
            Self::Dock => "loading_dock",
            Self::Laundry => "laundry",
            Self::Scanner | Self::Office | Self::Lounge => "other",
            Self::Stair => return None,
        })
    }
}

/// A side of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

/// A rectangle in metres from the top left of the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    pub fn middle(self) -> [f64; 2] {
        [self.x + self.w / 2.0, self.y + self.h / 2.0]
    }
}

/// A room or corridor.
#[derive(Debug, Clone)]
pub struct Room {
    pub id: String,
    pub name: String,
    pub used: Use,
    /// The unit; empty for corridors and the like.
    pub unit: &'static str,
    pub rect: Rect,
    /// The side with the door.
    pub door: Side,
}

/// A floor.
#[derive(Debug, Clone)]
pub struct Floor {
    pub id: &'static str,
    pub name: &'static str,
    pub ordinal: i32,
    pub rooms: Vec<Room>,
}

/// A room of a row: id, name, use, unit, and its length along the row.
pub type Cell = (&'static str, &'static str, Use, &'static str, f64);

/// What differs between floors: the rooms of each row.
pub struct Rows<'a> {
    pub north: &'a [Cell],
    pub south: &'a [Cell],
    pub west: &'a [Cell],
    pub east: &'a [Cell],
    pub core_west: [&'a [Cell]; 2],
    pub core_east: [&'a [Cell]; 2],
}

/// Puts a floor together.
pub fn floor(id: &'static str, name: &'static str, ordinal: i32, rows: &Rows) -> Floor {
    let mut rooms = Vec::new();
    across(&mut rooms, rows.north, [0.0, 0.0], 5.5, Side::Bottom);
    across(&mut rooms, rows.south, [0.0, 22.5], 5.5, Side::Top);
    down(&mut rooms, rows.west, [0.0, 8.0], 5.5, Side::Right);
    down(&mut rooms, rows.east, [46.5, 8.0], 5.5, Side::Left);
    for (core, x) in [(&rows.core_west, 8.0), (&rows.core_east, 29.0)] {
        across(&mut rooms, core[0], [x, 8.0], 6.0, Side::Top);
        across(&mut rooms, core[1], [x, 14.0], 6.0, Side::Bottom);
    }
    let lower = id.to_lowercase();
    let mut shared = |word: &str, name: &str, used, [x, y, w, h]: [f64; 4], door| {
        let rect = Rect { x: x + MARGIN_M, y: y + MARGIN_M, w, h };
        let (id, name) = (format!("{lower}-{word}"), name.to_owned());
        rooms.push(Room { id, name, used, unit: "", rect, door });
    };
    shared("lift-a", "Lift A", Use::Lift, [26.0, 8.0, 3.0, 3.0], Side::Left);
    shared("lift-b", "Lift B", Use::Lift, [26.0, 11.0, 3.0, 3.0], Side::Left);
    shared("stair", "Stair", Use::Stair, [26.0, 14.0, 3.0, 6.0], Side::Bottom);
    shared("north", "North corridor", Use::Hall, [0.0, 5.5, WIDTH_M, 2.5], Side::Top);
    shared("south", "South corridor", Use::Hall, [0.0, 20.0, WIDTH_M, 2.5], Side::Top);
    shared("west", "West hall", Use::Hall, [5.5, 8.0, 2.5, 12.0], Side::Top);
    shared("east", "East hall", Use::Hall, [44.0, 8.0, 2.5, 12.0], Side::Top);
    shared("lobby", "Lift lobby", Use::Hall, [23.0, 8.0, 3.0, 12.0], Side::Top);
    Floor { id, name, ordinal, rooms }
}

/// A row of rooms from left to right.
fn across(rooms: &mut Vec<Room>, cells: &[Cell], [x, y]: [f64; 2], depth: f64, door: Side) {
    let mut x = x + MARGIN_M;
    for cell in cells {
        rooms.push(room(cell, Rect { x, y: y + MARGIN_M, w: cell.4, h: depth }, door));
        x += cell.4;
    }
}

/// A row of rooms from top to bottom.
fn down(rooms: &mut Vec<Room>, cells: &[Cell], [x, y]: [f64; 2], depth: f64, door: Side) {
    let mut y = y + MARGIN_M;
    for cell in cells {
        rooms.push(room(cell, Rect { x: x + MARGIN_M, y, w: depth, h: cell.4 }, door));
        y += cell.4;
    }
}

fn room(&(id, name, used, unit, _): &Cell, rect: Rect, door: Side) -> Room {
    Room { id: id.to_owned(), name: name.to_owned(), used, unit, rect, door }
}
