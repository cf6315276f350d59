//! What a sighting says about a place.

use trackward_model::{Position, Sighting, Timestamp};

use crate::Layout;
use crate::observe::Unplaced;
use crate::position::Placed;
use crate::stays::Spot;
use crate::track::Track;
use crate::tuning::NOMINAL_CENTI_DBM;
use crate::window::Read;

/// What a sighting means for places.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Evidence {
    Read { read: Read, spot: Spot, at: [f32; 2] },
    Position(Placed),
}

impl Evidence {
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Self::Read { spot, .. } => *spot,
            Self::Position(placed) => placed.spot,
        }
    }
}

/// The place that a sighting speaks for, or why it speaks for none.
pub(crate) fn evidence(sighting: &Sighting, layout: &Layout) -> Result<Evidence, Unplaced> {
    if let Some(position) = &sighting.position {
        return Placed::new(sighting.reader, position, layout)
            .map(Evidence::Position)
            .ok_or_else(|| refusal(position, layout));
    }
    let antenna =
        layout.antenna(sighting.reader, sighting.antenna).ok_or(Unplaced::UnknownAntenna)?;
    let read = Read {
        reader: sighting.reader,
        antenna: sighting.antenna,
        place: antenna.place,
        at: sighting.at,
        reads: sighting.count,
        centi_dbm: sighting.rssi.map_or(NOMINAL_CENTI_DBM, |rssi| rssi.0),
    };
    let spot = Spot { floor: antenna.floor, place: Some(antenna.place) };
    Ok(Evidence::Read { read, spot, at: antenna.at })
}

fn refusal(position: &Position, layout: &Layout) -> Unplaced {
    match layout.has_floor(position.floor) {
        true => Unplaced::BadPosition,
        false => Unplaced::UnknownFloor,
    }
}

/// Whether the same antenna or hub has already told something later.
pub(crate) fn is_superseded(track: &Track, evidence: &Evidence, at: Timestamp) -> bool {
    match evidence {
        Evidence::Read { read, .. } => {
            track.windows.of(read.reader, read.antenna).is_some_and(|window| {
                at < window.last_at || at == window.last_at && window.heard_at != track.instant.at
            })
        }
        Evidence::Position(_) => track
            .hub
            .is_some_and(|hub| at < hub.told_at || at == hub.told_at && hub.at != track.instant.at),
    }
}
