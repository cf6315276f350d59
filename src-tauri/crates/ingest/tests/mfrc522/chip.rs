//! The chip by its registers, behind a bus and the pin that selects it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use embedded_hal::blocking::spi::{Transfer, Write};
use embedded_hal::digital::v2::OutputPin;

use super::card::{Card, crc_a};

const COMMAND: u8 = 0x01;
const COM_IRQ: u8 = 0x04;
const DIV_IRQ: u8 = 0x05;
const ERROR: u8 = 0x06;
const FIFO_DATA: u8 = 0x09;
const FIFO_LEVEL: u8 = 0x0A;
const CONTROL: u8 = 0x0C;
const BIT_FRAMING: u8 = 0x0D;
const COLL: u8 = 0x0E;
const CRC_HIGH: u8 = 0x21;
const CRC_LOW: u8 = 0x22;
const VERSION: u8 = 0x37;

/// How the line from the chip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Works,
    StuckHigh,
    StuckLow,
    /// The bus itself reports an error.
    Broken,
}

#[derive(Debug)]
pub struct Chip {
    registers: [u8; 64],
    fifo: VecDeque<u8>,
    /// The register that the next byte is for, and whether it is read; `None` before an address.
    addressed: Option<(u8, bool)>,
    is_selected: bool,
    /// How often the flags have to be asked for before an answer, or its absence, shows.
    delay: u32,
    pending: u8,
    pub line: Line,
    pub version: u8,
    pub cards: Vec<Card>,
    pub transfers: u64,
    /// After so many transfers the line is like this.
    pub loses_line: Option<(u64, Line)>,
}

/// A chip that the bus, the pin and the test share.
#[derive(Debug, Clone)]
pub struct Shared(pub Rc<RefCell<Chip>>);

impl Shared {
    pub fn new() -> Self {
        let chip = Chip {
            registers: [0; 64],
            fifo: VecDeque::new(),
            addressed: None,
            is_selected: false,
            delay: 0,
            pending: 0,
            line: Line::Works,
            version: 0x92,
            cards: Vec::new(),
            transfers: 0,
            loses_line: None,
        };
        Self(Rc::new(RefCell::new(chip)))
    }

    fn exchange(&self, byte: u8) -> Result<u8, &'static str> {
        let mut chip = self.0.borrow_mut();
        let answer = chip.exchange(byte);
        match chip.line {
            Line::Works => Ok(answer),
            Line::StuckHigh => Ok(0xFF),
            Line::StuckLow => Ok(0x00),
            Line::Broken => Err("EIO"),
        }
    }
}

impl Transfer<u8> for Shared {
    type Error = &'static str;

    fn transfer<'w>(&mut self, words: &'w mut [u8]) -> Result<&'w [u8], Self::Error> {
        self.0.borrow_mut().count();
        for word in words.iter_mut() {
            *word = self.exchange(*word)?;
        }
        Ok(words)
    }
}

impl Write<u8> for Shared {
    type Error = &'static str;

    fn write(&mut self, words: &[u8]) -> Result<(), Self::Error> {
        self.0.borrow_mut().count();
        words.iter().try_for_each(|word| self.exchange(*word).map(|_| ()))
    }
}

impl OutputPin for Shared {
    type Error = ();

    fn set_low(&mut self) -> Result<(), ()> {
        let mut chip = self.0.borrow_mut();
        (chip.is_selected, chip.addressed) = (true, None);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), ()> {
        self.0.borrow_mut().is_selected = false;
        Ok(())
    }
}

impl Chip {
    fn count(&mut self) {
        self.transfers += 1;
        if let Some((at, line)) = self.loses_line
            && self.transfers > at
        {
            self.line = line;
        }
    }

    /// One byte in, one out: while a register is read, each byte names the one that is read next.
    fn exchange(&mut self, byte: u8) -> u8 {
        assert!(self.is_selected, "the chip listens only while it is selected");
        let address = (byte >> 1 & 0x3F, byte & 0x80 != 0);
        match self.addressed {
            None => {
                self.addressed = Some(address);
                0
            }
            Some((register, true)) => {
                self.addressed = Some(address);
                self.read(register)
            }
            Some((register, false)) => {
                self.write(register, byte);
                0
            }
        }
    }

    fn read(&mut self, register: u8) -> u8 {
        match register {
            FIFO_DATA => self.fifo.pop_front().unwrap_or_default(),
            FIFO_LEVEL => self.fifo.len() as u8,
            VERSION => self.version,
            // Waking up after a reset.
            COMMAND if self.delay > 0 => {
                self.delay -= 1;
                0x30
            }
            COM_IRQ if self.pending != 0 => {
                self.delay = self.delay.saturating_sub(1);
                if self.delay == 0 {
                    self.registers[usize::from(COM_IRQ)] |= std::mem::take(&mut self.pending);
                }
                self.registers[usize::from(COM_IRQ)]
            }
            _ => self.registers[usize::from(register)],
        }
    }

    fn write(&mut self, register: u8, value: u8) {
        match register {
            FIFO_DATA => self.fifo.push_back(value),
            FIFO_LEVEL if value & 0x80 != 0 => self.fifo.clear(),
            // The highest bit says whether the others are set or taken back.
            COM_IRQ | DIV_IRQ if value & 0x80 == 0 => {
                self.registers[usize::from(register)] &= !value;
            }
            COMMAND => {
                self.registers[usize::from(COMMAND)] = value & 0x0F;
                match value & 0x0F {
                    0x0F => {
                        self.registers = [0; 64];
                        self.fifo.clear();
                        self.delay = 2;
                    }
                    0x03 => self.checksum(),
                    _ => self.pending = 0,
                }
            }
            BIT_FRAMING => {
                self.registers[usize::from(BIT_FRAMING)] = value;
                if value & 0x80 != 0 && self.registers[usize::from(COMMAND)] == 0x0C {
                    self.transceive(value & 0x07);
                }
            }
            _ => self.registers[usize::from(register)] = value,
        }
    }

    fn checksum(&mut self) {
        let bytes: Vec<u8> = self.fifo.drain(..).collect();
        // The driver has set the preset that the standard asks for.
        assert_eq!(self.registers[0x11] & 0b11, 0b01, "the checksum begins at 0x6363");
        let [low, high] = crc_a(&bytes);
        self.registers[usize::from(CRC_LOW)] = low;
        self.registers[usize::from(CRC_HIGH)] = high;
        self.registers[usize::from(DIV_IRQ)] |= 1 << 2;
    }

    fn transceive(&mut self, last_bits: u8) {
        let frame: Vec<u8> = self.fifo.drain(..).collect();
        self.registers[usize::from(ERROR)] = 0;
        let mut answers: Vec<Vec<u8>> =
            self.cards.iter_mut().filter_map(|card| card.answer(&frame, last_bits)).collect();
        answers.dedup();
        self.registers[usize::from(CONTROL)] = 0;
        self.delay = 5;
        match answers.as_slice() {
            // The timer has run out.
            [] => self.pending = 1 << 0,
            [answer] => {
                self.fifo.extend(answer);
                self.pending = 1 << 5 | 1 << 4;
            }
            // Two cards at once, and the bit where they differ is not to be told.
            _ => {
                self.registers[usize::from(ERROR)] = 1 << 3;
                self.registers[usize::from(COLL)] = 1 << 5;
                self.pending = 1 << 5 | 1 << 1;
            }
        }
    }
}
