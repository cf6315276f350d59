//! Which places nobody hears at the moment.

use std::collections::{BTreeMap, BTreeSet};

use trackward_model::ask::{AntennaView, ReaderView};
use trackward_model::{PlaceId, ReaderId, ReaderState, Timestamp};

/// A place that no working antenna covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blind {
    /// The reader that should hear it.
    pub reader: ReaderId,
    /// Since when it does not, as far as that is known.
    pub since: Option<Timestamp>,
}

/// Whether a reader answers and hears.
#[must_use]
pub fn is_healthy(reader: &ReaderView) -> bool {
    reader.state == ReaderState::Online
}

/// Whether a reader should answer and does not. One that has no connection of its own is
/// neither healthy nor down.
#[must_use]
pub fn is_down(reader: &ReaderView) -> bool {
    match reader.state {
        ReaderState::Offline | ReaderState::Taken => true,
        ReaderState::Connecting => !reader.reason.is_empty(),
        ReaderState::Unknown | ReaderState::Paused | ReaderState::Online => false,
    }
}

/// The places whose every antenna is on a reader that is down, or unplugged.
#[must_use]
pub fn blind_places(readers: &[ReaderView]) -> BTreeMap<PlaceId, Blind> {
    let antennas = || {
        readers
            .iter()
            .flat_map(|reader| reader.antennas.iter().map(move |antenna| (reader, antenna)))
    };
    let works = |reader: &ReaderView, antenna: &AntennaView| !is_down(reader) && antenna.connected;
    let heard: BTreeSet<&PlaceId> =
        antennas().filter(|(r, a)| works(r, a)).map(|(_, antenna)| &antenna.place).collect();
    let mut blind = BTreeMap::new();
    for (reader, antenna) in antennas() {
        if !heard.contains(&antenna.place) {
            let since = if is_down(reader) { reader.since } else { None };
            blind
                .entry(antenna.place.clone())
                .or_insert_with(|| Blind { reader: reader.reader_id.clone(), since });
        }
    }
    blind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(id: &str, state: ReaderState, places: &[(&str, bool)]) -> ReaderView {
        ReaderView {
            reader_id: id.parse().unwrap(),
            state,
            since: Some(Timestamp(7)),
            reason: String::new(),
            address: None,
            antennas: places
                .iter()
                .enumerate()
                .map(|(n, (place, connected))| AntennaView {
                    port: n as u16 + 1,
                    place: place.parse().unwrap(),
                    connected: *connected,
                })
                .collect(),
            last_at: None,
            clock_offset_ms: None,
            buffer_percent: None,
            assets_blind: 0,
        }
    }

    #[track_caller]
    fn check(readers: &[ReaderView], expected: &[&str]) {
        let blind: Vec<_> = blind_places(readers).into_keys().map(|p| p.to_string()).collect();
        assert_eq!(blind, expected);
    }

    #[test]
    fn a_place_is_blind_when_no_antenna_of_it_works() {
        use ReaderState::{Offline, Online, Unknown};
        let down = reader("a", Offline, &[("icu-1", true), ("icu-2", true)]);
        let up = reader("b", Online, &[("icu-2", true), ("icu-3", false)]);
        check(&[down.clone(), up.clone()], &["icu-1", "icu-3"]);
        check(&[up, down], &["icu-1", "icu-3"]);
        check(&[reader("c", Unknown, &[("icu-1", true)])], &[]);
    }
}
