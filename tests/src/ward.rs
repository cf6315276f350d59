//! The ward: a small hospital whose tags the emulated reader hears.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

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

/// The ward without its reader, in a folder of its own, for what a script does with `trackctl`.
#[derive(Debug)]
pub struct Script(TempDir);

impl Script {
    /// The ward, loaded into `w.db`.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it makes files")]
    pub fn new() -> Self {
        let script = Self(TempDir::new().expect("a temporary folder can be made"));
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ward");
        let site = fs::read_to_string(data.join("site.toml")).expect("the site file is text");
        script.write("site.toml", &site.replace("READER_PORT", "9"));
        let assets = fs::read_to_string(data.join("assets.csv")).expect("the list is text");
        script.write("assets.csv", &assets);
        script.done(&["init", "--db", "w.db", "--site", "site.toml", "--assets", "assets.csv"]);
        script
    }

    /// Its folder, in which `trackctl` runs.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file into the folder.
    ///
    /// # Panics
    /// When that is not possible.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("written");
    }

    /// Runs `trackctl`.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut trackctl = Command::new(trackctl());
        trackctl.current_dir(self.path()).args(arguments).output().expect("trackctl runs")
    }

    /// Runs it, and gives what it prints.
    ///
    /// # Panics
    /// When it fails.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "trackctl {arguments:?} failed: {complaint}");
        String::from_utf8(output.stdout).expect("output is text")
    }

    /// Runs it, and gives what it says against that.
    ///
    /// # Panics
    /// When it does not fail with 1.
    #[track_caller]
    #[must_use]
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "the exit status of {arguments:?}");
        String::from_utf8(output.stderr).expect("output is text")
    }
}
