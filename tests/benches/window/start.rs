//! From the start of the process to a map with every marker drawn.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use trackward_model::{Span, Timestamp};
use trackward_tests::Desk;

use crate::hospital;

const ASSETS: usize = 20_000;
const DAYS: i64 = 30;
const STARTS: usize = 7;

/// What a start passes, by the window's own marks: its page begins, the core is asked, the wasm
/// runs, the core has answered, the window knows it all, the map is drawn whole.
const STEPS: [&str; 6] = ["page", "asked", "wasm", "assets_query", "loaded", "map"];
/// The instants of these, in milliseconds of 1970, once the last one was passed.
const PASSED: &str = "performance.getEntriesByName('map').length > 0 \
    && ['page', 'asked', 'wasm', 'assets_query', 'loaded', 'map'].map((name) => \
        performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? 0))";

pub async fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let hub = "\n[[reader]]\nid = \"hub\"\nkind = \"recorded\"\n";
    let db = hospital::database(folder.path(), ASSETS, hub);
    let now = Timestamp((now_ms() * 1e3) as i64);
    for day in (0..DAYS).rev() {
        let at = (now - Span::days(day)).to_rfc3339();
        let day = usize::try_from(day).expect("days ahead of now are none");
        // Each day everything is somewhere else: a stay a day.
        let place = |n: usize| (n + day * 7_919) % ASSETS;
        let heard: String = (0..ASSETS)
            .map(|n| {
                let tag = hospital::tag(n);
                hospital::positioned(&at, place(n), ASSETS).replace(&hospital::tag(place(n)), &tag)
            })
            .collect();
        hospital::replay(&db, &heard);
    }
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
        let passed = desk.until("the map is drawn", PASSED).await;
        let process = desk.application();
        let started = started_ms(process);
        let passed = passed.as_array().expect("a list").iter();
        times.push(passed.map(|at| at.as_f64().expect("a time") - started).collect::<Vec<_>>());
        desk.close().await;
    }
    let sorted = |step: usize| {
        let mut times: Vec<f64> = times.iter().map(|times| times[step]).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    for (step, name) in STEPS.into_iter().enumerate() {
        println!("  {name}: median {:.0} ms", sorted(step)[STARTS / 2]);
    }
    let map = sorted(STEPS.len() - 1);
    println!(
        "start to usable map, {ASSETS} assets, {DAYS} days: median {:.0} ms, worst of {STARTS} {:.0} ms",
        map[STARTS / 2],
        map[STARTS - 1]
    );
}

/// When a process was started, in milliseconds of 1970.
fn started_ms(process: u32) -> f64 {
    /// Of every Linux for user space.
    const TICKS_A_SECOND: f64 = 100.0;
    const START_TIME: usize = 19;
    let read = |path: &str| fs::read_to_string(path).expect("this is Linux");
    let stat = read(&format!("/proc/{process}/stat"));
    let after_name = stat.rsplit_once(')').expect("a name in brackets").1;
    let ticks: f64 = number(after_name.split_whitespace().nth(START_TIME));
    let uptime_s: f64 = number(read("/proc/uptime").split_whitespace().next());
    now_ms() - uptime_s * 1e3 + ticks / TICKS_A_SECOND * 1e3
}

fn number(text: Option<&str>) -> f64 {
    text.and_then(|text| text.parse().ok()).expect("a number")
}

fn now_ms() -> f64 {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH).expect("it is later than 1970").as_secs_f64() * 1e3
}
