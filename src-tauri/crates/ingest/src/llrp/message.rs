//! Whole messages: a header and a typed body.

use std::cell::Cell;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::definition::Body;
use super::error::{DecodeError, EncodeError};
use super::frame::{FRAME_LENGTH_MAX, HEADER_LENGTH, Header, Version};
use super::wire::{Input, Output};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The protocol version it is written in.
    pub version: Version,
    /// Pairs a reply with its request.
    pub id: u32,
    /// What it says.
    pub body: Body,
}

/// A message that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The message.
    pub message: Message,
    /// How many tails were kept unread, because they begin with a parameter of unknown length.
    pub unread_tails: u32,
}

impl Message {
    /// A message of LLRP 1.0.1, which every reader understands.
    #[must_use]
    pub fn new(id: u32, body: impl Into<Body>) -> Self {
        Self { version: Version::V1_0_1, id, body: body.into() }
    }

    /// Reads the frame that the bytes begin with; what follows it is left alone.
    ///
    /// # Errors
    /// When the bytes are no whole frame, or its body breaks the standard's layout.
    pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
        let (header, body) = Header::split(bytes)?;
        Self::decode_body(&header, body)
    }

    /// Reads the body of a frame whose header was read.
    ///
    /// # Errors
    /// When the body breaks the standard's layout.
    pub fn decode_body(header: &Header, body: &[u8]) -> Result<Decoded, DecodeError> {
        let unread_tails = Cell::new(0);
        let mut input = Input::new(body, HEADER_LENGTH, &unread_tails);
        let body = Body::read(header.type_code, &mut input)?;
        let message = Self { version: header.version, id: header.id, body };
        Ok(Decoded { message, unread_tails: unread_tails.get() })
    }

    /// Writes the message as a frame, behind what the buffer holds.
    ///
    /// # Errors
    /// When it is longer than the standard can say; the buffer is then as it was.
    pub fn encode_into(&self, bytes: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = bytes.len();
        let mut header = Header {
            version: self.version,
            type_code: self.body.type_code(),
            length: 0,
            id: self.id,
        };
        bytes.extend_from_slice(&header.bytes());
        let mut output = Output::new(bytes, self.body.name());
        self.body.write(&mut output);
        let length = match output.finish() {
            Ok(()) => bytes.len() - start,
            Err(error) => {
                bytes.truncate(start);
                return Err(error);
            }
        };
        if length > FRAME_LENGTH_MAX {
            bytes.truncate(start);
            return Err(EncodeError::FrameTooLong { length });
        }
        header.length = length as u32;
        bytes[start..start + HEADER_LENGTH].copy_from_slice(&header.bytes());
        Ok(())
    }

    /// The message as a frame.
    ///
    /// # Errors
    /// When it is longer than the standard can say.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = Vec::new();
        self.encode_into(&mut bytes)?;
        Ok(bytes)
    }
}

impl Message {
    /// Its entries in a JSON object: `message` (the standard's name), `type`, `version`, `id`,
    /// and `fields` by the standard's names. Times are numbers as on the wire, bytes are
    /// hexadecimal.
    pub(super) fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("message", self.body.name())?;
        map.serialize_entry("type", &self.body.type_code())?;
        map.serialize_entry("version", &self.version.to_string())?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("fields", &self.body)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        self.entries(&mut map)?;
        map.end()
    }
}
