use trackward_model::{JournalEntry, ReaderEvent, ReaderIndex, ReaderState, Timestamp};
use trackward_store::Batch;

use crate::fixture::{Home, at, heard};

fn state(reader: u32, seconds: i64, state: ReaderState) -> JournalEntry {
    let event = ReaderEvent::State { state, reason: "x".into() };
    JournalEntry::Reader { at: at(seconds), reader: ReaderIndex(reader), event }
}

async fn keep(home: &Home, entries: &[JournalEntry]) {
    let batch = Batch { entries, reached: at(1_000), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
}

async fn states_at(home: &Home, seconds: i64) -> Vec<(u32, Timestamp, ReaderState)> {
    let states = home.store.reader_state_at(at(seconds)).await.unwrap();
    states.into_iter().map(|(reader, since, state)| (reader.0, since, state)).collect()
}

#[tokio::test]
async fn how_readers_were_is_known_for_any_instant() {
    use ReaderState::{Offline, Online, Paused};
    let home = Home::with(1).await;
    keep(&home, &[state(0, 10, Online), heard(0, 11), state(1, 20, Offline)]).await;
    // One that is told late, and two of one instant.
    keep(&home, &[state(0, 30, Offline), state(0, 25, Paused), state(1, 40, Paused)]).await;
    keep(&home, &[state(1, 40, Online)]).await;
    let home = home.reopened().await;
    assert_eq!(states_at(&home, 9).await, []);
    assert_eq!(states_at(&home, 20).await, [(0, at(10), Online), (1, at(20), Offline)]);
    assert_eq!(states_at(&home, 29).await, [(0, at(25), Paused), (1, at(20), Offline)]);
    assert_eq!(states_at(&home, 99).await, [(0, at(30), Offline), (1, at(40), Online)]);
}

#[tokio::test]
async fn what_is_cut_off_leaves_how_it_was_then() {
    use ReaderState::{Offline, Online};
    let home = Home::with(1).await;
    keep(&home, &[state(0, 10, Offline), state(0, 20, Online), state(0, 30, Offline)]).await;
    assert_eq!(home.store.reader_state_prune(at(25)).await.unwrap(), 1);
    assert_eq!(states_at(&home, 25).await, [(0, at(20), Online)]);
    assert_eq!(states_at(&home, 15).await, []);
    assert_eq!(home.store.reader_state_prune(at(25)).await.unwrap(), 0);
}
