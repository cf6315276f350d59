//! The engine as the windows reach it: on its way, running, failed, or stopped.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{RwLock, RwLockReadGuard};
use trackward_engine::{Config, Engine, EngineError, Watch, failure};
use trackward_model::ask::{Code, Failure};

const CLOSING: &str = "Trackward is closing.";

/// The engine, or why there is none. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Core {
    running: Arc<RwLock<Result<Running, Failure>>>,
    watches: Arc<AtomicU64>,
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
        Self {
            running: Arc::new(RwLock::new(Err(absent("Trackward has not started yet.")))),
            watches: Arc::default(),
        }
    }

    /// Starts the engine. Who asks for it before it runs, waits; a failure is what they get.
    pub fn start(&self, config: Result<Config, Failure>) -> impl Future<Output = ()> + use<> {
        // Taken before any window can ask.
        let running = Arc::clone(&self.running)
            .try_write_owned()
            .expect("no window is open before the engine starts");
        async move {
            let mut running = running;
            *running = match config {
                Ok(config) => Engine::start(config).await.map_err(|error| failure(&error)),
                Err(failure) => Err(failure),
            }
            .map(|engine| Running { first: Mutex::new(Some(engine.watch())), engine });
        }
    }

    /// The engine, once it runs.
    pub async fn engine(&self) -> Result<RwLockReadGuard<'_, Engine>, Failure> {
        Ok(RwLockReadGuard::map(self.running().await?, |running| &running.engine))
    }

    /// A stream of changes; the first one began with the engine.
    pub async fn watch(&self) -> Result<Watch, Failure> {
        let running = self.running().await?;
        let first = running.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(first.unwrap_or_else(|| running.engine.watch()))
    }

    async fn running(&self) -> Result<RwLockReadGuard<'_, Running>, Failure> {
        RwLockReadGuard::try_map(self.running.read().await, |running| running.as_ref().ok())
            .map_err(|none| none.as_ref().err().cloned().unwrap_or_else(|| absent(CLOSING)))
    }

    /// Leaves the readers, commits what was heard and ends the engine.
    pub async fn stop(&self) -> Result<(), EngineError> {
        let stopped = Err(absent(CLOSING));
        let before = std::mem::replace(&mut *self.running.write().await, stopped);
        match before {
            Ok(running) => running.engine.stop().await,
            Err(_) => Ok(()),
        }
    }

    /// Ends the stream before, for a window that watches anew.
    pub fn begin_watch(&self) -> WatchTurn {
        let number = self.watches.fetch_add(1, Ordering::Relaxed) + 1;
        WatchTurn { number, watches: Arc::clone(&self.watches) }
    }
}

/// Which of the streams of changes one is.
#[derive(Debug)]
pub struct WatchTurn {
    number: u64,
    watches: Arc<AtomicU64>,
}

impl WatchTurn {
    /// Whether none has begun since.
    pub fn is_latest(&self) -> bool {
        self.watches.load(Ordering::Relaxed) == self.number
    }
}

fn absent(message: &str) -> Failure {
    Failure { code: Code::Unavailable, message: message.to_owned(), reference: String::new() }
}
