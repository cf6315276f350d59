//! What a Linux system has to have installed, by the names of its distributions.

use super::Need;
use crate::tool;

/// One thing to install.
#[derive(Debug)]
pub struct Package {
    /// What it is, for a person.
    pub what: &'static str,
    /// On Debian and Ubuntu.
    pub debian: &'static str,
    /// On Fedora.
    pub fedora: &'static str,
    /// On Arch.
    pub arch: &'static str,
    /// On openSUSE.
    pub suse: &'static str,
    found_by: Found,
}

/// How to see that it is there on a system without dpkg.
#[derive(Debug)]
enum Found {
    Program(&'static str),
    Library(&'static str),
}

impl Package {
    /// Whether it is there, seen without a package manager.
    pub fn present(&self) -> bool {
        match self.found_by {
            Found::Program(name) => tool::find(name).is_some(),
            Found::Library(name) => {
                tool::answer(tool::command("pkg-config").args(["--exists", name])).is_some()
            }
        }
    }
}

const DESKTOP: [Package; 3] = [
    Package {
        what: "a C compiler",
        debian: "build-essential",
        fedora: "gcc",
        arch: "base-devel",
        suse: "gcc",
        found_by: Found::Program("cc"),
    },
    Package {
        what: "pkg-config",
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
        suse: "pkg-config",
        found_by: Found::Program("pkg-config"),
    },
    Package {
        what: "WebKitGTK 4.1",
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
        suse: "webkit2gtk3-devel",
        found_by: Found::Library("webkit2gtk-4.1"),
    },
];

const WINDOW_TESTS: [Package; 3] = [
    Package {
        what: "the WebKitGTK driver",
        debian: "webkit2gtk-driver",
        fedora: "webkit2gtk4.1",
        arch: "webkit2gtk-4.1",
        suse: "webkit2gtk-4_1-injected-bundles",
        found_by: Found::Program("WebKitWebDriver"),
    },
    Package {
        what: "Xvfb",
        debian: "xvfb",
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
        suse: "xorg-x11-server-Xvfb",
        found_by: Found::Program("Xvfb"),
    },
    Package {
        what: "D-Bus",
        debian: "dbus",
        fedora: "dbus-daemon",
        arch: "dbus",
        suse: "dbus-1",
        found_by: Found::Program("dbus-run-session"),
    },
];

const PYTHON: [Package; 2] = [
    Package {
        what: "Python 3",
        debian: "python3",
        fedora: "python3",
        arch: "python",
        suse: "python3",
        found_by: Found::Program("python3"),
    },
    Package {
        what: "Python's venv",
        debian: "python3-venv",
        fedora: "python3",
        arch: "python",
        suse: "python3",
        found_by: Found::Program("python3"),
    },
];

const BROKER: [Package; 1] = [Package {
    what: "the MQTT broker mosquitto",
    debian: "mosquitto",
    fedora: "mosquitto",
    arch: "mosquitto",
    suse: "mosquitto",
    found_by: Found::Program("mosquitto_passwd"),
}];

const PDF: [Package; 1] = [Package {
    what: "Poppler's tools",
    debian: "poppler-utils",
    fedora: "poppler-utils",
    arch: "poppler",
    suse: "poppler-tools",
    found_by: Found::Program("pdftotext"),
}];

const NODE: [Package; 2] = [
    Package {
        what: "Node",
        debian: "nodejs",
        fedora: "nodejs",
        arch: "nodejs",
        suse: "nodejs",
        found_by: Found::Program("node"),
    },
    Package {
        what: "npm",
        debian: "npm",
        fedora: "nodejs-npm",
        arch: "npm",
        suse: "npm",
        found_by: Found::Program("npm"),
    },
];

/// What a need asks for.
pub fn of(need: Need) -> &'static [Package] {
    match need {
        Need::Desktop => &DESKTOP,
        Need::WindowTests => &WINDOW_TESTS,
        Need::Python => &PYTHON,
        Need::Broker => &BROKER,
        Need::Pdf => &PDF,
        Need::Node => &NODE,
    }
}
