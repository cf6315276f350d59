//! What was not taken today, by reason.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use trackward_model::{RejectReason, Timestamp, ask::Rejected};
use trackward_store::Rejections as Unsaved;

/// Counts of the civil day in the site's time zone, and what of them is not in the store yet.
#[derive(Debug)]
pub struct Rejections {
    zone: Tz,
    date: String,
    today: BTreeMap<RejectReason, u64>,
    unsaved: BTreeMap<(String, RejectReason), u64>,
}

impl Rejections {
    /// With what the store has counted for the day of an instant.
    pub fn new(zone: Tz, at: Timestamp) -> Self {
        let date = civil_date(zone, at);
        Self { zone, date, today: BTreeMap::new(), unsaved: BTreeMap::new() }
    }

    /// The civil day that is counted now.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// What the store knows already of this day.
    pub fn restore(&mut self, counts: impl IntoIterator<Item = (RejectReason, u64)>) {
        self.today.extend(counts);
    }

    /// Counts events that were not taken.
    pub fn add(&mut self, at: Timestamp, reason: RejectReason, count: u64) {
        self.turn(at);
        *self.today.entry(reason).or_default() += count;
        *self.unsaved.entry((self.date.clone(), reason)).or_default() += count;
    }

    /// Begins a new day when it is one.
    pub fn turn(&mut self, at: Timestamp) {
        let date = civil_date(self.zone, at);
        if date > self.date {
            self.date = date;
            self.today.clear();
        }
    }

    /// Hands over what the store has not counted yet.
    pub fn take_unsaved(&mut self) -> Vec<Unsaved> {
        std::mem::take(&mut self.unsaved)
            .into_iter()
            .map(|((date, reason), count)| Unsaved { date, reason, count })
            .collect()
    }

    /// For the status bar.
    pub fn view(&self) -> Vec<Rejected> {
        self.today.iter().map(|(&reason, &count)| Rejected { reason, count }).collect()
    }
}

fn civil_date(zone: Tz, at: Timestamp) -> String {
    at.to_chrono().with_timezone(&zone).format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_civil_day_begins_at_midnight_of_the_site() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let before_midnight = at("2026-01-06T05:59:00Z");
        let mut rejections = Rejections::new(chrono_tz::America::Chicago, before_midnight);
        rejections.add(before_midnight, RejectReason::BadTag, 2);
        assert_eq!(rejections.view(), [Rejected { reason: RejectReason::BadTag, count: 2 }]);
        rejections.turn(at("2026-01-06T06:00:00Z"));
        assert_eq!(rejections.view(), [], "midnight in Chicago begins a new count");
        assert_eq!(
            rejections.take_unsaved(),
            [Unsaved { date: "2026-01-05".to_owned(), reason: RejectReason::BadTag, count: 2 }],
            "what was counted yesterday still reaches the store"
        );
    }
}
