//! What is printed: JSON, one object a line, or words for a person.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use trackward_model::Timestamp;

/// Prints one object on a line of its own. A reader that has gone away is no failure.
pub fn json_line<T: Serialize>(object: &T) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, object)?;
    quietly(writeln!(out))
}

/// Prints a line for a person.
pub fn line(text: &str) -> io::Result<()> {
    quietly(writeln!(io::stdout().lock(), "{text}"))
}

/// Prints bytes as they are.
pub fn bytes(bytes: &[u8]) -> io::Result<()> {
    quietly(io::stdout().lock().write_all(bytes))
}

/// Shows how far a long work is, on a terminal only.
pub fn progress(text: &str) {
    if io::stderr().is_terminal() {
        eprint!("\r{text}\x1b[K");
    }
}

/// Ends the line that `progress` wrote on.
pub fn progress_ends() {
    if io::stderr().is_terminal() {
        eprintln!();
    }
}

/// An instant as JSON and tables show it.
pub fn time(at: Option<Timestamp>) -> Option<String> {
    at.map(Timestamp::to_rfc3339)
}

fn quietly(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        written => written,
    }
}
