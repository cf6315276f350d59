//! The evidence behind a fix, for people.

use std::cmp::Reverse;

use trackward_model::{AntennaEvidence, Placement, Why};

use crate::track::{Basis, Here, Track};
use crate::window::Window;
use crate::{Layout, READS_MIN, RIVAL_AGE_MAX};

impl Track {
    /// Why the asset is judged to be where it is: the rule, and what was heard; `None` when it
    /// was never heard.
    #[must_use]
    pub fn why(&self, layout: &Layout) -> Option<Why> {
        let here = self.here?;
        let mut antennas: Vec<AntennaEvidence> = (self.windows.iter())
            .map(|window| AntennaEvidence {
                reader: window.reader,
                antenna: window.antenna,
                means: window.means,
                place: layout.antenna(window.reader, window.antenna).map(|antenna| antenna.place),
                mean_dbm: window.mean_db() as f32,
                reads_dbm: window.reads_dbm(),
                last_at: window.last_at,
            })
            .collect();
        let stronger = |a: &AntennaEvidence, b: &AntennaEvidence| b.mean_dbm.total_cmp(&a.mean_dbm);
        antennas.sort_by(|a, b| Reverse(a.means).cmp(&Reverse(b.means)).then(stronger(a, b)));
        let is_finer = self.keeps_coarser_out(&here);
        Some(Why {
            placement: if is_finer { Placement::FinerKind } else { here.placement },
            margin_db: here.margin_db,
            needed_db: here.needed_db,
            antennas,
            position: self.hub.map(|hub| hub.evidence()),
            tap: self.tap.map(|tap| tap.evidence()),
        })
    }

    /// Whether coarser means hear it elsewhere by enough reads, and would have moved it perhaps.
    fn keeps_coarser_out(&self, here: &Here) -> bool {
        let Basis::Antenna(means) = here.basis else {
            return false;
        };
        let rival = |window: &&Window| {
            Some(window.place) != here.spot.place
                && window.means < means
                && u32::from(window.reads) >= READS_MIN
                && self.last_seen.since(window.heard_at) <= RIVAL_AGE_MAX
        };
        self.windows.iter().any(|window| rival(&window))
    }
}
