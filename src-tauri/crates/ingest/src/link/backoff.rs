//! How long to wait before the next attempt.

use std::time::Duration;

/// How soon a connection is tried again, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// For the connection to be made, encryption and greeting included.
    pub connect: Duration,
    /// Before the first retry; doubled with each.
    pub backoff_min: Duration,
    /// Between retries, at most.
    pub backoff_max: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            backoff_min: Duration::from_secs(1),
            backoff_max: Duration::from_secs(60),
        }
    }
}

/// The delay after `attempt` failed attempts: doubled each time up to the most, and then moved by
/// up to a quarter either way, so that sources that fell silent together (a switch, a power cut)
/// are not all tried in the same instant. The same name and attempt give the same delay.
#[must_use]
pub fn delay(name: &str, attempt: u32, pace: &Pace) -> Duration {
    let doubled = pace.backoff_min.saturating_mul(1 << attempt.min(20));
    let full = doubled.min(pace.backoff_max);
    let permille = 750 + (spread(name, attempt) % 501) as u32;
    full.saturating_mul(permille) / 1000
}

/// FNV-1a with a final mix: well spread over names that differ in one letter.
fn spread(name: &str, attempt: u32) -> u64 {
    let bytes = name.bytes().chain(attempt.to_be_bytes());
    let hash = bytes.fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_most_and_are_spread() {
        let pace = Pace::default();
        for (attempt, full_s) in [(0, 1), (1, 2), (5, 32), (6, 60), (7, 60), (u32::MAX, 60)] {
            let full = Duration::from_secs(full_s);
            let delays: Vec<_> =
                (0..40).map(|n| delay(&format!("reader-{n}"), attempt, &pace)).collect();
            for delay in &delays {
                assert!(*delay >= full * 3 / 4 && *delay <= full * 5 / 4, "{attempt}: {delay:?}");
            }
            let mut distinct = delays.clone();
            distinct.sort();
            distinct.dedup();
            assert!(distinct.len() > 30, "40 readers are tried at different instants");
        }
        assert_eq!(delay("icu", 3, &pace), delay("icu", 3, &pace));
    }
}
