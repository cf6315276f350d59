use super::*;

#[test]
fn places() {
    refuses(
        "floor = \"L2\"\nname",
        "floor = §\"L3\"\nname",
        "\"floor\" names the unknown floor \"L3\": did you mean \"L2\"?",
    );
    refuses(
        "\"patient_room\"",
        "§\"patientroom\"",
        "unknown kind of place \"patientroom\": did you mean \"patient_room\"?",
    );
    refuses(
        "\"patient_room\"",
        "§\"cath_lab\"",
        "unknown kind of place \"cath_lab\": expected one of patient_room, clean_utility, \
         soiled_utility, storage, biomed_shop, nurse_station, hallway, elevator, exit, \
         loading_dock, laundry, other",
    );
    let outline = "[[0.0, 0.0], [4.0, 0.0], [4.0, 5.0], [0.0, 5]]";
    let cases = [
        ("§[[0, 0], [4, 0]]", "\"outline\" needs at least 3 points, found 2 points"),
        ("§[]", "\"outline\" needs at least 3 points, found 0 points"),
        ("§\"square\"", "\"outline\" must be a list of points [x, y], found the text \"square\""),
        (
            "[[0, 0], §[4], [4, 5]]",
            "point 2 of \"outline\" must be two numbers [x, y], found a list of 1",
        ),
        (
            "[[0, 0], [4, 0], §[4, nan]]",
            "point 3 of \"outline\" must be two numbers [x, y], found the number nan",
        ),
        (
            "[[0, 0], [4, 0], §[4, 1e9]]",
            "point 3 of \"outline\" lies more than 100000 m from the origin",
        ),
        ("§[[0, 0], [4, 0], [4, 0], [0, 5]]", "point 3 of \"outline\" repeats point 2"),
        (
            "§[[0, 0], [4, 0], [4, 5], [0, 0]]",
            "point 4 of \"outline\" repeats point 1: leave it out, an outline closes by itself",
        ),
        (
            "§[[0, 0], [2, 2], [4, 4]]",
            "\"outline\" has no area: its points lie on one line or it crosses itself",
        ),
    ];
    for (put, sentence) in cases {
        refuses(outline, put, sentence);
    }
    warns(
        outline,
        "[[0, 0], [400, 0], [400, 5]]",
        &[
            "line 18: place \"icu-201\" lies far outside of the plan of floor \"L2\", with [400, 0] \
           on 40.0 m × 20.0 m: is \"metres_per_unit\" right?",
        ],
    );
    warns(
        "at = [2.0, 2.5]",
        "at = [2.0, -20]",
        &["line 28: an antenna of reader \"icu-north\" lies far outside of the plan of floor \
           \"L2\", with [2, -20] on 40.0 m × 20.0 m: is \"metres_per_unit\" right?"],
    );
}

#[test]
fn plans() {
    let plan = "plan = \"plans/main-l2.svg\"";
    refuses(plan, "plan = §\"plans/l2.svg\"", "the plan \"plans/l2.svg\" is not there");
    refuses(
        plan,
        "plan = §\"../l2.svg\"",
        "the plan \"../l2.svg\" must be a path beside the site file, without \"..\"",
    );
    refuses(plan, "plan = §\"plans\"", "the plan \"plans\" is no file");
    refuses(
        "metres_per_unit = 0.05",
        "metres_per_unit = §-0.05",
        "\"metres_per_unit\" must be more than 0, found -0.05",
    );
    refuses(
        "[[floor]]\nid = \"L2\"\nbuilding = \"Main\"\nname = \"Level 2\"\nordinal = 2\nplan = \
         \"plans/main-l2.svg\"\nmetres_per_unit = 0.05",
        "§[[floor]]\nid = \"L2\"\nbuilding = \"Main\"\nname = \"Level 2\"\nordinal = 2\nplan = \
         \"plans/main-l2.svg\"",
        "[[floor]] needs the key \"metres_per_unit\"",
    );
    refuses(
        "plan = \"plans/main-l2.svg\"\nmetres_per_unit = 0.05",
        "plan = §\"plans/main-l2.svg\"\nmetres_per_unit = 5000",
        "the plan would be 4000000 m × 2000000 m: \"metres_per_unit\" is too large",
    );
    refuses_plan(b"%PDF-1.7", "is neither an SVG nor a PNG");
    refuses_plan(b"<html/>", "is neither an SVG nor a PNG");
    refuses_plan(b"\x89PNG\r\n\x1a\n", "is a PNG without a header");
    refuses_plan(&png(0, 7), "is a PNG of 0 × 7 pixels");
    refuses_plan(&png(20_000, 7), "is a PNG of 20000 × 7 pixels: at most 16384 a side are taken");
    refuses_plan(b"<svg/>", "has neither a viewBox nor a width and a height");
    refuses_plan(
        b"<svg width=\"100%\" height=\"100%\"/>",
        "has neither a viewBox nor a width and a height",
    );
    refuses_plan(b"<svg viewBox=\"0 0 10 0\"/>", "has the viewBox \"0 0 10 0\", which has no size");
    refuses_plan(
        b"<svg viewBox=\"0 0 10 10\">\n<script/></svg>",
        "holds a script on its line 2: export it without",
    );
    refuses_plan(
        b"<svg viewBox=\"0 0 10 10\" onload=\"x()\"/>",
        "holds a script on its line 1: export it without",
    );
    refuses_plan(&vec![b' '; PLAN_BYTES_MAX as usize + 1], "is larger than 8 MiB");
    plan_size(&png(800, 400), [40.0, 20.0]);
    plan_size(b"<svg width=\"800\" height=\"400px\"/>", [40.0, 20.0]);
    plan_size(b"<svg width=\"254mm\" height=\"1in\"/>", [960.0 * 0.05, 96.0 * 0.05]);
    plan_size(b"<svg width=\"1\" height=\"1\" viewBox=\"-5,-5 800 400\"/>", [40.0, 20.0]);
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

#[test]
fn a_floor_without_a_plan_is_as_large_as_what_is_drawn_on_it() {
    let site = with("plan = \"plans/main-l2.svg\"\nmetres_per_unit = 0.05\n", "");
    let file = read_in(folder(site.as_bytes()).path()).unwrap();
    assert_eq!(file.site.floors[0].size_m, [4.0, 5.0]);
    assert!(file.plans.is_empty());
}
