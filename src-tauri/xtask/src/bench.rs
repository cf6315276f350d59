//! `cargo xtask bench`: how fast it is.

use anyhow::Result;

use crate::step::step;
use crate::tool;

/// Runs the benchmarks whose name holds the given one, or all.
pub fn command(name: &[&str]) -> Result<()> {
    step("Benchmarking", || tool::run(tool::cargo().args(["bench", "--benches"]).args(name)))
}
