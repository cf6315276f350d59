use std::collections::BTreeSet;
use std::path::Path;

use super::layout::{Room, Use};
use super::{doors, files, floors, readers, write};

fn places() -> Vec<(&'static str, Room)> {
    let floors = floors::all();
    let rooms = floors
        .into_iter()
        .flat_map(|floor| floor.rooms.into_iter().map(move |room| (floor.id, room)));
    rooms.filter(|(_, room)| room.used.kind().is_some()).collect()
}

#[test]
fn the_files_in_the_repository_are_what_is_written_today() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/demo");
    for (name, text) in files() {
        let kept = std::fs::read_to_string(assets.join(&name)).unwrap_or_default();
        assert!(kept == text, "assets/demo/{name} is not what `cargo xtask demo` writes");
        assert!(!name.starts_with("plans/") || text.len() < 60_000, "{name} stays small");
    }
}

#[test]
fn writing_makes_folders_and_all_files() {
    let folder = std::env::temp_dir().join(format!("trackward-demo-{}", std::process::id()));
    let written = write(&folder).unwrap();
    let plans = std::fs::read_dir(folder.join("plans")).unwrap().count();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!((written, plans), (6, 4));
}

#[test]
fn every_kind_of_place_is_there_and_ids_are_distinct() {
    let places = places();
    let kinds: BTreeSet<_> = places.iter().filter_map(|(_, room)| room.used.kind()).collect();
    assert_eq!(kinds.len(), 12, "DESIGN section 1 names twelve kinds");
    let ids: BTreeSet<_> = places.iter().map(|(_, room)| room.id.as_str()).collect();
    assert_eq!(ids.len(), places.len());
    assert!((140..=165).contains(&places.len()), "about 150 places, these are {}", places.len());
}

#[test]
fn no_two_places_of_a_floor_overlap() {
    let places = places();
    for (n, (floor, a)) in places.iter().enumerate() {
        for (other, b) in &places[n + 1..] {
            let apart = a.rect.right() <= b.rect.x + 1e-9
                || b.rect.right() <= a.rect.x + 1e-9
                || a.rect.bottom() <= b.rect.y + 1e-9
                || b.rect.bottom() <= a.rect.y + 1e-9;
            assert!(floor != other || apart, "{} overlaps {}", a.id, b.id);
        }
    }
}

#[test]
fn lifts_are_above_each_other() {
    let places = places();
    for lift in ["lift-a", "lift-b"] {
        let shafts: Vec<_> = places
            .iter()
            .filter(|(_, room)| room.id.ends_with(lift))
            .map(|(_, room)| room.rect)
            .collect();
        assert_eq!(shafts.len(), 4);
        assert!(shafts.iter().all(|rect| *rect == shafts[0]));
    }
}

#[test]
fn every_place_has_a_door_and_corridors_lead_to_each_other() {
    for floor in floors::all() {
        let doors = doors::all(&floor);
        let rooms = || floor.rooms.iter().filter(|room| room.used.kind().is_some());
        let halls = rooms().filter(|room| room.used == Use::Hall).count();
        // Each of the three halls across meets both corridors.
        assert_eq!(doors.len(), rooms().count() - halls + 2 * 3, "{}", floor.id);
        for room in rooms() {
            let own: Vec<_> =
                doors.iter().filter(|door| door.joins.contains(&room.id.as_str())).collect();
            assert!(!own.is_empty(), "{} has no door", room.id);
            assert!(room.used == Use::Hall || own.len() == 1, "{} has one door", room.id);
        }
    }
}

#[test]
fn forty_readers_cover_what_matters_from_within() {
    let places = places();
    let readers = readers::all(&floors::all());
    assert_eq!(readers.len(), 40);
    let mut covered = BTreeSet::new();
    for reader in &readers {
        assert!((2..=4).contains(&reader.antennas.len()), "{}", reader.id);
        let mut floors_of_reader = BTreeSet::new();
        for antenna in &reader.antennas {
            let (floor, room) =
                places.iter().find(|(_, room)| room.id == antenna.place).expect("aimed at a place");
            let [x, y] = antenna.at;
            let rect = room.rect;
            let inside = x > rect.x && x < rect.right() && y > rect.y && y < rect.bottom();
            assert!(inside, "{} hangs outside of {}", reader.id, room.id);
            floors_of_reader.insert(floor);
            covered.insert(antenna.place.as_str());
        }
        assert_eq!(floors_of_reader.len(), 1, "{} has its antennas on one floor", reader.id);
    }
    for (_, room) in &places {
        let matters = !matches!(room.used, Use::Office | Use::Lounge | Use::Scanner);
        assert!(!matters || covered.contains(room.id.as_str()), "{} is not covered", room.id);
    }
}
