//! A file of frames, one behind the other, as a capture of a reader's connection gives it.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::DecodeError;
use super::frame::Header;
use super::message::{Decoded, Message};

/// One frame of a capture, or what is there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Where it begins in the capture, in bytes.
    pub offset: usize,
    /// Its header; `None` where there is none that can be believed.
    pub header: Option<Header>,
    /// Its bytes, header included; where no frame can be made out, all that is left.
    pub bytes: &'a [u8],
    /// What it says, or what is wrong with it.
    pub decoded: Result<Decoded, DecodeError>,
}

/// The frames of a capture. After bytes that cannot be split into frames nothing more follows:
/// the last frame says what is wrong, and where.
pub fn frames(capture: &[u8]) -> impl Iterator<Item = Frame<'_>> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = capture.get(offset..).filter(|rest| !rest.is_empty())?;
        let frame = frame(offset, rest);
        offset += frame.bytes.len();
        Some(frame)
    })
}

fn frame(offset: usize, rest: &[u8]) -> Frame<'_> {
    match Header::split(rest) {
        Ok((header, body)) => Frame {
            offset,
            header: Some(header),
            bytes: &rest[..header.length as usize],
            decoded: Message::decode_body(&header, body),
        },
        Err(error) => Frame {
            offset,
            header: rest.first_chunk().and_then(|header| Header::read(*header).ok()),
            bytes: rest,
            decoded: Err(error),
        },
    }
}

impl Serialize for Frame<'_> {
    /// One object: `offset` and `length` in bytes, then the entries of the [`Message`], or
    /// `error` with what is wrong. `unread_tails` where there are any.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("offset", &self.offset)?;
        map.serialize_entry("length", &self.bytes.len())?;
        match &self.decoded {
            Ok(decoded) => {
                decoded.message.entries(&mut map)?;
                if decoded.unread_tails > 0 {
                    map.serialize_entry("unread_tails", &decoded.unread_tails)?;
                }
            }
            Err(error) => map.serialize_entry("error", &error.to_string())?,
        }
        map.end()
    }
}
