//! The running engine: a pipeline, its clock, its sources.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;
use trackward_ingest::Heard;
use trackward_model::ask::{Act, Done, Failure, Query};
use trackward_model::{ReaderEvent, ReaderIndex, ReaderState, Timestamp};
use trackward_store::{Claim, OpenMode, Store, StoreError};

use crate::access::Session;
use crate::demo::{self, Demo};
use crate::pipeline::{self, Control, HEARD_MAX};
use crate::restore::restore;
use crate::shared::Shared;
use crate::watch::Watch;
use crate::world::Command;
use crate::{EngineError, act, clock, prune, query, report};

/// How often the clock tells the pipeline.
const TICK_EVERY: Duration = Duration::from_secs(1);
/// For taking leave of all readers.
const LEAVE: Duration = Duration::from_secs(6);
/// How many ticks and barriers wait at most.
const CONTROL_MAX: usize = 16;

/// What to run.
#[derive(Debug, Clone)]
pub struct Config {
    /// The database.
    pub db: PathBuf,
    /// The demo hospital to load into a new database, and to play.
    pub demo: Option<Demo>,
    /// Whether the clock ticks and the sources run; a replay wants neither.
    pub live: bool,
}

impl Config {
    /// Runs the sources of a database that exists.
    #[must_use]
    pub fn new(db: PathBuf) -> Self {
        Self { db, demo: None, live: true }
    }
}

/// A running engine. Stop it with [`Engine::stop`]; when it is only dropped, what was not yet
/// committed is lost, as in a crash.
#[derive(Debug)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
    pub(crate) heard: mpsc::Sender<Heard>,
    pub(crate) control: mpsc::Sender<Control>,
    stop: watch::Sender<bool>,
    pipeline: JoinHandle<Result<(), StoreError>>,
    others: Vec<JoinHandle<()>>,
    _claim: Claim,
}

impl Engine {
    /// Opens the database, restores what was current, and starts.
    ///
    /// # Errors
    /// The database cannot be opened, belongs to another process or holds no site.
    pub async fn start(config: Config) -> Result<Self, EngineError> {
        if let Some(demo) = &config.demo {
            crate::load::load_demo(&config.db, &demo.folder)
                .await
                .map_err(Box::new)
                .map_err(EngineError::Demo)?;
        }
        let store = open(&config.db).await?;
        let claim = store.claim().map_err(|source| open_failed(&config.db, source))?;
        let world = restore(&store, &config.db).await?;
        let shared = Arc::new(Shared::new(store, world, config.demo.is_some()));
        if let Some(demo) = &config.demo {
            demo::owe(&shared, demo).await?;
        }
        let (heard, heard_by) = mpsc::channel(HEARD_MAX);
        let (control, controlled) = mpsc::channel(CONTROL_MAX);
        let (stop, stopped) = watch::channel(false);
        let pipeline =
            tokio::spawn(pipeline::run(Arc::clone(&shared), heard_by, controlled, stopped));
        let mut engine =
            Self { shared, heard, control, stop, pipeline, others: Vec::new(), _claim: claim };
        engine.end_alerts_of_bound_tags().await?;
        engine.tell_requests().await?;
        if config.live {
            engine.say_nobody_listened().await?;
            engine.go_live(config.demo).await;
        }
        Ok(engine)
    }

    /// An asset list that was loaded meanwhile may have put unknown tags on assets.
    async fn end_alerts_of_bound_tags(&self) -> Result<(), EngineError> {
        let bound = self.shared.world().bound_tags();
        if bound.is_empty() {
            return Ok(());
        }
        let (answer, _) = oneshot::channel();
        let command = Control::Do(Command::Bound(bound), answer);
        self.control.send(command).await.map_err(|_| EngineError::Stopped)
    }

    /// A request is kept before the rules hear of it: between the two the process may have ended.
    /// To tell of one once more as it is changes nothing.
    async fn tell_requests(&self) -> Result<(), EngineError> {
        let kept = self.shared.world().kiosks.requests().to_vec();
        for request in kept {
            let (answer, _) = oneshot::channel();
            let command = Control::Do(Command::Request(Box::new(request)), answer);
            self.control.send(command).await.map_err(|_| EngineError::Stopped)?;
        }
        Ok(())
    }

    /// From when the store ends to now nobody listened to the readers: what they did not hear in
    /// that time is nobody's absence.
    async fn say_nobody_listened(&self) -> Result<(), EngineError> {
        let (site, reached) = {
            let world = self.shared.world();
            (Arc::clone(&world.site), world.reached)
        };
        if reached == Timestamp::MIN {
            return Ok(());
        }
        for (i, reader) in site.readers.iter().enumerate() {
            if site.source_of(reader).is_none() {
                continue;
            }
            let event = ReaderEvent::State {
                state: ReaderState::Paused,
                reason: "Trackward was not running.".to_owned(),
            };
            let paused = Heard::Reader { reader: ReaderIndex::of(i), at: reached, event };
            self.heard.send(paused).await.map_err(|_| EngineError::Stopped)?;
        }
        Ok(())
    }

    /// Starts the clock and the sources.
    async fn go_live(&mut self, demo: Option<Demo>) {
        let (live, begins) = oneshot::channel();
        let ticks = tick(self.control.clone(), begins, self.stop.subscribe());
        self.others.push(tokio::spawn(ticks));
        let pruned = prune::run(Arc::clone(&self.shared), self.stop.subscribe());
        self.others.push(tokio::spawn(pruned));
        let reported = report::run_schedules(Arc::clone(&self.shared), self.stop.subscribe());
        self.others.push(tokio::spawn(reported));
        match demo {
            Some(demo) => {
                let shared = Arc::clone(&self.shared);
                let stop = self.stop.subscribe();
                let played = demo::play(shared, demo, self.heard.clone(), live, stop);
                self.others.push(tokio::spawn(played));
            }
            None => {
                let site = Arc::clone(&self.shared.world().site);
                self.shared.sources.start(&site, &HashMap::new(), &self.heard).await;
                drop(live);
            }
        }
    }

    /// The hospital's name.
    #[must_use]
    pub fn site_name(&self) -> String {
        self.shared.world().site.name.clone()
    }

    /// Answers a query with its reply, written in the form of that query.
    ///
    /// # Errors
    /// What a window shows instead.
    pub async fn query(&self, query: Query) -> Result<Vec<u8>, Failure> {
        self.query_as(&Session::Desk, query).await
    }

    /// The same for a session.
    ///
    /// # Errors
    /// It may not ask that; else what a window shows instead.
    pub async fn query_as(&self, session: &Session, query: Query) -> Result<Vec<u8>, Failure> {
        query::answer(&self.shared, session, query).await
    }

    /// Does what a window asked for.
    ///
    /// # Errors
    /// What a window shows instead.
    pub async fn act(&self, act: Act) -> Result<Done, Failure> {
        self.act_as(&Session::Desk, act).await
    }

    /// The same for a session.
    ///
    /// # Errors
    /// It may not do that; else what a window shows instead.
    pub async fn act_as(&self, session: &Session, act: Act) -> Result<Done, Failure> {
        act::act(&self.shared, &self.control, session, act).await
    }

    /// Where sources send what they heard; waits while the pipeline is behind.
    #[must_use]
    pub fn sender(&self) -> mpsc::Sender<Heard> {
        self.heard.clone()
    }

    /// A stream of changes.
    #[must_use]
    pub fn watch(&self) -> Watch {
        self.watch_as(&Session::Desk)
    }

    /// The same for a session: a kiosk hears only that something changed.
    #[must_use]
    pub fn watch_as(&self, session: &Session) -> Watch {
        Watch::new(Arc::clone(&self.shared), session.clone())
    }

    /// Waits until everything that was heard before this call is committed.
    ///
    /// # Errors
    /// The pipeline has ended.
    pub async fn settled(&self) -> Result<(), EngineError> {
        let (answer, answered) = oneshot::channel();
        self.control.send(Control::Barrier(answer)).await.map_err(|_| EngineError::Stopped)?;
        answered.await.map_err(|_| EngineError::Stopped)
    }

    /// Leaves the readers cleanly, commits what was heard, and ends.
    ///
    /// # Errors
    /// What was heard last could not be committed.
    pub async fn stop(self) -> Result<(), EngineError> {
        // A pipeline that cannot commit takes nothing more, and then no session can end.
        let left = tokio::time::timeout(LEAVE, self.shared.sources.stop()).await;
        self.stop.send_replace(true);
        if left.is_err() {
            tracing::warn!("some readers were left without taking leave");
        }
        for task in self.others {
            // A task that panicked has nothing to give back; the pipeline is what counts.
            drop(task.await);
        }
        drop(self.heard);
        let committed = self.pipeline.await?;
        let closed = self.shared.store.clone().close().await;
        committed.and(closed).map_err(EngineError::Write)
    }
}

/// Lets the pipeline's clock run from when it `begins`; an end of that channel is a beginning.
async fn tick(
    control: mpsc::Sender<Control>,
    begins: oneshot::Receiver<()>,
    mut stop: watch::Receiver<bool>,
) {
    tokio::select! {
        _ = begins => {}
        _ = stop.wait_for(|stop| *stop) => return,
    }
    let mut every = tokio::time::interval(TICK_EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        if control.send(Control::Tick(clock::now())).await.is_err() {
            return;
        }
    }
}

async fn open(path: &Path) -> Result<Store, EngineError> {
    Store::open(path, OpenMode::Existing).await.map_err(|source| open_failed(path, source))
}

fn open_failed(path: &Path, source: trackward_store::StoreError) -> EngineError {
    EngineError::Open { path: path.to_owned(), source }
}
