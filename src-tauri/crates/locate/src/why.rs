//! The evidence behind a fix, for people.

use trackward_model::{AntennaEvidence, Why};

use crate::Layout;
use crate::track::Track;

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
                place: layout.antenna(window.reader, window.antenna).map(|antenna| antenna.place),
                mean_dbm: window.mean_db() as f32,
                reads_dbm: window.reads_dbm(),
                last_at: window.last_at,
            })
            .collect();
        antennas.sort_by(|a, b| b.mean_dbm.total_cmp(&a.mean_dbm));
        Some(Why {
            placement: here.placement,
            margin_db: here.margin_db,
            needed_db: here.needed_db,
            antennas,
            position: self.hub.map(|hub| hub.evidence()),
        })
    }
}
