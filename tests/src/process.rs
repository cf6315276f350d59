//! Processes that end with the test.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::until;

/// A program that runs beside the test, its output kept in files; killed when dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    kept: TempDir,
}

impl Process {
    /// Starts it.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let kept = TempDir::new().expect("a temporary folder can be made");
        let file = |name: &str| File::create(kept.path().join(name)).expect("a file can be made");
        let child = command
            .stdin(Stdio::null())
            .stdout(file("out"))
            .stderr(file("err"))
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        Self { child, kept }
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed so far.
    #[must_use]
    pub fn printed(&self) -> String {
        read(&self.kept.path().join("out"))
    }

    /// What it has said on standard error so far.
    #[must_use]
    pub fn complained(&self) -> String {
        read(&self.kept.path().join("err"))
    }

    /// Whether it has ended, and how.
    ///
    /// # Panics
    /// When the system does not know.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("the state of one's own child is known")
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it has not ended by the deadline.
    #[track_caller]
    pub fn wait(&mut self, within: Duration) -> ExitStatus {
        until("the process has ended", within, || self.ended())
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub fn kill(&mut self) {
        self.child.kill().expect("one's own child can be killed");
        self.child.wait().expect("one's own child can be waited for");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- it said\n{}{}", self.printed(), self.complained());
        }
    }
}

fn read(path: &Path) -> String {
    let bytes = std::fs::read(PathBuf::from(path)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Ports from here on, so many, are none that a system gives to connections by itself.
const PORTS: (u16, u16) = (20_000, 10_000);

/// A port of this machine that nobody listens on, each time another one. Whatever connects
/// somewhere meanwhile does not take it.
///
/// # Panics
/// When there is none left.
#[must_use]
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (first, count) = PORTS;
    // Tests that run beside these begin elsewhere.
    let begin = std::process::id().wrapping_mul(97);
    let mut ports = (0..count).map(|_| {
        let next = begin.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        first + (next % u32::from(count)) as u16
    });
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    ports.find(is_free).expect("a loopback port is free")
}
