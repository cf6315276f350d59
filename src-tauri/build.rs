//! Embeds the window, and closes the commands to every window that is not named in a capability.

use std::path::Path;

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without a built window (`cargo xtask ui`) there is still something to compile and to lint.
    let dist = Path::new("../ui/dist");
    std::fs::create_dir_all(dist)?;
    println!("cargo::rerun-if-changed={}", dist.display());
    let commands = AppManifest::new().commands(&["query", "act", "watch", "choose_file"]);
    Ok(tauri_build::try_build(Attributes::new().app_manifest(commands))?)
}
