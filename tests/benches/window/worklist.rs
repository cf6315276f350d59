//! From the click on Maintenance to a worklist that can be worked with.

use std::fmt::Write as _;

use trackward_tests::{Desk, now_rfc3339};

use crate::hospital;

const ASSETS: usize = 20_000;
const PLANS: [(&str, usize); 3] = [("PM", 12), ("electrical-safety", 24), ("battery", 6)];
const TIMES: usize = 7;

/// Goes to the page, and answers how many milliseconds later the first rows are drawn.
const SCRIPT: &str = "const answer = arguments[arguments.length - 1];\
    location.hash = 'map';\
    const asked = () => {\
        const began = performance.now();\
        document.querySelector(`a[href='#maintenance']`).click();\
        const look = () => document.querySelector('.list tbody tr[data-asset]')\
            ? requestAnimationFrame(() => answer(performance.now() - began))\
            : requestAnimationFrame(look);\
        look();\
    };\
    const away = () => document.querySelector('#map') ? setTimeout(asked, 500)\
        : requestAnimationFrame(away);\
    away();";

pub async fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut more = "\n[[reader]]\nid = \"hub\"\nkind = \"recorded\"\n".to_owned();
    for (plan, months) in PLANS {
        for type_id in ["infusion_pump", "ventilator"] {
            let _ = write!(
                more,
                "\n[[plan]]\nid = \"{plan}\"\ntype = \"{type_id}\"\nmode = \"fixed\"\n\
                 interval = \"{months} months\"\n"
            );
        }
    }
    let db = hospital::database(folder.path(), ASSETS, &more);
    let now = now_rfc3339();
    let heard: String = (0..ASSETS).map(|n| hospital::positioned(&now, n, ASSETS)).collect();
    hospital::replay(&db, &heard);
    hospital::import(&db, &duties(&now));
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
        "click to worklist, {ASSETS} assets with {} duties each: first {first:.0} ms, median of \
         {TIMES} {:.0} ms",
        PLANS.len(),
        times[TIMES / 2]
    );
    desk.close().await;
}

/// Due dates all over the coming interval, and a twentieth of them gone by.
fn duties(now: &str) -> String {
    let mut rows = "asset_id,plan,last_completed,next_due,interval,mode\n".to_owned();
    let year: i32 = now[..4].parse().expect("a year");
    for n in 0..ASSETS {
        for (plan, months) in PLANS {
            let month = (n * 7 + months) % months;
            let year = if n % 20 == 0 { year - 1 } else { year + 1 + (month / 12) as i32 };
            let (month, day) = (month % 12 + 1, n % 28 + 1);
            let _ =
                writeln!(rows, "A-{n:05},{plan},,{year}-{month:02}-{day:02},{months} months,fixed");
        }
    }
    rows
}
