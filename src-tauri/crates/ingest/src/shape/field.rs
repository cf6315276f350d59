//! One value of an object, whatever it is: a wrong kind of value refuses its event only.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use trackward_model::{RejectReason, Rssi, Scheme, Tag, Timestamp};

use crate::stamp;
use crate::text::hex;

/// A value as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Field<'a> {
    /// There is none, or it is `null`.
    #[default]
    Absent,
    /// A number.
    Number(f64),
    /// A text, borrowed unless it has escapes.
    Text(Cow<'a, str>),
    /// A truth value, a list or an object, where none is expected.
    Other,
}

impl<'a> Field<'a> {
    /// A text that is not empty.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// The same, looked at.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// A number, written as one or as a text.
    pub fn number(&self) -> Result<Option<f64>, RejectReason> {
        match self {
            Self::Absent => Ok(None),
            Self::Number(number) => Ok(Some(*number)),
            Self::Text(text) if text.trim().is_empty() => Ok(None),
            Self::Text(text) => text.trim().parse().map(Some).map_err(|_| RejectReason::BadNumber),
            Self::Other => Err(RejectReason::BadNumber),
        }
    }

    /// A whole number within a range.
    pub fn whole(&self, range: RangeInclusive<u32>) -> Result<Option<u32>, RejectReason> {
        let Some(number) = self.number()? else { return Ok(None) };
        let (start, end) = (f64::from(*range.start()), f64::from(*range.end()));
        if number.fract() == 0.0 && (start..=end).contains(&number) {
            return Ok(Some(number as u32));
        }
        Err(RejectReason::BadNumber)
    }

    /// An antenna's port; 0 where there is none.
    pub fn port(&self) -> Result<u16, RejectReason> {
        Ok(self.whole(0..=u32::from(u16::MAX))?.unwrap_or(0) as u16)
    }

    /// How many reads an event stands for; what is beyond the most that can be told is that.
    pub fn count(&self) -> Result<u16, RejectReason> {
        let count = self.whole(0..=u32::MAX)?.unwrap_or(1);
        Ok(u16::try_from(count).unwrap_or(u16::MAX).max(1))
    }

    /// A strength, of which `per_dbm` make a dBm.
    pub fn rssi(&self, per_dbm: f64) -> Result<Option<Rssi>, RejectReason> {
        let Some(number) = self.number()? else { return Ok(None) };
        let hundredths = (number / per_dbm * 100.0).round();
        if hundredths.abs() <= f64::from(i16::MAX) {
            return Ok(Some(Rssi(hundredths as i16)));
        }
        Err(RejectReason::BadNumber)
    }

    /// A level in percent.
    pub fn percent(&self) -> Result<Option<u8>, RejectReason> {
        match self.number()? {
            None => Ok(None),
            Some(number) if (0.0..=100.0).contains(&number) => Ok(Some(number.round() as u8)),
            Some(_) => Err(RejectReason::BadNumber),
        }
    }

    /// A time in any form that is seen.
    pub fn time(&self) -> Result<Option<Timestamp>, RejectReason> {
        let at = match self {
            Self::Absent => return Ok(None),
            Self::Number(number) => stamp::from_epoch(*number),
            Self::Text(text) if text.trim().is_empty() => return Ok(None),
            Self::Text(text) => stamp::read(text),
            Self::Other => None,
        };
        at.map(Some).ok_or(RejectReason::BadTime)
    }

    /// The address of a radio, in any spelling.
    pub fn address(&self) -> Result<[u8; 6], RejectReason> {
        self.as_text().and_then(address).ok_or(RejectReason::BadTag)
    }
}

/// The address of a Bluetooth radio, with or without colons or hyphens.
pub fn address(text: &str) -> Option<[u8; 6]> {
    let mut digits = [0; 12];
    let mut length = 0;
    for byte in text.trim().bytes().filter(|byte| !matches!(byte, b':' | b'-')) {
        *digits.get_mut(length)? = byte;
        length += 1;
    }
    let mut bytes = [0; 6];
    hex(&digits[..length], &mut bytes)?.try_into().ok()
}

/// The tag of an iBeacon's UUID, major and minor.
pub fn ibeacon(uuid: &str, major: u16, minor: u16) -> Option<Tag> {
    let mut digits = [0; 32];
    let mut length = 0;
    for byte in uuid.trim().bytes().filter(|byte| *byte != b'-') {
        *digits.get_mut(length)? = byte;
        length += 1;
    }
    let mut id = [0; 20];
    hex(&digits[..length], &mut id).filter(|uuid| uuid.len() == 16)?;
    id[16..18].copy_from_slice(&major.to_be_bytes());
    id[18..].copy_from_slice(&minor.to_be_bytes());
    Tag::new(Scheme::Ibeacon, &id)
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Whatever)
    }
}

struct Whatever;

impl<'de> Visitor<'de> for Whatever {
    type Value = Field<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Field<'de>, E> {
        Ok(Field::Absent)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Field<'de>, E> {
        Ok(Field::Other)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Field<'de>, E> {
        Ok(Field::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Field<'de>, E> {
        Ok(Field::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Field<'de>, E> {
        Ok(Field::Number(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Field<'de>, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Field<'de>, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Field<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }
}
