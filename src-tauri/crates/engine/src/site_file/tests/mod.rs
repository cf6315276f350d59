mod doors;
mod drawing;
mod hearing;
mod maintenance;
mod par;
mod thresholds;

use std::fs;
use std::path::Path;

use trackward_model::{PlaceKind, SourceKind, Span, TypeId};

use super::*;

const WHOLE: &str = r#"[site]
id = "demo"
name = "Demo General Hospital"
timezone = "America/Chicago"
[[floor]]
id = "L2"
building = "Main"
name = "Level 2"
ordinal = 2
plan = "plans/main-l2.svg"
metres_per_unit = 0.05
[[place]]
id = "icu-201"
floor = "L2"
name = "ICU 201"
kind = "patient_room"
unit = "ICU"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0], [0.0, 5]]
[[reader]]
id = "icu-north"
kind = "llrp"
address = "10.20.0.21:5084"
interval_s = 2
[[antenna]]
reader = "icu-north"
port = 1
place = "icu-201"
at = [2.0, 2.5]
[[source]]
id = "broker"
kind = "mqtt"
address = "10.20.0.5:8883"
tls = true
ca_file = "ca.pem"
username = "trackward"
password_env = "BROKER_PASSWORD"
topics = [{ topic = "ziotc/+/data", shape = "zebra" }]
[[source]]
id = "hub"
kind = "omlox"
address = "https://hub.example:8443/v2"
[[zone]]
source = "hub"
named = "zone-1"
floor = "L2"
[[reader]]
id = "fx-ward-3"
source = "broker"
named = "C4:7D:CC:FF:FF:FF"
[[reader]]
id = "days"
kind = "recorded"
[policy]
stale_after = "20m"
tag_interval = "2m"
exit_delay = "30s"
[policy.type.ventilator]
stale_after = "10m"
"#;

const PLAN_SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400"/>"#;

/// A folder with everything that [`WHOLE`] needs, and this site file.
fn folder(site: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/main-l2.svg"), PLAN_SVG).unwrap();
    fs::write(folder.path().join("ca.pem"), "-").unwrap();
    fs::write(folder.path().join("site.toml"), site).unwrap();
    folder
}

fn read_in(folder: &Path) -> Result<SiteFile, Vec<String>> {
    read(&folder.join("site.toml"))
        .map_err(|errors| errors.0.problems.iter().map(ToString::to_string).collect())
}

/// The whole file with one text in place of another.
#[track_caller]
fn with(found: &str, put: &str) -> String {
    assert!(WHOLE.contains(found), "{found:?} is in the file");
    WHOLE.replacen(found, put, 1)
}

#[track_caller]
fn refused(site: &str, expected: &[&str]) {
    let errors = read_in(folder(site.as_bytes()).path()).expect_err("the file is refused");
    assert_eq!(errors, expected);
}

/// One text in place of another is refused with one sentence, at the place of the mark `§`.
#[track_caller]
fn refuses(found: &str, put: &str, sentence: &str) {
    let marked = with(found, put);
    let (before, after) = marked.split_once('§').expect("the place is marked");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let expected = format!("line {line}, column {column}: {sentence}");
    refused(&format!("{before}{after}"), &[&expected]);
}

/// One text in place of another is taken with these warnings.
#[track_caller]
fn warns(found: &str, put: &str, expected: &[&str]) {
    let file = read_in(folder(with(found, put).as_bytes()).path()).expect("the file is taken");
    assert_eq!(file.warnings, expected);
}

/// A plan with these bytes is refused with this sentence.
#[track_caller]
fn refuses_plan(plan: &[u8], expected: &str) {
    let folder = folder(WHOLE.as_bytes());
    fs::write(folder.path().join("plans/main-l2.svg"), plan).unwrap();
    let sentence = format!("line 10, column 8: the plan \"plans/main-l2.svg\" {expected}");
    assert_eq!(read_in(folder.path()).expect_err("the plan is refused"), [sentence]);
}

#[track_caller]
fn plan_size(plan: &[u8], expected_m: [f64; 2]) {
    let folder = folder(WHOLE.as_bytes());
    fs::write(folder.path().join("plans/main-l2.svg"), plan).unwrap();
    let size_m = read_in(folder.path()).unwrap().site.floors[0].size_m;
    assert!((size_m[0] - expected_m[0]).abs() < 1e-9, "{size_m:?} is {expected_m:?}");
    assert!((size_m[1] - expected_m[1]).abs() < 1e-9, "{size_m:?} is {expected_m:?}");
}

#[test]
fn a_whole_file_is_taken() {
    let folder = folder(WHOLE.as_bytes());
    let SiteFile { site, plans, warnings, maintenance } = read_in(folder.path()).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!((site.id.as_str(), site.timezone.as_str()), ("demo", "America/Chicago"));
    assert_eq!(site.floors[0].size_m, [40.0, 20.0], "800 × 400 units of 5 cm");
    assert_eq!(maintenance, [], "no plan is said");
    assert_eq!(maintenance, [], "no plan is said");
    assert_eq!(plans.len(), 1);
    assert_eq!(maintenance, [], "no plan is said");
    assert_eq!(plans[0].0.as_str(), "L2");
    assert_eq!(maintenance, [], "no plan is said");
    assert_eq!(plans[0].1.media_type, "image/svg+xml");
    assert_eq!(maintenance, [], "no plan is said");
    assert_eq!(plans[0].1.bytes, PLAN_SVG.as_bytes());
    let place = &site.places[0];
    assert_eq!((place.kind, place.outline[3]), (PlaceKind::PatientRoom, [0.0, 5.0]));
    assert_eq!(place.unit.as_ref().unwrap().as_str(), "ICU");
    let [north, ward, days] = &site.readers[..] else { panic!("three readers") };
    let own = &site.source_of(north).unwrap().connection;
    assert_eq!((own.kind, north.interval_s), (SourceKind::Llrp, 2.0));
    assert_eq!(own.address, "10.20.0.21:5084");
    assert_eq!(ward.source.as_ref().unwrap().as_str(), "broker");
    assert_eq!((ward.named.as_deref(), ward.interval_s), (Some("C4:7D:CC:FF:FF:FF"), 1.0));
    assert_eq!((&days.source, &days.named), (&None, &None), "heard in recorded days only");
    assert_eq!((site.antennas[0].port, site.antennas[0].at), (1, Some([2.0, 2.5])));
    assert_eq!(site.sources.len(), 3, "a reader with a connection is a source of its own");
    assert_eq!(site.zones[0].named, "zone-1");
    assert_eq!(site.policy.all.stale_after, Span::minutes(20));
    assert_eq!(site.policy.all.exit_delay, Span::seconds(30));
    let ventilator = site.policy.by_type[&TypeId::new("ventilator").unwrap()];
    assert_eq!(ventilator.stale_after, Some(Span::minutes(10)));
    assert_eq!(ventilator.missing_after, Some(Span::hours(4)), "the default stays");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_taken() {
    let windows = format!("\u{FEFF}{}", WHOLE.replace('\n', "\r\n"));
    assert!(read_in(folder(windows.as_bytes()).path()).is_ok());
}

#[test]
fn the_file_itself() {
    let folder = tempfile::tempdir().unwrap();
    let errors = read_in(folder.path()).unwrap_err();
    assert_eq!(errors, ["the site file is not there"]);
    fs::create_dir(folder.path().join("site.toml")).unwrap();
    assert_eq!(read_in(folder.path()).unwrap_err(), ["the site file is no file"]);
    let folder = self::folder(&vec![b'#'; SITE_FILE_BYTES_MAX as usize + 1]);
    assert_eq!(read_in(folder.path()).unwrap_err(), ["the site file is larger than 4 MiB"]);
    let folder = self::folder(b"[site]\nid = \"demo\"\nname = \"H\xF4pital\"\n");
    let sentence = "line 3: byte 0xF4 is not UTF-8: save the file as UTF-8";
    assert_eq!(read_in(folder.path()).unwrap_err(), [sentence]);
    let folder = self::folder(b"\xFF\xFE[\0s\0");
    assert_eq!(read_in(folder.path()).unwrap_err(), ["the site file is UTF-16: save it as UTF-8"]);
    refused("", &["line 1, column 1: the file needs the table [site]"]);
}

#[test]
fn errors_name_the_file() {
    let folder = folder(with("\"L2\"\nbuilding", "\"L2\"\nbuildin").as_bytes());
    let errors = read(&folder.path().join("site.toml")).unwrap_err();
    let expected = "site.toml: line 5, column 1: [[floor]] needs the key \"building\"\n\
        site.toml: line 7, column 1: unknown key \"buildin\" in [[floor]]: \
        did you mean \"building\"?";
    assert_eq!(errors.to_string(), expected);
}

#[test]
fn syntax() {
    refused(
        "[site]\nid = \"demo\nname = 3\n",
        &["line 2, column 11: not valid TOML: invalid basic string, expected `\"`"],
    );
    refused(
        "[site]\nid = \"a\"\nid = \"b\"\n",
        &["line 3, column 1: not valid TOML: duplicate key"],
    );
}

#[test]
fn keys_and_types() {
    refuses("[policy]", "[§polcy]\n[policy]", "unknown key \"polcy\": did you mean \"policy\"?");
    refuses(
        "unit = \"ICU\"",
        "§colour = 3",
        "unknown key \"colour\" in [[place]]: expected one of id, floor, name, kind, unit, outline",
    );
    refuses(
        "username = \"trackward\"",
        "§password = \"hunter2\"",
        "\"password\" in [[source]] would put a secret into the site file: keep it in an \
         environment variable and name that with password_env",
    );
    refuses(
        "[[place]]\nid = \"icu-201\"\nfloor = \"L2\"\n",
        "§[[place]]\nid = \"icu-201\"\n",
        "[[place]] needs the key \"floor\"",
    );
    refuses(
        "ordinal = 2",
        "ordinal = §\"two\"",
        "\"ordinal\" must be a whole number from -1000 to 1000, found the text \"two\"",
    );
    refuses(
        "name = \"Level 2\"",
        "name = §2",
        "\"name\" must be a text in quotes, found the number 2",
    );
    refuses("name = \"Level 2\"", "name = §\" \"", "\"name\" must not be empty");
    refuses(
        "name = \"Level 2\"",
        "name = §\"Level\\n2\"",
        "\"name\" must not hold control characters",
    );
    refuses(
        "tls = true\nca_file = \"ca.pem\"",
        "tls = §\"yes\"",
        "\"tls\" must be true or false, found the text \"yes\"",
    );
    refuses("[[antenna]]", "§[antenna]", "expected [[antenna]], found [antenna]");
    refuses("[site]", "§[[site]]", "expected one table [site], found a list");
    refuses(
        "[policy.type.ventilator]\nstale_after = \"10m\"",
        "type = §\"ventilator\"",
        "expected tables such as [policy.type.ventilator], found the text \"ventilator\"",
    );
}

#[test]
fn ids() {
    refuses(
        "unit = \"ICU\"",
        "unit = §\" ICU\"",
        "\"unit\" is no id: an id must not hold control characters or begin or end with a space",
    );
    refuses("unit = \"ICU\"", "unit = §\"\"", "\"unit\" is no id: an id must not be empty");
    refuses("unit = \"ICU\"", "unit = §7", "\"unit\" must be a text in quotes, found the number 7");
    let floor = "[[floor]]\nid = §\"L2\"\nbuilding = \"Main\"\nname = \"Again\"\nordinal = 3\n";
    refuses(
        "[[place]]",
        &format!("{floor}[[place]]"),
        "floor \"L2\" is there twice, first on line 6",
    );
    refuses(
        "id = \"fx-ward-3\"",
        "id = §\"icu-north\"",
        "reader \"icu-north\" is there twice, first on line 20",
    );
    refuses(
        "[[zone]]",
        "[[source]]\nid = §\"hub\"\nkind = \"omlox\"\naddress = \"hub:1\"\n[[zone]]",
        "source \"hub\" is there twice, first on line 39",
    );
}

#[test]
fn the_site_itself() {
    refuses(
        "\"America/Chicago\"",
        "§\"America/Chigaco\"",
        "unknown time zone \"America/Chigaco\": did you mean \"America/Chicago\"?",
    );
    refuses(
        "\"America/Chicago\"",
        "§\"Central\"",
        "unknown time zone \"Central\": expected an IANA name such as America/Chicago",
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_order() {
    let site = WHOLE
        .replace("kind = \"patient_room\"", "kind = \"room\"")
        .replace("port = 1", "port = 0")
        .replace("America/Chicago", "Mars");
    let errors = read_in(folder(site.as_bytes()).path()).unwrap_err();
    let lines: Vec<&str> = errors.iter().map(|e| e.split(',').next().unwrap()).collect();
    assert_eq!(lines, ["line 4", "line 16", "line 26"]);
}

#[test]
fn the_list_of_problems_is_bounded() {
    let site = "[[place]]\n".repeat(1_000);
    let errors = read(&folder(site.as_bytes()).path().join("site.toml")).unwrap_err();
    assert_eq!(errors.0.problems.len(), crate::text_file::PROBLEMS_MAX);
    assert_eq!(errors.0.more, 1 + 5 * 1_000 - crate::text_file::PROBLEMS_MAX);
}
