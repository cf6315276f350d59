//! How a source is, in the few figures of its line.

use trackward_model::ReaderState;
use trackward_model::ask::SourceView;

/// The figures of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SourceFigures {
    /// Readers that it hears for.
    pub readers: usize,
    /// How many of them are down: they should answer and do not.
    pub readers_down: usize,
    /// The clock that is furthest off, on either side.
    pub worst_offset_ms: Option<i64>,
    /// Events that were not taken, the dropped ones left out.
    pub rejected: u64,
    /// Events that came faster than they could be taken.
    pub dropped: u64,
}

/// Reckons the figures of a source.
#[must_use]
pub fn source_figures(view: &SourceView) -> SourceFigures {
    let rejected: u64 = view.rejected.iter().map(|rejected| rejected.count).sum();
    SourceFigures {
        readers: view.readers.len(),
        readers_down: view.readers.iter().filter(|reader| is_reader_down(reader.state)).count(),
        worst_offset_ms: view
            .readers
            .iter()
            .filter_map(|reader| reader.clock_offset_ms)
            .max_by_key(|offset| offset.unsigned_abs()),
        rejected: rejected.saturating_sub(view.dropped),
        dropped: view.dropped,
    }
}

/// Whether a source needs a person: it should listen and does not.
#[must_use]
pub const fn is_source_down(view: &SourceView) -> bool {
    !view.paused && is_reader_down(view.state)
}

/// Whether a reader should answer and does not.
#[must_use]
pub const fn is_reader_down(state: ReaderState) -> bool {
    matches!(state, ReaderState::Offline | ReaderState::Taken)
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::{Rejected, SourceReaderView, SourceSetup};
    use trackward_model::{Connection, ReaderId, RejectReason, SourceId, SourceKind};

    use super::*;

    fn reader(state: ReaderState, clock_offset_ms: Option<i64>) -> SourceReaderView {
        SourceReaderView {
            reader_id: ReaderId::new("r").unwrap(),
            state,
            since: None,
            reason: String::new(),
            last_at: None,
            clock_offset_ms,
        }
    }

    fn view() -> SourceView {
        SourceView {
            setup: SourceSetup {
                source_id: SourceId::new("broker").unwrap(),
                connection: Connection::new(SourceKind::Mqtt, "10.20.0.5:1883"),
                readers: Vec::new(),
                zones: Vec::new(),
            },
            paused: false,
            by_hand: true,
            state: ReaderState::Online,
            since: None,
            reason: String::new(),
            last_at: None,
            sightings_per_s: 0.0,
            taken: 0,
            rejected: Vec::new(),
            dropped: 0,
            readers: Vec::new(),
            strangers: Vec::new(),
        }
    }

    #[test]
    fn the_worst_clock_counts_on_either_side_and_what_is_dropped_counts_apart() {
        let mut view = view();
        view.readers = vec![
            reader(ReaderState::Online, Some(400)),
            reader(ReaderState::Offline, Some(-2_000)),
            reader(ReaderState::Paused, None),
        ];
        let count = |reason, count| Rejected { reason, count };
        view.rejected = vec![count(RejectReason::Dropped, 70), count(RejectReason::BadTag, 5)];
        view.dropped = 70;
        let expected = SourceFigures {
            readers: 3,
            readers_down: 1,
            worst_offset_ms: Some(-2_000),
            rejected: 5,
            dropped: 70,
        };
        assert_eq!(source_figures(&view), expected);
    }

    #[test]
    fn a_source_that_is_paused_needs_nobody() {
        let mut view = view();
        view.state = ReaderState::Offline;
        assert!(is_source_down(&view));
        view.paused = true;
        assert!(!is_source_down(&view));
    }
}
