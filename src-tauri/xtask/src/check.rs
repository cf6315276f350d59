//! `cargo xtask check`: what can be found without running anything.

use anyhow::Result;

use crate::setup::rust::{self, WasmRust};
use crate::setup::{self, Need, deny};
use crate::step::step;
use crate::tool;

/// Packages that compile for wasm: pure, so that a window could use them too.
const PURE: [&str; 4] =
    ["trackward-model", "trackward-locate", "trackward-detect", "trackward-maintain"];

/// Formatting, lints, wasm, licences, advisories.
pub fn command() -> Result<()> {
    setup::ensure(&[Need::Desktop])?;
    rust::component("rustfmt", "fmt")?;
    rust::component("clippy", "clippy")?;
    step("Checking the formatting", || tool::run(tool::cargo().args(["fmt", "--all", "--check"])))?;
    step("Linting", || {
        tool::run(
            tool::cargo()
                .args(["clippy", "--quiet", "--workspace", "--exclude", "xtask", "--all-targets"])
                .args(["--", "--deny", "warnings"]),
        )
    })?;
    step("Linting the tools", || {
        tool::run(
            tool::cargo()
                .args(["clippy", "--quiet", "--package", "xtask", "--all-targets"])
                .args(["--", "--deny", "warnings"]),
        )
    })?;
    let wasm = rust::for_wasm()?;
    step("Linting for wasm", || {
        // Debian's clippy cannot build the standard library it needs; its compiler can.
        let mut lint = match wasm {
            WasmRust::Own => wasm.cargo("clippy"),
            WasmRust::Debian => wasm.cargo("check"),
        };
        lint.args(["--quiet", "--package", "trackward-ui"]);
        for package in PURE {
            lint.args(["--package", package]);
        }
        if wasm == WasmRust::Own {
            lint.args(["--", "--deny", "warnings"]);
        }
        tool::run(&mut lint)
    })?;
    licences_and_advisories()
}

fn licences_and_advisories() -> Result<()> {
    let deny = deny::ensure()?;
    let check = |what: &[&str]| {
        let mut command = tool::command(&deny);
        command.args(["--log-level", "error", "check", "--hide-inclusion-graph"]).args(what);
        command
    };
    step("Checking licences and sources", || {
        tool::run(&mut check(&["licenses", "bans", "sources"]))
    })?;
    // Without a network everything else is checked; only say so.
    println!("→ Fetching the list of advisories");
    let mut fetch = tool::command(&deny);
    if tool::run_quietly(fetch.args(["--log-level", "off", "fetch", "db"])).is_err() {
        println!("  It cannot be reached from here: ADVISORIES WERE NOT CHECKED");
        return Ok(());
    }
    step("Checking advisories", || tool::run(&mut check(&["advisories"])))
}
