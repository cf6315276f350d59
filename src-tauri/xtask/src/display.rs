//! A display without a screen, for windows under test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::tool;

/// As large as the largest screenshot.
const SCREEN: &str = "1920x1080x24";

/// Has the web view draw without a GPU: its window stays blank otherwise.
pub fn without_gpu(command: &mut Command) {
    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
}

/// An X server that is ended when this is dropped.
pub struct Display {
    server: Child,
    number: String,
}

impl Display {
    /// Starts a server on a display that is free.
    pub fn start() -> Result<Self> {
        let mut server = tool::command("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        // The server writes the number of the display as soon as clients may connect.
        let mut number = String::new();
        let said = server.stdout.take().map(BufReader::new);
        said.context("Xvfb has no output")?.read_line(&mut number)?;
        let number = number.trim().to_owned();
        anyhow::ensure!(!number.is_empty(), "Xvfb ended before it had a display");
        Ok(Self { server, number })
    }

    /// Has a command show its windows here.
    pub fn set(&self, command: &mut Command) {
        command
            .env("DISPLAY", format!(":{}", self.number))
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            // No screen reader will come, and looking for one delays every window.
            .env("NO_AT_BRIDGE", "1");
        without_gpu(command);
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing to do.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
