//! What the maintenance page waits for: 20,000 assets with three duties each.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;
use trackward_engine::{Config, Engine, Removal, clock, import_maintenance, load};
use trackward_model::ask::{
    Act, CalendarQuery, ComplianceQuery, Done, LedgerQuery, Plans, PlansQuery, Query, RoundQuery,
    SavePlan, WorklistQuery,
};
use trackward_model::{AssetId, Date, Interval, Plan};

const ASSETS: u32 = 20_000;
const ROOMS: u32 = 200;
/// How often each question is asked.
const TIMES: usize = 9;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().expect("a folder");
    hospital(folder.path());
    let db = folder.path().join("bench.db");
    let (site, list) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
    load(&db, Some(&site), Some(&list), Removal::Refuse).await.expect("loaded");
    let began = clock::instant();
    let file = folder.path().join("maintenance.csv");
    let imported = import_maintenance(&db, &file, "bench", false).await.expect("imported");
    let took = began.elapsed().as_secs_f64();
    println!("{} duties imported in {took:.1} s", imported.rows.len());
    let began = clock::instant();
    let engine = Engine::start(Config { live: false, ..Config::new(db) }).await.expect("started");
    println!("opened in {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
    let date = |text: &str| -> Date { text.parse().expect("a date") };
    let (from, to) = (date("2026-01-01"), date("2026-12-31"));
    let round: Vec<AssetId> = (0..200).map(|n| asset_id(n).parse().expect("an id")).collect();
    let questions: [(&str, Query); 6] = [
        ("worklist", WorklistQuery {}.into()),
        ("calendar", CalendarQuery { from: date("2026-06-01"), to: date("2026-07-12") }.into()),
        ("plans", PlansQuery {}.into()),
        ("compliance of a year", ComplianceQuery { from, to, on: Some(to) }.into()),
        ("ledger", LedgerQuery {}.into()),
        ("round of 200", RoundQuery { asset_ids: round, from: None }.into()),
    ];
    for (name, query) in &questions {
        let (took, bytes) = median(&engine, query).await;
        println!("{name}: {:.0} ms, {} kB", took.as_secs_f64() * 1e3, bytes / 1_000);
    }
    changed(&engine).await;
    for (name, query) in &questions[..2] {
        let (took, _) = median(&engine, query).await;
        println!("{name} under changed plans: {:.0} ms", took.as_secs_f64() * 1e3);
    }
    engine.stop().await.expect("stopped");
}

/// Each plan asks for it a month later from today on.
async fn changed(engine: &Engine) {
    let plans = engine.query(PlansQuery {}.into()).await.expect("an answer");
    let plans: Plans = serde_json::from_slice(&plans).expect("plans");
    for row in plans.plans {
        let interval = Interval::new(row.plan.interval.n() + 1, row.plan.interval.unit());
        let plan = Plan { interval: interval.expect("an interval"), ..row.plan };
        let save = SavePlan { plan, for_the_past: false, by: "bench".to_owned() };
        let began = clock::instant();
        let done = engine.act(Act::SavePlan(save)).await.expect("an answer");
        assert_eq!(done, Done::Done);
        let took = began.elapsed().as_secs_f64() * 1e3;
        println!("a plan of all changed, all owed anew: {took:.0} ms");
    }
}

async fn median(engine: &Engine, query: &Query) -> (Duration, usize) {
    let mut times = Vec::with_capacity(TIMES);
    let mut bytes = 0;
    for _ in 0..TIMES {
        let began = clock::instant();
        bytes = engine.query(query.clone()).await.expect("an answer").len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    (times[TIMES / 2], bytes)
}

fn asset_id(n: u32) -> String {
    format!("A-{n:05}")
}

/// A hospital of one floor whose assets have due dates all over the year, a twentieth of them
/// overdue.
fn hospital(folder: &Path) {
    let mut site = String::from(
        "[site]\nid = \"bench\"\nname = \"Bench\"\ntimezone = \"UTC\"\n\n[[floor]]\nid = \"L1\"\n\
         building = \"Main\"\nname = \"Level 1\"\nordinal = 1\nmetres_per_unit = 1.0\n\n",
    );
    for room in 0..ROOMS {
        let (x, y) = (room % 20 * 6, room / 20 * 6);
        let _ = write!(
            site,
            "[[place]]\nid = \"r{room}\"\nfloor = \"L1\"\nname = \"Room {room}\"\n\
             kind = \"storage\"\nunit = \"U\"\n\
             outline = [[{x}, {y}], [{0}, {y}], [{0}, {1}], [{x}, {1}]]\n\n",
            x + 5,
            y + 5
        );
    }
    for (plan, months) in [("PM", 12), ("electrical-safety", 24), ("battery", 6)] {
        let _ = write!(
            site,
            "[[plan]]\nid = \"{plan}\"\ntype = \"infusion_pump\"\nmode = \"fixed\"\n\
             interval = \"{months} months\"\n\n"
        );
    }
    let mut assets = String::from("asset_id,name,type,manufacturer,model,serial,unit,tag,risk\n");
    let mut duties = String::from("asset_id,plan,last_completed,next_due,interval,mode\n");
    let start: Date = "2026-11-01".parse().expect("a date");
    for n in 0..ASSETS {
        let id = asset_id(n);
        let risk = ["standard", "high", "life_support"][n as usize % 3];
        let _ = writeln!(assets, "{id},Pump,infusion_pump,Acme,P{},S{n},U,,{risk}", n % 7);
        for (plan, months) in [("PM", 12_u32), ("electrical-safety", 24), ("battery", 6)] {
            let day = u64::from(n * 37 % (months * 29));
            let due = start + chrono::Days::new(day);
            let _ = writeln!(duties, "{id},{plan},,{due},{months} months,fixed");
        }
    }
    for (name, text) in [("site.toml", site), ("assets.csv", assets), ("maintenance.csv", duties)] {
        fs::write(folder.join(name), text).expect("written");
    }
}
