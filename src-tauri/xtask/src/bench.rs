//! `cargo xtask bench`: how fast it is.

use anyhow::Result;

use crate::setup::{self, Need};
use crate::step::step;
use crate::{shell, test, tool};

/// The benchmarks of the crates whose name holds the given one, or all of them.
pub fn all(name: &[&str]) -> Result<()> {
    step("Benchmarking", || {
        // Only the benchmarks: the test runner of a library knows none of their options.
        tool::run(tool::cargo().args(["bench", "--benches", "--"]).args(name))
    })
}

/// Frames a second of the map in a real window.
pub fn map() -> Result<()> {
    setup::ensure(&[Need::Desktop, Need::WindowTests])?;
    shell::build_release()?;
    step("Building the benchmark", || {
        tool::run(tool::cargo().args(["build", "--release", "--package", "trackward-tests"]))
    })?;
    let run = ["run", "--release", "--package", "trackward-tests", "--bin", "map-bench"];
    test::run_on_display(&run, "release", None)
}
