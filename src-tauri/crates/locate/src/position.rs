//! What a hub says of an asset, and when that means that the asset has left its place.
//!
//! In omlox's fence terms: a place is left when a position lies `exit_tolerance` outside of it
//! (its stated accuracy taken off), or has been outside at all for `tolerance_timeout`; and two
//! positions in a row must say so.

use serde::{Deserialize, Serialize};
use trackward_model::{Means, Placement, Position, PositionEvidence, ReaderIndex, Span, Timestamp};

use crate::stays::Spot;
use crate::tuning::{ACCURACY_MAX_M, ACCURACY_UNSTATED_M, POSITIONS_MIN};
use crate::{AntennaSpot, Layout, Tuning};

/// One position, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Placed {
    pub reader: ReaderIndex,
    pub means: Means,
    pub x: f32,
    pub y: f32,
    /// As stated; 0 where the hub does not say.
    pub accuracy_m: f32,
    pub spot: Spot,
    pub outside_m: f32,
    /// The area that it may be in, in square metres.
    pub area_m2: f32,
}

impl Placed {
    /// A position with its place; `None` where it is no position of the site.
    pub(crate) fn new(
        reader: ReaderIndex,
        means: Means,
        position: &Position,
        layout: &Layout,
    ) -> Option<Self> {
        let Position { floor, x, y, accuracy_m } = *position;
        if !x.is_finite() || !y.is_finite() || !layout.has_floor(floor) {
            return None;
        }
        let found = layout.place_at(floor, [f64::from(x), f64::from(y)]);
        // NaN and what is negative are no accuracy.
        let accuracy_m = if accuracy_m > 0.0 { accuracy_m.min(ACCURACY_MAX_M) } else { 0.0 };
        let spot = Spot { floor, place: found.place };
        let area_m2 = area_m2(means, accuracy_m, spot, layout) as f32;
        let outside_m = found.outside_m as f32;
        Some(Self { reader, means, x, y, accuracy_m, spot, outside_m, area_m2 })
    }

    /// A statement that names the place an antenna stands for.
    pub(crate) fn stated(antenna: &AntennaSpot, layout: &Layout) -> Self {
        let (means, [x, y]) = (Means::Statement, antenna.at);
        let spot = Spot { floor: antenna.floor, place: Some(antenna.place) };
        let area_m2 = area_m2(means, 0.0, spot, layout) as f32;
        let reader = antenna.reader;
        Self { reader, means, x, y, accuracy_m: 0.0, spot, outside_m: 0.0, area_m2 }
    }

    /// It tells the room and no more.
    pub(crate) fn names_room(&self) -> bool {
        self.means == Means::Statement && self.accuracy_m <= 0.0 && self.spot.place.is_some()
    }

    pub(crate) fn placement(&self) -> Placement {
        match self.spot.place {
            Some(_) if self.names_room() => Placement::Stated,
            Some(_) if self.outside_m > 0.0 => Placement::Nearest,
            Some(_) => Placement::Inside,
            None => Placement::NoRoom,
        }
    }

    fn point(&self) -> [f64; 2] {
        [f64::from(self.x), f64::from(self.y)]
    }

    /// Of two positions of one instant the finer counts; the rest of the order only makes sure
    /// that it does not matter which came first.
    fn finer_than(&self, other: &Self) -> bool {
        (self.area_m2.total_cmp(&other.area_m2))
            .then(other.means.cmp(&self.means))
            .then(self.reader.cmp(&other.reader))
            .then(self.x.total_cmp(&other.x))
            .then(self.y.total_cmp(&other.y))
            .then(self.spot.cmp(&other.spot))
            .is_lt()
    }
}

/// What hubs have said of an asset.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hub {
    /// The instant of the last position.
    pub at: Timestamp,
    /// The last position's own time: before `at` for a hub whose clock is a little slow.
    pub told_at: Timestamp,
    /// The last position.
    pub last: Placed,
    /// Since when all positions have named the last one's spot.
    pub same_from: Timestamp,
    /// How many in a row.
    pub same_count: u32,
    /// Since when all positions have been outside of the asset's place.
    outside_from: Option<Timestamp>,
}

/// What a new position is judged against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HubContext<'a> {
    pub here: Option<Spot>,
    pub silence: Span,
    pub layout: &'a Layout,
}

impl Hub {
    /// Goes on from what was said before this instant; `shown` is what this instant has said
    /// already.
    pub(crate) fn hear(
        before: Option<Self>,
        shown: Option<Self>,
        placed: Placed,
        told_at: Timestamp,
        at: Timestamp,
        context: HubContext<'_>,
    ) -> Self {
        let rival = shown.filter(|hub| hub.at == at).map(|hub| hub.last);
        let last = rival.filter(|rival| !placed.finer_than(rival)).unwrap_or(placed);
        let before = before.filter(|hub| hub.at < at && at.since(hub.at) <= context.silence);
        let row = before.filter(|hub| hub.last.spot == last.spot);
        let is_outside =
            context.here.is_some_and(|here| outside_m(here, &last, context.layout) > 0.0);
        let outside_before = before.and_then(|hub| hub.outside_from);
        let told_before = shown.map_or(told_at, |hub| hub.told_at);
        Self {
            at,
            told_at: told_at.max(told_before),
            last,
            same_from: row.map_or(at, |hub| hub.same_from),
            same_count: row.map_or(1, |hub| hub.same_count.saturating_add(1)),
            outside_from: is_outside.then(|| outside_before.unwrap_or(at)),
        }
    }

    /// Whether these positions say that the asset has left `here` for the last one's spot, when
    /// a change of floor needs `factor` times the evidence.
    pub(crate) fn has_left(
        &self,
        here: Spot,
        factor: u32,
        layout: &Layout,
        tuning: &Tuning,
    ) -> bool {
        let outside_m = outside_m(here, &self.last, layout);
        // Not outside, yet elsewhere: a smaller place within the one it was in.
        let is_out = outside_m <= 0.0
            || self.last.names_room()
            || outside_m - f64::from(self.last.accuracy_m) >= tuning.exit_tolerance_m
            || self
                .outside_from
                .is_some_and(|from| self.at.since(from) >= tuning.tolerance_timeout);
        is_out && self.same_count >= POSITIONS_MIN * factor
    }

    pub(crate) fn evidence(&self) -> PositionEvidence {
        PositionEvidence {
            reader: self.last.reader,
            means: self.last.means,
            x: self.last.x,
            y: self.last.y,
            accuracy_m: self.last.accuracy_m,
            outside_m: self.last.outside_m,
            at: self.at,
        }
    }
}

/// The area that a position may be in. A statement without an accuracy means the room.
fn area_m2(means: Means, accuracy_m: f32, spot: Spot, layout: &Layout) -> f64 {
    let stated = f64::from(accuracy_m);
    match spot.place {
        Some(place) if means == Means::Statement && stated <= 0.0 => layout.area_m2(place),
        _ => {
            let radius = if stated > 0.0 { stated } else { ACCURACY_UNSTATED_M };
            std::f64::consts::PI * radius * radius
        }
    }
}

/// How far a position lies outside of a spot. Without a room it is out as soon as it is in one.
fn outside_m(here: Spot, placed: &Placed, layout: &Layout) -> f64 {
    match here.place {
        _ if here.floor != placed.spot.floor => f64::INFINITY,
        _ if here == placed.spot => 0.0,
        Some(place) => layout.outside_m(place, placed.point()),
        None => f64::INFINITY,
    }
}
