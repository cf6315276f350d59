//! The shape of the repository: which package may know which, and who may do what.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use trackward_tests::{Repository, SourceFile};

/// Which packages of the workspace a package may depend on. Arrows point one way.
const MAY_KNOW: [(&str, &[&str]); 11] = [
    ("trackward-model", &[]),
    ("trackward-ingest", &["trackward-model"]),
    ("trackward-locate", &["trackward-model"]),
    ("trackward-detect", &["trackward-model"]),
    ("trackward-maintain", &["trackward-model"]),
    ("trackward-store", &["trackward-model"]),
    ("trackward-report", &["trackward-model"]),
    (
        "trackward-engine",
        &[
            "trackward-model",
            "trackward-ingest",
            "trackward-locate",
            "trackward-detect",
            "trackward-maintain",
            "trackward-store",
            "trackward-report",
        ],
    ),
    // `trackctl decode` reads captures without a database.
    ("trackward-cli", &["trackward-model", "trackward-ingest", "trackward-engine"]),
    ("trackward", &["trackward-model", "trackward-engine"]),
    ("trackward-ui", &["trackward-model"]),
];

/// Packages without I/O, runtime or database.
const PURE: [&str; 4] =
    ["trackward-model", "trackward-locate", "trackward-detect", "trackward-maintain"];

/// What only `store` builds on.
const DATABASES: [&str; 8] = [
    "diesel",
    "libsqlite3-sys",
    "postgres",
    "redb",
    "rusqlite",
    "sqlite3-sys",
    "sqlx",
    "tokio-postgres",
];

/// What a pure package must not reach, however far down: runtimes, sockets, randomness.
const IMPURE: [&str; 9] = [
    "async-std",
    "futures-executor",
    "getrandom",
    "hyper",
    "mio",
    "rand",
    "reqwest",
    "smol",
    "tokio",
];

/// The packages of the workspace, and what each package is built on.
struct Packages {
    direct: BTreeMap<String, BTreeSet<String>>,
    workspace: BTreeSet<String>,
}

impl Packages {
    fn read() -> Self {
        let metadata = Repository::here().metadata();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let names: BTreeMap<String, String> = list(&metadata["packages"])
            .iter()
            .map(|package| (text(&package["id"]), text(&package["name"])))
            .collect();
        let shipped =
            |edge: &Value| list(&edge["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let direct = list(&metadata["resolve"]["nodes"])
            .iter()
            .map(|node| {
                let below = list(&node["deps"])
                    .iter()
                    .filter(|edge| shipped(edge))
                    .map(|edge| names[&text(&edge["pkg"])].clone())
                    .collect();
                (names[&text(&node["id"])].clone(), below)
            })
            .fold(BTreeMap::<_, BTreeSet<String>>::new(), |mut all, (name, below)| {
                // Two versions of a package count as one.
                all.entry(name).or_default().extend::<BTreeSet<String>>(below);
                all
            });
        let workspace = list(&metadata["workspace_members"])
            .iter()
            .map(|id| names[&text(id)].clone())
            .collect();
        Self { direct, workspace }
    }
}

#[test]
fn packages_know_only_what_the_flow_lets_them() {
    let packages = Packages::read();
    for name in packages.workspace.iter().filter(|name| name.starts_with("trackward")) {
        if name == "trackward-tests" {
            continue;
        }
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(known, _)| known == name) else {
            panic!("{name} has no place in the flow: add it to this test");
        };
        for below in packages.direct[name].intersection(&packages.workspace) {
            assert!(allowed.contains(&below.as_str()), "{name} must not know {below}");
        }
    }
}

#[test]
fn pure_packages_reach_no_runtime_no_socket_and_no_database() {
    let packages = Packages::read();
    for name in PURE.iter().filter(|name| packages.workspace.contains(**name)) {
        // With the features that it asks for itself, not those that others add.
        let below = Repository::here().built_on(name);
        for impure in IMPURE.iter().chain(&DATABASES) {
            assert!(!below.contains(*impure), "{name} is pure and must not build on {impure}");
        }
    }
}

#[test]
fn only_the_store_builds_on_a_database() {
    let packages = Packages::read();
    for name in &packages.workspace {
        for database in DATABASES {
            assert!(
                name == "trackward-store" || !packages.direct[name].contains(database),
                "{name} must not build on {database}: ask the store"
            );
        }
    }
}

#[test]
fn only_the_shell_builds_on_tauri() {
    let packages = Packages::read();
    for name in &packages.workspace {
        let tauri = packages.direct[name].iter().find(|below| below.starts_with("tauri"));
        assert!(name == "trackward" || tauri.is_none(), "{name} must not build on {tauri:?}");
    }
    refuse("src-tauri/", &|path| path.starts_with("src-tauri/src/"), &["tauri::"]);
    refuse("ui/", &|_| false, &["tauri::"]);
}

#[test]
fn only_the_store_contains_sql() {
    let verbs = ["\"select ", "\"insert into", "\"update ", "\"delete from", "\"create table"];
    let store = |path: &str| path.starts_with("src-tauri/crates/store/");
    for file in product_files("src-tauri/").into_iter().chain(product_files("ui/")) {
        if store(&file.path) {
            continue;
        }
        for (number, line) in file.product_lines() {
            // A label begins with one capital; SQL has none, or nothing else.
            let is_sql = |verb: &&&str| {
                line.contains(**verb) || line.contains(verb.to_ascii_uppercase().as_str())
            };
            let verb = verbs.iter().find(is_sql);
            assert!(verb.is_none(), "{}:{number}: SQL belongs into the store: {line}", file.path);
        }
    }
}

#[test]
fn only_the_engine_spawns_tasks() {
    let spawns = [
        "tokio::spawn(",
        "task::spawn",
        "JoinSet",
        "spawn_blocking",
        "async_runtime::spawn",
        "thread::spawn",
        "thread::scope",
        "thread::Builder",
    ];
    let engine = |path: &str| path.starts_with("src-tauri/crates/engine/");
    refuse("src-tauri/crates/", &engine, &spawns);
    // The shell has one task: the one that starts the engine while the window opens.
    refuse("src-tauri/src/", &|path| path == "src-tauri/src/setup.rs", &spawns);
}

#[test]
fn only_the_engines_clock_reads_the_time() {
    let clocks = ["Utc::now", "Local::now", "SystemTime::now", "disallowed_methods"];
    let clock = |path: &str| path == "src-tauri/crates/engine/src/clock.rs";
    refuse("src-tauri/crates/", &clock, &clocks);
    refuse("src-tauri/src/", &clock, &clocks);
    // tokio's instant is a timer's: it says when a connection has been quiet for too long, and
    // never what time an event has. The pure stages have no timers either.
    for file in product_files("src-tauri/").iter().filter(|file| !clock(&file.path)) {
        let timers =
            file.text.contains("use tokio::time::") && !file.text.contains("std::time::Instant");
        for (number, line) in file.product_lines() {
            let reads = line.contains("Instant::now") && !timers;
            assert!(!reads, "{}:{number}: only the engine's clock reads the time", file.path);
        }
    }
}

#[test]
fn pure_packages_do_no_io() {
    let io =
        ["std::fs", "std::net", "std::io", "std::env", "std::process", "std::thread", "async fn"];
    for package in ["model", "locate", "detect", "maintain"] {
        refuse(&format!("src-tauri/crates/{package}/src/"), &|_| false, &io);
    }
}

#[test]
fn a_report_touches_nothing_but_the_file_it_is_written_to() {
    let file = |path: &str| path == "src-tauri/crates/report/src/file.rs";
    let io = ["std::fs", "std::net", "std::env", "std::process", "std::thread", "async fn"];
    refuse("src-tauri/crates/report/src/", &file, &io);
    let below = Repository::here().built_on("trackward-report");
    for beyond in ["tokio", "hyper", "reqwest"].iter().chain(&DATABASES) {
        assert!(!below.contains(*beyond), "a report must not build on {beyond}");
    }
}

#[test]
fn only_the_bridge_touches_the_browser_window() {
    let bridge = |path: &str| path.starts_with("ui/src/host/");
    refuse("ui/src/", &bridge, &["__TAURI", "window()", "web_sys::Window", "js_sys::global"]);
}

#[test]
fn every_crate_begins_with_what_it_is() {
    let roots = ["src/lib.rs", "src/main.rs"];
    for file in Repository::here().files("", ".rs") {
        if roots.iter().any(|root| file.path.ends_with(root)) {
            assert!(file.text.starts_with("//! "), "{} has to say what it is", file.path);
        }
    }
}

#[test]
fn the_top_level_holds_the_layout_and_what_tools_insist_on() {
    let layout = ["Cargo.toml", "src-tauri", "ui", "assets", "tests", "README.md"];
    let tools = [
        "Cargo.lock",
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "clippy.toml",
        "deny.toml",
        "rust-toolchain.toml",
        "rustfmt.toml",
    ];
    for path in Repository::here().paths() {
        let top = path.split('/').next().unwrap_or_default();
        assert!(
            top.starts_with('.') || layout.contains(&top) || tools.contains(&top),
            "{top} is beyond the layout"
        );
    }
}

#[test]
fn no_file_carries_a_path_of_one_machine() {
    let folders = ["home", "Users", "root", "work", "tmp"].map(|folder| format!("/{folder}/"));
    for file in Repository::here().files("", "") {
        for (index, line) in file.text.lines().enumerate() {
            let path = folders.iter().find(|folder| {
                line.match_indices(folder.as_str()).any(|(at, _)| begins_a_path(line, at))
            });
            assert!(path.is_none(), "{}:{}: {line}", file.path, index + 1);
        }
    }
}

/// Whether a slash is the first of a path, not one within an address or a longer path.
fn begins_a_path(line: &str, at: usize) -> bool {
    line[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '.')
}

/// Refuses texts in the product's files below a folder, but for those that are excepted.
#[track_caller]
fn refuse(below: &str, excepted: &dyn Fn(&str) -> bool, texts: &[&str]) {
    for file in product_files(below).iter().filter(|file| !excepted(&file.path)) {
        for (number, line) in file.product_lines() {
            let found = texts.iter().find(|text| line.contains(**text));
            assert!(found.is_none(), "{}:{number}: not here: {}", file.path, line.trim());
        }
    }
}

/// Rust files that are part of the product: neither tests nor benchmarks nor xtask.
fn product_files(below: &str) -> Vec<SourceFile> {
    let beside = ["/tests/", "/benches/", "/tests.rs", "/build.rs", "src-tauri/xtask/"];
    let mut files = Repository::here().files(below, ".rs");
    files.retain(|file| !beside.iter().any(|part| file.path.contains(part)));
    files
}
