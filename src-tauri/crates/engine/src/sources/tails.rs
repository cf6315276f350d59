//! The last messages of the sources that somebody looks at.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::{Receiver, error::RecvError};
use trackward_ingest::link::Tail;
use trackward_model::ask::{SourceTail, SourceTailQuery};
use trackward_model::{RawEvent, SourceId};

use crate::clock;

/// How many messages of a source are kept.
const KEPT: usize = 500;
/// How many are shown at once.
const SHOWN_MAX: usize = 200;
/// When nobody has asked for so long, nobody looks any more.
const UNWATCHED: Duration = Duration::from_secs(15);

/// The tails that are looked at.
#[derive(Debug, Default)]
pub struct Tails {
    watched: Mutex<HashMap<SourceId, Arc<Mutex<Ring>>>>,
}

/// The last messages of one source.
#[derive(Debug)]
struct Ring {
    events: VecDeque<(u64, RawEvent)>,
    last: u64,
    missed: u64,
    asked_at: std::time::Instant,
}

impl Tails {
    /// What came of a source; from the first question on its messages are kept.
    pub fn read(self: &Arc<Self>, query: &SourceTailQuery, tail: &Tail) -> SourceTail {
        let ring = self.ring(&query.source_id, tail);
        let mut ring = ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.asked_at = clock::instant();
        let sought = query.contains.to_lowercase();
        let is_shown = |(number, event): &&(u64, RawEvent)| {
            *number > query.after && (sought.is_empty() || holds(event, &sought))
        };
        let mut events: Vec<_> =
            ring.events.iter().rev().filter(is_shown).take(SHOWN_MAX).cloned().collect();
        events.reverse();
        SourceTail { events, last: ring.last, missed: ring.missed }
    }

    /// A session that starts anew shows its messages elsewhere.
    pub fn forget(&self, source: &SourceId) {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).remove(source);
    }

    fn ring(self: &Arc<Self>, source: &SourceId, tail: &Tail) -> Arc<Mutex<Ring>> {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ring) = watched.get(source) {
            return Arc::clone(ring);
        }
        let asked_at = clock::instant();
        let ring = Ring { events: VecDeque::new(), last: 0, missed: 0, asked_at };
        let ring = Arc::new(Mutex::new(ring));
        watched.insert(source.clone(), Arc::clone(&ring));
        let (tails, source) = (Arc::clone(self), source.clone());
        let (messages, kept) = (tail.watch(), Arc::clone(&ring));
        tokio::spawn(async move {
            keep(messages, &kept).await;
            let mut watched = tails.watched.lock().unwrap_or_else(PoisonError::into_inner);
            if watched.get(&source).is_some_and(|ring| Arc::ptr_eq(ring, &kept)) {
                watched.remove(&source);
            }
        });
        ring
    }
}

/// Keeps what comes until nobody looks any more, or the session has ended.
async fn keep(mut messages: Receiver<RawEvent>, ring: &Mutex<Ring>) {
    loop {
        let came = tokio::time::timeout(UNWATCHED, messages.recv()).await;
        let mut ring = ring.lock().unwrap_or_else(PoisonError::into_inner);
        match came {
            Ok(Ok(event)) => {
                ring.last += 1;
                let number = ring.last;
                ring.events.push_back((number, event));
                if ring.events.len() > KEPT {
                    ring.events.pop_front();
                }
            }
            Ok(Err(RecvError::Lagged(missed))) => {
                ring.last += missed;
                ring.missed += missed;
            }
            Ok(Err(RecvError::Closed)) => return,
            Err(_) => {}
        }
        if clock::instant().duration_since(ring.asked_at) > UNWATCHED {
            return;
        }
    }
}

fn holds(event: &RawEvent, sought: &str) -> bool {
    event.text.to_lowercase().contains(sought) || event.from.to_lowercase().contains(sought)
}
