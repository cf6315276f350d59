//! The connections: one session for each source, each started, changed and stopped without the
//! others.

#[cfg(all(feature = "mfrc522", target_os = "linux"))]
mod card;
pub mod check;
mod places;
mod secret;
mod session;
mod setup;
mod tails;
mod trial;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use trackward_ingest::Heard;
use trackward_ingest::link::{Control, Tail};
use trackward_model::ask::{SourceSetup, SourceTail, SourceTailQuery};
use trackward_model::{
    ReaderEvent, ReaderIndex, ReaderState, Site, SourceEvent, SourceId, SourceIndex,
};

use self::session::Ways;
pub use self::setup::{hears_for, setup_of};
use self::tails::Tails;
pub use self::trial::Trial;
use crate::clock;

/// How many orders wait for a session at most.
const CONTROL_MAX: usize = 4;
/// For one session to take leave.
const LEAVE: Duration = Duration::from_secs(5);

/// The running sessions.
#[derive(Debug, Default)]
pub struct Sources {
    running: Mutex<HashMap<SourceId, Running>>,
    /// Sources that are to be reached at another address than the site's.
    elsewhere: Mutex<HashMap<SourceId, SocketAddr>>,
    heard: Mutex<Way>,
    /// Held while sessions are started and stopped: one change at a time.
    following: tokio::sync::Mutex<()>,
    tails: Arc<Tails>,
    /// The test of a connection that runs beside them.
    pub trial: Trial,
}

/// To the pipeline, which ends when nobody holds on to this any more.
#[derive(Debug, Default)]
enum Way {
    #[default]
    NotYet,
    Open(mpsc::Sender<Heard>),
    Closed,
}

#[derive(Debug)]
struct Running {
    setup: SourceSetup,
    control: mpsc::Sender<Control>,
    tail: Tail,
    task: JoinHandle<()>,
}

impl Sources {
    /// Starts a session for each source of the site. `elsewhere` names sources that are to be
    /// reached at another address than the site's.
    pub async fn start(
        &self,
        site: &Site,
        elsewhere: &HashMap<SourceId, SocketAddr>,
        heard: &mpsc::Sender<Heard>,
    ) {
        lock(&self.elsewhere).clone_from(elsewhere);
        {
            let mut way = lock(&self.heard);
            match *way {
                Way::Closed => return,
                Way::NotYet | Way::Open(_) => *way = Way::Open(heard.clone()),
            }
        }
        self.follow(site).await;
    }

    /// Has exactly those sessions run that the site asks for: what is gone, paused or set up in
    /// another way is stopped, what is new is started, the others go on.
    pub async fn follow(&self, site: &Site) {
        let _following = self.following.lock().await;
        let heard = match &*lock(&self.heard) {
            Way::Open(heard) => heard.clone(),
            Way::NotYet | Way::Closed => return,
        };
        let wanted: HashMap<SourceId, SourceSetup> = site
            .sources
            .iter()
            .filter(|source| !source.removed && !source.paused)
            .map(|source| (source.id.clone(), setup_of(site, source)))
            .collect();
        let stopped: Vec<(SourceId, Running)> = lock(&self.running)
            .extract_if(|id, running| wanted.get(id) != Some(&running.setup))
            .collect();
        let mut leaving = JoinSet::new();
        for (id, running) in stopped {
            self.tails.forget(&id);
            leaving.spawn(running.stop());
        }
        leaving.join_all().await;
        for (i, source) in site.sources.iter().enumerate() {
            let index = SourceIndex::of(i);
            match wanted.get(&source.id) {
                Some(setup) if !lock(&self.running).contains_key(&source.id) => {
                    self.begin(site, index, setup.clone(), &heard).await;
                }
                None if source.paused && !source.removed => {
                    let (state, reason) = (ReaderState::Paused, "It is paused.".to_owned());
                    say(site, index, state, reason, &heard).await;
                }
                _ => {}
            }
        }
    }

    async fn begin(
        &self,
        site: &Site,
        source: SourceIndex,
        setup: SourceSetup,
        heard: &mpsc::Sender<Heard>,
    ) {
        let id = setup.source_id.clone();
        let (control, controlled) = mpsc::channel(CONTROL_MAX);
        let tail = Tail::default();
        let ways = Ways { heard: heard.clone(), tail: tail.clone(), is_trial: false };
        let address = lock(&self.elsewhere).get(&id).copied();
        match session::session(site, source, address, ways, controlled) {
            Ok(session) => {
                let task = tokio::spawn(session);
                lock(&self.running).insert(id, Running { setup, control, tail, task });
            }
            Err(sentence) => say(site, source, ReaderState::Offline, sentence, heard).await,
        }
    }

    /// Ends the pause before the next attempt of a source; `false` when it has no session.
    pub fn retry(&self, source: &SourceId) -> bool {
        // A full queue means that the session was told already.
        lock(&self.running)
            .get(source)
            .map(|running| running.control.try_send(Control::RetryNow))
            .is_some()
    }

    /// The messages of a source as they come; `None` when it has no session.
    pub fn tail(&self, query: &SourceTailQuery) -> Option<SourceTail> {
        let tail = lock(&self.running).get(&query.source_id)?.tail.clone();
        Some(self.tails.read(query, &tail))
    }

    /// Where a running session with this setup shows its messages.
    fn running_tail(&self, setup: &SourceSetup) -> Option<Tail> {
        let running = lock(&self.running);
        let running = running.get(&setup.source_id)?;
        (running.setup == *setup).then(|| running.tail.clone())
    }

    /// Has every session take leave of its source, and waits until it has.
    pub async fn stop(&self) {
        self.trial.cancel();
        *lock(&self.heard) = Way::Closed;
        let _following = self.following.lock().await;
        let running = std::mem::take(&mut *lock(&self.running));
        let leaving: JoinSet<()> = running.into_values().map(Running::stop).collect();
        leaving.join_all().await;
    }
}

impl Running {
    async fn stop(mut self) {
        // A session that has ended by itself needs no telling.
        let _ = self.control.send(Control::Stop).await;
        if tokio::time::timeout(LEAVE, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}

/// Says of a source without a session, and of its readers, how they are.
async fn say(
    site: &Site,
    source: SourceIndex,
    state: ReaderState,
    reason: String,
    heard: &mpsc::Sender<Heard>,
) {
    let at = clock::now();
    let event = SourceEvent::State { state, reason: reason.clone() };
    // A pipeline that has ended needs no telling.
    let _ = heard.send(Heard::Source { source, at, event }).await;
    let declared = &site.sources[source.at()];
    for (i, _) in site.readers.iter().enumerate().filter(|(_, one)| hears_for(declared, one)) {
        let event = ReaderEvent::State { state, reason: reason.clone() };
        let _ = heard.send(Heard::Reader { reader: ReaderIndex::of(i), at, event }).await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
