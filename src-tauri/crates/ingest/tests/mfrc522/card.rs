//! A card of ISO 14443-3 type A: what it answers to which frame.

/// The standard's checksum: reflected polynomial 0x8408, preset 0x6363, low byte first.
pub fn crc_a(bytes: &[u8]) -> [u8; 2] {
    let crc =
        bytes.iter().fold(0x6363_u16, |crc, byte| {
            (0..8).fold(crc ^ u16::from(*byte), |crc, _| {
                if crc & 1 == 1 { crc >> 1 ^ 0x8408 } else { crc >> 1 }
            })
        });
    crc.to_le_bytes()
}

/// What is wrong with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The checksum of its last answer.
    Checksum,
    /// A bit of its UID is lost on the way, so that the check byte does not fit.
    CheckByte,
    /// It answers with half of what it should.
    Half,
    /// It answers, with nothing.
    Nothing,
    /// It says of every part of its UID that another one follows.
    Endless,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Ready,
    Active,
    Halt,
}

#[derive(Debug, Clone)]
pub struct Card {
    uid: Vec<u8>,
    fault: Option<Fault>,
    state: State,
    level: usize,
    answers_left: usize,
}

impl Card {
    pub fn new(uid: &[u8]) -> Self {
        let uid = uid.to_vec();
        Self { uid, fault: None, state: State::Idle, level: 0, answers_left: usize::MAX }
    }

    pub fn faulty(uid: &[u8], fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::new(uid) }
    }

    /// A card that is out of the field after so many answers.
    pub fn pulled_after(uid: &[u8], answers_left: usize) -> Self {
        Self { answers_left, ..Self::new(uid) }
    }

    /// What it answers, if it does. `last_bits` of the frame's last byte were sent, 0 for all.
    pub fn answer(&mut self, frame: &[u8], last_bits: u8) -> Option<Vec<u8>> {
        let answer = self.standard_answer(frame, last_bits)?;
        self.answers_left = self.answers_left.checked_sub(1)?;
        Some(answer)
    }

    fn standard_answer(&mut self, frame: &[u8], last_bits: u8) -> Option<Vec<u8>> {
        let select = [0x93, 0x95, 0x97];
        match (self.state, frame) {
            (State::Idle, [0x26 | 0x52]) | (State::Halt, [0x52]) if last_bits == 7 => {
                (self.state, self.level) = (State::Ready, 0);
                Some(vec![[0x04, 0x44, 0x84][self.levels() - 1], 0x00])
            }
            (State::Ready, [code, 0x20]) if *code == select[self.level.min(2)] => {
                let mut part = self.part();
                let check = part.iter().fold(0, |check, byte| check ^ byte);
                if self.fault == Some(Fault::CheckByte) {
                    part[2] ^= 0x10;
                }
                part.push(check);
                match self.fault {
                    Some(Fault::Half) => part.truncate(3),
                    Some(Fault::Nothing) => part.clear(),
                    _ => {}
                }
                Some(part)
            }
            (State::Ready, [code, 0x70, uid @ ..]) if *code == select[self.level.min(2)] => {
                self.selected(frame, uid)
            }
            (State::Active, [0x50, 0x00, ..]) if is_checked(frame) => {
                self.state = State::Halt;
                None
            }
            (State::Halt, _) => None,
            _ => {
                self.state = State::Idle;
                None
            }
        }
    }

    fn selected(&mut self, frame: &[u8], uid: &[u8]) -> Option<Vec<u8>> {
        let part = self.part();
        let check = part.iter().fold(0, |check, byte| check ^ byte);
        if !is_checked(frame) || uid[..4] != part[..] || uid[4] != check {
            self.state = State::Idle;
            return None;
        }
        let follows = self.level + 1 < self.levels() || self.fault == Some(Fault::Endless);
        if follows {
            self.level += 1;
        } else {
            self.state = State::Active;
        }
        let acknowledge = if follows { 0x04 } else { 0x08 };
        let mut answer = vec![acknowledge];
        answer.extend(crc_a(&[acknowledge]));
        if self.fault == Some(Fault::Checksum) {
            answer[1] ^= 1;
        }
        Some(answer)
    }

    fn levels(&self) -> usize {
        (self.uid.len() - 1) / 3
    }

    /// The four bytes of this level: a cascade tag and three, or the last four.
    fn part(&self) -> Vec<u8> {
        if self.level + 1 < self.levels() {
            let from = 3 * self.level;
            [&[0x88], &self.uid[from..from + 3]].concat()
        } else {
            self.uid[self.uid.len() - 4..].to_vec()
        }
    }
}

fn is_checked(frame: &[u8]) -> bool {
    frame.split_last_chunk::<2>().is_some_and(|(frame, crc)| crc_a(frame) == *crc)
}
