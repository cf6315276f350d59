//! A broker that no one here wrote.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::{Process, free_port, until};

/// How long it may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// mosquitto on a port of this machine, with a memory in a temporary folder.
#[derive(Debug)]
pub struct Mosquitto {
    process: Process,
    port: u16,
    folder: TempDir,
}

impl Mosquitto {
    /// Starts one. `lines` are added to its configuration; `users` are names and passwords.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(lines: &[&str], users: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let port = free_port();
        let kept = folder.path().display();
        let mut configuration =
            format!("listener {port} 127.0.0.1\npersistence true\npersistence_location {kept}/\n");
        if is_root() {
            // It would become another user, who may not read the folder.
            configuration += "user root\n";
        }
        if !users.is_empty() {
            let file = folder.path().join("users");
            let users: String =
                users.iter().map(|(name, password)| format!("{name}:{password}\n")).collect();
            std::fs::write(&file, users).expect("a file can be written");
            let hashed = Command::new("mosquitto_passwd").arg("-U").arg(&file).status();
            assert!(hashed.is_ok_and(|status| status.success()), "mosquitto hashes the passwords");
            configuration += &format!("password_file {}\n", file.display());
        }
        configuration += &lines.join("\n");
        std::fs::write(folder.path().join("mosquitto.conf"), configuration + "\n")
            .expect("a file can be written");
        let process = run(folder.path(), port);
        Self { process, port, folder }
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What it has written down, as far as it is text.
    #[must_use]
    pub fn kept(&self) -> String {
        let bytes = std::fs::read(self.folder.path().join("mosquitto.db")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it with what it has written down.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        self.process = run(self.folder.path(), self.port);
    }
}

fn run(folder: &Path, port: u16) -> Process {
    let process = Process::start(
        Command::new(program()).arg("-v").arg("-c").arg(folder.join("mosquitto.conf")),
    );
    until("mosquitto listens", PATIENCE, || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
    process
}

/// Debian keeps it where only an administrator's shell looks.
fn program() -> PathBuf {
    let kept = Path::new("/usr/sbin/mosquitto");
    if kept.exists() { kept.to_owned() } else { PathBuf::from("mosquitto") }
}

/// Whether this process is an administrator's.
fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output();
    answer.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
