//! The ward: a small hospital whose tags the emulated reader hears.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::trackctl;

/// The pump that is heard in room 1; the ventilator is in the clean utility.
pub const PUMP: &str = "IP-0001";

/// Makes the ward's database, its reader on this port.
///
/// # Panics
/// When it cannot be made.
#[must_use]
pub fn ward_database(folder: &Path, port: u16) -> PathBuf {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ward");
    let (site, db) = (folder.join("site.toml"), folder.join("ward.db"));
    let text = fs::read_to_string(data.join("site.toml")).expect("the site file is text");
    fs::write(&site, text.replace("READER_PORT", &port.to_string())).expect("written");
    let assets = data.join("assets.csv");
    let text = |path: &Path| path.to_str().expect("a path of letters").to_owned();
    let (site, assets) = (text(&site), text(&assets));
    do_with(&["init", "--db", &text(&db), "--site", &site, "--assets", &assets]);
    db
}

/// Has `trackctl` do something.
///
/// # Panics
/// When that fails, with what it says.
pub fn do_with(arguments: &[&str]) {
    let done = Command::new(trackctl()).args(arguments).output().expect("trackctl runs");
    assert!(done.status.success(), "trackctl: {}", String::from_utf8_lossy(&done.stderr));
}

/// An expression: whether an element holds a text.
#[must_use]
pub fn holds(css: &str, text: &str) -> String {
    format!("document.querySelector(`{css}`)?.textContent.includes(`{text}`)")
}
