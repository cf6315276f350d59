//! Where an asset is as of an instant, from the judgement before it and all that the instant
//! has heard. Depends on nothing else, so the order within an instant makes no difference.

use trackward_model::{Means, PlaceIndex, PlaceKind, Placement, Span, Timestamp};

use crate::observe::Context;
use crate::position::{Hub, Placed};
use crate::stays::Spot;
use crate::tap::Tap;
use crate::track::{Basis, Here, Track};
use crate::tuning::{OTHER_FLOOR_FACTOR, READS_MIN};
use crate::window::Window;
use crate::{Layout, Tuning};

/// A change of place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub spot: Spot,
    /// The first evidence of the new place.
    pub from: Timestamp,
    pub basis: Basis,
    pub placement: Placement,
    pub margin_db: Option<f32>,
    pub needed_db: Option<f32>,
}

/// The change of place that the present instant means, if any.
pub(crate) fn judge(track: &Track, context: &Context<'_>) -> Option<Arrival> {
    let Context { layout, tuning, silence, .. } = *context;
    let now = Now { track, layout, tuning, silence, at: track.instant.at };
    match track.instant.here.filter(|_| !track.instant.is_fresh) {
        None => now.first(),
        Some(here) => match now.tap() {
            Some(tap) => (tap.spot != here.spot).then(|| now.by_tap(tap)),
            None => now.by_position(&here).or_else(|| now.by_antenna(&here)),
        },
    }
}

/// Whether a place is a lift or a way out: where a change of floor is to be expected.
pub(crate) fn is_portal(layout: &Layout, spot: Spot) -> bool {
    let kind = spot.place.and_then(|place| layout.kind(place));
    matches!(kind, Some(PlaceKind::Elevator | PlaceKind::Exit))
}

struct Now<'a> {
    track: &'a Track,
    layout: &'a Layout,
    tuning: &'a Tuning,
    silence: Span,
    at: Timestamp,
}

impl Now<'_> {
    fn position(&self) -> Option<&Hub> {
        self.track.hub.as_ref().filter(|hub| hub.at == self.at)
    }

    fn tap(&self) -> Option<&Tap> {
        self.track.tap.as_ref().filter(|tap| tap.at == self.at)
    }

    fn windows(&self) -> impl Iterator<Item = &Window> {
        self.track.windows.iter().filter(|window| window.heard_at == self.at)
    }

    /// Nothing came before: a tap, else the strongest antenna of the finest means, or a position
    /// that is finer than its room.
    fn first(&self) -> Option<Arrival> {
        if let Some(tap) = self.tap() {
            return Some(self.by_tap(tap));
        }
        let antenna = strongest(self.windows());
        let position = self
            .position()
            .filter(|hub| antenna.is_none_or(|window| self.finer(&hub.last, window.place)));
        let arrival = |spot, basis, placement| Arrival {
            spot,
            from: self.at,
            basis,
            placement,
            margin_db: None,
            needed_db: None,
        };
        match (position, antenna) {
            (Some(hub), _) => Some(arrival(hub.last.spot, Basis::Position, hub.last.placement())),
            (None, Some(window)) => {
                let basis = Basis::Antenna(window.means);
                Some(arrival(self.spot(window)?, basis, Placement::FirstHeard))
            }
            (None, None) => None,
        }
    }

    /// A tap needs no second one, and nothing that was heard before it says otherwise.
    fn by_tap(&self, tap: &Tap) -> Arrival {
        Arrival {
            spot: tap.spot,
            from: self.at,
            basis: Basis::Tap,
            placement: Placement::Tapped,
            margin_db: None,
            needed_db: None,
        }
    }

    fn by_position(&self, here: &Here) -> Option<Arrival> {
        let hub = self.position()?;
        let spot = hub.last.spot;
        if spot == here.spot || self.antenna_holds(here, &hub.last) {
            return None;
        }
        let factor = self.floor_factor(here, spot);
        if !hub.has_left(here.spot, factor, self.layout, self.tuning) {
            return None;
        }
        let from = if hub.same_from > self.here_heard(here) { hub.same_from } else { self.at };
        let placement = match spot.floor == here.spot.floor {
            true => hub.last.placement(),
            false => Placement::OtherFloor,
        };
        let basis = Basis::Position;
        Some(Arrival { spot, from, basis, placement, margin_db: None, needed_db: None })
    }

    /// EdgeX's rule: another place with enough reads whose mean is stronger by more than the
    /// offset. Of several antennas of the place it was in, each holds it with its own mean and
    /// age; of those that hear it elsewhere now, the strongest that passes wins.
    fn by_antenna(&self, here: &Here) -> Option<Arrival> {
        let elsewhere = self.windows().filter(|window| Some(window.place) != here.spot.place);
        let passing = elsewhere.filter(|window| self.passes(here, window));
        let window = strongest(passing)?;
        let spot = self.spot(window)?;
        let need = self.need(here, spot, window.means);
        let is_finer = matches!(here.basis, Basis::Antenna(means) if means < window.means);
        let heard = self.here_heard(here);
        let of_place = self.track.windows.iter().filter(|w| w.place == window.place);
        let run = of_place.map(|w| w.run_from).filter(|from| *from > heard);
        Some(Arrival {
            spot,
            from: run.min().unwrap_or(self.at),
            basis: Basis::Antenna(window.means),
            placement: match need {
                _ if spot.floor != here.spot.floor => Placement::OtherFloor,
                None if is_finer => Placement::FinerKind,
                _ => Placement::HeardStronger,
            },
            margin_db: need.map(|need| (window.mean_db() - need.mean_db) as f32),
            needed_db: need.map(|need| need.offset_db as f32),
        })
    }

    fn passes(&self, here: &Here, window: &Window) -> bool {
        let Some(spot) = self.spot(window) else {
            return false;
        };
        // Reads of an antenna that has been silent since are of an earlier visit, and those
        // before a tap are refuted by it.
        let lately = |w: &&Window| {
            self.within(w.heard_at, self.silence) && w.heard_at > self.track.instant.tapped
        };
        let of_place = self.windows_of(window.place, window.means).filter(lately);
        let reads: u32 = of_place.map(|w| u32::from(w.reads)).sum();
        if reads < READS_MIN * self.floor_factor(here, spot) || self.position_holds(window.place) {
            return false;
        }
        let need = self.need(here, spot, window.means);
        need.is_none_or(|need| window.mean_db() > need.mean_db + need.offset_db)
            && !self.finer_holds(here, window.means)
    }

    /// The antenna of the place that holds the asset most, and what it takes to beat it: by the
    /// same means, as the strengths of others do not compare.
    fn need(&self, here: &Here, to: Spot, means: Means) -> Option<Need> {
        // Twice the evidence: the whole line lies higher by the threshold.
        let extra = f64::from(self.floor_factor(here, to) - 1) * self.tuning.mobility.threshold_db;
        self.windows_of(here.spot.place?, means)
            .map(|window| Need {
                mean_db: window.mean_db(),
                offset_db: extra + self.tuning.mobility.offset_db(self.at.since(window.heard_at)),
            })
            .max_by(|a, b| (a.mean_db + a.offset_db).total_cmp(&(b.mean_db + b.offset_db)))
    }

    fn windows_of(&self, place: PlaceIndex, means: Means) -> impl Iterator<Item = &Window> {
        let all = self.track.windows.iter();
        all.filter(move |window| window.place == place && window.means == means)
    }

    /// When the place was heard last, this instant included. A corrected past may have moved the
    /// beginning of the stay past that.
    fn here_heard(&self, here: &Here) -> Timestamp {
        let again = self.windows().any(|window| Some(window.place) == here.spot.place);
        if again { self.at } else { here.heard_at.max(here.since) }
    }

    /// How many times the usual evidence a change to a spot needs.
    fn floor_factor(&self, here: &Here, to: Spot) -> u32 {
        let by_portal = is_portal(self.layout, here.spot)
            || self.within(self.track.portal_at, self.tuning.portal_holds);
        if to.floor == here.spot.floor || by_portal { 1 } else { OTHER_FLOOR_FACTOR }
    }

    /// A fresh antenna or tap of a room that is smaller than the position is wide keeps it out.
    fn antenna_holds(&self, here: &Here, placed: &Placed) -> bool {
        let is_fresh = match here.basis {
            Basis::Antenna(_) => self.within(self.here_heard(here), self.tuning.finer_holds),
            Basis::Tap => self.tap_holds(),
            Basis::Position => false,
        };
        is_fresh && here.spot.place.is_some_and(|place| !self.finer(placed, place))
    }

    /// A fresh read of the asset's place by finer means keeps a coarser one out; so does a tap,
    /// what does not tell a room by itself.
    fn finer_holds(&self, here: &Here, means: Means) -> bool {
        let by_tap = here.basis == Basis::Tap && means < Means::Rfid && self.tap_holds();
        let finer = |window: &Window| {
            Some(window.place) == here.spot.place
                && window.means > means
                && self.within(window.heard_at, self.tuning.finer_holds)
        };
        by_tap || self.track.windows.iter().any(finer)
    }

    fn tap_holds(&self) -> bool {
        self.track.tap.is_some_and(|tap| self.within(tap.at, self.tuning.tap_holds))
    }

    /// A fresh position that is finer than the antenna's room keeps the antenna out.
    fn position_holds(&self, place: PlaceIndex) -> bool {
        self.track.hub.is_some_and(|hub| {
            self.within(hub.at, self.tuning.finer_holds)
                && hub.at > self.track.instant.tapped
                && self.finer(&hub.last, place)
        })
    }

    fn finer(&self, placed: &Placed, place: PlaceIndex) -> bool {
        placed.area_m2 <= self.layout.area_m2(place) as f32
    }

    fn within(&self, then: Timestamp, span: Span) -> bool {
        self.at.since(then) <= span
    }

    fn spot(&self, window: &Window) -> Option<Spot> {
        let floor = self.layout.floor(window.place)?;
        Some(Spot { floor, place: Some(window.place) })
    }
}

/// What it takes to beat one antenna.
#[derive(Clone, Copy)]
struct Need {
    mean_db: f64,
    offset_db: f64,
}

/// The strongest mean of the finest means; of equal ones the first by reader and antenna.
pub(crate) fn strongest<'a>(windows: impl Iterator<Item = &'a Window>) -> Option<&'a Window> {
    windows.reduce(|best, window| {
        let rank = |window: &Window| (window.means, window.mean_db());
        if rank(window) > rank(best) { window } else { best }
    })
}
