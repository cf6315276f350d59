//! How sure a fix is, and what makes it less sure.
//!
//! `confidence = base × the product of one factor a doubt`, 0 to 1.
//!
//! - Base from antennas: `½ + ½ · m / (|m| + 6 dB)`, where m is the mean strength of the place's
//!   best antenna minus that of the best antenna of any other place that heard the asset within
//!   [`RIVAL_AGE_MAX`]. Two rooms that hear it alike are a coin toss (½); the 6 dB that a change
//!   of place needs are half way from there to certainty (¾). Alone it is 1.
//! - Only antennas of the same means compare.
//! - Base from a position: `room / (room + π · accuracy²)`, the share of the room's area in the
//!   area that is in question; ½ for "in no room".
//! - A tap is certain: 1, without doubts.
//!
//! Only the four basic operations are used, so that every machine computes the same figure. The
//! age of a fix is no part of it: that is its freshness.

use trackward_model::{ClockKind, Doubt, Doubts, Fix, Placement, Span};

use crate::track::{Basis, Here, Track};
use crate::window::Window;

/// Antennas that have not heard the asset for longer are no rivals, and no company.
pub const RIVAL_AGE_MAX: Span = Span::seconds(60);
/// Below this mean an asset is heard weakly: near the limit of BLE gateways, and of UHF readers
/// through a wall.
pub const WEAK_DB: f64 = -75.0;
/// Two rooms whose means are this close hear it about equally.
pub const BETWEEN_DB: f64 = 3.0;
/// Fewer reads or positions than this are few.
pub const FEW_READS: u32 = 3;
/// The margin that is half way from a coin toss to certainty: the threshold of a change.
const HALF_SURE_DB: f64 = 6.0;

impl Track {
    /// Where the asset is judged to be; `None` when it was never heard.
    #[must_use]
    pub fn fix(&self) -> Option<Fix> {
        let (here, heard) = (self.here?, self.heard?);
        let doubts = self.doubts(&here);
        let position = self.hub.filter(|_| here.basis == Basis::Position);
        Some(Fix {
            place: here.spot.place,
            floor: here.spot.floor,
            x: here.at[0],
            y: here.at[1],
            accuracy_m: position
                .filter(|hub| !hub.last.names_room())
                .map(|hub| hub.last.accuracy_m),
            since: here.since,
            last_seen: self.last_seen,
            confidence: (self.base(&here) * factor(doubts)) as f32,
            doubts,
            reader: heard.reader,
            antenna: heard.antenna,
            rssi: heard.rssi,
            battery_percent: self.battery.map(|battery| battery.percent),
        })
    }

    fn base(&self, here: &Here) -> f64 {
        if let (Basis::Position, Some(hub)) = (here.basis, &self.hub) {
            let room = f64::from(here.area_m2);
            return match here.placement {
                _ if here.spot.place.is_none() => 0.5,
                Placement::Nearest => 0.5 * room / (room + f64::from(hub.last.area_m2)),
                _ => room / (room + f64::from(hub.last.area_m2)),
            };
        }
        let Some(margin) = self.margin_db(here) else {
            return 1.0;
        };
        0.5 + 0.5 * margin / (margin.abs() + HALF_SURE_DB)
    }

    fn doubts(&self, here: &Here) -> Doubts {
        let mut doubts = Doubts::default();
        let mut doubt = |holds: bool, doubt: Doubt| {
            if holds {
                doubts = doubts.with(doubt);
            }
        };
        let Some(heard) = self.heard.filter(|_| here.basis != Basis::Tap) else {
            return doubts;
        };
        doubt(heard.clock == ClockKind::Host, Doubt::StaleClock);
        doubt(heard.degraded, Doubt::ReaderDegraded);
        if let (Basis::Position, Some(hub)) = (here.basis, &self.hub) {
            let wide = here.spot.place.is_some() && hub.last.area_m2 > here.area_m2;
            doubt(wide, Doubt::WideAccuracy);
            doubt(hub.last.spot != here.spot, Doubt::BetweenRooms);
            doubt(hub.same_count < FEW_READS, Doubt::FewReads);
            return doubts;
        }
        let mut readers = self.recent().map(|window| window.reader);
        let one = readers.next();
        doubt(readers.all(|reader| Some(reader) == one), Doubt::OneReader);
        let mean = self.here_mean_db(here);
        let unmeasured = heard.rssi.is_none() && !heard.is_position;
        doubt(unmeasured || mean.is_some_and(|mean| mean < WEAK_DB), Doubt::Weak);
        let margin = self.margin_db(here);
        doubt(margin.is_some_and(|margin| margin <= BETWEEN_DB), Doubt::BetweenRooms);
        let reads: u32 = self.of_place(here).map(|window| u32::from(window.reads)).sum();
        doubt(reads < FEW_READS, Doubt::FewReads);
        doubts
    }

    /// The place's best mean minus that of its best rival; `None` without either.
    fn margin_db(&self, here: &Here) -> Option<f64> {
        let elsewhere = self.recent().filter(|window| Some(window.place) != here.spot.place);
        let rival = best(elsewhere.filter(|w| Basis::Antenna(w.means) == here.basis))?;
        Some(self.here_mean_db(here)? - rival)
    }

    fn here_mean_db(&self, here: &Here) -> Option<f64> {
        best(self.of_place(here).filter(|window| Basis::Antenna(window.means) == here.basis))
    }

    fn of_place(&self, here: &Here) -> impl Iterator<Item = &Window> {
        self.windows.iter().filter(move |window| Some(window.place) == here.spot.place)
    }

    fn recent(&self) -> impl Iterator<Item = &Window> {
        let last_seen = self.last_seen;
        self.windows.iter().filter(move |w| last_seen.since(w.heard_at) <= RIVAL_AGE_MAX)
    }
}

fn best<'a>(windows: impl Iterator<Item = &'a Window>) -> Option<f64> {
    windows.map(Window::mean_db).reduce(f64::max)
}

/// What each doubt leaves of the confidence. Between rooms and wide accuracy are in the base.
fn factor(doubts: Doubts) -> f64 {
    let of = |doubt| match doubt {
        Doubt::OneReader => 0.9,
        Doubt::Weak | Doubt::ReaderDegraded => 0.8,
        Doubt::StaleClock => 0.95,
        Doubt::FewReads => 0.7,
        Doubt::BetweenRooms | Doubt::WideAccuracy => 1.0,
    };
    doubts.iter().map(of).product()
}
