//! A virtual reader on the network: one client at a time, as LLRP has it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use trackward_ingest::llrp::{FRAME_LENGTH_MAX, HEADER_LENGTH, Header, Message};
use trackward_model::{Sighting, Timestamp};

use super::device::VirtualReader;

/// Batches that wait for a reader; when it doesn't keep up, further ones are dropped.
pub(in super::super) const FEED_MAX: usize = 256;
/// A client that takes nothing for so long is cut off.
const WRITE_MAX: Duration = Duration::from_secs(5);
/// Between attempts to listen again after an outage.
const LISTEN_AGAIN: Duration = Duration::from_millis(500);
/// Room for one read from the network.
const CHUNK: usize = 4096;
/// The longest message that a client may send: its requests are short.
const REQUEST_MAX: usize = 64 * 1024;

/// What happens to a reader.
#[derive(Debug)]
pub(in super::super) enum Feed {
    /// Its antennas heard tags.
    Heard(Vec<Sighting>),
    /// It fails or comes back.
    Power(bool),
    /// An antenna was plugged in or out.
    Antenna {
        /// The port.
        port: u16,
        /// Whether it is connected now.
        connected: bool,
    },
}

/// Serves a reader until its feed ends.
pub(in super::super) async fn serve(
    listener: TcpListener,
    mut reader: VirtualReader,
    mut feed: mpsc::Receiver<Feed>,
    clock: fn() -> Timestamp,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut listener = Some(listener);
    loop {
        let Some(open) = listener.take() else {
            if !off(&mut reader, &mut feed, clock).await {
                return Ok(());
            }
            listener = Some(listen_again(address).await);
            continue;
        };
        match on(open, &mut reader, &mut feed, clock).await {
            Stopped::FeedEnded => return Ok(()),
            Stopped::PoweredOff => {}
        }
    }
}

enum Stopped {
    FeedEnded,
    PoweredOff,
}

/// A client and what is half read from it.
struct Client {
    stream: TcpStream,
    bytes: Vec<u8>,
    keepalive_at: Option<Instant>,
}

/// Serves clients, one after the other, until the reader fails.
async fn on(
    listener: TcpListener,
    reader: &mut VirtualReader,
    feed: &mut mpsc::Receiver<Feed>,
    clock: fn() -> Timestamp,
) -> Stopped {
    let mut client: Option<Client> = None;
    loop {
        let keepalive_at = client.as_ref().and_then(|client| client.keepalive_at);
        let mut goes_on = true;
        tokio::select! {
            accepted = listener.accept() => match (accepted, &mut client) {
                (Ok((stream, _)), None) => {
                    reader.connect(clock());
                    client = Some(Client { stream, bytes: Vec::new(), keepalive_at: None });
                }
                (Ok((stream, _)), Some(_)) => {
                    turn_away(stream, clock()).await;
                    reader.another_came(clock());
                }
                // Out of descriptors, most likely: others may give some back.
                (Err(_), _) => sleep(LISTEN_AGAIN).await,
            },
            read = read(&mut client) => {
                let bytes = client.as_mut().map(|client| &mut client.bytes);
                goes_on = read.is_ok() && bytes.is_some_and(|bytes| answer(bytes, reader, clock));
            }
            fed = feed.recv() => match fed {
                None => return Stopped::FeedEnded,
                Some(Feed::Power(false)) => break,
                Some(fed) => take(reader, fed, clock),
            },
            () = sleep_until(keepalive_at.unwrap_or_else(Instant::now)), if keepalive_at.is_some() => {
                reader.keep_alive();
                client.iter_mut().for_each(|client| client.keepalive_at = None);
            }
        }
        if let Some(open) = &mut client {
            goes_on &= write(open, reader.take_ready()).await;
            if open.keepalive_at.is_none() {
                open.keepalive_at = reader.keepalive().map(|period| Instant::now() + period);
            }
            if !goes_on {
                reader.disconnect();
                client = None;
            }
        }
    }

    // The door first: who sees the link go must not get in again.
    drop(listener);
    reader.disconnect();
    Stopped::PoweredOff
}

/// Waits out a failure; what antennas do meanwhile is noted. False when the feed has ended.
async fn off(
    reader: &mut VirtualReader,
    feed: &mut mpsc::Receiver<Feed>,
    clock: fn() -> Timestamp,
) -> bool {
    while let Some(fed) = feed.recv().await {
        match fed {
            Feed::Power(true) => return true,
            Feed::Antenna { .. } => take(reader, fed, clock),
            Feed::Heard(_) | Feed::Power(false) => {}
        }
    }
    false
}

/// The port was free a moment ago and is ours by the site file: it will be free again.
async fn listen_again(address: SocketAddr) -> TcpListener {
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            Err(_) => sleep(LISTEN_AGAIN).await,
        }
    }
}

fn take(reader: &mut VirtualReader, fed: Feed, clock: fn() -> Timestamp) {
    match fed {
        Feed::Heard(sightings) => reader.hear(sightings, clock()),
        Feed::Antenna { port, connected } => reader.plug(port, connected, clock()),
        Feed::Power(_) => {}
    }
}

async fn turn_away(mut stream: TcpStream, now: Timestamp) {
    if let Ok(bytes) = VirtualReader::refusal(now).encode() {
        // Whether it still listens is its own affair.
        let _ = timeout(WRITE_MAX, stream.write_all(&bytes)).await;
    }
}

/// Reads some more from the client; waits for ever when there is none.
async fn read(client: &mut Option<Client>) -> io::Result<()> {
    let Some(client) = client else { return std::future::pending().await };
    client.bytes.reserve(CHUNK);
    match client.stream.read_buf(&mut client.bytes).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

/// Answers every whole message in the bytes; false when the connection is to end.
fn answer(bytes: &mut Vec<u8>, reader: &mut VirtualReader, clock: fn() -> Timestamp) -> bool {
    while let Some(&header) = bytes.first_chunk::<HEADER_LENGTH>() {
        let Ok(header) = Header::read(header) else { return false };
        let length = header.length as usize;
        if length > REQUEST_MAX.min(FRAME_LENGTH_MAX) {
            return false;
        }
        if bytes.len() < length {
            return true;
        }
        let frame: Vec<u8> = bytes.drain(..length).collect();
        match Message::decode(&frame) {
            Ok(decoded) => {
                if !reader.answer(decoded.message, clock()) {
                    return false;
                }
            }
            Err(error) => reader.complain(header.id, &error.to_string()),
        }
    }
    true
}

/// Writes what the reader has to say; false when the client does not take it.
async fn write(client: &mut Client, messages: Vec<Message>) -> bool {
    let mut bytes = Vec::new();
    for message in messages {
        if let Err(error) = message.encode_into(&mut bytes) {
            tracing::warn!(%error, "a virtual reader could not write a message");
        }
    }
    bytes.is_empty()
        || matches!(timeout(WRITE_MAX, client.stream.write_all(&bytes)).await, Ok(Ok(())))
}
