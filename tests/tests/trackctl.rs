//! `trackctl` as a field engineer and a script use it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use trackward_tests::trackctl;

/// The demo hospital.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/demo");

fn trackctl_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(trackctl()).current_dir(folder).args(arguments).output().expect("trackctl runs")
}

#[track_caller]
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = trackctl_in(folder, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "trackctl {arguments:?} failed: {complaint}");
    String::from_utf8(output.stdout).expect("output is text")
}

#[track_caller]
fn refused(folder: &Path, arguments: &[&str], status: i32) -> String {
    let output = trackctl_in(folder, arguments);
    assert_eq!(output.status.code(), Some(status), "the exit status of {arguments:?}");
    String::from_utf8(output.stderr).expect("output is text")
}

fn hospital() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let demo = Path::new(DEMO);
    let copy = |name: &str| fs::copy(demo.join(name), folder.path().join(name)).expect("copied");
    fs::create_dir(folder.path().join("plans")).expect("a folder can be made");
    for plan in fs::read_dir(demo.join("plans")).expect("the demo has plans") {
        let name = plan.expect("an entry").file_name();
        copy(&format!("plans/{}", name.to_str().expect("a plain name")));
    }
    copy("site.toml");
    copy("assets.csv");
    folder
}

#[test]
fn init_twice_changes_nothing_the_second_time() {
    let folder = hospital();
    let init = ["init", "--db", "h.db", "--site", "site.toml", "--assets", "assets.csv", "--json"];
    let rows = |text: String| -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let first = rows(done(folder.path(), &init));
    assert_eq!(first[1]["added"], 480);
    let second = rows(done(folder.path(), &init));
    for row in &second {
        assert_eq!((&row["added"], &row["changed"]), (&Value::from(0), &Value::from(0)), "{row}");
    }
}

#[test]
fn a_bad_file_is_refused_with_its_line_and_nothing_is_loaded() {
    let folder = hospital();
    let site = fs::read_to_string(folder.path().join("site.toml")).expect("text");
    fs::write(folder.path().join("bad.toml"), format!("{site}\ncolour = \"red\"\n")).expect("ok");
    let last_line = site.lines().count() + 2;
    let error = refused(folder.path(), &["init", "--db", "h.db", "--site", "bad.toml"], 1);
    assert!(error.contains("colour"), "the unknown key is named: {error}");
    assert!(error.contains(&last_line.to_string()), "and its line {last_line}: {error}");
    assert!(!folder.path().join("h.db").exists(), "nothing was made of a bad file");

    done(folder.path(), &["init", "--db", "h.db", "--site", "site.toml"]);
    let list = "asset_id,name,type,manufacturer,model,serial,unit,tag\n\
                A-1,,infusion_pump,M,P,1,ICU,epc:3034257BF7194E4000000001\n\
                A-1,,infusion_pump,M,P,2,ICU,\n\
                A-2,,infusion_pump,M,P,3,Nowhere,\n";
    fs::write(folder.path().join("bad.csv"), list).expect("written");
    let error = refused(folder.path(), &["init", "--db", "h.db", "--assets", "bad.csv"], 1);
    assert!(error.contains("line 3") && error.contains("line 4"), "every bad row: {error}");
    let error = refused(folder.path(), &["where", "A-1", "--db", "h.db"], 1);
    assert!(error.contains("there is no asset A-1"), "nothing is half-imported: {error}");
}

#[test]
fn replay_where_and_stays_speak_json() {
    let folder = hospital();
    let path = folder.path();
    done(path, &["init", "--db", "h.db", "--site", "site.toml", "--assets", "assets.csv"]);
    let assets = fs::read_to_string(path.join("assets.csv")).expect("text");
    let tag = assets.lines().nth(1).expect("a row").split(',').nth(7).expect("a tag").to_owned();
    let site = fs::read_to_string(path.join("site.toml")).expect("text");
    let reader = site
        .lines()
        .skip_while(|line| *line != "[[antenna]]")
        .find_map(|line| line.strip_prefix("reader = "))
        .expect("an antenna has a reader")
        .trim_matches('"')
        .to_owned();
    let line = |at: &str| {
        format!(
            r#"{{"at":"2026-01-05T{at}Z","reader":"{reader}","antenna":1,"tag":"{tag}","rssi_dbm":-52.0}}"#
        )
    };
    let day = [line("14:00:00"), "not a line".to_owned(), line("14:04:00")].join("\n");
    fs::write(path.join("day.ndjson"), day).expect("written");
    let replay =
        ["replay", "day.ndjson", "--db", "h.db", "--until", "2026-01-05T14:30:00Z", "--json"];
    let replayed: Value = serde_json::from_str(&done(path, &replay)).expect("JSON");
    assert_eq!(replayed["taken"], 2);
    assert_eq!(replayed["rejected"]["malformed"], 1);

    let found: Value =
        serde_json::from_str(&done(path, &["where", "IP-0001", "--db", "h.db", "--json"]))
            .expect("JSON");
    for field in [
        "asset_id",
        "place",
        "floor",
        "unit",
        "x",
        "y",
        "since",
        "last_seen",
        "freshness",
        "use_state",
        "confidence",
        "evidence",
    ] {
        assert!(found.get(field).is_some(), "{field} is among the fields: {found}");
    }
    assert_eq!(found["last_seen"], "2026-01-05T14:04:00.000Z");
    assert_eq!(found["freshness"], "stale", "26 minutes are stale");
    assert_eq!(found["evidence"][0]["reader"], Value::from(reader));
    let stays = done(path, &["stays", "IP-0001", "--db", "h.db", "--json"]);
    let stay: Value = serde_json::from_str(stays.lines().next().expect("a stay")).expect("JSON");
    assert_eq!(
        (&stay["from"], &stay["to"]),
        (&Value::from("2026-01-05T14:00:00.000Z"), &Value::Null)
    );
}

#[test]
fn a_capture_is_decoded_and_encoded_again_to_the_same_bytes() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let frames = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/llrp/ltkjava");
    let mut capture = Vec::new();
    let mut count = 0;
    let mut files: Vec<_> = fs::read_dir(frames).expect("samples").flatten().collect();
    files.sort_by_key(fs::DirEntry::path);
    for file in files {
        if file.path().extension().is_some_and(|end| end == "bin") {
            capture.extend(fs::read(file.path()).expect("a frame"));
            count += 1;
        }
    }
    fs::write(folder.path().join("capture.bin"), &capture).expect("written");
    let lines = done(
        folder.path(),
        &["decode", "llrp", "capture.bin", "--json", "--reencode", "again.bin"],
    );
    assert_eq!(lines.lines().count(), count, "one message a line");
    let again = fs::read(folder.path().join("again.bin")).expect("written");
    assert!(again == capture, "the same bytes");
    fs::write(folder.path().join("cut.bin"), &capture[..capture.len() - 3]).expect("written");
    let output = trackctl_in(folder.path(), &["decode", "llrp", "cut.bin", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let last = String::from_utf8(output.stdout).expect("text");
    let last: Value = serde_json::from_str(last.lines().last().expect("a line")).expect("JSON");
    assert!(
        last["error"].is_string() && last["offset"].is_u64(),
        "what is wrong, and where: {last}"
    );
}

#[test]
fn wrong_usage_and_a_missing_database_are_told_apart() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    refused(folder.path(), &["where"], 2);
    refused(folder.path(), &["serve", "--for", "soon"], 2);
    let error = refused(folder.path(), &["where", "IP-1", "--db", "none.db"], 1);
    assert_eq!(error.lines().count(), 1, "one plain sentence: {error}");
    assert!(error.contains("none.db"), "{error}");
}
