//! Debian and Ubuntu: what is missing is installed.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::step;
use crate::tool;

/// Those of the packages that are not installed.
pub fn missing(wanted: impl Iterator<Item = &'static str>) -> Result<Vec<&'static str>> {
    let wanted: Vec<_> = wanted.collect();
    // It fails when a package is unknown, and still lists the others.
    let output = tool::command("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(&wanted)
        .output()
        .context("cannot ask dpkg-query what is installed")?;
    let installed = String::from_utf8_lossy(&output.stdout);
    Ok(not_in(&installed, &wanted))
}

/// The wanted packages that a listing does not name as installed.
fn not_in<'a>(listing: &str, wanted: &[&'a str]) -> Vec<&'a str> {
    let installed: BTreeSet<&str> =
        listing.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|package| !installed.contains(package)).collect()
}

/// Installs packages as root, or through sudo.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let Some(apt) = apt_get() else {
        bail!("these packages are missing; install them as root:\n  apt-get install {names}");
    };
    step(&format!("Installing {names}"), || {
        // A list older than the archive names files that are gone: fetch the lists, try again.
        if lists_know(packages) && tool::run_quietly(&mut install_command(&apt, packages)).is_ok() {
            return Ok(());
        }
        tool::run_quietly(tool::command(apt[0]).args(&apt[1..]).arg("update"))?;
        tool::run_quietly(&mut install_command(&apt, packages))
    })
}

fn install_command(apt: &[&str], packages: &[&str]) -> Command {
    let mut command = tool::command(apt[0]);
    // Nothing that is installed may go for it: then a person has to decide.
    let options = ["install", "--yes", "--no-install-recommends", "--no-remove"];
    command.args(&apt[1..]).args(options).args(packages);
    command
}

/// Whether apt has heard of all of them.
fn lists_know(packages: &[&str]) -> bool {
    let shown =
        tool::command("apt-cache").args(["show", "--no-all-versions"]).args(packages).output();
    shown.is_ok_and(|output| output.status.success())
}

/// How apt-get is run with the rights it needs; `None` without a way to them.
fn apt_get() -> Option<Vec<&'static str>> {
    let mut words = match tool::answer(tool::command("id").arg("-u")).as_deref() {
        Some("0") => vec!["env"],
        _ => {
            tool::find("sudo")?;
            vec!["sudo", "env"]
        }
    };
    words.extend(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::not_in;

    #[test]
    fn a_package_that_was_removed_or_is_unknown_is_missing() {
        let listing = "xvfb installed\ndbus config-files\n";
        assert_eq!(not_in(listing, &["xvfb", "dbus", "xauth"]), ["dbus", "xauth"]);
    }
}
