//! The omlox session against what no one here wrote: REST answers by Prism, from the published
//! description of the API, and a WebSocket by the Python package `websockets`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::link::{Control, Known, Outlet, Pace, Roster, Secret, Tail, TlsOptions};
use trackward_ingest::omlox::{Login, OmloxConfig, PING_EVERY, ZoneTie, run};
use trackward_model::{
    FloorIndex, Position, ReaderIndex, ReaderState, Sighting, SourceEvent, SourceIndex, Timestamp,
};
use trackward_tests::{Process, free_port, prism, python, until};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// 2023-10-17T11:14:38Z: a second after the golden location was sent.
fn then() -> Timestamp {
    Timestamp(1_697_541_278_000_000)
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/omlox").join(name)
}

/// A hub, and its two halves.
struct Hub {
    hub: Process,
    _prism: Process,
    port: u16,
}

impl Hub {
    fn start() -> Self {
        let (prism_port, port) = (free_port().to_string(), free_port());
        let description = data("omlox_Hub_API_2.0.0.json");
        let prism = Process::start(
            Command::new(prism())
                .args(["mock", "--host", "127.0.0.1", "--port", &prism_port])
                .arg(description),
        );
        until("Prism listens", DEADLINE, || {
            prism.printed().contains("Prism is listening").then_some(())
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/omlox_hub.py");
        let hub = Process::start(
            Command::new(python())
                .arg(script)
                .args([port.to_string(), format!("http://127.0.0.1:{prism_port}")])
                .arg(data("ws_and_rest_vectors.jsonl")),
        );
        until("the hub listens", DEADLINE, || hub.printed().contains("listening").then_some(()));
        Self { hub, _prism: prism, port }
    }
}

struct Session {
    heard: mpsc::Receiver<Heard>,
    control: mpsc::Sender<Control>,
}

impl Session {
    fn start(port: u16) -> Self {
        let (events, heard) = mpsc::channel(64);
        let (control, orders) = mpsc::channel(4);
        let any = Known { reader: ReaderIndex(5), named: Some("*".to_owned()), interval_s: 1.0 };
        // Prism's fence has the name that is the description's own example of a text.
        let place = Position { floor: FloorIndex(1), x: 8.0, y: 9.0, accuracy_m: 2.0 };
        let roster = Roster::new([any], [("string".into(), place)]);
        let outlet = Outlet::new(SourceIndex(0), roster, events, Tail::default(), then);
        let config = OmloxConfig {
            name: "hub".to_owned(),
            address: format!("http://127.0.0.1:{port}"),
            tls: TlsOptions::default(),
            login: Login::Token(Secret::new("a.b.c".to_owned())),
            zones: vec![ZoneTie { named: "Zone A".to_owned(), floor: FloorIndex(4) }],
            ping_every: PING_EVERY,
            pace: Pace { backoff_min: Duration::from_millis(50), ..Pace::default() },
        };
        tokio::spawn(run(config, outlet, orders));
        Self { heard, control }
    }

    async fn next(&mut self) -> Heard {
        loop {
            let heard = timeout(DEADLINE, self.heard.recv()).await;
            match heard.expect("the session says something").unwrap() {
                // Prism's own location is in a zone that Prism does not know, and from 2019.
                Heard::Reader { .. } | Heard::Rejected { .. } | Heard::Properties { .. } => {}
                other => return other,
            }
        }
    }

    async fn state(&mut self, wanted: ReaderState) -> String {
        match self.next().await {
            Heard::Source { event: SourceEvent::State { state, reason }, .. }
                if state == wanted =>
            {
                reason
            }
            other => panic!("expected {wanted:?}, heard {other:?}"),
        }
    }

    async fn sightings(&mut self) -> Vec<Sighting> {
        match self.next().await {
            Heard::Sightings(sightings) => sightings,
            other => panic!("expected sightings, heard {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_zones_its_positions_and_its_restart() {
    let hub = Hub::start();
    let mut session = Session::start(hub.port);
    session.state(ReaderState::Connecting).await;
    // It hangs up on the first connection, and is connected to again.
    for visit in 1..=2 {
        assert_eq!(session.state(ReaderState::Online).await, "", "its control points fit");
        let sightings = session.sightings().await;
        assert_eq!(sightings.len(), 2);
        let [golden, degrees] = [sightings[0], sightings[1]];
        assert_eq!(golden.tag.to_string(), "mac:AC233FAFF390");
        assert_eq!(golden.at, "2023-10-17T11:14:37.206Z".parse().unwrap());
        assert_eq!(golden.reader, ReaderIndex(5));
        let position = golden.position.unwrap();
        assert_eq!(position.floor, FloorIndex(4));
        assert!((position.x - 7.815_694).abs() < 1e-5 && (position.y - 48.130_216).abs() < 1e-5);
        assert_eq!(degrees.tag.to_string(), "omlox:uwb-tag-7");
        let position = degrees.position.unwrap();
        let off = (position.x - 1.0).hypot(position.y - 1.0);
        assert!(off < 5e-3, "the third control point is (1, 1), not {position:?}");
        let entry = session.sightings().await[0];
        assert_eq!(entry.tag.to_string(), "mac:CCDE24113245", "the trackable's own tag");
        assert_eq!(entry.position.unwrap().x, 8.0, "the fence is a place");
        if visit == 1 {
            let reason = session.state(ReaderState::Offline).await;
            assert_eq!(reason, "the hub has hung up: restarting");
        }
    }
    let printed = hub.hub.printed();
    for path in ["/zones/summary", "/fences/summary", "/trackables/summary", "/providers/locations"]
    {
        let asked = format!("asked {path} Bearer a.b.c\n");
        assert_eq!(printed.matches(&asked).count(), 2, "{path} anew each time: {printed}");
    }
    assert_eq!(printed.matches("\"topic\": \"fence_events\"").count(), 2);
    session.control.send(Control::Stop).await.unwrap();
    while timeout(DEADLINE, session.heard.recv()).await.expect("it stops").is_some() {}
    assert_eq!(hub.hub.complained(), "");
}
