//! Waiting for a condition, with a deadline.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use trackward_model::Timestamp;

/// How often a condition is looked at.
const EVERY: Duration = Duration::from_millis(20);

/// Looks until there is an answer, and gives it.
///
/// # Panics
/// When there is none by the deadline; says what was waited for.
#[track_caller]
pub fn until<T>(what: &str, within: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = now() + within;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(now() < deadline, "waited {within:?} in vain until {what}");
        thread::sleep(EVERY);
    }
}

/// As [`until`], for a condition that is looked at asynchronously.
///
/// # Panics
/// When there is no answer by the deadline; says what was waited for.
pub async fn until_async<T>(
    what: &str,
    within: Duration,
    mut look: impl AsyncFnMut() -> Option<T>,
) -> T {
    let deadline = now() + within;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(now() < deadline, "waited {within:?} in vain until {what}");
        tokio::time::sleep(EVERY).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "a deadline of a test, not a time of the product")]
fn now() -> Instant {
    Instant::now()
}

/// The time now, as recorded days write it.
///
/// # Panics
/// Before 1970.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a recorded day that was heard just now")]
pub fn now_rfc3339() -> String {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let now_us = i64::try_from(since_1970.as_micros()).expect("it is before the year 294,000");
    Timestamp(now_us).to_rfc3339()
}
