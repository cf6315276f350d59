//! From the click on Reports to a month's utilization with its charts and tables.

use trackward_model::{Span, Timestamp};
use trackward_tests::{Desk, now_rfc3339};

use crate::hospital;

const ASSETS: usize = 4_000;
const DAYS: i64 = 30;
/// So often a device is somewhere else.
const MOVES_A_DAY: i64 = 4;
/// A move is believed once it is heard so often.
const READS: i64 = 3;
const TIMES: usize = 7;

/// Goes to the page, and answers how many milliseconds later the report is drawn.
const SCRIPT: &str = "const answer = arguments[arguments.length - 1];\
    location.hash = 'map';\
    const asked = () => {\
        const began = performance.now();\
        document.querySelector(`a[href='#reports']`).click();\
        const look = () => document.querySelector('.report-section .report-table tbody tr')\
            && !document.querySelector('.report-making')\
            ? requestAnimationFrame(() => answer(performance.now() - began))\
            : requestAnimationFrame(look);\
        look();\
    };\
    const away = () => document.querySelector('#map') ? setTimeout(asked, 500)\
        : requestAnimationFrame(away);\
    away();";

pub async fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let more = "\n[[reader]]\nid = \"hub\"\nkind = \"recorded\"\n";
    let db = hospital::database(folder.path(), ASSETS, more);
    let now: Timestamp = now_rfc3339().parse().expect("a time");
    let moves = DAYS * MOVES_A_DAY;
    let step = Span::hours(24 / MOVES_A_DAY);
    for day in 0..DAYS {
        let mut heard = String::new();
        for of_day in 0..MOVES_A_DAY {
            let n = day * MOVES_A_DAY + of_day;
            for read in 0..READS {
                let at = now - Span(step.0 * (moves - n)) + Span::seconds(10 * read);
                for asset in 0..ASSETS {
                    // Half of them stay where they are.
                    let to = if asset % 2 == 0 { asset } else { asset + 37 * n as usize } % ASSETS;
                    heard += &hospital::moved(&at.to_rfc3339(), asset, to, ASSETS);
                }
            }
        }
        hospital::replay(&db, &heard);
    }
    let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
    let drawn = format!("Number(document.querySelector('#map')?.dataset.markers) === {ASSETS}");
    desk.until("all markers are drawn", &drawn).await;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let took = desk.client().execute_async(SCRIPT, Vec::new()).await;
        times.push(took.expect("the script runs").as_f64().expect("a time"));
    }
    let first = times[0];
    times.sort_by(f64::total_cmp);
    println!(
        "click to a month's utilization, {ASSETS} assets with {} sightings: first {first:.0} ms, \
         median of {TIMES} {:.0} ms",
        moves * READS * ASSETS as i64,
        times[TIMES / 2]
    );
    desk.close().await;
}
