//! Files that cannot be written: the disk is full, a folder is in the way, another program holds
//! the file. Each in a mount namespace of its own.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use trackward_tests::{Script, trackctl};

use crate::days::days;

/// `$1` trackctl, `$2` the folder. Of each try: what it ended with, what it said, what is left.
const STORY: &str = r#"
set -u
cd "$2"
try() {
    mkdir -p "said"
    "$3" report utilization --db w.db --out "$2" 2> "said/$1"
    echo $? > "said/$1.status"
}
mkdir disk
mount -t tmpfs -o size=8k tmpfs disk || exit 3
echo before > disk/u.pdf
try full disk/u.pdf "$1"
ls -A disk > said/full.left
cat disk/u.pdf > said/full.file
mkdir held
echo before > held/u.pdf
mount --bind held/u.pdf held/u.pdf || exit 4
try held held/u.pdf "$1"
ls -A held > said/held.left
cat held/u.pdf > said/held.file
mkdir -p taken/u.pdf
try taken taken/u.pdf "$1"
ls -A taken > said/taken.left
"#;

#[track_caller]
fn check(folder: &Path, what: &str, sentence: &str) {
    let read = |name: &str| fs::read_to_string(folder.join("said").join(name)).expect("written");
    let said = read(what);
    assert!(said.contains(sentence), "{what}: {said}");
    assert_eq!(said.lines().count(), 1, "one sentence: {said}");
    assert_eq!(read(&format!("{what}.status")).trim(), "1", "{what} failed");
    assert_eq!(read(&format!("{what}.left")), "u.pdf\n", "nothing half is left of {what}");
}

#[test]
fn what_cannot_be_written_is_said_and_the_file_that_was_there_stays_whole() {
    let script = Script::new();
    days("2026-02-27T12:00:00Z", 1_440).replay(&script);
    let folder = script.path();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", STORY, "story"])
        .arg(trackctl())
        .arg(folder)
        .output()
        .expect("unshare runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the story failed: {complaint}");
    check(folder, "full", "the disk is full: disk/u.pdf was not written; make room");
    check(folder, "held", "if it is open in another program, close it there");
    check(folder, "taken", "taken/u.pdf is a folder: name a file in it");
    for file in ["full.file", "held.file"] {
        let text = fs::read_to_string(folder.join("said").join(file)).expect("written");
        assert_eq!(text, "before\n", "{file}: what was there stays");
    }
}
