//! A test: connects by a setup that is not kept, shows the first events, and leaves.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, oneshot};
use trackward_ingest::Heard;
use trackward_ingest::link::{Control, Tail};
use trackward_model::ask::{Done, SourceSetup, SourceTest, TEST_EVENTS};
use trackward_model::{RawEvent, ReaderState, Site, SourceEvent, SourceIndex, SourceKind};

use super::session::{self, Ways};
use super::{LEAVE, Sources};

/// How long a test listens.
const TEST_TIME: Duration = Duration::from_secs(30);
/// How much may wait between the session and the test.
const HEARD_MAX: usize = 64;

/// The test of a connection; one at a time.
#[derive(Debug, Default)]
pub struct Trial {
    shown: Arc<Mutex<SourceTest>>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
}

impl Trial {
    /// How it is getting on, or ended.
    pub fn state(&self) -> SourceTest {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends it, if one is under way.
    pub fn cancel(&self) -> Done {
        let stop = self.stop.lock().unwrap_or_else(PoisonError::into_inner).take();
        match stop.map(|stop| stop.send(())) {
            Some(Ok(())) => Done::Done,
            _ => Done::NotNow("No test is under way.".to_owned()),
        }
    }
}

impl Sources {
    /// Starts a test of a setup that `site` holds as the source `source`. A source that listens
    /// by this very setup is not connected to a second time: what it hears is shown.
    pub fn test(&self, site: &Site, source: SourceIndex, setup: &SourceSetup) -> Done {
        if self.trial.state().is_running {
            return Done::NotNow("Another test is under way.".to_owned());
        }
        let tail = self.running_tail(setup);
        let mut test = SourceTest {
            source_id: Some(setup.source_id.clone()),
            is_running: true,
            state: ReaderState::Connecting,
            ..SourceTest::default()
        };
        let (stop, stopped) = oneshot::channel();
        if let Some(tail) = tail {
            test.state = ReaderState::Online;
            test.reason = "It listens already: this is what it hears.".to_owned();
            self.trial.begin(test, stop);
            let (_, heard) = mpsc::channel(1);
            let messages = tail.watch();
            let shown = Arc::clone(&self.trial.shown);
            tokio::spawn(listen(shown, messages, heard, stopped, true));
            return Done::Done;
        }
        if setup.connection.kind == SourceKind::DropFolder {
            return look_into(&setup.connection.address);
        }
        // A broker gives a trial messages of its own; an HL7 sender has but one of each.
        let is_copy = setup.connection.kind != SourceKind::Hl7Mllp;
        let (heard, heard_by) = mpsc::channel(HEARD_MAX);
        let (control, controlled) = mpsc::channel(1);
        let tail = Tail::default();
        let messages = tail.watch();
        let ways = Ways { heard, tail, is_trial: true };
        match session::session(site, source, None, ways, controlled) {
            Err(sentence) => Done::NotNow(format!("It cannot be tested: {sentence}.")),
            Ok(session) => {
                self.trial.begin(test, stop);
                let shown = Arc::clone(&self.trial.shown);
                tokio::spawn(async move {
                    let task = tokio::spawn(session);
                    listen(shown, messages, heard_by, stopped, is_copy).await;
                    // It may have ended by itself.
                    let _ = control.send(Control::Stop).await;
                    let mut task = task;
                    if tokio::time::timeout(LEAVE, &mut task).await.is_err() {
                        task.abort();
                    }
                });
                Done::Done
            }
        }
    }
}

impl Trial {
    fn begin(&self, test: SourceTest, stop: oneshot::Sender<()>) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = test;
        *self.stop.lock().unwrap_or_else(PoisonError::into_inner) = Some(stop);
    }
}

/// Listens until there are enough events, the time is over, or the connection failed. `is_copy`
/// tells that what is heard is a copy, which nobody misses.
async fn listen(
    shown: Arc<Mutex<SourceTest>>,
    mut messages: tokio::sync::broadcast::Receiver<RawEvent>,
    mut heard: mpsc::Receiver<Heard>,
    mut stopped: oneshot::Receiver<()>,
    is_copy: bool,
) {
    let test = || shown.lock().unwrap_or_else(PoisonError::into_inner);
    let over = tokio::time::sleep(TEST_TIME);
    tokio::pin!(over);
    let mut has_session = true;
    loop {
        tokio::select! {
            message = messages.recv() => match message {
                Ok(event) => {
                    let mut test = test();
                    test.rejected.extend(&event.rejected);
                    test.rejected.sort_unstable();
                    test.rejected.dedup();
                    test.events.push(event);
                    if test.events.len() >= TEST_EVENTS {
                        break;
                    }
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            },
            said = heard.recv(), if has_session => match said {
                Some(Heard::Source { event: SourceEvent::State { state, reason }, .. }) => {
                    let mut test = test();
                    (test.state, test.reason) = (state, reason);
                    if matches!(state, ReaderState::Offline | ReaderState::Taken) {
                        break;
                    }
                }
                // What a test hears is kept nowhere. Where that is acknowledged, its sender keeps it
                // no longer: without a receipt it is sent again, to who does keep it.
                Some(Heard::Receipt(receipt)) if is_copy => receipt.give(),
                Some(_) => {}
                None => has_session = false,
            },
            () = &mut over => break,
            _ = &mut stopped => break,
        }
    }
    test().is_running = false;
}

/// A test must not take the files: it only looks whether it could.
fn look_into(folder: &str) -> Done {
    match std::fs::read_dir(folder) {
        Ok(files) => {
            let waiting = files.count();
            Done::NotNow(format!("The folder can be read; {waiting} files and folders are in it."))
        }
        Err(error) => Done::NotNow(format!("The folder {folder} cannot be read: {error}.")),
    }
}
