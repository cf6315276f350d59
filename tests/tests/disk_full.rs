//! A disk that is really full: a small file system of its own, in a mount namespace of its own.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use trackward_tests::trackctl;

/// The demo hospital.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/demo");

/// Replays a day on a file system with too little room, gives it room once it complained, and
/// asks where a pump was. `$1` trackctl, `$2` the demo, `$3` the folder.
const STORY: &str = r#"
set -eu
disk=$3/disk
mkdir "$disk"
mount -t tmpfs -o size=64m tmpfs "$disk"
"$1" init --db "$disk/h.db" --site "$2/site.toml" --assets "$2/assets.csv"
used=$(du -sk "$disk" | cut -f1)
mount -o remount,size=$((used + 600))k "$disk"
"$1" replay "$3/day.ndjson" --db "$disk/h.db" 2> "$3/said" &
replay=$!
tries=0
until grep -q 'the disk is full' "$3/said"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo 'it never said that the disk is full' >&2; exit 3; }
    kill -0 "$replay" || { echo 'it gave up' >&2; cat "$3/said" >&2; exit 4; }
    sleep 0.1
done
"$1" where IP-0042 --db "$disk/h.db" --json > /dev/null
mount -o remount,size=256m "$disk"
wait "$replay"
"$1" stays IP-0042 --db "$disk/h.db" --json > "$3/stays"
"$1" where IP-0042 --db "$disk/h.db" --json > "$3/where"
"#;

/// Serves on a file system that becomes full, and is stopped before there is room again.
const STOPPED: &str = r#"
set -eu
disk=$3/full
mkdir "$disk"
mount -t tmpfs -o size=64m tmpfs "$disk"
"$1" init --db "$disk/h.db" --site "$2/site.toml" --assets "$2/assets.csv"
"$1" serve --db "$disk/h.db" > "$3/served" 2> "$3/warned" &
serve=$!
until grep -q 'serving' "$3/served"; do sleep 0.1; done
mount -o remount,size=$(du -sk "$disk" | cut -f1)k "$disk"
tries=0
until grep -q 'disk is full' "$3/warned"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo 'it never said that the disk is full' >&2; exit 3; }
    sleep 0.1
done
kill -INT "$serve"
code=0
wait "$serve" || code=$?
echo "$code"
"#;

fn run(command: &mut Command) -> String {
    let output = command.output().expect("it runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed: {complaint}");
    String::from_utf8(output.stdout).expect("output is text")
}

fn trackctl_in(folder: &Path, arguments: &str) -> String {
    run(Command::new(trackctl()).current_dir(folder).args(arguments.split_whitespace()))
}

#[test]
fn a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room() {
    let kept = TempDir::new().expect("a temporary folder can be made");
    let folder = kept.path();
    let demo = format!("--site {DEMO}/site.toml --assets {DEMO}/assets.csv");
    trackctl_in(
        folder,
        &format!(
            "simulate {demo} --seed 3 --history 90m --until 2026-01-05T20:00:00Z --record day.ndjson"
        ),
    );
    trackctl_in(folder, &format!("init --db whole.db {demo}"));
    trackctl_in(folder, "replay day.ndjson --db whole.db");
    run(Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", STORY, "story"])
        .arg(trackctl())
        .arg(DEMO)
        .arg(folder));
    for (what, file) in [("stays", "stays"), ("where", "where")] {
        let expected = trackctl_in(folder, &format!("{what} IP-0042 --db whole.db --json"));
        let told = std::fs::read_to_string(folder.join(file)).expect("the story wrote it");
        assert_eq!(told, expected, "a full disk must change nothing");
    }
}

#[test]
fn what_could_not_be_kept_is_not_said_to_be_kept() {
    let kept = TempDir::new().expect("a temporary folder can be made");
    let folder = kept.path();
    let code = run(Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", STOPPED, "story"])
        .arg(trackctl())
        .arg(DEMO)
        .arg(folder));
    let told = |file: &str| std::fs::read_to_string(folder.join(file)).expect("the story wrote it");
    let (served, warned) = (told("served"), told("warned"));
    assert!(code.ends_with("1\n"), "it ended with {code}: {served}{warned}");
    assert!(!served.contains("is kept"), "{served}");
}
