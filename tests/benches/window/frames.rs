//! Frames a second of the map while it is dragged and while it is zoomed.

use trackward_tests::{Desk, now_rfc3339};

use crate::hospital;

/// How many devices are on the floor.
const ASSETS: [usize; 3] = [1_000, 5_000, 20_000];
const SECONDS: u32 = 5;

/// Drags or zooms the map, and counts frames.
const SCRIPT: &str = include_str!("frames.js");

pub async fn measure() {
    println!("\nassets    drag, frames/s (worst second)    zoom, frames/s (worst second)");
    for assets in ASSETS {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let hub = "\n[[reader]]\nid = \"hub\"\nkind = \"recorded\"\n";
        let db = hospital::database(folder.path(), assets, hub);
        let now = now_rfc3339();
        // A marker with a position is drawn at its own point, however many there are.
        let heard: String = (0..assets).map(|n| hospital::positioned(&now, n, assets)).collect();
        hospital::replay(&db, &heard);
        let desk = Desk::open(&["--db".as_ref(), db.as_os_str()]).await;
        let drawn = format!("Number(document.querySelector('#map')?.dataset.markers) === {assets}");
        desk.until("all markers are drawn", &drawn).await;
        desk.until("the map rests", "document.querySelector('#map').ariaBusy !== 'true'").await;
        let pan = frames(&desk, "pan").await;
        let zoom = frames(&desk, "zoom").await;
        println!("{assets:>6}    {pan:<32} {zoom}");
        desk.close().await;
    }
}

async fn frames(desk: &Desk, kind: &str) -> String {
    let measured = desk
        .client()
        .execute_async(SCRIPT, vec![kind.into(), SECONDS.into()])
        .await
        .expect("the script runs");
    assert!(measured.is_array(), "the map does not move when it is to {kind}");
    let number = |at: usize| measured[at].as_f64().expect("the script gives two numbers");
    format!("{:.1} ({:.0})", number(0), number(1))
}
