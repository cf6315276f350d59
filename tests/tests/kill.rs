//! A program that is killed at any instant has kept what it committed, and goes on from there.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use tempfile::TempDir;
use trackward_tests::{Process, trackctl, until};

/// The demo hospital.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/demo");
/// How often the replay is killed.
const KILLS: u64 = 14;
/// Assets that are compared; among them some that move a lot.
const ASSETS: [&str; 8] =
    ["IP-0001", "IP-0042", "IP-0137", "IP-0200", "IP-0311", "IP-0399", "VT-0007", "VT-0080"];

fn run(arguments: &[&str]) -> Output {
    let output = Command::new(trackctl()).args(arguments).output().expect("trackctl runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "trackctl {arguments:?} failed: {complaint}");
    output
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary path is text")
}

struct Folder {
    temporary: TempDir,
    demo: PathBuf,
}

impl Folder {
    fn new() -> Self {
        let demo = PathBuf::from(DEMO);
        Self { temporary: TempDir::new().expect("a temporary folder can be made"), demo }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    /// A database with the demo hospital.
    fn database(&self, name: &str) -> PathBuf {
        let db = self.path(name);
        let (site, assets) = (self.demo.join("site.toml"), self.demo.join("assets.csv"));
        run(&["init", "--db", text(&db), "--site", text(&site), "--assets", text(&assets)]);
        db
    }

    /// Hours of the demo hospital, written down.
    fn day(&self, hours: &str) -> PathBuf {
        let day = self.path("day.ndjson");
        let (site, assets) = (self.demo.join("site.toml"), self.demo.join("assets.csv"));
        run(&[
            "simulate",
            "--site",
            text(&site),
            "--assets",
            text(&assets),
            "--seed",
            "7",
            "--history",
            hours,
            "--until",
            "2026-01-05T20:00:00Z",
            "--record",
            text(&day),
        ]);
        day
    }
}

/// What the database says of the assets, in full.
fn told(db: &Path) -> Vec<String> {
    let ask = |what: &str, asset: &str| {
        let output = run(&[what, asset, "--db", text(db), "--json"]);
        String::from_utf8(output.stdout).expect("JSON is text")
    };
    let of_assets = ASSETS.iter().flat_map(|asset| [ask("stays", asset), ask("where", asset)]);
    of_assets.chain(alerts(db)).collect()
}

/// Every alert as a line, without its number: how many are found in one go is a matter of pace.
fn alerts(db: &Path) -> Vec<String> {
    let output = run(&["alerts", "--all", "--json", "--db", text(db)]);
    let output = String::from_utf8(output.stdout).expect("JSON is text");
    let unnumbered = |line: &str| line.split_once(",").map(|(_, rest)| rest.to_owned());
    let mut lines: Vec<String> = output.lines().filter_map(unnumbered).collect();
    lines.sort();
    assert!(!lines.is_empty(), "a day of the demo hospital has alerts");
    lines
}

/// Milliseconds that look random and are the same in every run.
fn pause(n: u64) -> Duration {
    let mixed = (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) >> 32;
    Duration::from_millis(20 + mixed % 900)
}

#[test]
fn a_replay_that_is_killed_again_and_again_ends_as_one_that_was_not() {
    let folder = Folder::new();
    let day = folder.day("3h");
    let whole = folder.database("whole.db");
    run(&["replay", text(&day), "--db", text(&whole)]);
    let expected = told(&whole);
    assert!(expected[0].contains("\"place\""), "the day says where assets were: {}", expected[0]);

    let db = folder.database("killed.db");
    let mut killed = 0;
    for n in 0..KILLS {
        let mut command = Command::new(trackctl());
        let mut replay = Process::start(command.args(["replay", text(&day), "--db", text(&db)]));
        std::thread::sleep(pause(n));
        killed += u64::from(replay.ended().is_none());
        replay.kill();
        // Whatever it had done by then, the database can be read.
        run(&["where", ASSETS[0], "--db", text(&db), "--json"]);
    }
    assert!(killed > KILLS / 2, "only {killed} of {KILLS} were killed while they ran");
    run(&["replay", text(&day), "--db", text(&db)]);
    let told = told(&db);
    assert_eq!(told.len(), expected.len(), "no alert is lost or doubled");
    for (told, expected) in told.iter().zip(&expected) {
        assert_eq!(told, expected, "a kill must change nothing");
    }
}

fn readers_of(site: &str) -> usize {
    let site = fs::read_to_string(site).expect("the demo has a site file");
    site.lines().filter(|line| *line == "[[reader]]").count()
}

/// The site file without its plans, its readers where `reader address` lines say they listen.
fn at_addresses(site: &str, listening: &str) -> String {
    let addresses: HashMap<&str, &str> =
        listening.lines().filter_map(|line| line.split_once(char::is_whitespace)).collect();
    let mut reader = String::new();
    let mut moved = String::new();
    for line in fs::read_to_string(site).expect("the demo has a site file").lines() {
        if let Some(id) = line.strip_prefix("id = ") {
            reader = id.trim_matches('"').to_owned();
        }
        let address = line.strip_prefix("address = ").and(addresses.get(reader.as_str()));
        match address {
            Some(address) => moved.extend(["address = \"", address.trim(), "\"\n"]),
            None if line.starts_with("plan = ") => {}
            None => moved.extend([line, "\n"]),
        }
    }
    moved
}

#[test]
fn serving_goes_on_after_a_kill_with_what_it_heard() {
    let folder = Folder::new();
    let (site, assets) = (folder.demo.join("site.toml"), folder.demo.join("assets.csv"));
    let (site, assets) = (text(&site), text(&assets));
    let hospital = Process::start(Command::new(trackctl()).args([
        "simulate",
        "--site",
        site,
        "--assets",
        assets,
        "--speed",
        "60",
        "--free-ports",
    ]));
    let readers = readers_of(site);
    let listening = until("the virtual readers listen", Duration::from_secs(30), || {
        Some(hospital.printed()).filter(|printed| printed.lines().count() == readers)
    });
    let (db, there) = (folder.path("served.db"), folder.path("site.toml"));
    fs::write(&there, at_addresses(site, &listening)).expect("a file can be written");
    run(&["init", "--db", text(&db), "--site", text(&there), "--assets", assets]);
    let seen = |asset: &str| {
        let output = run(&["where", asset, "--db", text(&db), "--json"]);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["last_seen"].as_str().map(ToOwned::to_owned)
    };
    let mut before: Option<String> = None;
    for _ in 0..4 {
        let mut serve = Process::start(Command::new(trackctl()).args(["serve", "--db", text(&db)]));
        let later = until("a pump is heard after the start", Duration::from_secs(60), || {
            assert!(serve.ended().is_none(), "serve goes on: {}", serve.complained());
            let now = seen("IP-0001");
            (now.is_some() && now > before).then_some(now)
        });
        serve.kill();
        assert!(seen("IP-0001") >= later, "what was committed before the kill is there after it");
        before = later;
    }
}
