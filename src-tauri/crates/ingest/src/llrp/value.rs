//! Values of fields that are no plain numbers.

use std::fmt::{self, Write as _};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::DecodeError;
use super::wire::{Input, Output, Wire};
use crate::epc;

/// Bytes in JSON: lower-case hexadecimal digits.
pub struct Hex<'a>(pub &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A number of two bits: 0 to 3. More is cut to its lowest two bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TwoBits(u8);

impl TwoBits {
    /// The lowest two bits of a number.
    #[must_use]
    pub const fn new(value: u8) -> Self {
        Self(value & 3)
    }

    /// 0 to 3.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Serialize for TwoBits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

impl Wire for TwoBits {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        input.bits(2).map(Self)
    }
    fn write(&self, output: &mut Output<'_>) {
        output.bits(self.0, 2);
    }
}

/// A text as a reader wrote it. Meant to be UTF-8, kept as it is where it is not.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<u8>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Wire for Text {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        let length = usize::from(u16::read(input)?);
        Ok(Self(input.take(length)?.to_vec()))
    }
    fn write(&self, output: &mut Output<'_>) {
        output.count(self.0.len());
        output.put(&self.0);
    }
}

/// Bytes with a count before them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Octets(pub Vec<u8>);

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Hex(&self.0).serialize(serializer)
    }
}

impl Wire for Octets {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        let length = usize::from(u16::read(input)?);
        Ok(Self(input.take(length)?.to_vec()))
    }
    fn write(&self, output: &mut Output<'_>) {
        output.count(self.0.len());
        output.put(&self.0);
    }
}

/// Bytes up to the end of what holds them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rest(pub Vec<u8>);

impl Serialize for Rest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Hex(&self.0).serialize(serializer)
    }
}

impl Wire for Rest {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        Ok(Self(input.rest().to_vec()))
    }
    fn write(&self, output: &mut Output<'_>) {
        output.put(&self.0);
    }
}

/// Words of tag memory, with a count before them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<u16>);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.0.len() * 4);
        for word in &self.0 {
            // Writing to a String cannot fail.
            let _ = write!(text, "{word:04x}");
        }
        serializer.serialize_str(&text)
    }
}

impl Wire for Words {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        Vec::read(input).map(Self)
    }
    fn write(&self, output: &mut Output<'_>) {
        self.0.write(output);
    }
}

/// Bits with a count before them, padded to whole bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BitString {
    bits: u16,
    bytes: Vec<u8>,
}

impl BitString {
    /// Whole bytes, 8191 at most; what is beyond is cut.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(usize::from(u16::MAX / 8))];
        Self { bits: bytes.len() as u16 * 8, bytes: bytes.to_vec() }
    }

    /// How many bits there are.
    #[must_use]
    pub const fn bits(&self) -> u16 {
        self.bits
    }

    /// The bits, the first in the highest bit of the first byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Serialize for BitString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Hex(&self.bytes).serialize(serializer)
    }
}

impl Wire for BitString {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        let bits = u16::read(input)?;
        let bytes = input.take(usize::from(bits.div_ceil(8)))?.to_vec();
        Ok(Self { bits, bytes })
    }
    fn write(&self, output: &mut Output<'_>) {
        output.put(&self.bits.to_be_bytes());
        output.put(&self.bytes);
    }
    fn entries<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)?;
        map.serialize_entry(&format!("{name}Bits"), &self.bits)
    }
}

/// The EPC of a tag, of any length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EpcBits(pub BitString);

impl Serialize for EpcBits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Wire for EpcBits {
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        BitString::read(input).map(Self)
    }
    fn write(&self, output: &mut Output<'_>) {
        self.0.write(output);
    }
    fn entries<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        self.0.entries(name, map)?;
        uri_entries(self.0.bytes(), map)
    }
}

/// The EPC of a tag that has the usual 96 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Epc96Bits(pub [u8; 12]);

impl Serialize for Epc96Bits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Hex(&self.0).serialize(serializer)
    }
}

impl Wire for Epc96Bits {
    #[inline]
    fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        input.array().map(Self)
    }
    fn write(&self, output: &mut Output<'_>) {
        output.put(&self.0);
    }
    fn entries<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)?;
        uri_entries(&self.0, map)
    }
}

/// What the EPC names, where its bits follow the Tag Data Standard.
fn uri_entries<M: SerializeMap>(epc: &[u8], map: &mut M) -> Result<(), M::Error> {
    let Some(code) = epc::decode(epc) else { return Ok(()) };
    map.serialize_entry("URI", &code.pure_identity)?;
    map.serialize_entry("TagURI", &code.tag_uri)
}
