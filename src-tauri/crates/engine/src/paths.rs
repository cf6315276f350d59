//! Where the desktop application keeps its databases.

use std::env;
use std::path::PathBuf;

/// The hospital's own database.
#[must_use]
pub fn default_database() -> Option<PathBuf> {
    Some(data_folder()?.join("trackward.db"))
}

/// The demo hospital's database, which never mixes with the hospital's own.
#[must_use]
pub fn demo_database() -> Option<PathBuf> {
    Some(data_folder()?.join("demo.db"))
}

/// The folder for an application's data, as each system has it.
fn data_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        named("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        named("HOME")?.join("Library").join("Application Support")
    } else {
        named("XDG_DATA_HOME").or_else(|| Some(named("HOME")?.join(".local").join("share")))?
    };
    Some(base.join("trackward"))
}
