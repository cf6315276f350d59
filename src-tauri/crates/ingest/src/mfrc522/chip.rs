//! The chip: whether it is there, and which card lies on it.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use embedded_hal::blocking::spi::{Transfer, Write};
use embedded_hal::digital::v2::OutputPin;
use rfid_rs::{Error, Mfrc522};
use trackward_model::{Scheme, Tag};

use super::bounded::{Bounded, Budget, BusError};

/// What genuine chips and their usual clones say of themselves.
const VERSIONS: [u8; 5] = [0x88, 0x90, 0x91, 0x92, 0xB2];
/// A first byte that says of a short UID that it is drawn anew each time, as phones do.
const RANDOM_UID: u8 = 0x08;

/// A card reader's chip.
pub(super) struct Chip<S, N> {
    driver: Mfrc522<Bounded<S>, N>,
    budget: Budget,
}

/// What a look at the field found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// No card that has not been read.
    Nothing,
    /// A card, by its UID.
    Card(Tag),
    /// A card that has no UID of its own.
    Nameless,
    /// A card that could not be read: it was pulled away, or two lie on each other.
    Unreadable,
}

impl<S, N, E> Chip<S, N>
where
    S: Transfer<u8, Error = E> + Write<u8, Error = E>,
    N: OutputPin,
    E: Debug,
{
    /// Resets the chip and sees whether it is one.
    pub fn start(bus: S, select: N) -> Result<Self, String> {
        let (bus, budget) = Bounded::new(bus);
        let driver = Mfrc522::new(bus, select).map_err(|error| dead(&error))?;
        let mut chip = Self { driver, budget };
        chip.check()?;
        Ok(chip)
    }

    /// Looks for a card, reads it and sends it to sleep, so that it is read once for as long as it
    /// lies there.
    pub fn look(&mut self) -> Result<Look, String> {
        self.check()?;
        // The driver counts on a card that keeps to the standard: one that answers with nothing,
        // or with more names than there are, ends it. That is no reason for us to end.
        let looked = catch_unwind(AssertUnwindSafe(|| self.read()));
        match looked {
            Ok(Ok(look)) => Ok(look),
            Ok(Err(Error::Spi(error))) => Err(dead(&error)),
            Ok(Err(_)) | Err(_) => {
                // A line that is stuck looks like a card that cannot be read.
                self.check()?;
                Ok(Look::Unreadable)
            }
        }
    }

    fn read(&mut self) -> Result<Look, Error<BusError<E>>> {
        let answer = match self.driver.new_card_present() {
            Err(Error::Timeout) => return Ok(Look::Nothing),
            answer => answer?,
        };
        self.budget.renew();
        let uid = self.driver.select(&answer)?;
        let look = match uid.as_bytes() {
            [RANDOM_UID, _, _, _] => Look::Nameless,
            bytes => Tag::new(Scheme::Uid, bytes).map_or(Look::Unreadable, Look::Card),
        };
        self.budget.renew();
        match self.driver.hlta() {
            // A card that does not sleep is read again, and told once all the same.
            Ok(()) | Err(Error::Nak) => Ok(look),
            Err(Error::Spi(error)) => Err(Error::Spi(error)),
            Err(_) => Ok(look),
        }
    }

    /// Whether the chip is still there.
    fn check(&mut self) -> Result<(), String> {
        self.budget.renew();
        let version = self.driver.version().map_err(|error| dead(&error))?;
        self.budget.renew();
        match version {
            version if VERSIONS.contains(&version) => Ok(()),
            0x00 | 0xFF => Err("no card reader answers: check its power and its wires".to_owned()),
            other => Err(format!("the chip is no MFRC522: it says that it is 0x{other:02X}")),
        }
    }
}

fn dead<E: Debug>(error: &BusError<E>) -> String {
    match error {
        BusError::Exhausted => {
            "the card reader does not answer in time: check its power and its wires".to_owned()
        }
        BusError::Bus(error) => format!("the card reader's bus cannot be used: {error:?}"),
    }
}
