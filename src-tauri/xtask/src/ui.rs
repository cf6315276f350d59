//! The window: Rust to wasm, wasm to JavaScript, and the files beside it, all into `ui/dist`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::setup::rust::{self, WASM};
use crate::step::step;
use crate::{paths, tool};

/// The pages of the desk and the kiosk, and the script that starts a window: a file, because the
/// content security policy takes no script in a page.
const PAGE: [&str; 3] = ["index.html", "kiosk.html", "start.js"];

/// The folders of `assets` that the window loads from.
const FOLDERS: [&str; 3] = ["styles", "fonts", "icons"];

/// How the window is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast: what is shipped.
    Ui,
    /// Quick to build, with names in its stack traces.
    Dev,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Dev => "dev",
        }
    }

    /// Cargo calls the folder of its `dev` profile `debug`.
    const fn folder(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Dev => "debug",
        }
    }
}

/// `cargo xtask ui`: builds the window. What has not changed is not written again, so that the application is not
/// rebuilt around it.
pub fn build(profile: Profile) -> Result<()> {
    let rust = rust::for_wasm()?;
    step("Building the window", || {
        tool::run(rust.cargo("build").args([
            "--package",
            "trackward-ui",
            "--profile",
            profile.name(),
        ]))?;
        let wasm = paths::wasm_target().join(WASM).join(profile.folder()).join("trackward-ui.wasm");
        let inputs = inputs(&wasm)?;
        let stamp = paths::kept().join("ui.txt");
        let made_of = fingerprint(&inputs)?;
        let dist = paths::dist();
        if dist.join("index.html").exists()
            && fs::read_to_string(&stamp).is_ok_and(|before| before == made_of)
        {
            return Ok(());
        }
        write_dist(profile, &wasm, &dist)?;
        fs::create_dir_all(paths::kept())?;
        Ok(fs::write(&stamp, &made_of)?)
    })
}

/// Everything that `ui/dist` is made of, xtask included: it holds the bindings' generator.
fn inputs(wasm: &Path) -> Result<Vec<PathBuf>> {
    let mut inputs = vec![wasm.to_owned(), std::env::current_exe()?];
    inputs.extend(PAGE.map(|name| paths::root().join("ui").join(name)));
    for folder in FOLDERS {
        files_below(&paths::root().join("assets").join(folder), &mut inputs)?;
    }
    inputs.sort();
    Ok(inputs)
}

/// Names, sizes and times of files, as text.
fn fingerprint(files: &[PathBuf]) -> Result<String> {
    let mut text = String::new();
    for file in files {
        let about = fs::metadata(file).with_context(|| format!("{} is missing", file.display()))?;
        let changed_ns = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        writeln!(text, "{} {} {changed_ns}", file.display(), about.len())?;
    }
    Ok(text)
}

fn write_dist(profile: Profile, wasm: &Path, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    fs::create_dir_all(dist)?;
    let dev = profile == Profile::Dev;
    Bindgen::new()
        .input_path(wasm)
        .out_name("trackward-ui")
        .web(true)?
        .typescript(false)
        .debug(dev)
        .keep_debug(dev)
        .remove_name_section(!dev)
        .remove_producers_section(!dev)
        .generate(dist)?;
    for name in PAGE {
        fs::copy(paths::root().join("ui").join(name), dist.join(name))?;
    }
    for folder in FOLDERS {
        let from = paths::root().join("assets").join(folder);
        let mut files = Vec::new();
        files_below(&from, &mut files)?;
        for file in files {
            let to = dist.join(folder).join(file.strip_prefix(&from)?);
            fs::create_dir_all(to.parent().unwrap_or(dist))?;
            fs::copy(&file, to)?;
        }
    }
    let size = fs::metadata(dist.join("trackward-ui_bg.wasm"))?.len();
    println!("  {} kB of wasm", size / 1000);
    Ok(())
}

/// All files in a folder and its folders; none where there is no such folder.
fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
