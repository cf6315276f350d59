//! What a kiosk keeps on its own computer, to show it when the core does not answer.

use serde::{Deserialize, Serialize};
use trackward_model::Timestamp;
use trackward_model::ask::{Devices, Kiosk};

/// The last answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// What the kiosk shows.
    pub kiosk: Kiosk,
    /// The unit's devices, for the page that is printed.
    pub devices: Option<Devices>,
    /// The site's time zone.
    pub timezone: String,
}

impl Kept {
    /// As text, to be kept.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// From text; nothing where another version wrote it, or this computer was another unit's
    /// kiosk then: one unit's equipment must not be taken for another's.
    #[must_use]
    pub fn of_text(text: &str, unit: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(text).ok()?;
        (kept.kiosk.unit.as_str() == unit).then_some(kept)
    }

    /// The present in the time of the site, by this computer's clock: played events run on another.
    #[must_use]
    pub fn present(&self, clock: Timestamp) -> Timestamp {
        let passed = clock.since(self.kiosk.now);
        if passed.0 < 0 { self.kiosk.reached } else { self.kiosk.reached + passed }
    }
}

#[cfg(test)]
pub(super) fn sample() -> Kiosk {
    use trackward_model::ask::KioskReaders;
    Kiosk {
        now: Timestamp(1_000_000_000),
        reached: Timestamp(900_000_000),
        hospital: "Demo".into(),
        unit: "ICU".parse().unwrap(),
        other_units: Vec::new(),
        spot: None,
        readers: KioskReaders { count: 12, down: 0, down_since: None, all: 40, all_down: 0 },
        storage_fails_since: None,
        stock: Vec::new(),
        do_not_use: Vec::new(),
        requests: Vec::new(),
        holds: Vec::new(),
        custody: Vec::new(),
        faults: Vec::new(),
        supply: None,
        tap: None,
        types: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Kept {
        Kept { kiosk: sample(), devices: None, timezone: "America/Chicago".into() }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let text = kept().text().unwrap();
        assert_eq!(Kept::of_text(&text, "ICU"), Some(kept()));
        assert_eq!(Kept::of_text("{\"kiosk\":3}", "ICU"), None, "what cannot be read is no answer");
    }

    #[test]
    fn what_another_unit_kept_is_not_shown() {
        let text = kept().text().unwrap();
        assert_eq!(Kept::of_text(&text, "ED"), None, "this computer was the ICU's kiosk");
        assert_eq!(Kept::of_text(&text, ""), None, "nobody says whose kiosk it is");
    }

    #[test]
    fn the_present_goes_on_without_the_core() {
        assert_eq!(kept().present(Timestamp(1_003_000_000)), Timestamp(903_000_000));
        assert_eq!(kept().present(Timestamp(0)), Timestamp(900_000_000), "a clock set back");
    }
}
