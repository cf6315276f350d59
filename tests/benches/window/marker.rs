//! From a tag heard by a reader to its marker on the map, while the reader hears 2,000 a second.

use std::fmt::Write as _;
use std::time::Duration;

use fantoccini::key::Key;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval, sleep};
use trackward_engine::clock;
use trackward_engine::simulate::{Bind, Readers};
use trackward_engine::site_file;
use trackward_model::{ClockKind, ReaderIndex, Rssi, Sighting, Tag, Timestamp};
use trackward_tests::{Desk, free_port};

use crate::hospital::{self, ROOM_COUNT};

const ASSETS: usize = 2_000;
/// Each tick hears so many: 2,000 a second.
const TICK: Duration = Duration::from_millis(10);
const HEARD_A_TICK: usize = 20;
const HOPS: usize = 300;
/// The device whose marker is watched, and the two rooms that it goes between.
const WATCHED: usize = 0;
const ROOMS: [u16; 2] = [24, 25];
/// So many reads are what an antenna's mean is taken over.
const READS: u16 = 20;

/// Notes when the marker of the chosen device has moved.
const WATCH: &str = "\
    window.moves = [];\
    const map = document.querySelector('#map');\
    new MutationObserver(() => requestAnimationFrame(() => window.moves.push(Date.now())))\
        .observe(map, { attributes: true, attributeFilter: ['data-selected-x'] });";

pub async fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let db = hospital::database(folder.path(), ASSETS, &reader());
    let read = site_file::read(&folder.path().join("site.toml")).expect("the site was loaded");
    let readers = Readers::open(&read.site, Bind::SiteAddresses).await.expect("the port is free");
    let (hears, heard) = mpsc::channel(64);
    let served = tokio::spawn(readers.hear(heard, clock::now));
    let load = tokio::spawn(load(hears.clone()));

    let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
    desk.until(
        "the reader is heard",
        "document.querySelector('.status')?.textContent.includes('1 of 1')",
    )
    .await;
    hop(&hears, 0, -60).await;
    let search = desk.find(".top input[type=search]").await;
    search.send_keys("A-00000").await.expect("a name can be typed");
    desk.until("it is found", "document.querySelector('[role=option]')").await;
    search.send_keys(&char::from(Key::Enter).to_string()).await.expect("a key can be pressed");
    desk.until("it is chosen", "document.querySelector('#map').dataset.selectedX").await;
    desk.until("the map rests", "document.querySelector('#map').ariaBusy !== 'true'").await;
    desk.client().execute(WATCH, Vec::new()).await.expect("the script runs");

    let mut times = Vec::new();
    for n in 1..=HOPS {
        // First it is heard faintly where it is, so that the next room is clearly louder.
        hop(&hears, n + 1, -90).await;
        sleep(Duration::from_millis(300 + (n as u64 * 37) % 100)).await;
        let sent = hop(&hears, n, -60).await;
        let moved = format!("window.moves.length === {n} && window.moves[{n} - 1]");
        let shown_ms = desk.until("the marker moves", &moved).await.as_f64().expect("a time");
        times.push(shown_ms - sent.0 as f64 / 1e3);
    }
    load.abort();
    drop(hears);
    desk.close().await;
    served.abort();
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[(part * (HOPS - 1) as f64).round() as usize];
    println!(
        "reader to marker at 2,000 sightings/s, {HOPS} moves: median {:.0} ms, 99th percentile {:.0} ms, worst {:.0} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// The watched device is heard by the room of this hop; says when.
async fn hop(hears: &mpsc::Sender<Vec<Sighting>>, n: usize, dbm: i16) -> Timestamp {
    let now = clock::now();
    let heard =
        Sighting { count: 1, rssi: Some(Rssi(dbm * 100)), ..sighting(WATCHED, ROOMS[n % 2], now) };
    let reports = (0..i64::from(READS))
        .map(|k| Sighting { at: Timestamp(now.0 - (i64::from(READS) - k) * 100), ..heard })
        .collect();
    hears.send(reports).await.expect("the reader is served");
    now
}

/// All other devices in turn, each in its room.
async fn load(hears: mpsc::Sender<Vec<Sighting>>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut next = WATCHED + 1;
    loop {
        ticks.tick().await;
        let now = clock::now();
        let heard = (0..HEARD_A_TICK).map(|_| {
            let asset = next;
            next = if next + 1 < ASSETS { next + 1 } else { WATCHED + 1 };
            sighting(asset, (asset % ROOM_COUNT) as u16, now)
        });
        if hears.send(heard.collect()).await.is_err() {
            return;
        }
    }
}

fn sighting(asset: usize, room: u16, at: Timestamp) -> Sighting {
    Sighting {
        at,
        received_at: at,
        tag: hospital::tag(asset).parse::<Tag>().expect("a tag"),
        reader: ReaderIndex(0),
        antenna: room + 1,
        count: 1,
        rssi: Some(Rssi(-5_500)),
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    }
}

/// One reader with an antenna in every room.
fn reader() -> String {
    let mut text = format!(
        "\n[[reader]]\nid = \"r\"\nkind = \"llrp\"\naddress = \"127.0.0.1:{}\"\ninterval_s = 1\n",
        free_port()
    );
    for room in 0..ROOM_COUNT {
        let _ = write!(
            text,
            "\n[[antenna]]\nreader = \"r\"\nport = {}\nplace = \"p{room}\"\n",
            room + 1
        );
    }
    text
}
