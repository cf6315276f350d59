//! What is being done, and how long it took.

use std::time::Instant;

use anyhow::{Context, Result};

/// Says what begins, does it, and says how long it took. The name also leads the error.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("→ {name}");
    let begun = now();
    let done = work().with_context(|| name.to_owned())?;
    println!("  {name} … {:.1} s", begun.elapsed().as_secs_f64());
    Ok(done)
}

#[expect(clippy::disallowed_methods, reason = "the clock of a build, not of a hospital")]
fn now() -> Instant {
    Instant::now()
}
