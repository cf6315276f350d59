//! A process that commits is killed at random instants; what it had acknowledged is there, and
//! of what it had not acknowledged either all or nothing.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use trackward_model::{Alert, AlertId, AssetIndex, Resolved, Rule, StayChange, Subject, Timestamp};
use trackward_store::{AuditVerdict, Batch, OpenMode, QuarantineCause, Quarantined, Store};

use crate::fixture::{Home, alert, asset, at, custody, fix, heard, stay, to};

/// Names the database to the child that commits until it is killed.
const CHILD: &str = "TRACKWARD_TEST_COMMITS_TO";
const KILLS: u32 = 40;
/// Of batch `n`: its entries, chosen so that merging happens all the time, and its stays, fixes,
/// alert and tap; the asset that it quarantines is the next one.
const ASSETS: u32 = 50;

const fn entries_of(batch: u64) -> u64 {
    1 + batch * 37 % 400
}

/// The child's part. As a test of its own it has nothing to do.
#[tokio::test]
async fn commit_until_killed() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let store = Store::open(path, OpenMode::Existing).await.unwrap();
    let _claim = store.claim().unwrap();
    let mut batch = store.change_list(0, u32::MAX).await.unwrap().len() as u64;
    let mut out = std::io::stdout();
    loop {
        batch += 1;
        let second = batch as i64;
        let entries: Vec<_> =
            (0..entries_of(batch)).map(|n| heard((n % u64::from(ASSETS)) as u32, second)).collect();
        let stays: Vec<_> = (0..ASSETS)
            .map(|n| (asset(n), StayChange::Put(stay(n % 3, second, Some(second + 1)))))
            .collect();
        let fixes: Vec<_> = (0..ASSETS).map(|n| (asset(n), fix(n % 3, second))).collect();
        let changed: Vec<_> = (0..ASSETS).map(AssetIndex).collect();
        let ended = Resolved { at: at(second), by: None, note: "heard again".into() };
        let missing = alert(batch, Rule::Missing, Subject::Asset(asset(0)));
        let transitions = [to(missing.clone()), to(Alert { resolved: Some(ended), ..missing })];
        let found = Quarantined {
            asset: asset((batch % u64::from(ASSETS)) as u32),
            from: at(second),
            reason: "It was found.".into(),
            cause: QuarantineCause::FoundOverdue,
        };
        // One after the other: a tap ends what the one of the batch before began.
        let mut taps = vec![custody(0, second, None)];
        if batch > 1 {
            taps.insert(0, custody(0, second - 1, Some(second)));
        }
        let state = batch.to_le_bytes();
        let committed = store
            .commit(&Batch {
                entries: &entries,
                stays: &stays,
                fixes: &fixes,
                transitions: &transitions,
                quarantined: &[found],
                custody: &taps,
                changed_assets: &changed,
                reached: at(second),
                snapshot: Some(&state),
                ..Batch::default()
            })
            .await
            .unwrap();
        assert_eq!(committed.change_seq, batch);
        writeln!(out, "acknowledged {batch}").unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let home = Home::with(ASSETS).await;
    let path = home.path();
    home.store.clone().close().await.unwrap();
    // A small generator is enough, and the same instants come again when a run is repeated.
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    let mut total = 0;
    for kill in 0..KILLS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let batches_until_kill = random >> 60;
        let spins_until_kill = random >> 24 & 0xfffff;
        let acknowledged = commit_and_kill(&path, batches_until_kill, spins_until_kill);
        let kept = check_whole(&path).await;
        let last = acknowledged.unwrap_or(total);
        assert!(kept >= last, "kill {kill}: batch {last} was acknowledged, {kept} are kept");
        total = kept;
    }
    assert!(total > u64::from(KILLS), "it must have got somewhere: {total} batches");
}

/// Runs the child until it has acknowledged so many batches and a moment longer. Says which was
/// the last that it acknowledged.
fn commit_and_kill(path: &std::path::Path, batches: u64, spins: u64) -> Option<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::commit_until_killed", "--nocapture"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    let mut read = |line: String| {
        // The test harness writes on the same line before the child's first.
        let number = line.split_once("acknowledged ").map(|(_, number)| number.to_owned())?;
        last = Some(number.parse::<u64>().unwrap());
        last
    };
    let mut seen = 0;
    while seen <= batches {
        let line = lines.next().expect("the child must not end by itself").unwrap();
        seen += u64::from(read(line).is_some());
    }
    for _ in 0..spins {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it wrote before it died counts, a torn last line does not.
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    for line in rest {
        if let Some((_, number)) = line.split_once("acknowledged ")
            && let Ok(number) = number.parse::<u64>()
        {
            last = last.max(Some(number));
        }
    }
    last
}

/// Opens the database as the next start does and checks that all parts of each batch agree.
/// Says how many batches are kept.
async fn check_whole(path: &std::path::Path) -> u64 {
    let store = Store::open(path, OpenMode::Existing).await.unwrap();
    drop(store.claim().expect("a dead process holds no claim"));
    let batches = store.change_list(0, u32::MAX).await.unwrap();
    let count = batches.len() as u64;
    assert!(batches.iter().map(|change| change.seq).eq(1..=count));
    let blocks = store.journal_blocks(0, u32::MAX).await.unwrap();
    let mut entries = blocks.iter().flat_map(|block| &block.entries);
    for batch in 1..=count {
        for _ in 0..entries_of(batch) {
            let entry = entries.next().expect("an entry of a committed batch");
            assert_eq!(entry.at(), at(batch as i64), "entries are whole and in order");
        }
    }
    assert_eq!(entries.next(), None, "no entry of a batch that was not committed");
    let all = Timestamp::MIN..Timestamp(i64::MAX);
    assert_eq!(store.stay_list(asset(0), all, u32::MAX).await.unwrap().len() as u64, count);
    assert_eq!(store.alert_last_id().await.unwrap(), AlertId(count), "an alert a batch");
    assert_eq!(store.alert_open_list().await.unwrap(), [], "with both of its steps");
    for id in 1..=count {
        assert_eq!(store.alert_step_list(AlertId(id)).await.unwrap().len(), 2);
    }
    let taps = store.custody_between(Timestamp::MIN, Timestamp::MAX).await.unwrap();
    assert_eq!(taps.len() as u64, count, "a tap a batch");
    assert_eq!(store.custody_open().await.unwrap(), taps.last().cloned().as_slice());
    // Each asset once: those that are in quarantine stay as they are.
    let held = count.min(u64::from(ASSETS));
    assert_eq!(store.quarantine_open_list().await.unwrap().len() as u64, held);
    let AuditVerdict::Whole(tip) = store.audit_verify(None).await.unwrap() else {
        panic!("the log of acts must be whole");
    };
    assert_eq!(tip.n, held, "an entry for each, and none without one");
    if count > 0 {
        assert_eq!(store.reached().await.unwrap(), Some(at(count as i64)));
        let fixes = store.fix_list().await.unwrap();
        assert_eq!(fixes.len(), ASSETS as usize);
        assert!(fixes.iter().all(|(_, fix)| fix.last_seen == at(count as i64)));
        let snapshot = store.snapshot_load().await.unwrap().unwrap();
        assert_eq!(snapshot.bytes, count.to_le_bytes());
        assert_eq!(snapshot.journal_seq, blocks.last().unwrap().span.last_seq);
    }
    store.close().await.unwrap();
    count
}
