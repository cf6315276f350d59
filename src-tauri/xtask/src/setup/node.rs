//! A program from npm that tests are run against.

use std::path::PathBuf;

use anyhow::Result;

use crate::step::step;
use crate::{paths, tool};

/// What is installed, to the exact version: a mock server for OpenAPI descriptions.
const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// Whether Node and npm are there, from wherever.
pub fn is_there() -> bool {
    tool::find("node").is_some() && npm().is_some()
}

/// The Prism program, after installing it where it is missing or of another version.
pub fn ensure_prism() -> Result<PathBuf> {
    let directory = paths::kept().join("prism");
    let name = if cfg!(windows) { "prism.cmd" } else { "prism" };
    let program = directory.join("node_modules/.bin").join(name);
    let stamp = directory.join("installed.txt");
    if program.exists() && std::fs::read_to_string(&stamp).is_ok_and(|made| made == PRISM) {
        return Ok(program);
    }
    step(&format!("Installing {PRISM}"), || {
        std::fs::create_dir_all(&directory)?;
        let npm = npm().unwrap_or_else(|| "npm".into());
        tool::run_quietly(
            tool::command(npm)
                // Nothing of what it brings needs to be run to be installed.
                .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
                .arg(&directory)
                .arg(PRISM),
        )?;
        Ok(std::fs::write(&stamp, PRISM)?)
    })?;
    Ok(program)
}

fn npm() -> Option<PathBuf> {
    // On Windows it is a script beside node.exe.
    let beside = || Some(tool::find("node")?.with_file_name("npm.cmd"));
    tool::find("npm").or_else(|| beside().filter(|path| path.is_file()))
}
