//! What is wrong with what a kiosk shows.

use trackward_model::Timestamp;
use trackward_model::ask::Kiosk;

/// Something that whoever looks at the kiosk must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The core does not answer.
    Core {
        /// What is shown is from then.
        since: Timestamp,
    },
    /// What is heard cannot be kept.
    Storage {
        /// Since when.
        since: Timestamp,
    },
    /// At least half of the unit's readers do not hear.
    Readers {
        /// So many.
        down: u32,
        /// Of so many.
        count: u32,
        /// Since when.
        since: Option<Timestamp>,
    },
}

/// What is wrong, the worst first. A single reader of many is told in the line of readers only.
#[must_use]
pub fn troubles(kiosk: &Kiosk, answers: bool) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    if !answers {
        troubles.push(Trouble::Core { since: kiosk.reached });
    }
    troubles.extend(kiosk.storage_fails_since.map(|since| Trouble::Storage { since }));
    let readers = kiosk.readers;
    if readers.down > 0 && readers.down * 2 >= readers.count {
        troubles.push(Trouble::Readers {
            down: readers.down,
            count: readers.count,
            since: readers.down_since,
        });
    }
    troubles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::kiosk::kept::sample;

    #[test]
    fn one_reader_of_many_is_no_banner() {
        let mut kiosk = sample();
        let mut of = |down, count| {
            (kiosk.readers.down, kiosk.readers.count) = (down, count);
            troubles(&kiosk, true).len()
        };
        assert_eq!([of(0, 0), of(0, 12), of(1, 12), of(6, 12), of(1, 1)], [0, 0, 0, 1, 1]);
    }

    #[test]
    fn silence_comes_first_and_says_how_old_the_rest_is() {
        let mut kiosk = sample();
        kiosk.storage_fails_since = Some(Timestamp(5));
        let core = Trouble::Core { since: kiosk.reached };
        assert_eq!(troubles(&kiosk, false), [core, Trouble::Storage { since: Timestamp(5) }]);
    }
}
