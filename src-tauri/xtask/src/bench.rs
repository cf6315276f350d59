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

/// What the desk costs in a real window: its start, its frames, the way to a marker, the worklist;
/// those that are named, or all.
pub fn window(names: &[&str]) -> Result<()> {
    setup::ensure(&[Need::Desktop, Need::WindowTests])?;
    shell::build_release()?;
    let run = [&["bench", "--package", "trackward-tests", "--bench", "window", "--"], names];
    test::run_on_display(&run.concat(), "release", &[])
}
