//! The desktop application: built, and started.

use std::path::Path;

use anyhow::{Result, bail};

use crate::setup::{self, Need};
use crate::step::step;
use crate::{display, paths, tool, ui};

/// `cargo xtask run`: what is missing, the window, the application, and up it comes.
pub fn run(args: &[&str]) -> Result<()> {
    let (release, args) = match args {
        ["--release", rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let args = args.strip_prefix(&["--"]).unwrap_or(args);
    if cfg!(target_os = "linux") && !has_display() {
        bail!(
            "there is no display to open a window on (DISPLAY is not set); without a screen: \
             xvfb-run --server-args='-screen 0 1280x800x24' cargo xtask run"
        );
    }
    setup::ensure(&[Need::Desktop])?;
    ui::build(ui::Profile::Ui)?;
    let profile = if release { "release" } else { "dev" };
    step("Building Trackward", || {
        tool::run(tool::cargo().args(["build", "--package", "trackward", "--profile", profile]))
    })?;
    let folder = if release { "release" } else { "debug" };
    let mut trackward = tool::command(paths::target().join(folder).join(program("trackward")));
    if cfg!(target_os = "linux") && !Path::new("/dev/dri").exists() {
        display::without_gpu(&mut trackward);
    }
    println!("→ Trackward is running; close its window to end it");
    tool::run(trackward.args(args))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some())
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
