//! cargo-deny: licences and advisories.

use std::path::PathBuf;

use anyhow::Result;

use crate::step::step;
use crate::{paths, tool};

/// The version that is built where there is none.
const VERSION: &str = "0.20.2";

/// The program: as installed, or built into the tools that xtask keeps.
pub fn ensure() -> Result<PathBuf> {
    if let Some(installed) = tool::find("cargo-deny") {
        return Ok(installed);
    }
    let tools = paths::kept().join("tools");
    let program = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        return Ok(program);
    }
    step(&format!("Building cargo-deny {VERSION}"), || {
        tool::run(
            tool::cargo()
                .args(["install", "--locked", "--no-default-features", "--debug", "--quiet"])
                .args(["cargo-deny", "--version", VERSION, "--root"])
                .arg(&tools)
                // Built in a temporary folder, which goes with the build.
                .env_remove("CARGO_TARGET_DIR"),
        )
    })?;
    Ok(program)
}
