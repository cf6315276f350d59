//! The desktop application: built, and started.

use anyhow::Result;

use crate::setup::{self, Need};
use crate::step::step;
use crate::{paths, tool, ui};

/// `cargo xtask run`: what is missing, the window, the application, and up it comes.
pub fn run(args: &[&str]) -> Result<()> {
    let (release, args) = match args {
        ["--release", rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let args = args.strip_prefix(&["--"]).unwrap_or(args);
    setup::ensure(&[Need::Desktop])?;
    ui::build(ui::Profile::Ui)?;
    let profile = if release { "release" } else { "dev" };
    step("Building Trackward", || {
        tool::run(tool::cargo().args(["build", "--package", "trackward", "--profile", profile]))
    })?;
    let folder = if release { "release" } else { "debug" };
    let program = paths::target().join(folder).join(program("trackward"));
    println!("→ Trackward is running; close its window to end it");
    tool::run(tool::command(program).args(args))
}

/// `cargo xtask build`: what is shipped.
pub fn build_release() -> Result<()> {
    setup::ensure(&[Need::Desktop])?;
    ui::build(ui::Profile::Ui)?;
    step("Building Trackward for release", || {
        tool::run(
            tool::cargo()
                .args(["build", "--release", "--package", "trackward"])
                .args(["--package", "trackward-cli"]),
        )
    })?;
    let folder = paths::target().join("release");
    for name in ["trackward", "trackctl"] {
        println!("  {}", folder.join(program(name)).display());
    }
    Ok(())
}

fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
