//! `[[door]]`.

use trackward_locate::way::{DOORS_MAX, DOORS_OF_PLACE_MAX};

use super::*;

/// A hall beside the room, and a room on a floor of its own.
const AROUND: &str = r#"
[[place]]
id = "hall"
floor = "L2"
name = "Hall"
kind = "hallway"
outline = [[0.0, 5.0], [30.0, 5.0], [30.0, 8.0], [0.0, 8.0]]
[[floor]]
id = "L3"
building = "Main"
name = "Level 3"
ordinal = 3
[[place]]
id = "above"
floor = "L3"
name = "Above"
kind = "other"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0]]
"#;

fn door(floor: &str, at: &str, joins: &str) -> String {
    format!("[[door]]\nfloor = {floor}\nat = {at}\njoins = {joins}\n")
}

/// A door is refused with one sentence, at the place of the mark `§`.
#[track_caller]
fn refuses_door(door: &str, sentence: &str) {
    refuses("[policy]", &format!("{AROUND}{door}[policy]"), sentence);
}

#[test]
fn a_door_joins_two_places() {
    let text = door("\"L2\"", "[1.5, 5]", "[\"icu-201\", \"hall\"]");
    let text = with("[policy]", &format!("{AROUND}{text}[policy]"));
    let site = read_in(folder(text.as_bytes()).path()).unwrap().site;
    let [door] = &site.doors[..] else { panic!("one door") };
    assert_eq!((door.floor.as_str(), door.at), ("L2", [1.5, 5.0]));
    assert_eq!(door.joins.each_ref().map(PlaceId::as_str), ["icu-201", "hall"]);
    // A wall has some thickness, and a hall is entered anywhere along it.
    for at in ["[1.5, 7.9]", "[6.9, 5]"] {
        let text = self::door("\"L2\"", at, "[\"hall\", \"icu-201\"]");
        let text = with("[policy]", &format!("{AROUND}{text}[policy]"));
        assert!(read_in(folder(text.as_bytes()).path()).is_ok(), "{at}");
    }
}

#[test]
fn what_is_no_door_is_refused_with_a_sentence() {
    let (floor, at, joins) = ("\"L2\"", "[1.5, 5]", "[\"icu-201\", \"hall\"]");
    refuses_door(
        &door("§\"L9\"", at, joins),
        "\"floor\" names the unknown floor \"L9\": did you mean \"L2\"?",
    );
    refuses_door(
        &door(floor, at, "[\"icu-201\", §\"hal\"]"),
        "\"joins\" names the unknown place \"hal\": did you mean \"hall\"?",
    );
    refuses_door(
        &door(floor, at, "[\"icu-201\", §\"icu-201\"]"),
        "a door joins two places: both are the same here",
    );
    refuses_door(
        &door(floor, at, "§[\"icu-201\"]"),
        "\"joins\" must be a list of two places, found a list of 1",
    );
    refuses_door(
        &door(floor, at, "§\"hall\""),
        "\"joins\" must be a list of two places, found the text \"hall\"",
    );
    refuses_door(
        &door(floor, at, "[\"hall\", §3]"),
        "\"joins\" must hold the ids of two places, found the number 3",
    );
    refuses_door(
        &door(floor, "§[1.5]", joins),
        "\"at\" must be two numbers [x, y], found a list of 1",
    );
    refuses_door(
        &door(floor, at, "[\"icu-201\", §\"above\"]"),
        "place \"above\" is on floor \"L3\", the door on \"L2\"",
    );
    refuses_door(
        &door(floor, "§[7.5, 5]", joins),
        "the door lies 3.5 m from place \"icu-201\": it must be within 3 m of both places that it \
         joins",
    );
    refuses_door("§[[door]]\nat = [1, 5]\njoins = [\"hall\", \"icu-201\"]\n", {
        "[[door]] needs the key \"floor\""
    });
    refuses_door("§[[door]]\nfloor = \"L2\"\njoins = [\"hall\", \"icu-201\"]\n", {
        "[[door]] needs the key \"at\""
    });
    refuses_door("§[[door]]\nfloor = \"L2\"\nat = [1, 5]\n", "[[door]] needs the key \"joins\"");
    refuses_door(
        &format!("{}§joint = 3\n", door(floor, at, joins)),
        "unknown key \"joint\" in [[door]]: did you mean \"joins\"?",
    );
}

#[test]
fn doors_are_counted() {
    let many = |count: usize| door("\"L2\"", "[1, 5]", "[\"hall\", \"icu-201\"]").repeat(count);
    let errors = |count: usize| {
        let text = with("[policy]", &format!("{AROUND}{}[policy]", many(count)));
        read_in(folder(text.as_bytes()).path()).map(|file| file.site.doors.len())
    };
    assert_eq!(errors(DOORS_OF_PLACE_MAX), Ok(DOORS_OF_PLACE_MAX));
    let too_many = errors(DOORS_OF_PLACE_MAX + 3).unwrap_err();
    assert_eq!(too_many.len(), 2, "each place once: {too_many:?}");
    assert!(too_many[0].ends_with("place \"hall\" has more than 200 doors"), "{too_many:?}");
    let too_many = errors(DOORS_MAX + 1).unwrap_err();
    assert!(too_many.iter().any(|e| e.ends_with("the file has more than 20000 doors")));
}
