//! Where things are.

use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("xtask lies two folders below the top")
}

/// Cargo's target directory: `CARGO_TARGET_DIR`, or `target` at the top.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// What xtask keeps between runs: tools, the Python environment, screenshots.
pub fn kept() -> PathBuf {
    target().join("xtask")
}

/// The target directory of the window. Its own, so that a native build and a wasm build do not
/// wait for each other's lock.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The built window, which the application embeds.
pub fn dist() -> PathBuf {
    root().join("ui/dist")
}
