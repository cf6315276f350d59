//! Readers that no one here wrote.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::{Process, free_port, python, until};

/// How long Python and the emulator may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// llrpkit's emulator of an LLRP reader, in a process of its own.
#[derive(Debug)]
pub struct LlrpReader {
    process: Process,
    port: u16,
    control_port: u16,
}

impl LlrpReader {
    /// Starts one on a port that is free. The arguments are those of `peers/llrp_reader.py`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_at(free_port(), arguments)
    }

    /// Starts one on this port.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start_at(port: u16, arguments: &[&str]) -> Self {
        let control_port = free_port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/llrp_reader.py");
        let ports = [port.to_string(), control_port.to_string()];
        let process =
            Process::start(Command::new(python()).arg(script).args(ports).args(arguments));
        until("the reader listens", PATIENCE, || {
            process.printed().contains("listening").then_some(())
        });
        Self { process, port, control_port }
    }

    /// Where it speaks LLRP.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Gives an order and returns the reply.
    ///
    /// # Panics
    /// When the emulator has ended.
    pub fn order(&self, order: &str) -> String {
        let mut control = TcpStream::connect((Ipv4Addr::LOCALHOST, self.control_port))
            .expect("the emulator takes orders");
        writeln!(control, "{order}").expect("the emulator takes orders");
        let mut reply = String::new();
        BufReader::new(control).read_line(&mut reply).expect("the emulator answers");
        reply.trim().to_owned()
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        self.process.kill();
    }
}
