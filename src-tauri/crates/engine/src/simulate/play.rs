//! Live play: the hospital goes on by the clock, and its readers speak LLRP on loopback.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;
use trackward_model::{
    JournalEntry, ReaderEvent, ReaderId, ReaderIndex, ReaderState, Sighting, Site, SourceId,
    SourceKind, Span, Timestamp,
};

use super::hospital::Hospital;
use super::reader::{FEED_MAX, Feed, VirtualReader, serve};

/// How often the hospital is advanced: readers report a few times a second.
const TICK: Duration = Duration::from_millis(200);
/// A longer gap means that this machine slept: what readers would have heard meanwhile is lost,
/// as it would be with this machine's real readers.
const GAP_MAX: Span = Span::seconds(10);

/// At which addresses virtual readers listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bind {
    /// Those of the site file, which must be loopback.
    SiteAddresses,
    /// Ports that are free, on 127.0.0.1.
    FreePorts,
}

/// Virtual readers that listen, and wait for a hospital to be played.
#[derive(Debug)]
pub struct Readers {
    listening: Vec<(ReaderIndex, TcpListener, VirtualReader)>,
    addresses: HashMap<ReaderId, SocketAddr>,
}

impl Readers {
    /// Opens a listener for every reader of the site that speaks LLRP.
    ///
    /// # Errors
    /// An address of the site file is not on loopback or cannot be listened at.
    pub async fn open(site: &Site, bind: Bind) -> io::Result<Self> {
        let mut readers = Self { listening: Vec::new(), addresses: HashMap::new() };
        for (n, reader) in site.readers.iter().enumerate() {
            let Some(source) = site.source_of(reader) else { continue };
            if source.connection.kind != SourceKind::Llrp {
                continue;
            }
            let address = match bind {
                Bind::FreePorts => SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                Bind::SiteAddresses => loopback(&reader.id, &source.connection.address)?,
            };
            let listener = TcpListener::bind(address).await.map_err(|error| {
                let text = format!("reader {} cannot listen at {address}: {error}", reader.id);
                io::Error::new(error.kind(), text)
            })?;
            readers.addresses.insert(reader.id.clone(), listener.local_addr()?);
            let own = site.antennas.iter().filter(|antenna| antenna.reader == reader.id);
            let device = VirtualReader::new(n as u16, own.map(|antenna| antenna.port));
            readers.listening.push((ReaderIndex::of(n), listener, device));
        }
        Ok(readers)
    }

    /// The same by source: a reader that speaks LLRP is its own.
    pub(crate) fn source_addresses(&self) -> HashMap<SourceId, SocketAddr> {
        let source = |id: &ReaderId| SourceId::new(id.as_str()).ok();
        self.addresses.iter().filter_map(|(id, at)| Some((source(id)?, *at))).collect()
    }

    /// Where each reader listens.
    #[must_use]
    pub const fn addresses(&self) -> &HashMap<ReaderId, SocketAddr> {
        &self.addresses
    }

    /// Has the readers hear what is sent, until nobody can send any more: a load that is known.
    pub async fn hear(self, mut heard: mpsc::Receiver<Vec<Sighting>>, clock: fn() -> Timestamp) {
        let (mut served, feeds) = self.serve(clock);
        while let Some(sightings) = heard.recv().await {
            hear(&feeds, sightings);
        }
        drop(feeds);
        while served.join_next().await.is_some() {}
    }

    /// Plays a hospital until it is told to stop, or until whoever could tell is gone.
    pub async fn play(
        self,
        mut hospital: Hospital,
        clock: fn() -> Timestamp,
        mut stop: watch::Receiver<bool>,
    ) {
        let (mut served, feeds) = self.serve(clock);
        for (index, feed) in &feeds {
            if !hospital.reader_up(*index) {
                hand_on(feed, Feed::Power(false));
            }
        }
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = tick.tick() => advance(&mut hospital, clock(), &feeds),
                stopped = stop.wait_for(|stop| *stop) => {
                    // An error says that nobody is left to say it.
                    let _ = stopped;
                    break;
                }
            }
        }
        drop(feeds);
        while served.join_next().await.is_some() {}
    }

    /// Lets clients come, and gives each reader's ear.
    fn serve(self, clock: fn() -> Timestamp) -> (JoinSet<io::Result<()>>, Feeds) {
        let mut served = JoinSet::new();
        let mut feeds = Feeds::new();
        for (index, listener, device) in self.listening {
            let (feed, fed) = mpsc::channel(FEED_MAX);
            feeds.insert(index, feed);
            served.spawn(serve(listener, device, fed, clock));
        }
        (served, feeds)
    }
}

/// By reader: what happens to it.
type Feeds = HashMap<ReaderIndex, mpsc::Sender<Feed>>;

fn loopback(id: &ReaderId, address: &str) -> io::Result<SocketAddr> {
    let address: Option<SocketAddr> = address.parse().ok();
    address.filter(|address| address.ip().is_loopback()).ok_or_else(|| {
        let text = format!("reader {id} has no address on loopback, such as 127.0.0.1:18401");
        io::Error::new(io::ErrorKind::InvalidInput, text)
    })
}

/// Lets the hospital go on, and hands every reader what concerns it.
fn advance(hospital: &mut Hospital, now: Timestamp, feeds: &Feeds) {
    let mut events = Vec::new();
    while now.since(hospital.now()) > GAP_MAX {
        hospital.advance(hospital.now() + GAP_MAX, &mut events);
        events.retain(|event| matches!(event, JournalEntry::Reader { .. }));
    }
    hospital.advance(now, &mut events);
    let mut heard = Vec::new();
    for event in events {
        match event {
            JournalEntry::Sighting(sighting) => heard.push(sighting),
            JournalEntry::Reader { reader, event, .. } => {
                let fed = match event {
                    ReaderEvent::State { state, .. } => Feed::Power(state == ReaderState::Online),
                    ReaderEvent::Antenna { port, connected } => Feed::Antenna { port, connected },
                    _ => continue,
                };
                if let Some(feed) = feeds.get(&reader) {
                    hand_on(feed, fed);
                }
            }
        }
    }
    hear(feeds, heard);
}

fn hear(feeds: &Feeds, sightings: Vec<Sighting>) {
    let mut heard: HashMap<ReaderIndex, Vec<_>> = HashMap::new();
    for sighting in sightings {
        heard.entry(sighting.reader).or_default().push(sighting);
    }
    for (reader, sightings) in heard {
        if let Some(feed) = feeds.get(&reader) {
            hand_on(feed, Feed::Heard(sightings));
        }
    }
}

fn hand_on(feed: &mpsc::Sender<Feed>, fed: Feed) {
    if let Err(error) = feed.try_send(fed) {
        tracing::warn!(%error, "a virtual reader does not keep up");
    }
}
