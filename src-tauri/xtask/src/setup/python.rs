//! A Python environment with the peers that tests are run against.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::step::step;
use crate::{paths, tool};

/// What is installed in it, to the exact version.
const PEERS: [&str; 10] = [
    "llrpkit==0.3.0",
    "hl7==0.4.5",
    "websockets==17.4",
    "openpyxl==3.1.5",
    "csvw==4.1.1",
    "fhir.resources==8.3.0",
    "fhirclient==4.4.0",
    "jsonschema==4.26.0",
    "rfc3339-validator==0.1.4",
    "rfc3986-validator==0.1.1",
];

/// The environment's Python, after making it where it is missing or holds other versions.
pub fn ensure() -> Result<PathBuf> {
    let directory = paths::kept().join("venv");
    let (folder, name) = if cfg!(windows) { ("Scripts", "python.exe") } else { ("bin", "python") };
    let python = directory.join(folder).join(name);
    let stamp = directory.join("peers.txt");
    let wanted = PEERS.join("\n");
    if python.exists() && std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(python);
    }
    let system = ["python3", "python"].into_iter().find_map(tool::find);
    let Some(system) = system else { bail!("Python 3 is missing") };
    step(&format!("Installing {}", PEERS.join(", ")), || {
        tool::run_quietly(tool::command(system).args(["-m", "venv", "--clear"]).arg(&directory))?;
        tool::run_quietly(
            tool::command(&python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(PEERS),
        )?;
        Ok(std::fs::write(&stamp, &wanted)?)
    })?;
    Ok(python)
}
