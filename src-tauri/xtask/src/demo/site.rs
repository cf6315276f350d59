//! The site file of the demo hospital.

use std::fmt::Write as _;

use super::doors;
use super::layout::Floor;
use super::plan::METRES_PER_UNIT;
use super::readers::{FIRST_PORT, Reader};

/// Where the plan of a floor lies beside the site file.
pub fn plan_path(floor: &Floor) -> String {
    format!("plans/main-{}.svg", floor.id.to_lowercase())
}

/// The whole file.
pub fn toml(floors: &[Floor], readers: &[Reader]) -> String {
    let mut text = String::from(HEAD);
    for floor in floors {
        let (id, name, ordinal, plan) = (floor.id, floor.name, floor.ordinal, plan_path(floor));
        let _ = write!(
            text,
            "\n[[floor]]\nid = \"{id}\"\nbuilding = \"Main\"\nname = \"{name}\"\n\
             ordinal = {ordinal}\nplan = \"{plan}\"\nmetres_per_unit = {METRES_PER_UNIT}\n"
        );
    }
    for floor in floors {
        places(&mut text, floor);
        doors(&mut text, floor);
    }
    for (port, reader) in (FIRST_PORT..).zip(readers) {
        let _ = write!(
            text,
            "\n[[reader]]\nid = \"{}\"\nkind = \"llrp\"\naddress = \"127.0.0.1:{port}\"\n\
             interval_s = 1\n",
            reader.id
        );
        antennas(&mut text, reader);
    }
    text + POLICY + PLANS + LEVELS
}

const HEAD: &str =
    "# Demo General Hospital: made by `cargo xtask demo`, played by `trackctl simulate`.
# Lengths in metres; the origin is the top left corner of each plan.

[site]
id = \"demo\"
name = \"Demo General Hospital\"
timezone = \"America/Chicago\"
";

const POLICY: &str = "
# The defaults, written out.
[policy]
stale_after = \"15m\"
not_seen_after = \"4h\"
missing_after = \"24h\"

[policy.type.ventilator]
missing_after = \"4h\"
";

/// How often what has to be done.
const PLANS: &str = include_str!("plans.toml");

/// How many ready devices there should be where.
const LEVELS: &str = include_str!("levels.toml");

fn places(text: &mut String, floor: &Floor) {
    for room in &floor.rooms {
        let Some(kind) = room.used.kind() else { continue };
        let (id, floor, name) = (&room.id, floor.id, &room.name);
        let _ = write!(
            text,
            "\n[[place]]\nid = \"{id}\"\nfloor = \"{floor}\"\nname = \"{name}\"\nkind = \"{kind}\"\n"
        );
        if !room.unit.is_empty() {
            let _ = writeln!(text, "unit = \"{}\"", room.unit);
        }
        let rect = room.rect;
        let (left, top) = (metres(rect.x), metres(rect.y));
        let (right, bottom) = (metres(rect.right()), metres(rect.bottom()));
        let _ = writeln!(
            text,
            "outline = [[{left}, {top}], [{right}, {top}], [{right}, {bottom}], [{left}, {bottom}]]"
        );
    }
}

fn doors(text: &mut String, floor: &Floor) {
    for door in doors::all(floor) {
        let ([x, y], [a, b]) = (door.at.map(metres), door.joins);
        let _ = write!(
            text,
            "\n[[door]]\nfloor = \"{}\"\nat = [{x}, {y}]\njoins = [\"{a}\", \"{b}\"]\n",
            floor.id
        );
    }
}

fn antennas(text: &mut String, reader: &Reader) {
    for (port, antenna) in (1..).zip(&reader.antennas) {
        let [x, y] = antenna.at.map(metres);
        let _ = write!(
            text,
            "\n[[antenna]]\nreader = \"{}\"\nport = {port}\nplace = \"{}\"\nat = [{x}, {y}]\n",
            reader.id, antenna.place
        );
    }
}

/// Whole centimetres, always with a point.
fn metres(length: f64) -> String {
    let cm = (length * 100.0).round() / 100.0;
    format!("{cm:?}")
}
