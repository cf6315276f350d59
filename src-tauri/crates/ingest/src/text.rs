//! Texts in JSON: borrowed where they have no escapes, and tags told from them quickly.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use trackward_model::{Scheme, TAG_BYTES_MAX, Tag, TagError};

/// A JSON string that costs no allocation unless it has escapes. (A plain `Option<Cow<str>>` is
/// always copied.)
pub(crate) struct Text<'a>(pub(crate) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;

        impl<'de> Visitor<'de> for Borrowing {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Borrowing)
    }
}

/// A tag; the usual spellings without an allocation.
pub(crate) fn tag(text: &str) -> Result<Tag, TagError> {
    let usual = match text.as_bytes() {
        [b'e', b'p', b'c', b':', value @ ..] => hex_tag(Scheme::Epc, value),
        [b'm', b'a', b'c', b':', value @ ..] if matches!(value.len(), 12 | 16) => {
            hex_tag(Scheme::Mac, value)
        }
        _ => None,
    };
    usual.map_or_else(|| text.parse(), Ok)
}

/// A tag from the digits of its value.
pub(crate) fn hex_tag(scheme: Scheme, digits: &[u8]) -> Option<Tag> {
    let mut bytes = [0; TAG_BYTES_MAX];
    Tag::new(scheme, hex(digits, &mut bytes)?)
}

/// The bytes that digits stand for, at the beginning of `bytes`; `None` where there is no room.
pub(crate) fn hex<'a>(digits: &[u8], bytes: &'a mut [u8]) -> Option<&'a [u8]> {
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    let value = bytes.get_mut(..pairs.len())?;
    for (byte, [high, low]) in value.iter_mut().zip(pairs) {
        *byte = hex_digit(*high)? << 4 | hex_digit(*low)?;
    }
    Some(value)
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The quick reader and the general one agree.
        #[test]
        fn as_the_general_reader_has_it(
            text in "(epc|mac|uid|omlox|EPC|foo):[0-9A-Fa-f]{0,20}[:g-]?[0-9a-f]{0,4}",
        ) {
            prop_assert_eq!(tag(&text), text.parse::<Tag>());
        }
    }

    #[test]
    fn the_longest_epc_and_one_more() {
        assert!(tag(&format!("epc:{}", "AB".repeat(TAG_BYTES_MAX))).is_ok());
        assert!(tag(&format!("epc:{}", "AB".repeat(TAG_BYTES_MAX + 1))).is_err());
    }
}
