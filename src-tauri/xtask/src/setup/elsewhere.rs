//! macOS and Windows: what is missing is named, with the command that installs it.

use std::path::PathBuf;

use super::{Need, node};
use crate::tool;

/// What a Mac lacks.
pub fn missing_on_macos(needs: &[Need]) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if tool::answer(tool::command("xcode-select").arg("-p")).is_none() {
        missing.push("the Xcode command line tools: xcode-select --install");
    }
    if needs.contains(&Need::Python) && tool::find("python3").is_none() {
        missing.push("Python 3: brew install python");
    }
    if needs.contains(&Need::Broker) && tool::find("mosquitto").is_none() {
        missing.push("the MQTT broker mosquitto: brew install mosquitto");
    }
    if needs.contains(&Need::Pdf) && tool::find("pdftotext").is_none() {
        missing.push("Poppler's tools: brew install poppler");
    }
    if needs.contains(&Need::Node) && !node::is_there() {
        missing.push("Node: brew install node");
    }
    missing
}

/// What a Windows machine lacks.
pub fn missing_on_windows(needs: &[Need]) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let installed = |path: &str| {
        let programs = std::env::var_os("ProgramFiles(x86)").map(PathBuf::from);
        programs.is_some_and(|programs| programs.join(path).exists())
    };
    if cfg!(target_env = "msvc") && !installed("Microsoft Visual Studio/Installer/vswhere.exe") {
        missing.push(
            "the Visual Studio Build Tools with \"Desktop development with C++\": \
             winget install Microsoft.VisualStudio.2022.BuildTools",
        );
    }
    if !installed("Microsoft/EdgeWebView") {
        missing.push("the WebView2 runtime: winget install Microsoft.EdgeWebView2Runtime");
    }
    if needs.contains(&Need::Python) && tool::find("python").is_none() {
        missing.push("Python 3: winget install Python.Python.3.13");
    }
    if needs.contains(&Need::Broker) && tool::find("mosquitto").is_none() {
        missing.push("the MQTT broker mosquitto: winget install EclipseFoundation.Mosquitto");
    }
    if needs.contains(&Need::Pdf) && tool::find("pdftotext").is_none() {
        missing.push("Poppler's tools: winget install oschwartz10612.Poppler");
    }
    if needs.contains(&Need::Node) && !node::is_there() {
        missing.push("Node: winget install OpenJS.NodeJS.LTS");
    }
    missing
}
