//! The connections: one session for each reader that has an address.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use trackward_ingest::Heard;
use trackward_ingest::llrp::session::{self, Control, SessionConfig, Timing, TlsOptions};
use trackward_model::{Reader, ReaderId, ReaderIndex, Site};

use crate::clock;

/// How many orders wait for a session at most.
const CONTROL_MAX: usize = 4;

/// The running sessions.
#[derive(Debug, Default)]
pub struct Sources {
    controls: Mutex<HashMap<ReaderId, mpsc::Sender<Control>>>,
    tasks: Mutex<JoinSet<()>>,
}

impl Sources {
    /// Starts a session for each reader of the site that has a connection of its own.
    /// `elsewhere` names readers that are to be reached at another address than the site's.
    pub fn start(
        &self,
        site: &Site,
        elsewhere: &HashMap<ReaderId, SocketAddr>,
        heard: &mpsc::Sender<Heard>,
    ) {
        for (i, reader) in site.readers.iter().enumerate() {
            let Some(config) = config(reader, ReaderIndex::of(i), elsewhere) else { continue };
            let (control, controlled) = mpsc::channel(CONTROL_MAX);
            lock(&self.controls).insert(reader.id.clone(), control);
            let session = session::run(config, heard.clone(), controlled, clock::now);
            lock(&self.tasks).spawn(session);
        }
    }

    /// Ends the pause before the next attempt of a reader; `false` when it has no session.
    pub fn retry(&self, reader: &ReaderId) -> bool {
        // A full queue means that the session was told already.
        lock(&self.controls)
            .get(reader)
            .map(|control| control.try_send(Control::RetryNow))
            .is_some()
    }

    /// Has every session take leave of its reader, and waits until it has.
    pub async fn stop(&self) {
        let controls = std::mem::take(&mut *lock(&self.controls));
        for control in controls.into_values() {
            // A session that has ended by itself needs no telling.
            let _ = control.send(Control::Stop).await;
        }
        let mut tasks = std::mem::take(&mut *lock(&self.tasks));
        while tasks.join_next().await.is_some() {}
    }
}

/// Whether a reader has a connection of its own.
pub fn connects(reader: &Reader) -> bool {
    !reader.removed && reader.kind.as_deref() == Some("llrp")
}

fn config(
    reader: &Reader,
    index: ReaderIndex,
    elsewhere: &HashMap<ReaderId, SocketAddr>,
) -> Option<SessionConfig> {
    if !connects(reader) {
        return None;
    }
    let address = match elsewhere.get(&reader.id) {
        Some(address) => address.to_string(),
        None => reader.address.clone()?,
    };
    let tls = reader.tls.then(|| TlsOptions {
        ca_file: reader.ca_file.as_ref().map(Into::into),
        server_name: None,
    });
    let name = reader.id.to_string();
    Some(SessionConfig { reader: index, name, address, tls, timing: Timing::default() })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
