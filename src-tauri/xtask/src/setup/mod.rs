//! What a command needs, and how it gets there when it is missing.

mod debian;
pub mod deny;
mod elsewhere;
pub mod node;
mod package;
pub mod python;
pub mod rust;

use anyhow::{Result, bail};

use crate::tool;

/// Something that a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The libraries that the desktop application is built on.
    Desktop,
    /// A display without a screen and a driver for the window.
    WindowTests,
    /// Python, for the peers that tests are run against.
    Python,
    /// An MQTT broker, for the same.
    Broker,
    /// A reader of PDF files, for the same.
    Pdf,
    /// Node and npm, for the same.
    Node,
}

/// Sees to it that all needs are met, or says what to install.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing = match std::env::consts::OS {
        "linux" => return on_linux(needs),
        "macos" => elsewhere::missing_on_macos(needs),
        "windows" => elsewhere::missing_on_windows(needs),
        // Someone who builds here knows the way.
        _ => Vec::new(),
    };
    if missing.is_empty() {
        return Ok(());
    }
    bail!("this system lacks\n  {}\nInstall it and run the command again", missing.join("\n  "))
}

fn on_linux(needs: &[Need]) -> Result<()> {
    // Node is often there from elsewhere than the distribution, which would take that for a
    // conflict.
    let needs = needs.iter().filter(|need| **need != Need::Node || !node::is_there());
    let wanted = needs.flat_map(|need| package::of(*need));
    if tool::find("dpkg-query").is_some() && tool::find("apt-get").is_some() {
        let missing = debian::missing(wanted.map(|package| package.debian))?;
        return if missing.is_empty() { Ok(()) } else { debian::install(&missing) };
    }
    let missing: Vec<_> = wanted.filter(|package| !package.present()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = |name: fn(&package::Package) -> &'static str| {
        let mut names: Vec<_> = missing.iter().map(|package| name(package)).collect();
        names.dedup();
        names
    };
    bail!(
        "this system lacks {}. Install\n  on Fedora:   sudo dnf install {}\n  on Arch:     sudo \
         pacman -S --needed {}\n  on openSUSE: sudo zypper install {}\nand run the command again",
        names(|package| package.what).join(", "),
        names(|package| package.fedora).join(" "),
        names(|package| package.arch).join(" "),
        names(|package| package.suse).join(" "),
    )
}
