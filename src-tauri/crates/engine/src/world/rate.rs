//! Sightings a second, over the last ten.

use trackward_model::{Span, Timestamp};

const SECONDS: usize = 10;

/// Counts of the last ten whole seconds and of the one under way.
#[derive(Debug, Clone, Default)]
pub struct Rate {
    second: i64,
    under_way: u64,
    past: [u64; SECONDS],
}

impl Rate {
    /// Counts sightings that came in at an instant.
    pub fn add(&mut self, at: Timestamp, sightings: u64) {
        self.turn(at);
        self.under_way += sightings;
    }

    /// The mean of the last ten whole seconds.
    pub fn per_second(&mut self, at: Timestamp) -> f32 {
        self.turn(at);
        self.past.iter().sum::<u64>() as f32 / SECONDS as f32
    }

    fn turn(&mut self, at: Timestamp) {
        let second = at.0.div_euclid(Span::seconds(1).0);
        let passed = second.saturating_sub(self.second);
        if passed <= 0 {
            return;
        }
        if passed as usize > SECONDS {
            self.past = [0; SECONDS];
        } else {
            for back in 0..passed {
                let count = if back == 0 { self.under_way } else { 0 };
                self.past[(self.second + back).rem_euclid(SECONDS as i64) as usize] = count;
            }
        }
        self.under_way = 0;
        self.second = second;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_the_mean_of_ten_seconds() {
        let mut rate = Rate::default();
        let start = Timestamp(1_000_000_000_000_000);
        for second in 0..20 {
            rate.add(start + Span::seconds(second), 200);
        }
        assert_eq!(rate.per_second(start + Span::seconds(20)), 200.0);
        assert_eq!(rate.per_second(start + Span::seconds(25)), 100.0, "five silent seconds");
        assert_eq!(rate.per_second(start + Span::seconds(60)), 0.0);
    }
}
