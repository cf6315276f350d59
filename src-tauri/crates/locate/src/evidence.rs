//! What a sighting says about a place.

use trackward_model::{Means, Position, Sighting, Timestamp};

use crate::Layout;
use crate::observe::Unplaced;
use crate::position::Placed;
use crate::stays::Spot;
use crate::tap::Tap;
use crate::track::Track;
use crate::tuning::NOMINAL_CENTI_DBM;
use crate::window::Read;

/// What a sighting means for places.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Evidence {
    Read { read: Read, spot: Spot, at: [f32; 2] },
    Position(Placed),
    Tap(Tap),
}

impl Evidence {
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Self::Read { spot, .. } => *spot,
            Self::Position(placed) => placed.spot,
            Self::Tap(tap) => tap.spot,
        }
    }
}

/// The place that a sighting speaks for, or why it speaks for none.
pub(crate) fn evidence(sighting: &Sighting, layout: &Layout) -> Result<Evidence, Unplaced> {
    let means = sighting.means();
    if let Some(position) = &sighting.position {
        return Placed::new(sighting.reader, means, position, layout)
            .map(Evidence::Position)
            .ok_or_else(|| refusal(position, layout));
    }
    let antenna =
        layout.antenna(sighting.reader, sighting.antenna).ok_or(Unplaced::UnknownAntenna)?;
    let spot = Spot { floor: antenna.floor, place: Some(antenna.place) };
    match means {
        Means::Card => {
            return Ok(Evidence::Tap(Tap {
                reader: sighting.reader,
                antenna: sighting.antenna,
                place: antenna.place,
                spot,
                point: antenna.at,
                at: sighting.at,
                told_at: sighting.at,
            }));
        }
        Means::Statement => {
            return Ok(Evidence::Position(Placed::stated(antenna, layout)));
        }
        Means::Ble | Means::Hub | Means::Rfid => {}
    }
    let read = Read {
        reader: sighting.reader,
        antenna: sighting.antenna,
        means,
        place: antenna.place,
        at: sighting.at,
        reads: sighting.count,
        centi_dbm: sighting.rssi.map_or(NOMINAL_CENTI_DBM, |rssi| rssi.0),
    };
    Ok(Evidence::Read { read, spot, at: antenna.at })
}

fn refusal(position: &Position, layout: &Layout) -> Unplaced {
    match layout.has_floor(position.floor) {
        true => Unplaced::BadPosition,
        false => Unplaced::UnknownFloor,
    }
}

/// Whether the same antenna or hub has already told something later, or a tap has: that holds
/// against all that was heard before it.
pub(crate) fn is_superseded(track: &Track, evidence: &Evidence, at: Timestamp) -> bool {
    let by = |told_at: Timestamp, counts_at: Timestamp| {
        at < told_at || at == told_at && counts_at != track.instant.at
    };
    let by_itself = match evidence {
        Evidence::Read { read, .. } => (track.windows.of(read.reader, read.antenna, read.means))
            .is_some_and(|window| by(window.last_at, window.heard_at)),
        Evidence::Position(_) => track.hub.is_some_and(|hub| by(hub.told_at, hub.at)),
        Evidence::Tap(_) => false,
    };
    by_itself || track.tap.is_some_and(|tap| by(tap.told_at, tap.at))
}
