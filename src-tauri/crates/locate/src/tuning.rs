//! The constants of judging where an asset is; each can be changed for a site or a test.

use trackward_model::{Span, Thresholds};

use crate::Mobility;

/// Another antenna's place needs so many reads before an asset can be judged to be there.
pub const READS_MIN: u32 = 2;
/// A hub must place an asset elsewhere so many times in a row before it is judged to have moved.
pub const POSITIONS_MIN: u32 = 2;
/// Another floor needs so many times the evidence: radio goes through ceilings, beds do not.
pub const OTHER_FLOOR_FACTOR: u32 = 2;
/// A position outside of every outline belongs to the nearest place within this many metres:
/// walls are thick, and outlines are drawn along their inner side.
pub const NEAREST_MAX_M: f64 = 2.0;
/// What a read without a strength counts as, in hundredths of a dBm: a middling one.
pub const NOMINAL_CENTI_DBM: i16 = -65_00;
/// What a hub's position counts as beside antennas' strengths in history: stronger than any.
pub const POSITION_CENTI_DBM: i16 = 0;
/// What a position without an accuracy is taken for: what tag hubs commonly reach indoors.
pub const ACCURACY_UNSTATED_M: f64 = 3.0;
/// An accuracy is held at this: beyond it a position says nothing, and squares stay finite.
pub const ACCURACY_MAX_M: f32 = 10_000.0;

/// All that can be tuned. The defaults are this project's, where no source is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tuning {
    /// When a stronger antenna moves an asset.
    pub mobility: Mobility,
    /// omlox `exit_tolerance`: a position so many metres outside of a place has left it.
    pub exit_tolerance_m: f64,
    /// omlox `tolerance_timeout`: so has one that has been outside at all for this long.
    pub tolerance_timeout: Span,
    /// For so long the finer of antenna and position evidence keeps the coarser from deciding,
    /// and a read by finer means (RFID) the strengths of a coarser one (BLE).
    pub finer_holds: Span,
    /// For so long a tap keeps out what does not tell a room by itself: gateways, and positions
    /// wider than the room. Who has tapped a device needs about as long to go where it goes.
    pub tap_holds: Span,
    /// For so long after a read at a lift or portal a change of floor needs no more evidence
    /// than a change of room.
    pub portal_holds: Span,
    /// A sighting that is behind the latest one by no more than this still counts for the
    /// present: readers' clocks and networks differ by as much, and a reader whose clock is a
    /// little slow would otherwise never be believed.
    pub reorder_tolerance: Span,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            mobility: Mobility::default(),
            exit_tolerance_m: 1.0,
            tolerance_timeout: Span::seconds(10),
            finer_holds: Span::seconds(30),
            tap_holds: Span::seconds(60),
            portal_holds: Span::minutes(2),
            reorder_tolerance: Span::seconds(2),
        }
    }
}

/// The longest silence that does not end a stay: 2 × the tag's interval + the reader's
/// interval + 60 s, and never less than the exit delay.
#[must_use]
pub fn silence_limit(thresholds: &Thresholds, reader_interval: Span) -> Span {
    let twice = Span(thresholds.tag_interval.0.saturating_mul(2));
    (twice + reader_interval + Span::seconds(60)).max(thresholds.exit_delay)
}
