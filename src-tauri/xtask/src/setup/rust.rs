//! Parts of the Rust toolchain.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::debian;
use crate::step::step;
use crate::{paths, tool};

/// The target of the window.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The packages with which Debian's own Rust builds for wasm.
const DEBIAN_WASM: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld"];

/// Whose cargo builds for wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmRust {
    /// The one that runs xtask: it has the target.
    Own,
    /// Debian's, which builds the standard library for wasm from its source.
    Debian,
}

impl WasmRust {
    /// A cargo with this command, such as `build`, for wasm and in the window's target directory.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut cargo = match self {
            Self::Own => tool::cargo(),
            Self::Debian => tool::command("/usr/bin/cargo"),
        };
        if self == Self::Debian {
            cargo
                .env("RUSTC", "/usr/bin/rustc")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld")
                // Building the standard library is not stable, and this is how it is asked for.
                .env("RUSTC_BOOTSTRAP", "1")
                .arg("-Zbuild-std=std,panic_abort");
        }
        cargo.args([subcommand, "--target", WASM, "--target-dir"]).arg(paths::wasm_target());
        cargo
    }
}

/// Sees to it that something here builds for wasm.
pub fn for_wasm() -> Result<WasmRust> {
    if has_wasm() {
        return Ok(WasmRust::Own);
    }
    if tool::find("rustup").is_some() {
        let added = step("Adding the wasm target to Rust", || {
            tool::run_quietly(tool::command("rustup").args(["target", "add", WASM]))
        });
        match added {
            Ok(()) => return Ok(WasmRust::Own),
            Err(error) => println!("  {error:#}\n  Trying Debian's Rust instead"),
        }
    }
    if tool::find("dpkg-query").is_none() {
        bail!("Rust cannot build for {WASM} here; add it with: rustup target add {WASM}");
    }
    let missing = debian::missing(DEBIAN_WASM.into_iter())?;
    if !missing.is_empty() {
        debian::install(&missing)?;
    }
    Ok(WasmRust::Debian)
}

/// Sees to it that a component such as `clippy` is there.
pub fn component(name: &str, program: &str) -> Result<()> {
    if tool::answer(tool::cargo().args([program, "--version"])).is_some() {
        return Ok(());
    }
    if tool::find("rustup").is_none() {
        bail!("cargo {program} is missing; install {name} for your Rust toolchain");
    }
    step(&format!("Adding {name} to Rust"), || {
        tool::run_quietly(tool::command("rustup").args(["component", "add", name]))
    })
}

fn has_wasm() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    tool::answer(tool::command(rustc).args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|directory| Path::new(&directory).is_dir())
}
