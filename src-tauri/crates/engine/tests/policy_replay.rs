//! A policy tried on the recorded past.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::Hospital;
use trackward_engine::{Reading, Removal, load};
use trackward_model::ask::PolicyReplayed;
use trackward_model::{Rule, Span, Timestamp};
use trackward_store::BLOCK_ENTRIES_MAX;

fn time(text: &str) -> Timestamp {
    format!("2026-01-{text}:00Z").parse().unwrap()
}

fn heard(day: &mut String, at: Timestamp, reader: &str, tag: u8) {
    writeln!(
        day,
        r#"{{"at":"{}","reader":"{reader}","antenna":1,"tag":"epc:3034257BF7194E400000000{tag}","rssi_dbm":-50}}"#,
        at.to_rfc3339()
    )
    .unwrap();
}

/// The last day of two: a pump's reader fails hours before it begins, in a block of the journal
/// that has nothing of that day. Another pump is heard every ten minutes, but for twelve hours in
/// which nothing is recorded.
async fn replayed(change: &str) -> PolicyReplayed {
    let hospital = Hospital::new().await;
    let mut day = String::new();
    heard(&mut day, time("05T05:58"), "third", 2);
    let offline = r#"{"at":"2026-01-05T05:59:00Z","reader":"third","state":"offline"}"#;
    writeln!(day, "{offline}").unwrap();
    for second in 0..BLOCK_ENTRIES_MAX {
        heard(&mut day, time("05T06:00") + Span::seconds(second as i64), "icu", 1);
    }
    let mut at = time("05T12:10");
    while at <= time("06T01:00") {
        heard(&mut day, at, "icu", 1);
        at = at + Span::minutes(10);
    }
    heard(&mut day, time("06T13:00"), "icu", 1);
    fs::write(hospital.path("day.ndjson"), day).unwrap();
    hospital.replay(&hospital.path("day.ndjson"), None).await;
    let reading = Reading::open(&hospital.db()).await.unwrap();
    reading.policy_replay(&[change.to_owned()], 1, |_| ()).await.unwrap()
}

#[tokio::test]
async fn a_reader_that_failed_before_the_period_makes_nothing_missing_in_it() {
    // Unheard for 20 hours at 01:58, for 24 at 05:58, but nobody could have heard it.
    let replayed = replayed("missing_after=20h").await;
    assert_eq!(replayed.from, time("05T13:00"));
    let of = |rule| *replayed.rules.iter().find(|of| of.rule == rule).unwrap();
    assert_eq!((of(Rule::Missing).before, of(Rule::Missing).after), (0, 0));
    assert_eq!(of(Rule::ReaderDown).before, 0, "its own alert was there before");
}

#[tokio::test]
async fn a_silence_within_a_block_of_the_journal_is_no_coverage() {
    let replayed = replayed("missing_after=20h").await;
    assert!((replayed.coverage - 0.5).abs() < 0.01, "{}", replayed.coverage);
    assert_eq!(replayed.blocks_corrupt, 0);
}

#[tokio::test]
async fn what_was_missing_before_the_period_began_is_neither_new_nor_gone() {
    let hospital = Hospital::new().await;
    let mut day = String::new();
    // Unheard from here on: missing after a day at 06:00, long before the period begins.
    heard(&mut day, time("05T06:00"), "icu", 1);
    let mut at = time("05T06:10");
    while at <= time("08T00:00") {
        heard(&mut day, at, "icu", 2);
        at = at + Span::minutes(10);
    }
    fs::write(hospital.path("day.ndjson"), day).unwrap();
    hospital.replay(&hospital.path("day.ndjson"), None).await;
    let reading = Reading::open(&hospital.db()).await.unwrap();
    let of = async |change: &str| {
        let replayed = reading.policy_replay(&[change.to_owned()], 1, |_| ()).await.unwrap();
        let of = *replayed.rules.iter().find(|of| of.rule == Rule::Missing).unwrap();
        (of.before, of.after, of.new, of.gone)
    };
    assert_eq!(of("missing_after=30h").await, (0, 0, 0, 0), "raised before either way");
    assert_eq!(of("missing_after=48h").await, (0, 1, 0, 0), "later, but it stood already");
}

#[tokio::test]
async fn what_wears_another_tag_by_now_stood_where_it_stood() {
    let hospital = Hospital::new().await;
    let mut day = String::new();
    heard(&mut day, time("05T06:00"), "icu", 1);
    let mut at = time("05T06:10");
    while at <= time("07T00:00") {
        heard(&mut day, at, "icu", 2);
        at = at + Span::minutes(10);
    }
    fs::write(hospital.path("day.ndjson"), day).unwrap();
    hospital.replay(&hospital.path("day.ndjson"), None).await;
    // From now on the pump that is lost has another tag.
    let list = fs::read_to_string(hospital.path("assets.csv")).unwrap();
    let list = list.replace("epc:3034257BF7194E4000000001", "epc:3034257BF7194E4000000007");
    fs::write(hospital.path("assets.csv"), list).unwrap();
    load(&hospital.db(), None, Some(&hospital.path("assets.csv")), Removal::Refuse).await.unwrap();
    let reading = Reading::open(&hospital.db()).await.unwrap();
    let replayed = reading.policy_replay(&["missing_after=36h".to_owned()], 1, |_| ()).await;
    let replayed = replayed.unwrap();
    let of = replayed.rules.iter().find(|of| of.rule == Rule::Missing).unwrap();
    assert_eq!((of.before, of.after), (1, 1), "after a day, or a day and a half");
}
