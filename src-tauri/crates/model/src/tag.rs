//! Tags: radio labels, named by scheme and value.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

/// The longest tag value that is kept, in bytes: the most that EPC memory can hold.
pub const TAG_BYTES_MAX: usize = 62;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// What kind of label a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Scheme {
    /// Electronic Product Code of a UHF tag, its bytes.
    Epc = 0,
    /// MAC address of a radio, 6 or 8 bytes.
    Mac = 1,
    /// iBeacon: 16 bytes UUID, 2 major, 2 minor.
    Ibeacon = 2,
    /// UID of an ISO 14443 card, 4, 7 or 10 bytes.
    Uid = 3,
    /// Provider id of an omlox hub, as text.
    Omlox = 4,
    /// The asset's own id, as text: what a source names that knows assets instead of tags.
    Asset = 5,
    /// Eddystone: 10 bytes namespace, 6 instance.
    Eddystone = 6,
}

impl Scheme {
    /// All schemes, in the order of their codes.
    pub const ALL: [Self; 7] =
        [Self::Epc, Self::Mac, Self::Ibeacon, Self::Uid, Self::Omlox, Self::Asset, Self::Eddystone];

    /// The word before the colon.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Epc => "epc",
            Self::Mac => "mac",
            Self::Ibeacon => "ibeacon",
            Self::Uid => "uid",
            Self::Omlox => "omlox",
            Self::Asset => "asset",
            Self::Eddystone => "eddystone",
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Epc => "epc:3034257BF7194E4000001A85",
            Self::Mac => "mac:AC233FC07DA5",
            Self::Ibeacon => "ibeacon:426C7565-4368-6172-6D42-6561636F6E73-3838-4949",
            Self::Uid => "uid:04A224B2C13480",
            Self::Omlox => "omlox:ac3c1a",
            Self::Asset => "asset:IP-0412",
            Self::Eddystone => "eddystone:8B0CA750095477CB3E770000000004D2",
        }
    }
}

/// Why a text or bytes are no tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// No scheme that is known.
    #[error(
        "\"{0}\" is no tag: expected epc:, mac:, ibeacon:, eddystone:, uid:, omlox: or asset: and a value"
    )]
    Scheme(String),
    /// A scheme with a value that it cannot have.
    #[error("\"{text}\" is no {} tag: expected a value such as {}", .scheme.word(), .scheme.example())]
    Value {
        /// The scheme that was named.
        scheme: Scheme,
        /// The text, cut to 80 characters.
        text: String,
    },
}

/// A tag, held inline so that a sighting costs no allocation. Text form: `epc:3034…`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    scheme: Scheme,
    len: u8,
    bytes: [u8; TAG_BYTES_MAX],
}

impl Tag {
    /// A tag from the bytes of its value; `None` when they are none or too many.
    #[must_use]
    pub fn new(scheme: Scheme, value: &[u8]) -> Option<Self> {
        if value.is_empty() || value.len() > TAG_BYTES_MAX {
            return None;
        }
        let mut bytes = [0; TAG_BYTES_MAX];
        bytes[..value.len()].copy_from_slice(value);
        Some(Self { scheme, len: value.len() as u8, bytes })
    }

    /// A tag from its EPC.
    #[must_use]
    pub fn epc(value: &[u8]) -> Option<Self> {
        Self::new(Scheme::Epc, value)
    }

    /// What kind of label it is.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The bytes of its value; of an omlox or asset tag the text as UTF-8.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl FromStr for Tag {
    type Err = TagError;

    fn from_str(text: &str) -> Result<Self, TagError> {
        let shown = || text.chars().take(80).collect::<String>();
        let (word, value) = text.split_once(':').ok_or_else(|| TagError::Scheme(shown()))?;
        let scheme = Scheme::ALL
            .into_iter()
            .find(|scheme| scheme.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| TagError::Scheme(shown()))?;
        let tag = match scheme {
            Scheme::Epc => hex(value).and_then(|bytes| Self::new(scheme, &bytes)),
            Scheme::Mac => hex(&value.replace([':', '-'], ""))
                .filter(|bytes| matches!(bytes.len(), 6 | 8))
                .and_then(|bytes| Self::new(scheme, &bytes)),
            Scheme::Uid => hex(&value.replace([':', '-', ' '], ""))
                .filter(|bytes| matches!(bytes.len(), 4 | 7 | 10))
                .and_then(|bytes| Self::new(scheme, &bytes)),
            Scheme::Ibeacon => ibeacon(value).and_then(|bytes| Self::new(scheme, &bytes)),
            Scheme::Eddystone => hex(&value.replace('-', ""))
                .filter(|bytes| bytes.len() == 16)
                .and_then(|bytes| Self::new(scheme, &bytes)),
            Scheme::Omlox | Scheme::Asset => Some(value)
                .filter(|id| id.trim() == *id && !id.chars().any(char::is_control))
                .and_then(|id| Self::new(scheme, id.as_bytes())),
        };
        tag.ok_or_else(|| TagError::Value { scheme, text: shown() })
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.len() > 2 * TAG_BYTES_MAX {
        return None;
    }
    let digit = |c: u8| char::from(c).to_digit(16).map(|d| d as u8);
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

/// `UUID-MAJOR-MINOR`, major and minor in decimal.
fn ibeacon(text: &str) -> Option<Vec<u8>> {
    let (rest, minor) = text.rsplit_once('-')?;
    let (uuid, major) = rest.rsplit_once('-')?;
    let mut bytes = hex(&uuid.replace('-', "")).filter(|uuid| uuid.len() == 16)?;
    bytes.extend(major.parse::<u16>().ok()?.to_be_bytes());
    bytes.extend(minor.parse::<u16>().ok()?.to_be_bytes());
    Some(bytes)
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.scheme.word())?;
        let bytes = self.bytes();
        match self.scheme {
            Scheme::Omlox | Scheme::Asset => f.write_str(&String::from_utf8_lossy(bytes)),
            Scheme::Ibeacon if bytes.len() == 20 => {
                for (i, byte) in bytes[..16].iter().enumerate() {
                    if matches!(i, 4 | 6 | 8 | 10) {
                        f.write_str("-")?;
                    }
                    write!(f, "{byte:02X}")?;
                }
                let number = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
                write!(f, "-{}-{}", number(16), number(18))
            }
            _ => {
                let mut digits = [0; 2 * TAG_BYTES_MAX];
                for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
                    pair[0] = HEX[usize::from(byte >> 4)];
                    pair[1] = HEX[usize::from(byte & 15)];
                }
                let digits = &digits[..2 * bytes.len()];
                f.write_str(std::str::from_utf8(digits).expect("digits are ASCII"))
            }
        }
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round(text: &str) {
        assert_eq!(text.parse::<Tag>().unwrap().to_string(), text);
    }

    #[test]
    fn tags_read_as_they_are_written() {
        for scheme in Scheme::ALL {
            round(scheme.example());
        }
        assert_eq!("mac:ac:23:3f:c0:7d:a5".parse::<Tag>().unwrap().to_string(), "mac:AC233FC07DA5");
        assert_eq!("EPC:30ab".parse::<Tag>().unwrap().to_string(), "epc:30AB");
    }

    #[test]
    fn a_bad_tag_says_what_was_expected() {
        for refused in
            ["", "epc", "epc:", "epc:3", "epc:zz", "mac:0102", "uid:0102", "foo:1", "omlox: a"]
        {
            assert!(refused.parse::<Tag>().is_err(), "{refused} is no tag");
        }
        let error = "uid:01".parse::<Tag>().unwrap_err().to_string();
        assert_eq!(error, "\"uid:01\" is no uid tag: expected a value such as uid:04A224B2C13480");
    }
}
