//! The ten bytes before every message.

use std::fmt;

use serde::Serialize;

use super::error::DecodeError;

/// How long a header is.
pub const HEADER_LENGTH: usize = 10;

/// The longest frame that is read or written, header included.
pub const FRAME_LENGTH_MAX: usize = 4 * 1024 * 1024;

/// The protocol version that a header names: 3 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Version(u8);

impl Version {
    /// LLRP 1.0.1.
    pub const V1_0_1: Self = Self(1);
    /// LLRP 1.1.
    pub const V1_1: Self = Self(2);

    /// From its number; only the lowest three bits count.
    #[must_use]
    pub const fn from_number(number: u8) -> Self {
        Self(number & 7)
    }

    /// Its number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::V1_0_1 => f.write_str("1.0.1"),
            Self::V1_1 => f.write_str("1.1"),
            Self(other) => write!(f, "number {other}"),
        }
    }
}

/// The header of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The protocol version.
    pub version: Version,
    /// The message's type: 10 bits.
    pub type_code: u16,
    /// Length of the frame in bytes, header included: 10 to [`FRAME_LENGTH_MAX`].
    pub length: u32,
    /// Pairs a reply with its request.
    pub id: u32,
}

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// When it names a length that no frame can have.
    pub fn read(bytes: [u8; HEADER_LENGTH]) -> Result<Self, DecodeError> {
        let [a, b, l0, l1, l2, l3, i0, i1, i2, i3] = bytes;
        let length = u32::from_be_bytes([l0, l1, l2, l3]);
        if !(HEADER_LENGTH..=FRAME_LENGTH_MAX).contains(&(length as usize)) {
            return Err(DecodeError::FrameLength { length });
        }
        Ok(Self {
            version: Version::from_number(a >> 2),
            type_code: u16::from_be_bytes([a, b]) & 0x3FF,
            length,
            id: u32::from_be_bytes([i0, i1, i2, i3]),
        })
    }

    /// Splits bytes that begin with a frame into its header and its body.
    ///
    /// # Errors
    /// When the header is impossible, or the bytes end before the frame does.
    pub fn split(bytes: &[u8]) -> Result<(Self, &[u8]), DecodeError> {
        let Some((header, _)) = bytes.split_first_chunk() else {
            let length = HEADER_LENGTH as u32;
            return Err(DecodeError::FrameIncomplete { length, got: bytes.len() });
        };
        let header = Self::read(*header)?;
        let body = bytes
            .get(HEADER_LENGTH..header.length as usize)
            .ok_or(DecodeError::FrameIncomplete { length: header.length, got: bytes.len() })?;
        Ok((header, body))
    }

    pub(super) fn bytes(&self) -> [u8; HEADER_LENGTH] {
        let [a, b] = (u16::from(self.version.0) << 10 | self.type_code & 0x3FF).to_be_bytes();
        let [l0, l1, l2, l3] = self.length.to_be_bytes();
        let [i0, i1, i2, i3] = self.id.to_be_bytes();
        [a, b, l0, l1, l2, l3, i0, i1, i2, i3]
    }
}
