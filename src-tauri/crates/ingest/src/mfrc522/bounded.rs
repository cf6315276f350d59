//! A bus that ends a driver's patience.
//!
//! The driver polls registers without a limit: a chip that is not there, or a line that is stuck,
//! would keep its thread for ever. Here each operation has so many transfers, and the next one
//! fails.

use std::cell::Cell;
use std::rc::Rc;

use embedded_hal::blocking::spi::{Transfer, Write};

/// Reading a card takes a few hundred transfers, waiting for one (25 ms) a thousand on a quick bus.
pub const TRANSFERS_MAX: u32 = 10_000;

/// Why a transfer was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusError<E> {
    /// The operation has taken too many.
    Exhausted,
    /// The bus itself.
    Bus(E),
}

/// How many transfers an operation has left.
#[derive(Debug, Clone, Default)]
pub struct Budget(Rc<Cell<u32>>);

impl Budget {
    /// Begins another operation.
    pub fn renew(&self) {
        self.0.set(TRANSFERS_MAX);
    }

    fn spend<E>(&self) -> Result<(), BusError<E>> {
        let left = self.0.get().checked_sub(1).ok_or(BusError::Exhausted)?;
        self.0.set(left);
        Ok(())
    }
}

/// A bus within a budget.
#[derive(Debug)]
pub struct Bounded<S> {
    bus: S,
    budget: Budget,
}

impl<S> Bounded<S> {
    /// The bus, and the budget that it keeps to.
    pub fn new(bus: S) -> (Self, Budget) {
        let budget = Budget::default();
        budget.renew();
        (Self { bus, budget: budget.clone() }, budget)
    }
}

impl<S: Transfer<u8>> Transfer<u8> for Bounded<S> {
    type Error = BusError<S::Error>;

    fn transfer<'w>(&mut self, words: &'w mut [u8]) -> Result<&'w [u8], Self::Error> {
        self.budget.spend()?;
        self.bus.transfer(words).map_err(BusError::Bus)
    }
}

impl<S: Write<u8>> Write<u8> for Bounded<S> {
    type Error = BusError<S::Error>;

    fn write(&mut self, words: &[u8]) -> Result<(), Self::Error> {
        self.budget.spend()?;
        self.bus.write(words).map_err(BusError::Bus)
    }
}
