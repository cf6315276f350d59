//! The loop that watches a card reader, for one OS thread of its own.

use std::fmt::Debug;
use std::time::Duration;

use embedded_hal::blocking::spi::{Transfer, Write};
use embedded_hal::digital::v2::OutputPin;
use trackward_model::{RejectReason, Span, Tag, Timestamp};

use super::chip::{Chip, Look};

/// Between two looks for a card.
pub const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Before a chip that does not answer is opened anew.
pub const REOPEN_AFTER: Duration = Duration::from_secs(5);
/// The same card within this is the same tap.
pub const SAME_TAP_WITHIN: Span = Span::seconds(2);

/// What a card reader tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardEvent {
    /// It is ready for cards.
    Ready,
    /// It is not, for this reason.
    Failed(String),
    /// A card was held to it.
    Tap(Tap),
    /// A card was held to it that could not be taken.
    Refused(RejectReason),
}

/// A card that was held to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tap {
    /// Its UID, as a `uid:` tag.
    pub uid: Tag,
    /// When, by this host's clock.
    pub at: Timestamp,
}

/// Watches a card reader until `say` or `pause` gives `false`. `open` gives the bus and the pin
/// that selects the chip, or why they cannot be had; it is asked again when the chip falls silent.
/// `pause` waits; it may be cut short.
///
/// Every step is bounded, see [`super::bounded::TRANSFERS_MAX`]: a chip that is silent, or a line
/// that is stuck, is told and tried again.
pub fn poll<S, N, E>(
    mut open: impl FnMut() -> Result<(S, N), String>,
    mut pause: impl FnMut(Duration) -> bool,
    now: fn() -> Timestamp,
    mut say: impl FnMut(CardEvent) -> bool,
) where
    S: Transfer<u8, Error = E> + Write<u8, Error = E>,
    N: OutputPin,
    E: Debug,
{
    let mut last_failure = None;
    loop {
        let started = open().and_then(|(bus, select)| Chip::start(bus, select));
        let failure = match started {
            Ok(chip) => {
                last_failure = None;
                if !say(CardEvent::Ready) {
                    return;
                }
                match watch(chip, &mut pause, now, &mut say) {
                    Some(failure) => failure,
                    None => return,
                }
            }
            Err(failure) => failure,
        };
        // What is off for a day is said to be off once, not at every attempt.
        if last_failure.as_ref() != Some(&failure) && !say(CardEvent::Failed(failure.clone())) {
            return;
        }
        last_failure = Some(failure);
        if !pause(REOPEN_AFTER) {
            return;
        }
    }
}

/// Looks for cards until the chip fails, and says why; `None` when it is to end.
fn watch<S, N, E>(
    mut chip: Chip<S, N>,
    pause: &mut impl FnMut(Duration) -> bool,
    now: fn() -> Timestamp,
    say: &mut impl FnMut(CardEvent) -> bool,
) -> Option<String>
where
    S: Transfer<u8, Error = E> + Write<u8, Error = E>,
    N: OutputPin,
    E: Debug,
{
    let mut last: Option<Tap> = None;
    loop {
        let event = match chip.look() {
            Err(failure) => return Some(failure),
            Ok(Look::Nothing) => None,
            Ok(Look::Card(uid)) => {
                let tap = Tap { uid, at: now() };
                let is_new = !last.is_some_and(|last| is_same(&last, &tap));
                // Each look moves the end on: a card that wavers at the edge is one tap.
                last = Some(tap);
                is_new.then_some(CardEvent::Tap(tap))
            }
            Ok(Look::Nameless) => Some(CardEvent::Refused(RejectReason::BadTag)),
            Ok(Look::Unreadable) => Some(CardEvent::Refused(RejectReason::Malformed)),
        };
        if event.is_some_and(|event| !say(event)) || !pause(LOOK_EVERY) {
            return None;
        }
    }
}

fn is_same(last: &Tap, tap: &Tap) -> bool {
    // A clock that is put back makes no tap an old one.
    last.uid == tap.uid && tap.at.since(last.at).0.abs() < SAME_TAP_WITHIN.0
}
