//! A source's session that runs, and what it says.

use std::future::Future;
use std::time::Duration;

use tokio::sync::{broadcast, mpsc};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use trackward_ingest::link::{Control, Known, Outlet, Pace, Roster, Tail};
use trackward_ingest::{Heard, Receipt};
use trackward_model::{
    FloorIndex, Position, RawEvent, ReaderIndex, ReaderState, RejectReason, Sighting, SourceEvent,
    SourceIndex, Tag, Timestamp,
};

/// What the host's clock says in these tests: 2026-01-05T12:00:00Z.
pub const NOON: Timestamp = Timestamp(1_767_614_400_000_000);
/// Longer than anything here takes.
pub const DEADLINE: Duration = Duration::from_secs(10);

pub fn noon() -> Timestamp {
    NOON
}

/// Short, so that failures show soon.
pub fn pace() -> Pace {
    let ms = Duration::from_millis;
    Pace { connect: ms(2_000), backoff_min: ms(20), backoff_max: ms(50) }
}

/// Readers by the names that a source has for them, and places by their ids.
pub fn roster(names: &[&str], places: &[&str]) -> Roster {
    let known = names.iter().enumerate().map(|(index, name)| Known {
        reader: ReaderIndex::of(index),
        named: Some((*name).to_owned()),
        interval_s: 1.0,
    });
    let places = places.iter().enumerate().map(|(index, id)| {
        let x = index as f32;
        ((*id).into(), Position { floor: FloorIndex::of(0), x, y: 0.0, accuracy_m: 0.0 })
    });
    Roster::new(known, places)
}

pub struct Source {
    heard: mpsc::Receiver<Heard>,
    pub control: mpsc::Sender<Control>,
    pub tail: broadcast::Receiver<RawEvent>,
    /// What it told of tags in its own words, as far as it was listened to.
    pub properties: Vec<(Tag, Box<str>)>,
    running: JoinHandle<()>,
}

impl Source {
    pub fn start<F>(roster: Roster, run: impl FnOnce(Outlet, mpsc::Receiver<Control>) -> F) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (events, heard) = mpsc::channel(64);
        let (control, orders) = mpsc::channel(4);
        let tail = Tail::default();
        let watch = tail.watch();
        let outlet = Outlet::new(SourceIndex(0), roster, events, tail, noon);
        let running = tokio::spawn(run(outlet, orders));
        Self { heard, control, tail: watch, properties: Vec::new(), running }
    }

    /// The next thing it says that is not of a reader, known or not: those follow their source.
    pub async fn next(&mut self) -> Heard {
        loop {
            let heard = timeout(DEADLINE, self.heard.recv()).await;
            match heard.expect("the session says something").expect("the session goes on") {
                Heard::Reader { .. } | Heard::Stranger { .. } => {}
                Heard::Properties { of, .. } => self.properties.extend(of),
                other => return other,
            }
        }
    }

    #[track_caller]
    pub fn state(&mut self, state: ReaderState) -> impl Future<Output = String> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Source { event: SourceEvent::State { state: found, reason }, .. }
                    if found == state =>
                {
                    reason
                }
                other => panic!("{caller}: expected {state:?}, heard {other:?}"),
            }
        }
    }

    #[track_caller]
    pub fn sightings(&mut self) -> impl Future<Output = Vec<Sighting>> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Sightings(sightings) => sightings,
                other => panic!("{caller}: expected sightings, heard {other:?}"),
            }
        }
    }

    #[track_caller]
    pub fn receipt(&mut self) -> impl Future<Output = Receipt> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Receipt(receipt) => receipt,
                other => panic!("{caller}: expected a receipt, heard {other:?}"),
            }
        }
    }

    #[track_caller]
    pub fn rejected(&mut self) -> impl Future<Output = (RejectReason, u64)> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Heard::Rejected { reason, count, .. } => (reason, count),
                other => panic!("{caller}: expected a rejection, heard {other:?}"),
            }
        }
    }

    /// What the tail shows next.
    pub async fn shown(&mut self) -> RawEvent {
        timeout(DEADLINE, self.tail.recv()).await.expect("something is shown").unwrap()
    }

    /// Tells it to stop and waits until it has.
    pub async fn stop(mut self) {
        self.control.send(Control::Stop).await.unwrap();
        let ended = async {
            while self.heard.recv().await.is_some() {}
            self.running.await.unwrap();
        };
        timeout(DEADLINE, ended).await.expect("the session ends");
    }
}
