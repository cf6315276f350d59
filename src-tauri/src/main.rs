//! Trackward's shell: a window around the engine.
//!
//! Invariants:
//! - Three commands: `query` reads, `act` changes, `watch` tells of changes. What they carry are
//!   types of the model, so a new feature never edits the shell. A fourth, `choose_file`, opens
//!   the system's own dialog, which only the shell can.
//! - A window may do what its capability names, and no more.
//! - The only crate that knows of Tauri.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod choose;
mod engine;
mod ipc;
mod notify;
mod setup;
#[cfg(test)]
mod tests;
mod windows;

use std::process::ExitCode;

use arguments::Arguments;

fn main() -> ExitCode {
    match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => setup::run(arguments),
        Err(leave) => leave.say(),
    }
}
