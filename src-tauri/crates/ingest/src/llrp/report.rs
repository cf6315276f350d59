//! The report path: tag reads straight from a report's bytes, with nothing built on the way.
//!
//! Reads the same as decoding the whole message and looking into its `TagReportData`; a test
//! holds the two together.

use trackward_model::Rssi;

use super::{IMPINJ, tv};

/// One `TagReportData`, as far as a sighting needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagRead<'a> {
    /// The tag's EPC; empty when the tag has none.
    pub epc: &'a [u8],
    /// The antenna's port; 0 when the report does not say.
    pub antenna: u16,
    /// The strength: Impinj's own in hundredths of a dBm where it is there, else whole dBm.
    pub rssi: Option<Rssi>,
    /// How many reads it stands for, at least 1.
    pub count: u16,
    /// When the tag was last seen, else first seen, by the reader's UTC clock: microseconds.
    pub utc_us: Option<u64>,
    /// The same by the reader's uptime.
    pub uptime_us: Option<u64>,
}

/// The tag reads of a report's body.
#[must_use]
pub const fn tag_reads(body: &[u8]) -> TagReads<'_> {
    TagReads { rest: body, malformed: 0, unread_tails: 0 }
}

/// See [`tag_reads`]. Afterwards it tells what could not be read.
#[derive(Debug, Clone)]
pub struct TagReads<'a> {
    rest: &'a [u8],
    malformed: u32,
    unread_tails: u32,
}

impl TagReads<'_> {
    /// How many parameters were malformed so far. After one whose length is impossible nothing
    /// follows; one that is broken within is left out.
    #[must_use]
    pub const fn malformed(&self) -> u32 {
        self.malformed
    }

    /// How many tails were left unread so far, because they begin with a parameter of unknown
    /// length. What stood before it was taken.
    #[must_use]
    pub const fn unread_tails(&self) -> u32 {
        self.unread_tails
    }
}

const TAG_REPORT_DATA: u16 = 240;
const EPC_DATA: u16 = 241;
const CUSTOM: u16 = 1023;
const IMPINJ_PEAK_RSSI: u32 = 57;

impl<'a> Iterator for TagReads<'a> {
    type Item = TagRead<'a>;

    #[inline]
    fn next(&mut self) -> Option<TagRead<'a>> {
        loop {
            match split(&mut self.rest)? {
                Parameter::Tlv { type_code: TAG_REPORT_DATA, body } => match self.tag_read(body) {
                    Some(read) => return Some(read),
                    None => self.malformed += 1,
                },
                Parameter::Tlv { .. } | Parameter::Tv { .. } => {}
                Parameter::Unknown => self.unread_tails += 1,
                Parameter::Malformed => self.malformed += 1,
            }
        }
    }
}

impl<'a> TagReads<'a> {
    #[inline]
    fn tag_read(&mut self, mut rest: &'a [u8]) -> Option<TagRead<'a>> {
        let mut epc = None;
        let mut read =
            TagRead { epc: &[], antenna: 0, rssi: None, count: 1, utc_us: None, uptime_us: None };
        let (mut first_utc, mut first_uptime, mut peak_rssi) = (None, None, None);
        while let Some(parameter) = split(&mut rest) {
            match parameter {
                Parameter::Tv { type_code, body } => match type_code {
                    1 => read.antenna = u16_of(body)?,
                    2 => first_utc = u64_of(body),
                    3 => first_uptime = u64_of(body),
                    4 => read.utc_us = u64_of(body),
                    5 => read.uptime_us = u64_of(body),
                    6 => peak_rssi = body.first().map(|dbm| Rssi(i16::from(*dbm as i8) * 100)),
                    8 => read.count = u16_of(body)?.max(1),
                    13 => epc = epc.or(Some(body)),
                    _ => {}
                },
                Parameter::Tlv { type_code: EPC_DATA, body } => epc = epc.or(Some(epc_data(body)?)),
                Parameter::Tlv { type_code: CUSTOM, body } => {
                    read.rssi = impinj_rssi(body).or(read.rssi);
                }
                Parameter::Tlv { .. } => {}
                Parameter::Unknown => self.unread_tails += 1,
                Parameter::Malformed => return None,
            }
        }
        read.epc = epc?;
        read.rssi = read.rssi.or(peak_rssi);
        read.utc_us = read.utc_us.or(first_utc);
        read.uptime_us = read.uptime_us.or(first_uptime);
        Some(read)
    }
}

enum Parameter<'a> {
    Tv {
        type_code: u8,
        body: &'a [u8],
    },
    Tlv {
        type_code: u16,
        body: &'a [u8],
    },
    /// A TV of unknown length: the rest is lost.
    Unknown,
    /// An impossible length: the rest is lost.
    Malformed,
}

/// Takes the next parameter off the front; `None` at the end.
#[inline]
fn split<'a>(rest: &mut &'a [u8]) -> Option<Parameter<'a>> {
    let whole = *rest;
    let &first = whole.first()?;
    let lost = |rest: &mut &'a [u8], parameter| {
        *rest = &[];
        Some(parameter)
    };
    if first & 0x80 != 0 {
        let type_code = first & 0x7F;
        let Some(length) = tv::body_length(type_code.into()) else {
            return lost(rest, Parameter::Unknown);
        };
        let Some((body, after)) = whole[1..].split_at_checked(length) else {
            return lost(rest, Parameter::Malformed);
        };
        *rest = after;
        return Some(Parameter::Tv { type_code, body });
    }
    let Some(&[high, low, length_high, length_low]) = whole.first_chunk() else {
        return lost(rest, Parameter::Malformed);
    };
    let length = usize::from(u16::from_be_bytes([length_high, length_low]));
    let Some(body) = whole.get(4..length) else {
        return lost(rest, Parameter::Malformed);
    };
    *rest = &whole[length..];
    Some(Parameter::Tlv { type_code: u16::from_be_bytes([high, low]) & 0x3FF, body })
}

#[inline]
fn u16_of(body: &[u8]) -> Option<u16> {
    body.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

#[inline]
fn u64_of(body: &[u8]) -> Option<u64> {
    body.first_chunk().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The bytes of an `EPCData`: as many as its bits need, and no more may follow.
fn epc_data(body: &[u8]) -> Option<&[u8]> {
    let (bits, bytes) = body.split_first_chunk()?;
    (bytes.len() == usize::from(u16::from_be_bytes(*bits).div_ceil(8))).then_some(bytes)
}

fn impinj_rssi(custom: &[u8]) -> Option<Rssi> {
    let (vendor, rest) = custom.split_first_chunk()?;
    let (subtype, value) = rest.split_first_chunk()?;
    let is_rssi =
        u32::from_be_bytes(*vendor) == IMPINJ && u32::from_be_bytes(*subtype) == IMPINJ_PEAK_RSSI;
    is_rssi.then(|| value.first_chunk().map(|bytes| Rssi(i16::from_be_bytes(*bytes)))).flatten()
}
