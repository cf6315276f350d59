//! One sighting into one track.

use trackward_model::{Placement, Position, Sighting, Span, StayChange, Thresholds, Timestamp};

use crate::judge::{Arrival, is_portal, judge, strongest};
use crate::late;
use crate::position::{Hub, HubContext, Placed};
use crate::stays::{Leaving, Spot, arrive};
use crate::track::{Basis, Battery, Heard, Here, Instant, QUIET_KEPT, Track};
use crate::tuning::NOMINAL_CENTI_DBM;
use crate::window::Read;
use crate::{Layout, Tuning, silence_limit};

/// What a sighting has done to its asset's track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observed {
    /// The stays changed: it was heard for the first time or again, or it has moved.
    Moved,
    /// It is where it was; the fix is younger.
    Refreshed,
    /// The sighting came late, and the stays of the past changed. The present did not move.
    Corrected,
    /// The sighting came late and changed nothing that is shown.
    Late,
    /// The sighting is older than the stays that are kept for corrections; nothing changed.
    TooOld,
    /// The sighting says nothing about a place; nothing changed.
    Ignored(Unplaced),
}

/// Why a sighting says nothing about a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplaced {
    /// The site has no antenna for this reader and port.
    UnknownAntenna,
    /// The position's floor is not in the site.
    UnknownFloor,
    /// A coordinate that is no number.
    BadPosition,
}

/// What a sighting means for places.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Evidence {
    Read { read: Read, spot: Spot, at: [f32; 2] },
    Position(Placed),
}

/// What a sighting is judged with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub layout: &'a Layout,
    pub tuning: &'a Tuning,
    pub exit_delay: Span,
    /// The longest silence that does not end a stay.
    pub silence: Span,
}

/// Takes one sighting of an asset into its track and appends what changed of its stays to
/// `changes`. `degraded` tells that the reader has lost an antenna or reads.
///
/// Sightings may come in any order of time; the caller keeps out copies, see
/// [`Track::is_newer`]. The cost does not depend on how much came before, and nothing is
/// allocated unless a stay changes.
pub fn observe(
    track: &mut Track,
    sighting: &Sighting,
    layout: &Layout,
    tuning: &Tuning,
    thresholds: &Thresholds,
    degraded: bool,
    changes: &mut Vec<StayChange>,
) -> Observed {
    let evidence = match evidence(sighting, layout) {
        Ok(evidence) => evidence,
        Err(reason) => {
            track.ignored_until = track.ignored_until.max(sighting.at);
            return Observed::Ignored(reason);
        }
    };
    let reader = track.heard.map_or(sighting.reader, |heard| heard.reader);
    let silence = silence_limit(thresholds, layout.interval(reader));
    let context = Context { layout, tuning, exit_delay: thresholds.exit_delay, silence };
    if sighting.at < track.last_seen - tuning.reorder_tolerance {
        return late::observe(track, sighting, &evidence, &context, changes);
    }
    if sighting.at < track.last_seen && is_superseded(track, &evidence, sighting.at) {
        return Observed::Late;
    }
    let at = sighting.at.max(track.last_seen);
    let is_first = begin(track, at, &context);
    if sighting.at == at {
        note_heard(track, sighting, degraded, is_first);
    }
    let changed = changes.len();
    take(track, sighting, &evidence, &context);
    if is_first && refreshes(track, &evidence, &context) {
        return Observed::Refreshed;
    }
    settle(track, judge(track, layout, tuning), &context, changes);
    if changes.len() > changed { Observed::Moved } else { Observed::Refreshed }
}

fn evidence(sighting: &Sighting, layout: &Layout) -> Result<Evidence, Unplaced> {
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

impl Evidence {
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Self::Read { spot, .. } => *spot,
            Self::Position(placed) => placed.spot,
        }
    }
}

/// Whether the same antenna or hub has already told something later.
fn is_superseded(track: &Track, evidence: &Evidence, at: Timestamp) -> bool {
    match evidence {
        Evidence::Read { read, .. } => {
            track.windows.of(read.reader, read.antenna).is_some_and(|window| {
                at < window.last_at || at == window.last_at && window.heard_at != track.instant.at
            })
        }
        Evidence::Position(_) => track.hub.is_some_and(|hub| at < hub.at),
    }
}

/// Begins the judgement of an instant, unless it is under way. Tells whether it began.
fn begin(track: &mut Track, at: Timestamp, context: &Context<'_>) -> bool {
    if track.instant.at == at && !track.instant.is_late {
        return false;
    }
    close(track);
    let seen = track.last_seen;
    let quiet = at.since(seen);
    let is_fresh = track.here.is_none() || quiet > context.silence;
    let left_centi_dbm = match track.here {
        Some(here) if is_fresh => track.here_centi_dbm(&here),
        _ => NOMINAL_CENTI_DBM,
    };
    if is_fresh {
        track.windows.clear();
        track.hub = None;
        track.quiet.clear();
    } else if quiet >= context.exit_delay {
        if track.quiet.len() == QUIET_KEPT {
            track.quiet.remove(0);
        }
        track.quiet.push([seen, at]);
    }
    track.instant = Instant {
        at,
        is_late: false,
        here: track.here,
        hub: track.hub,
        seen,
        is_fresh,
        left_centi_dbm,
    };
    track.last_seen = at;
    true
}

/// What the instant before has judged is so: from a place that it left, coming back takes new
/// reads.
pub(crate) fn close(track: &mut Track) {
    track.stays.begin_instant();
    if track.instant.is_late {
        return;
    }
    let spot = |here: Option<Here>| here.map(|here| here.spot);
    let (before, now) = (spot(track.instant.here), spot(track.here));
    if before != now
        && let Some(place) = before.and_then(|spot| spot.place)
    {
        track.windows.forget_reads(place);
    }
}

fn note_heard(track: &mut Track, sighting: &Sighting, degraded: bool, is_first: bool) {
    let heard = Heard {
        rssi: sighting.rssi,
        reader: sighting.reader,
        antenna: sighting.antenna,
        clock: sighting.clock,
        degraded,
        is_position: sighting.position.is_some(),
    };
    let shown = track.heard.filter(|_| !is_first);
    if shown.is_none_or(|shown| heard.stronger_than(&shown)) {
        track.heard = Some(heard);
    }
    if let Some(percent) = sighting.battery_percent {
        let same = track.battery.filter(|battery| battery.at == sighting.at);
        let percent = same.map_or(percent, |battery| battery.percent.min(percent));
        track.battery = Some(Battery { at: sighting.at, percent });
    }
}

fn take(track: &mut Track, sighting: &Sighting, evidence: &Evidence, context: &Context<'_>) {
    let instant = &track.instant;
    let before = instant.here.filter(|_| !instant.is_fresh);
    if is_portal(context.layout, evidence.spot()) {
        track.portal_at = instant.at;
    }
    match evidence {
        Evidence::Read { read, .. } => {
            let here_heard = before.map_or(Timestamp::MIN, |here| here.heard_at);
            track.windows.hear(read, instant.at, here_heard, context.silence);
        }
        Evidence::Position(placed) => {
            let here = before.map(|here| here.spot);
            let hub = HubContext { here, silence: context.silence, layout: context.layout };
            let hub_before = instant.hub.filter(|_| !instant.is_fresh);
            track.hub = Some(Hub::hear(hub_before, track.hub, *placed, instant.at, hub));
        }
    }
    debug_assert!(sighting.at <= track.instant.at, "an instant is never before its sightings");
}

/// The common case, told apart because it is nearly every sighting: the antenna of the place
/// that an asset is in hears it again.
#[inline]
fn refreshes(track: &mut Track, evidence: &Evidence, context: &Context<'_>) -> bool {
    let Evidence::Read { spot, at, .. } = evidence else {
        return false;
    };
    let single = spot.place.is_some_and(|place| context.layout.antenna_count(place) == 1);
    match &mut track.here {
        Some(here) if !track.instant.is_fresh && here.spot == *spot && single => {
            if here.basis == Basis::Position {
                return false;
            }
            here.heard_at = track.instant.at;
            here.at = *at;
            true
        }
        _ => false,
    }
}

/// Makes the judgement of the present instant so, in place of what the instant has judged
/// before.
fn settle(
    track: &mut Track,
    arrival: Option<Arrival>,
    context: &Context<'_>,
    changes: &mut Vec<StayChange>,
) {
    let instant = track.instant;
    let before = instant.here;
    let Some(arrival) = arrival else {
        if track.stays.is_changed() {
            track.stays.change(instant.at, changes, |_| ());
        }
        track.here = before.map(|here| stayed(track, here, context));
        return;
    };
    let silent = instant.is_fresh;
    let leaving = before.map(|here| Leaving {
        to: if silent { instant.seen } else { arrival.from },
        last_seen: if silent { instant.seen } else { here.heard_at },
        centi_dbm: if silent { instant.left_centi_dbm } else { track.here_centi_dbm(&here) },
    });
    let leaving = leaving.unwrap_or(Leaving {
        to: arrival.from,
        last_seen: arrival.from,
        centi_dbm: NOMINAL_CENTI_DBM,
    });
    track.stays.change(instant.at, changes, |list| {
        arrive(list, arrival.spot, arrival.from, leaving, context.exit_delay);
    });
    let since = track.stays.list().last().map_or(arrival.from, |stay| stay.from);
    let area_m2 = arrival.spot.place.map_or(0.0, |place| context.layout.area_m2(place) as f32);
    let here = Here {
        spot: arrival.spot,
        since,
        heard_at: instant.at,
        at: [0.0; 2],
        basis: arrival.basis,
        placement: arrival.placement,
        margin_db: arrival.margin_db,
        needed_db: arrival.needed_db,
        area_m2,
    };
    track.here = Some(Here { at: shown_at(track, &here, context), ..here });
}

/// The place is the same; what shows it may be another antenna, or a position now.
fn stayed(track: &Track, mut here: Here, context: &Context<'_>) -> Here {
    let at = track.instant.at;
    let read = track
        .windows
        .iter()
        .any(|window| window.heard_at == at && Some(window.place) == here.spot.place);
    let position = track.hub.filter(|hub| hub.at == at && hub.last.spot == here.spot);
    if read || position.is_some() {
        here.heard_at = at;
    }
    let hub_holds = |hub: &Hub| {
        at.since(hub.at) <= context.tuning.finer_holds
            && hub.last.area_m2() <= f64::from(here.area_m2)
    };
    match position {
        Some(hub) if here.basis == Basis::Antenna && (hub_holds(&hub) || !read) => {
            here.basis = Basis::Position;
            here.placement = hub.last.placement();
            (here.margin_db, here.needed_db) = (None, None);
        }
        None if here.basis == Basis::Position
            && read
            && !track.hub.is_some_and(|h| hub_holds(&h)) =>
        {
            here.basis = Basis::Antenna;
            here.placement = Placement::FirstHeard;
        }
        _ => {}
    }
    here.at = shown_at(track, &here, context);
    here
}

/// Where the asset is drawn: at its position, or where the strongest antenna of its place hangs.
fn shown_at(track: &Track, here: &Here, context: &Context<'_>) -> [f32; 2] {
    match here.basis {
        Basis::Position => track.hub.map_or(here.at, |hub| [hub.last.x, hub.last.y]),
        Basis::Antenna => {
            let of_place = |w: &&crate::window::Window| Some(w.place) == here.spot.place;
            strongest(track.windows.iter().filter(of_place))
                .and_then(|window| context.layout.antenna(window.reader, window.antenna))
                .map_or(here.at, |antenna| antenna.at)
        }
    }
}
