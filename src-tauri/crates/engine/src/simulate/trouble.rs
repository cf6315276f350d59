//! Readers that fail for a while, and antennas that are unplugged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use trackward_model::{Span, Timestamp};

use super::building::Building;
use super::random::Random;
use super::script::Troubles;

/// Something that changes: a reader or one of its antennas goes or comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    Reader { reader: usize, up: bool },
    Antenna { antenna: usize, up: bool },
}

/// What waits to change, and what is out of order now. Times are the hospital's.
#[derive(Debug)]
pub(super) struct Trouble {
    random: Random,
    rates: Troubles,
    waiting: BinaryHeap<Reverse<(Timestamp, Next)>>,
    readers_up: Vec<bool>,
    antennas_up: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    ReaderFails,
    AntennaFails,
    Back(Change),
}

impl Trouble {
    pub(super) fn new(building: &Building, rates: Troubles, seed: u64, start: Timestamp) -> Self {
        let mut trouble = Self {
            random: Random::new(seed, 0x7_0B1E),
            rates,
            waiting: BinaryHeap::new(),
            readers_up: vec![true; building.readers],
            antennas_up: vec![true; building.antennas.len()],
        };
        trouble.plan(start, Next::ReaderFails);
        trouble.plan(start, Next::AntennaFails);
        trouble
    }

    /// When something changes next.
    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.waiting.peek().map(|Reverse((at, _))| *at)
    }

    /// Lets the next change happen; `None` when what was to fail is out of order already.
    pub(super) fn happen(&mut self) -> Option<Change> {
        let Reverse((at, next)) = self.waiting.pop()?;
        let (change, minutes) = match next {
            Next::Back(change) => (change, [0.0, 0.0]),
            Next::ReaderFails => {
                self.plan(at, next);
                let reader = self.one_of(self.readers_up.len())?;
                (Change::Reader { reader, up: false }, [5.0, 45.0])
            }
            Next::AntennaFails => {
                self.plan(at, next);
                let antenna = self.one_of(self.antennas_up.len())?;
                (Change::Antenna { antenna, up: false }, [10.0, 90.0])
            }
        };
        let (state, up, back) = match change {
            Change::Reader { reader, up } => {
                (&mut self.readers_up[reader], up, Change::Reader { reader, up: true })
            }
            Change::Antenna { antenna, up } => {
                (&mut self.antennas_up[antenna], up, Change::Antenna { antenna, up: true })
            }
        };
        if *state == up {
            return None;
        }
        *state = up;
        if !up {
            let lasts_s = self.random.between(minutes[0], minutes[1]) * 60.0;
            let until = Timestamp(at.0 + (lasts_s * 1e6) as i64);
            self.waiting.push(Reverse((until, Next::Back(back))));
        }
        Some(change)
    }

    pub(super) fn reader_up(&self, reader: usize) -> bool {
        self.readers_up[reader]
    }

    pub(super) fn antenna_up(&self, antenna: usize) -> bool {
        self.antennas_up[antenna]
    }

    fn plan(&mut self, after: Timestamp, next: Next) {
        let a_day = match next {
            Next::AntennaFails => self.rates.antennas_a_day,
            _ => self.rates.readers_a_day,
        };
        if a_day > 0 {
            let wait_s = self.random.exponential(86_400.0 / f64::from(a_day));
            let at = after + Span((wait_s * 1e6) as i64);
            self.waiting.push(Reverse((at, next)));
        }
    }

    fn one_of(&mut self, count: usize) -> Option<usize> {
        (count > 0).then(|| (self.random.next() % count as u64) as usize)
    }
}
