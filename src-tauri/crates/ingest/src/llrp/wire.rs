//! Bytes in and out: the cursor that decoding reads from, the buffer that encoding writes to,
//! and how each kind of field of the standard looks on the wire.

use std::cell::Cell;

use serde::ser::{Serialize, SerializeMap};

use super::error::{DecodeError, EncodeError};
use super::{NESTING_MAX, tv};

/// Where decoding stands within one message or parameter.
pub struct Input<'a> {
    bytes: &'a [u8],
    /// Next byte, within `bytes`.
    at: usize,
    /// Where `bytes` begin within the frame.
    base: usize,
    /// Bits of `bytes[at]` that bit fields have taken.
    bits: u8,
    depth: u8,
    /// Tails that could not be read, over the whole message.
    unread_tails: &'a Cell<u32>,
}

/// A parameter within a message or parameter, before it is decoded.
pub struct Child<'a> {
    /// Its type.
    pub type_code: u16,
    /// Its header and body.
    pub raw: &'a [u8],
    body_at: usize,
    at: usize,
    depth: u8,
    unread_tails: &'a Cell<u32>,
}

/// What comes next within a message or parameter.
pub enum Next<'a> {
    /// A parameter.
    Child(Child<'a>),
    /// A parameter of unknown length, and whatever follows it.
    Tail(&'a [u8]),
    /// Nothing.
    End,
}

impl<'a> Input<'a> {
    /// The body of a message that begins `base` bytes into its frame.
    pub fn new(bytes: &'a [u8], base: usize, unread_tails: &'a Cell<u32>) -> Self {
        Self { bytes, at: 0, base, bits: 0, depth: 0, unread_tails }
    }

    /// Offset of the next byte within the frame.
    pub fn position(&self) -> usize {
        self.base + self.at
    }

    #[inline]
    pub fn take(&mut self, needed: usize) -> Result<&'a [u8], DecodeError> {
        match self.bytes[self.at..].get(..needed) {
            Some(taken) => {
                self.at += needed;
                Ok(taken)
            }
            None => Err(DecodeError::Short {
                at: self.position(),
                needed,
                left: self.bytes.len() - self.at,
            }),
        }
    }

    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    /// The next 1 to 8 bits of the current byte, most significant first.
    pub fn bits(&mut self, count: u8) -> Result<u8, DecodeError> {
        let byte = *self.bytes.get(self.at).ok_or(DecodeError::Short {
            at: self.position(),
            needed: 1,
            left: 0,
        })?;
        let taken = (u16::from(byte) << self.bits & 0xFF) >> (8 - count);
        self.bits += count;
        if self.bits == 8 {
            self.bits = 0;
            self.at += 1;
        }
        Ok(taken as u8)
    }

    /// Passes over bits that the standard reserves.
    pub fn reserved(&mut self, mut count: u8) -> Result<(), DecodeError> {
        while count > 0 {
            let step = count.min(8 - self.bits);
            self.bits(step)?;
            count -= step;
        }
        Ok(())
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        self.at = self.bytes.len();
        rest
    }

    /// The next parameter.
    #[inline]
    pub fn next(&mut self) -> Result<Next<'a>, DecodeError> {
        let rest = &self.bytes[self.at..];
        let Some(&first) = rest.first() else { return Ok(Next::End) };
        let at = self.position();
        if self.depth >= NESTING_MAX {
            return Err(DecodeError::TooDeep { at });
        }
        let (type_code, header, length) = if first & 0x80 != 0 {
            let type_code = u16::from(first & 0x7F);
            let Some(body) = tv::body_length(type_code) else {
                self.unread_tails.set(self.unread_tails.get().saturating_add(1));
                return Ok(Next::Tail(self.rest()));
            };
            if rest.len() <= body {
                return Err(DecodeError::Short { at, needed: 1 + body, left: rest.len() });
            }
            (type_code, 1, 1 + body)
        } else {
            let Some(&[high, low, length_high, length_low]) = rest.first_chunk() else {
                return Err(DecodeError::Short { at, needed: 4, left: rest.len() });
            };
            let type_code = u16::from_be_bytes([high, low]) & 0x3FF;
            let length = u16::from_be_bytes([length_high, length_low]);
            if length < 4 || usize::from(length) > rest.len() {
                let left = rest.len();
                return Err(DecodeError::NestedLength { at, type_code, length, left });
            }
            (type_code, 4, usize::from(length))
        };
        let raw = self.take(length)?;
        let (depth, unread_tails) = (self.depth + 1, self.unread_tails);
        Ok(Next::Child(Child { type_code, raw, body_at: header, at, depth, unread_tails }))
    }
}

impl<'a> Child<'a> {
    /// Its body, to be decoded.
    #[inline]
    pub fn body(&self) -> Input<'a> {
        Input {
            bytes: &self.raw[self.body_at..],
            at: 0,
            base: self.at + self.body_at,
            bits: 0,
            depth: self.depth,
            unread_tails: self.unread_tails,
        }
    }
}

/// Where encoding writes to. A length that does not fit is remembered and reported at the end.
pub struct Output<'a> {
    bytes: &'a mut Vec<u8>,
    /// The bits of an unfinished byte, and how many there are.
    bits: (u8, u8),
    /// The parameter that is being written.
    name: &'static str,
    too_long: Option<&'static str>,
}

impl<'a> Output<'a> {
    pub fn new(bytes: &'a mut Vec<u8>, name: &'static str) -> Self {
        Self { bytes, bits: (0, 0), name, too_long: None }
    }

    /// How much was written so far.
    pub fn position(&self) -> usize {
        self.bytes.len()
    }

    /// What was written since a position.
    pub fn since(&self, position: usize) -> &[u8] {
        &self.bytes[position..]
    }

    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn bits(&mut self, value: u8, count: u8) {
        let (byte, filled) = self.bits;
        let byte = byte | ((u16::from(value) << (8 - count) & 0xFF) as u8) >> filled;
        self.bits = (byte, filled + count);
        if filled + count == 8 {
            self.bytes.push(byte);
            self.bits = (0, 0);
        }
    }

    pub fn reserved(&mut self, mut count: u8) {
        while count > 0 {
            let step = count.min(8 - self.bits.1);
            self.bits(0, step);
            count -= step;
        }
    }

    /// A 16-bit count of bytes, bits or elements.
    pub fn count(&mut self, count: usize) {
        let count = u16::try_from(count).unwrap_or_else(|_| {
            self.too_long = self.too_long.or(Some(self.name));
            u16::MAX
        });
        self.put(&count.to_be_bytes());
    }

    /// A parameter: its header, and the body that `body` writes.
    pub fn parameter(&mut self, type_code: u16, name: &'static str, body: impl FnOnce(&mut Self)) {
        let holder = std::mem::replace(&mut self.name, name);
        if type_code < 128 {
            self.bytes.push(0x80 | type_code as u8);
            body(self);
        } else {
            let start = self.bytes.len();
            self.put(&type_code.to_be_bytes());
            self.put(&[0, 0]);
            body(self);
            match u16::try_from(self.bytes.len() - start) {
                Ok(length) => {
                    self.bytes[start + 2..start + 4].copy_from_slice(&length.to_be_bytes());
                }
                Err(_) => self.too_long = self.too_long.or(Some(name)),
            }
        }
        self.name = holder;
    }

    pub fn finish(self) -> Result<(), EncodeError> {
        self.too_long.map_or(Ok(()), |name| Err(EncodeError::ParameterTooLong { name }))
    }
}

/// A kind of field: how it is read, written, and shown as JSON.
pub trait Wire: Sized + Serialize {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError>;
    fn write(&self, output: &mut Output<'_>);

    /// Its entries in the JSON object of what holds it: one, under its name, for most.
    fn entries<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)
    }
}

macro_rules! integers {
    ($($integer:ty)+) => {$(
        impl Wire for $integer {
            #[inline]
            fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                input.array().map(Self::from_be_bytes)
            }
            fn write(&self, output: &mut Output<'_>) {
                output.put(&self.to_be_bytes());
            }
        }
    )+};
}

integers! { u8 u16 u32 u64 i8 i16 }

impl Wire for bool {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        Ok(input.bits(1)? == 1)
    }
    fn write(&self, output: &mut Output<'_>) {
        output.bits(u8::from(*self), 1);
    }
}

/// What lists are made of: things of one size.
pub trait Element: Wire {
    /// In bytes.
    const SIZE: usize;
}

impl Element for u16 {
    const SIZE: usize = 2;
}

impl Element for u32 {
    const SIZE: usize = 4;
}

impl<E: Element> Wire for Vec<E> {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        let count = usize::from(u16::read(input)?);
        // Refused before the list is made: a count alone must not cost memory.
        let needed = count * E::SIZE;
        let at = input.position();
        let left = input.bytes.len() - input.at;
        if needed > left {
            return Err(DecodeError::Short { at, needed, left });
        }
        (0..count).map(|_| E::read(input)).collect()
    }
    fn write(&self, output: &mut Output<'_>) {
        output.count(self.len());
        for element in self {
            element.write(output);
        }
    }
}
