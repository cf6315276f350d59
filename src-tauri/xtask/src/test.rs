//! `cargo xtask test`: every test there is.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::display::Display;
use crate::setup::{self, Need, node, python};
use crate::step::step;
use crate::{paths, tool, ui};

/// Both commands name the same packages: then cargo gives the dependencies the same features, and
/// builds each of them once. xtask is running, and Windows writes to no program that runs.
const PACKAGES: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// What properties draw their cases from. Where CI decides it is always the same, so that a change
/// is judged by what it changes and a failure can be run again; elsewhere each run draws anew.
const SEED: &str = "PROPTEST_RNG_SEED";

/// Sets up what is missing, builds, and runs the tests, or those of them that arguments for
/// `cargo test` choose.
pub fn command(arguments: &[&str]) -> Result<()> {
    setup::ensure(&[
        Need::Desktop,
        Need::WindowTests,
        Need::Python,
        Need::Broker,
        Need::Pdf,
        Need::Node,
    ])?;
    let (python, prism) = (python::ensure()?, node::ensure_prism()?);
    let epcis_schema = node::ensure_epcis_schema()?;
    ui::build(ui::Profile::Ui)?;
    step("Building Trackward and its tests", || {
        tool::run(tool::cargo().arg("build").args(PACKAGES).args(["--bins", "--tests"]))
    })?;
    step("Testing the tools", || {
        tool::run(tool::cargo().args(["test", "--quiet", "--package", "xtask"]))
    })?;
    // No step around it: the last lines are the test runner's own.
    println!("→ Running the tests");
    let peers = [
        ("TRACKWARD_PYTHON", python.as_path()),
        ("TRACKWARD_PRISM", prism.as_path()),
        ("TRACKWARD_EPCIS_SCHEMA", epcis_schema.as_path()),
    ];
    run_on_display(
        &[&["test"], &PACKAGES[..], &["--no-fail-fast"], arguments].concat(),
        "debug",
        &peers,
    )
}

/// Runs cargo with a display for its windows, with the programs built in a profile, and with the
/// peers that it is told of by the names of their variables.
pub fn run_on_display(arguments: &[&str], profile: &str, peers: &[(&str, &Path)]) -> Result<()> {
    let display = if cfg!(target_os = "linux") { Some(Display::start()?) } else { None };
    let mut cargo = if display.is_some() { with_bus() } else { tool::cargo() };
    cargo.args(arguments);
    cargo.env("TRACKWARD_BIN_DIR", paths::target().join(profile));
    cargo.env("TRACKWARD_SHOTS_DIR", paths::kept().join("shots"));
    cargo.envs(peers.iter().copied());
    if std::env::var_os("CI").is_some() && std::env::var_os(SEED).is_none() {
        cargo.env(SEED, "1");
    }
    if let Some(display) = &display {
        display.set(&mut cargo);
    }
    tool::run(&mut cargo)
}

/// Cargo with a message bus of its own, which GTK expects on a desktop.
fn with_bus() -> Command {
    let cargo = tool::cargo();
    let mut bus = tool::command("dbus-run-session");
    bus.arg("--").arg(cargo.get_program());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => bus.env(name, value),
            None => bus.env_remove(name),
        };
    }
    bus
}
