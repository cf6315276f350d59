//! The instant that is being judged: begun by its first sighting, joined by the others.

use trackward_model::{Means, Sighting, Span, Timestamp};

use crate::evidence::Evidence;
use crate::judge::is_portal;
use crate::observe::Context;
use crate::position::{Hub, HubContext};
use crate::tap::Tap;
use crate::track::{Battery, Heard, Here, Instant, QUIET_KEPT, Track};
use crate::tuning::NOMINAL_CENTI_DBM;

/// Begins the judgement of an instant, unless it is under way. Tells whether it began.
pub(crate) fn begin(track: &mut Track, at: Timestamp, context: &Context<'_>) -> bool {
    if track.instant.at == at && !track.instant.is_late {
        return false;
    }
    close(track);
    let seen = track.last_seen;
    let quiet = at.since(seen);
    let is_fresh = track.here.is_none() || quiet > context.silence;
    let (left_centi_dbm, left_means) = match track.here {
        Some(here) if is_fresh => (track.here_centi_dbm(&here), here.means()),
        _ => (NOMINAL_CENTI_DBM, Means::default()),
    };
    if is_fresh {
        track.windows.clear();
        (track.hub, track.tap) = (None, None);
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
        // One of this instant, begun once more after late ones, is not before it.
        tapped: track.tap.map_or(Timestamp::MIN, |tap| tap.at.min(at - Span(1))),
        seen,
        is_fresh,
        left_centi_dbm,
        left_means,
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

/// Notes who heard the asset last; of the sightings of one instant the strongest.
pub(crate) fn note_heard(
    track: &mut Track,
    sighting: &Sighting,
    evidence: &Evidence,
    degraded: bool,
    is_first: bool,
) {
    let heard = Heard {
        rssi: sighting.rssi,
        reader: sighting.reader,
        antenna: sighting.antenna,
        clock: sighting.clock,
        degraded,
        is_position: matches!(evidence, Evidence::Position(_)),
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

/// Takes what the sighting says into the evidence of the instant.
pub(crate) fn take(
    track: &mut Track,
    sighting: &Sighting,
    evidence: &Evidence,
    context: &Context<'_>,
) {
    let instant = &track.instant;
    let before = instant.here.filter(|_| !instant.is_fresh);
    if is_portal(context.layout, evidence.spot()) {
        track.portal_at = instant.at;
    }
    match evidence {
        Evidence::Read { read, .. } => {
            let here_heard = before.map_or(Timestamp::MIN, |here| here.heard_at);
            track.windows.hear(read, instant.at, here_heard, instant.tapped, context.silence);
        }
        Evidence::Position(placed) => {
            let here = before.map(|here| here.spot);
            let hub = HubContext { here, silence: context.silence, layout: context.layout };
            let since_tap = |hub: &Hub| !instant.is_fresh && hub.at > instant.tapped;
            let hub_before = instant.hub.filter(since_tap);
            track.hub =
                Some(Hub::hear(hub_before, track.hub, *placed, sighting.at, instant.at, hub));
        }
        Evidence::Tap(tap) => {
            track.tap = Some(Tap { at: instant.at, ..*tap }.later(track.tap));
        }
    }
}
