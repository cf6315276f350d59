//! One sighting into one track.

use trackward_model::{Sighting, Span, StayChange, Thresholds};

use crate::evidence::{Evidence, evidence, is_superseded};
use crate::instant::{begin, note_heard, take};
use crate::judge::judge;
use crate::late;
use crate::settle::{refreshes, settle};
use crate::track::Track;
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
        if let Evidence::Read { read, .. } = &evidence {
            track.windows.note_late(read);
        }
        return Observed::Late;
    }
    let at = sighting.at.max(track.last_seen);
    let is_first = begin(track, at, &context);
    if sighting.at == at {
        note_heard(track, sighting, &evidence, degraded, is_first);
    }
    let changed = changes.len();
    take(track, sighting, &evidence, &context);
    if is_first && refreshes(track, &evidence, &context) {
        return Observed::Refreshed;
    }
    settle(track, judge(track, &context), &context, changes);
    if changes.len() > changed { Observed::Moved } else { Observed::Refreshed }
}
