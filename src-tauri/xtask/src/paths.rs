//! Where things are.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The top of the repository. Cargo says where it is each time it runs xtask: two clones that
/// share a target directory share the program too.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let own = std::env::var_os("CARGO_MANIFEST_DIR");
        let own = own.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        own.ancestors().nth(2).expect("xtask lies two folders below the top").to_owned()
    });
    &ROOT
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
