//! Everything that is known of where one asset is and was.

use serde::{Deserialize, Serialize};
use trackward_model::{
    ClockKind, FloorIndex, Means, PlaceIndex, Placement, ReaderIndex, Rssi, Sighting, Stay,
    Timestamp,
};

use crate::late::LateReads;
use crate::position::Hub;
use crate::stays::{Spot, Stays};
use crate::tap::Tap;
use crate::window::Windows;

/// Quiet spans kept of an asset.
pub(crate) const QUIET_KEPT: usize = 8;

/// The state of one asset's whereabouts: about a kilobyte, of bounded size, and all that is
/// needed to go on after a restart. A new one has never been heard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    pub(crate) last_seen: Timestamp,
    /// Sightings that were ignored reach so far; see [`Track::is_newer`].
    pub(crate) ignored_until: Timestamp,
    /// A lift or portal heard it last then.
    pub(crate) portal_at: Timestamp,
    pub(crate) here: Option<Here>,
    pub(crate) heard: Option<Heard>,
    pub(crate) battery: Option<Battery>,
    pub(crate) hub: Option<Hub>,
    pub(crate) tap: Option<Tap>,
    pub(crate) instant: Instant,
    pub(crate) stays: Stays,
    pub(crate) windows: Windows,
    pub(crate) late: LateReads,
    /// Spans of the exit delay or more in which nothing heard it although its stay went on.
    pub(crate) quiet: Vec<[Timestamp; 2]>,
}

/// Where the asset is judged to be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Here {
    pub spot: Spot,
    pub since: Timestamp,
    /// The last evidence for this very spot.
    pub heard_at: Timestamp,
    /// Metres to the right and down.
    pub at: [f32; 2],
    pub basis: Basis,
    pub placement: Placement,
    pub margin_db: Option<f32>,
    pub needed_db: Option<f32>,
    /// The place's area in square metres.
    pub area_m2: f32,
}

/// What kind of evidence an asset's place rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Basis {
    Antenna(Means),
    Position,
    Tap,
}

/// Who heard the asset last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Heard {
    pub rssi: Option<Rssi>,
    pub reader: ReaderIndex,
    pub antenna: u16,
    pub clock: ClockKind,
    pub degraded: bool,
    pub is_position: bool,
}

/// What the tag told of its battery last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Battery {
    pub at: Timestamp,
    pub percent: u8,
}

/// The instant that is being judged, and the judgement before it: each further sighting of the
/// same instant is judged anew from there, so that their order makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Instant {
    pub at: Timestamp,
    pub is_late: bool,
    pub here: Option<Here>,
    pub hub: Option<Hub>,
    /// The last tap before it: what was heard until then counts no more.
    pub tapped: Timestamp,
    /// The last sighting before it.
    pub seen: Timestamp,
    /// Nothing before it counts: never heard, or not for longer than a silence may last.
    pub is_fresh: bool,
    /// How strongly the place before heard it, where that no longer counts.
    pub left_centi_dbm: i16,
    /// And by what means.
    pub left_means: Means,
}

impl Default for Track {
    fn default() -> Self {
        let instant = Instant {
            at: Timestamp::MIN,
            is_late: false,
            here: None,
            hub: None,
            tapped: Timestamp::MIN,
            seen: Timestamp::MIN,
            is_fresh: true,
            left_centi_dbm: 0,
            left_means: Means::default(),
        };
        Self {
            last_seen: Timestamp::MIN,
            ignored_until: Timestamp::MIN,
            portal_at: Timestamp::MIN,
            here: None,
            heard: None,
            battery: None,
            hub: None,
            tap: None,
            instant,
            stays: Stays::default(),
            windows: Windows::default(),
            late: LateReads::default(),
            quiet: Vec::new(),
        }
    }
}

impl Track {
    /// A track of an asset that was never heard.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// When it was heard last, anywhere.
    #[must_use]
    pub fn last_seen(&self) -> Option<Timestamp> {
        self.here.map(|_| self.last_seen)
    }

    /// The place it is judged to be in.
    #[must_use]
    pub fn place(&self) -> Option<PlaceIndex> {
        self.here.and_then(|here| here.spot.place)
    }

    /// The floor it is judged to be on.
    #[must_use]
    pub fn floor(&self) -> Option<FloorIndex> {
        self.here.map(|here| here.spot.floor)
    }

    /// The last stays, oldest first, [`crate::STAYS_KEPT`] or a few more; the last one is open.
    pub fn stays(&self) -> impl ExactSizeIterator<Item = Stay> + '_ {
        self.stays.iter(self.last_seen)
    }

    /// Whether a sighting is surely none that was observed before: it is later than the last
    /// read of the same antenna, or, of an antenna that is not known, later than any sighting.
    #[must_use]
    pub fn is_newer(&self, sighting: &Sighting) -> bool {
        match self.windows.of(sighting.reader, sighting.antenna, sighting.means()) {
            Some(window) if sighting.position.is_none() => sighting.at > window.last_at,
            _ => sighting.at > self.last_seen.max(self.ignored_until),
        }
    }

    /// The strength with which its place hears it: of several antennas the best.
    pub(crate) fn here_centi_dbm(&self, here: &Here) -> i16 {
        match here.basis {
            Basis::Position | Basis::Tap => crate::tuning::POSITION_CENTI_DBM,
            Basis::Antenna(means) => (self.windows.iter())
                .filter(|window| Some(window.place) == here.spot.place && window.means == means)
                .map(|window| (window.mean_db() * 100.0) as i16)
                .max()
                .unwrap_or(crate::tuning::NOMINAL_CENTI_DBM),
        }
    }
}

impl Here {
    /// By what means its place is held.
    pub(crate) const fn means(&self) -> Means {
        match self.basis {
            Basis::Antenna(means) => means,
            Basis::Position => Means::Hub,
            Basis::Tap => Means::Card,
        }
    }
}

impl Heard {
    /// Of the sightings of one instant the strongest is shown; the rest of the order only makes
    /// sure that it does not matter which came first.
    pub(crate) fn stronger_than(&self, other: &Self) -> bool {
        let rank = |h: &Self| (h.rssi, h.is_position, std::cmp::Reverse((h.reader, h.antenna)));
        rank(self) > rank(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::late::{LATE_KEPT, LateRead};
    use crate::stays::{Kept, STAYS_KEPT};

    #[test]
    fn twenty_thousand_full_tracks_stay_well_below_60_megabytes() {
        let stays = (STAYS_KEPT + 4) * size_of::<Kept>();
        let late = LATE_KEPT * size_of::<LateRead>();
        let quiet = QUIET_KEPT * size_of::<[Timestamp; 2]>();
        let full = size_of::<Track>() + stays + late + quiet;
        assert!(full < 2_800, "{full} bytes: {} inline", size_of::<Track>());
    }
}
