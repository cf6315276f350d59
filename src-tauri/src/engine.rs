//! The engine as the windows reach it: on its way, running, failed, or stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{RwLock, RwLockReadGuard, watch};
use trackward_engine::{Config, Engine, EngineError, Session, Watch, clock, failure};
use trackward_model::ask::{Code, Failure};

const CLOSING: &str = "Trackward is closing.";

/// How long a start that failed is not tried again: windows ask every second.
const TRIED_LATELY: Duration = Duration::from_secs(1);

/// The engine, or why there is none. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Core {
    state: Arc<RwLock<State>>,
    /// Whether it is to end. Not in the state, which whoever asks for something holds.
    closing: Arc<watch::Sender<bool>>,
    watches: Arc<Mutex<HashMap<String, u64>>>,
}

#[derive(Debug)]
enum State {
    /// It runs.
    Running(Box<Running>),
    /// It could not be started; tried again when a window asks.
    Failed { failure: Failure, config: Box<Config>, at: Instant },
    /// There is none, and there will be none.
    Absent(Failure),
}

#[derive(Debug)]
struct Running {
    engine: Engine,
    /// The stream of changes since the start, for the first who watches: the window asks for
    /// everything at once, and its questions may overtake its watch.
    first: Mutex<Option<Watch>>,
}

impl Core {
    /// One without an engine yet.
    pub fn new() -> Self {
        let state = State::Absent(absent("Trackward has not started yet."));
        let closing = Arc::new(watch::Sender::new(false));
        Self { state: Arc::new(RwLock::new(state)), closing, watches: Arc::default() }
    }

    /// Starts the engine. Who asks for it before it runs, waits; a failure is what they get.
    pub fn start(&self, config: Result<Config, Failure>) -> impl Future<Output = ()> + use<> {
        // Taken before any window can ask.
        let state = Arc::clone(&self.state)
            .try_write_owned()
            .expect("no window is open before the engine starts");
        async move {
            let mut state = state;
            *state = match config {
                Ok(config) => started(config).await,
                Err(failure) => State::Absent(failure),
            };
        }
    }

    /// The engine, once it runs.
    pub async fn engine(&self) -> Result<RwLockReadGuard<'_, Engine>, Failure> {
        Ok(RwLockReadGuard::map(self.running().await?, |running| &running.engine))
    }

    /// A stream of changes; the desk's first one began with the engine.
    pub async fn watch(&self, session: &Session) -> Result<Watch, Failure> {
        let running = self.running().await?;
        if *session != Session::Desk {
            return Ok(running.engine.watch_as(session));
        }
        let first = running.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(first.unwrap_or_else(|| running.engine.watch()))
    }

    async fn running(&self) -> Result<RwLockReadGuard<'_, Running>, Failure> {
        if self.state.read().await.is_to_be_tried() {
            let mut state = self.state.write().await;
            // Another window may have tried meanwhile.
            if state.is_to_be_tried()
                && let State::Failed { config, .. } = &*state
            {
                let config = (**config).clone();
                *state = started(config).await;
            }
        }
        RwLockReadGuard::try_map(self.state.read().await, |state| match state {
            State::Running(running) => Some(&**running),
            State::Failed { .. } | State::Absent(_) => None,
        })
        .map_err(|none| match &*none {
            State::Failed { failure, .. } | State::Absent(failure) => failure.clone(),
            State::Running(_) => absent(CLOSING),
        })
    }

    /// Does what a window asks for, unless Trackward closes meanwhile: on a full disk an act waits
    /// for room, and nothing could be closed before it is done.
    pub async fn unless_closing<T>(
        &self,
        asked: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let mut closing = self.closing.subscribe();
        tokio::select! {
            done = asked => done,
            _ = closing.wait_for(|closing| *closing) => Err(absent(CLOSING)),
        }
    }

    /// Leaves the readers, commits what was heard and ends the engine.
    pub async fn stop(&self) -> Result<(), EngineError> {
        self.closing.send_replace(true);
        let stopped = State::Absent(absent(CLOSING));
        match std::mem::replace(&mut *self.state.write().await, stopped) {
            State::Running(running) => running.engine.stop().await,
            State::Failed { .. } | State::Absent(_) => Ok(()),
        }
    }

    /// Ends a window's stream before, when it watches anew.
    pub fn begin_watch(&self, window: &str) -> WatchTurn {
        let mut watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner);
        let number = watches.entry(window.to_owned()).or_default();
        *number += 1;
        let (window, number) = (window.to_owned(), *number);
        WatchTurn { window, number, watches: Arc::clone(&self.watches) }
    }
}

impl State {
    /// Whether another start is due.
    fn is_to_be_tried(&self) -> bool {
        match self {
            Self::Failed { at, .. } => clock::instant().duration_since(*at) >= TRIED_LATELY,
            Self::Running(_) | Self::Absent(_) => false,
        }
    }
}

async fn started(config: Config) -> State {
    match Engine::start(config.clone()).await {
        Ok(engine) => {
            let first = Mutex::new(Some(engine.watch()));
            State::Running(Box::new(Running { engine, first }))
        }
        Err(error) => {
            let (failure, at) = (failure(&error), clock::instant());
            State::Failed { failure, config: Box::new(config), at }
        }
    }
}

/// Which of a window's streams of changes one is.
#[derive(Debug)]
pub struct WatchTurn {
    window: String,
    number: u64,
    watches: Arc<Mutex<HashMap<String, u64>>>,
}

impl WatchTurn {
    /// Whether none has begun since.
    pub fn is_latest(&self) -> bool {
        let watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner);
        watches.get(&self.window) == Some(&self.number)
    }
}

fn absent(message: &str) -> Failure {
    Failure { code: Code::Unavailable, message: message.to_owned(), reference: String::new() }
}
