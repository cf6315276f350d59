//! Two days and more of the demo hospital: what was lost is found missing, and nothing else is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trackward_engine::simulate::{Hospital, Mishaps, Script, Troubles, history};
use trackward_engine::{Config, Engine, Reading, Removal, asset_list, load, site_file};
use trackward_ingest::Heard;
use trackward_model::ask::{Act, Done, SavePolicy};
use trackward_model::{
    AssetIndex, AssetStatus, JournalEntry, ReaderEvent, ReaderIndex, ReaderState, Rule, Span,
    Timestamp,
};

/// Ten devices get lost: some leave, some hide where nothing hears them, some tags die.
const LOST: Mishaps = Mishaps { left: 4, hidden: 3, tag_dead: 3, tag_dropped: 0, never_heard: 0 };
const DAYS: Span = Span::hours(54);
const TAG_INTERVAL: Span = Span::minutes(3);
/// For all types, so that two days are enough.
const MISSING_AFTER: &str = "missing_after=6h";
/// Readers that fail for longer than that: which, from and to which hour.
const FAILING: [(u32, i64, i64); 3] = [(3, 2, 10), (11, 9, 17), (17, 34, 42)];
/// Nobody listens for longer than that: from and to which hour.
const STOPPED: (i64, i64) = (22, 30);

struct Played {
    db: PathBuf,
    lost: BTreeSet<AssetIndex>,
    names: Vec<String>,
    _folder: TempDir,
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_lost_is_found_missing_and_nothing_else() {
    let played = play().await;
    let mut reading = Reading::open(&played.db).await.unwrap();
    let rows = reading.alerts(true, None).await.unwrap();
    let named = |wanted: &dyn Fn(Rule) -> bool| -> BTreeSet<String> {
        let of_rule = rows.iter().filter(|row| wanted(row.rule));
        of_rule.filter_map(|row| row.asset_id.as_ref()).map(ToString::to_string).collect()
    };
    let flagged = named(&|rule| matches!(rule, Rule::Missing | Rule::Exit));
    let lost: BTreeSet<String> =
        played.lost.iter().map(|asset| played.names[asset.at()].clone()).collect();
    let down = rows.iter().filter(|row| row.rule == Rule::ReaderDown).count();
    println!(
        "{} lost, {} of them flagged, {} flagged falsely, {down} readers down",
        lost.len(),
        lost.intersection(&flagged).count(),
        flagged.difference(&lost).count()
    );
    assert_eq!(lost.len(), 10, "ten devices were lost");
    assert_eq!(flagged, lost, "flagged and lost are the same");
    assert_eq!(down, FAILING.len(), "each failure of a reader is one incident");
}

/// Plays them into a database, with a stop in the middle.
async fn play() -> Played {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/demo");
    let (site_path, assets_path) = (demo.join("site.toml"), demo.join("assets.csv"));
    let folder = TempDir::new().unwrap();
    let db = folder.path().join("demo.db");
    load(&db, Some(&site_path), Some(&assets_path), Removal::Refuse).await.unwrap();
    let site = site_file::read(&site_path).unwrap().site;
    let list = asset_list::read(&assets_path, &site).unwrap();
    let assets = list.assets;
    assert!(assets.iter().all(|(asset, _)| asset.status == AssetStatus::Active));

    let start: Timestamp = "2026-01-05T06:00:00Z".parse().unwrap();
    let script = Script {
        seed: 7,
        tag_interval: TAG_INTERVAL,
        mishaps: LOST,
        troubles: Troubles::NONE,
        ..Script::default()
    };
    let mut hospital = Hospital::new(&site, &assets, start, &script);
    let mut lost = BTreeSet::new();
    let mut engine = open(&db).await;
    let save = SavePolicy { changes: vec![MISSING_AFTER.to_owned()], by: "test".to_owned() };
    assert_eq!(engine.act(Act::SavePolicy(save)).await.unwrap(), Done::Done);
    let mut failures = failures(start);
    let mut is_restarted = false;
    let mut at = start;
    while at < start + DAYS {
        at = at + Span::minutes(10);
        let batch: Vec<JournalEntry> = history(&mut hospital, at).flatten().collect();
        let is_lost =
            |asset: &AssetIndex| hospital.truth(*asset).is_some_and(|truth| truth.lost.is_some());
        lost.extend((0..assets.len()).map(AssetIndex::of).filter(is_lost));
        if is_stopped(start, at) {
            continue;
        }
        if !is_restarted && at > start + Span::hours(STOPPED.0) {
            is_restarted = true;
            engine.stop().await.unwrap();
            engine = open(&db).await;
            let states = [(STOPPED.0, ReaderState::Paused), (STOPPED.1, ReaderState::Online)];
            for (reader, (hour, state)) in
                (0..site.readers.len()).flat_map(|i| states.map(|state| (i, state)))
            {
                let event = ReaderEvent::State { state, reason: String::new() };
                let (reader, at) = (ReaderIndex::of(reader), start + Span::hours(hour));
                engine.sender().send(Heard::Reader { reader, at, event }).await.unwrap();
            }
        }
        let sender = engine.sender();
        while let Some((reader, from, state)) = failures.first().copied().filter(|f| f.1 <= at) {
            failures.remove(0);
            let event = ReaderEvent::State { state, reason: String::new() };
            sender.send(Heard::Reader { reader, at: from, event }).await.unwrap();
        }
        let heard: Vec<_> = batch
            .into_iter()
            .filter_map(|entry| match entry {
                JournalEntry::Sighting(heard) if !is_failing(heard.reader, start, heard.at) => {
                    Some(heard)
                }
                _ => None,
            })
            .collect();
        sender.send(Heard::Sightings(heard)).await.unwrap();
    }
    engine.settled().await.unwrap();
    engine.stop().await.unwrap();
    let names = assets.iter().map(|(asset, _)| asset.asset_id.to_string()).collect();
    Played { db, lost, names, _folder: folder }
}

async fn open(db: &Path) -> Engine {
    Engine::start(Config { live: false, ..Config::new(db.to_owned()) }).await.unwrap()
}

fn is_stopped(start: Timestamp, at: Timestamp) -> bool {
    at > start + Span::hours(STOPPED.0) && at <= start + Span::hours(STOPPED.1)
}

fn is_failing(reader: ReaderIndex, start: Timestamp, at: Timestamp) -> bool {
    FAILING.iter().any(|&(failing, from, to)| {
        failing == reader.0 && at >= start + Span::hours(from) && at < start + Span::hours(to)
    })
}

/// What becomes of the failing readers, in order of time.
fn failures(start: Timestamp) -> Vec<(ReaderIndex, Timestamp, ReaderState)> {
    let mut all: Vec<_> = FAILING
        .iter()
        .flat_map(|&(reader, from, to)| {
            let reader = ReaderIndex(reader);
            [
                (reader, start + Span::hours(from), ReaderState::Offline),
                (reader, start + Span::hours(to), ReaderState::Online),
            ]
        })
        .collect();
    all.sort_by_key(|(_, at, _)| *at);
    all
}
