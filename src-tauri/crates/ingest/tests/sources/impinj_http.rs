//! The stream of an Impinj reader, from a server in this process.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::impinj_http::{ImpinjHttpConfig, LINE_BYTES_MAX, QUEUE_LINES_MAX, run};
use trackward_ingest::link::{Secret, TlsOptions};
use trackward_model::{ReaderState, RejectReason};

use super::source::{DEADLINE, Source, pace, roster};

const RUNNING: &str = r#"{"status":"running"}"#;
const IDLE: &str = r#"{"status":"idle"}"#;

struct Reader {
    listener: TcpListener,
}

/// A request: its first line, its headers in small letters, and its body.
struct Request {
    line: String,
    headers: String,
    body: String,
}

/// A session that connects, and the reader it connects to.
async fn started() -> (Source, Reader) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = ImpinjHttpConfig {
        name: "r700".to_owned(),
        address: format!("http://{}", listener.local_addr().unwrap()),
        tls: TlsOptions::default(),
        username: "root".to_owned(),
        password: Some(Secret::new("impinj".to_owned())),
        antennas: vec![1, 3],
        pace: pace(),
    };
    let source = Source::start(roster(&["*"], &[]), |outlet, control| run(config, outlet, control));
    (source, Reader { listener })
}

impl Reader {
    /// The next request and the connection that waits for its answer; each has its own.
    async fn request(&self) -> (Request, BufStream<TcpStream>) {
        let read = async {
            let mut stream = BufStream::new(self.listener.accept().await.unwrap().0);
            let (mut line, mut headers) = (String::new(), String::new());
            stream.read_line(&mut line).await.unwrap();
            while !headers.ends_with("\r\n\r\n") && headers != "\r\n" {
                stream.read_line(&mut headers).await.unwrap();
            }
            let headers = headers.to_lowercase();
            let length = headers.lines().find_map(|line| line.strip_prefix("content-length: "));
            let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
            stream.read_exact(&mut body).await.unwrap();
            let body = String::from_utf8(body).unwrap();
            (Request { line: line.trim_end().to_owned(), headers, body }, stream)
        };
        timeout(DEADLINE, read).await.expect("the session asks")
    }

    async fn answer(&self, expected: &str, status: &str, body: &str) -> Request {
        let (request, mut stream) = self.request().await;
        assert_eq!(request.line, expected);
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close");
        send(&mut stream, &format!("{head}\r\n\r\n{body}")).await;
        request
    }

    /// Lets the session have the stream.
    async fn stream(&self) -> BufStream<TcpStream> {
        let (request, mut stream) = self.request().await;
        assert_eq!(request.line, "GET /api/v1/data/stream HTTP/1.1");
        // root:impinj, as RFC 7617 has it.
        let login = "authorization: basic cm9vdDppbXBpbmo=".to_lowercase();
        assert!(request.headers.contains(&login), "{}", request.headers);
        send(&mut stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n").await;
        stream
    }
}

async fn send(stream: &mut BufStream<TcpStream>, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
}

fn event(n: usize) -> String {
    format!(
        "{{\"hostname\":\"impinj-01-23-45\",\"eventType\":\"tagInventory\",\
         \"tagInventoryEvent\":{{\"epcHex\":\"E280{n:08X}\",\"antennaPort\":1}}}}\r\n"
    )
}

/// A session that is online, with the stream that it reads.
async fn online() -> (Source, Reader, BufStream<TcpStream>) {
    let (mut source, reader) = started().await;
    reader.answer("GET /api/v1/status HTTP/1.1", "200 OK", RUNNING).await;
    let stream = reader.stream().await;
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    (source, reader, stream)
}

#[tokio::test]
async fn an_idle_reader_is_started_and_a_running_one_is_left_as_it_is() {
    let (mut source, reader) = started().await;
    reader.answer("GET /api/v1/status HTTP/1.1", "200 OK", IDLE).await;
    let start = "POST /api/v1/profiles/inventory/start HTTP/1.1";
    let request = reader.answer(start, "204 No Content", "").await;
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    let ports = body["antennaConfigs"].as_array().unwrap().iter();
    assert_eq!(ports.map(|one| one["antennaPort"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 3]);
    let stream = reader.stream().await;
    source.state(ReaderState::Connecting).await;
    source.state(ReaderState::Online).await;
    drop(stream);
    let reason = source.state(ReaderState::Offline).await;
    assert_eq!(reason, "the reader ended its stream of events");
    reader.answer("GET /api/v1/status HTTP/1.1", "200 OK", RUNNING).await;
    let mut stream = reader.stream().await;
    source.state(ReaderState::Online).await;
    send(&mut stream, &event(1)).await;
    assert_eq!(source.sightings().await[0].tag.to_string(), "epc:E28000000001");
    // Nothing is asked of it on the way out: the inventory goes on.
    source.stop().await;
    let more = timeout(Duration::from_millis(200), reader.listener.accept()).await;
    assert!(more.is_err(), "the reader is left as it is");
}

#[tokio::test]
async fn lines_are_taken_and_counted() {
    let (mut source, _reader, mut stream) = online().await;
    let whole = event(7);
    let (head, tail) = whole.split_at(40);
    send(&mut stream, head).await;
    send(&mut stream, tail).await;
    let sightings = source.sightings().await;
    assert_eq!((sightings.len(), sightings[0].antenna), (1, 1));
    source.shown().await;
    send(&mut stream, "\r\n").await;
    assert_eq!(source.shown().await.text, "\n", "a blank line is a sign of life");
    send(&mut stream, "{\"tagInventoryEvent\":\r\n").await;
    assert_eq!(source.rejected().await, (RejectReason::Malformed, 1));
    send(&mut stream, &("x".repeat(LINE_BYTES_MAX + 5) + "\n")).await;
    assert_eq!(source.rejected().await, (RejectReason::TooLong, 1));
    send(&mut stream, &event(8)).await;
    assert_eq!(source.sightings().await[0].tag.to_string(), "epc:E28000000008");
    source.stop().await;
}

#[tokio::test]
async fn the_stream_is_drained_while_the_pipeline_stands_still() {
    let (mut source, _reader, mut stream) = online().await;
    let count = QUEUE_LINES_MAX * 6;
    // Nobody listens to the session meanwhile, and all of it is taken all the same.
    let mut block = String::new();
    for n in 0..count {
        let _ = write!(block, "{}", event(n));
        if block.len() > 100_000 || n + 1 == count {
            let sent = timeout(DEADLINE, send(&mut stream, &block)).await;
            sent.expect("the reader never waits");
            block.clear();
        }
    }
    drop(stream);
    let (mut taken, mut dropped, mut last) = (0, 0, String::new());
    loop {
        match source.next().await {
            Heard::Sightings(sightings) => {
                taken += sightings.len();
                last = sightings.last().unwrap().tag.to_string();
            }
            Heard::Rejected { reason: RejectReason::Dropped, count, .. } => {
                dropped += count as usize;
            }
            Heard::Source { .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(taken + dropped, count, "what is dropped is counted");
    assert!(dropped > count / 2, "{dropped} were dropped");
    assert_eq!(last, format!("epc:E280{:08X}", count - 1), "the newest are kept");
    source.stop().await;
}

#[tokio::test]
async fn who_refuses_is_told() {
    for (status, expected) in [
        ("401 Unauthorized", "the reader refuses the user name or the password"),
        ("404 Not Found", "is no Impinj reader with its IoT interface on: status is not found"),
        ("503 Service Unavailable", "answers 503 Service Unavailable to status"),
    ] {
        let (mut source, reader) = started().await;
        reader.answer("GET /api/v1/status HTTP/1.1", status, "").await;
        source.state(ReaderState::Connecting).await;
        let reason = source.state(ReaderState::Offline).await;
        assert!(reason.contains(expected), "{reason}");
        assert!(!reason.contains("impinj:") && !reason.contains("root"), "{reason}");
        drop(source);
    }
    let (mut source, reader) = started().await;
    let address = reader.listener.local_addr().unwrap();
    drop(reader);
    source.state(ReaderState::Connecting).await;
    let reason = source.state(ReaderState::Offline).await;
    // It may have connected before the listener was gone.
    let refused = format!("{address} refuses the connection: is it on, and is the port right?");
    assert!(
        reason == refused || reason.starts_with(&format!("the connection to {address}")),
        "{reason}"
    );
}
