//! Making a judgement so: the stays, and what is shown of the present.

use trackward_model::{Means, Placement, StayChange};

use crate::evidence::Evidence;
use crate::judge::{Arrival, strongest};
use crate::observe::Context;
use crate::position::Hub;
use crate::stays::{Leaving, arrive};
use crate::track::{Basis, Here, Track};
use crate::tuning::NOMINAL_CENTI_DBM;
use crate::window::Window;

/// The common case, told apart because it is nearly every sighting: the antenna of the place
/// that an asset is in hears it again.
#[inline]
pub(crate) fn refreshes(track: &mut Track, evidence: &Evidence, context: &Context<'_>) -> bool {
    let Evidence::Read { read, spot, at } = evidence else {
        return false;
    };
    let single = spot.place.is_some_and(|place| context.layout.antenna_count(place) == 1);
    match &mut track.here {
        Some(here) if !track.instant.is_fresh && here.spot == *spot && single => {
            if here.basis != Basis::Antenna(read.means) {
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
pub(crate) fn settle(
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
        means: if silent { instant.left_means } else { here.means() },
    });
    let leaving = leaving.unwrap_or(Leaving {
        to: arrival.from,
        last_seen: arrival.from,
        centi_dbm: NOMINAL_CENTI_DBM,
        means: Means::default(),
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

/// The place is the same; what shows it may be another antenna, a position or a tap now.
fn stayed(track: &Track, mut here: Here, context: &Context<'_>) -> Here {
    let (at, tuning) = (track.instant.at, context.tuning);
    let of_place = |window: &&Window| Some(window.place) == here.spot.place;
    let read = track.windows.iter().filter(of_place).any(|window| window.heard_at == at);
    let position = track.hub.filter(|hub| hub.at == at && hub.last.spot == here.spot);
    let tap = track.tap.filter(|tap| tap.spot == here.spot);
    let tapped_now = tap.is_some_and(|tap| tap.at == at);
    if read || position.is_some() || tapped_now {
        here.heard_at = at;
    }
    let hub_holds = |hub: &Hub| {
        at.since(hub.at) <= tuning.finer_holds
            && hub.at > track.instant.tapped
            && hub.last.area_m2 <= here.area_m2
    };
    let is_tapped = tapped_now
        || here.basis == Basis::Tap && tap.is_some_and(|tap| at.since(tap.at) <= tuning.tap_holds);
    let by_position = here.basis == Basis::Position;
    if is_tapped {
        (here.basis, here.placement) = (Basis::Tap, Placement::Tapped);
        (here.margin_db, here.needed_db) = (None, None);
    } else if let Some(hub) = position.filter(|hub| !by_position && (hub_holds(hub) || !read)) {
        (here.basis, here.placement) = (Basis::Position, hub.last.placement());
        (here.margin_db, here.needed_db) = (None, None);
    } else if read
        && !(by_position && (position.is_some() || track.hub.is_some_and(|hub| hub_holds(&hub))))
    {
        if !matches!(here.basis, Basis::Antenna(_)) {
            here.placement = Placement::FirstHeard;
        }
        // The finest means that has heard it there lately; something has at this instant.
        let lately = track.windows.iter().filter(of_place);
        let lately = lately.filter(|window| at.since(window.heard_at) <= tuning.finer_holds);
        here.basis = lately.map(|w| Basis::Antenna(w.means)).max().unwrap_or(here.basis);
    }
    here.at = shown_at(track, &here, context);
    here
}

/// Where the asset is drawn: at its position, or where the reader of its card or the strongest
/// antenna of its place hangs.
fn shown_at(track: &Track, here: &Here, context: &Context<'_>) -> [f32; 2] {
    match here.basis {
        Basis::Position => track.hub.map_or(here.at, |hub| [hub.last.x, hub.last.y]),
        Basis::Tap => track.tap.map_or(here.at, |tap| tap.point),
        Basis::Antenna(means) => {
            let of_place = |w: &&Window| Some(w.place) == here.spot.place && w.means == means;
            strongest(track.windows.iter().filter(of_place))
                .and_then(|window| context.layout.antenna(window.reader, window.antenna))
                .map_or(here.at, |antenna| antenna.at)
        }
    }
}
