//! From the bits of an EPC to its URIs, after the GS1 Tag Data Standard.
//!
//! Many tags carry bits that follow no standard: those have no name here, which is no error.

use std::fmt::Write as _;

/// What an EPC names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The thing: `urn:epc:id:sgtin:0614141.812345.6789`.
    pub pure_identity: String,
    /// The thing as this tag writes it, filter included:
    /// `urn:epc:tag:sgtin-96:1.0614141.812345.6789`.
    pub tag_uri: String,
}

/// Names an EPC; `None` where its bits follow no encoding that is known here.
#[must_use]
pub fn decode(epc: &[u8]) -> Option<Code> {
    let header = *epc.first()?;
    if header == GID_HEADER {
        return gid(epc);
    }
    let encoding = ENCODINGS.iter().find(|encoding| encoding.header == header)?;
    company_key(encoding, epc)
}

/// How a GS1 key that begins with a company is laid out: header (8 bits), filter (3),
/// partition (3), company and reference (sharing `shared_bits`), tail.
struct Encoding {
    header: u8,
    scheme: &'static str,
    /// The length that the tag URI names.
    bits: usize,
    shared_bits: usize,
    reference: Reference,
    tail: Tail,
}

enum Reference {
    /// Decimal, padded so that company and reference together have so many digits.
    Padded(usize),
    /// Decimal without padding.
    Plain,
    /// Characters; company and reference together are at most so many.
    Text(usize),
}

enum Tail {
    Nothing,
    /// So many bits that must be zero.
    Zero(usize),
    Number(usize),
    /// So many characters of 7 bits.
    Text(usize),
}

const fn encoding(
    header: u8,
    scheme: &'static str,
    bits: usize,
    shared_bits: usize,
    reference: Reference,
    tail: Tail,
) -> Encoding {
    Encoding { header, scheme, bits, shared_bits, reference, tail }
}

const ENCODINGS: [Encoding; 12] = {
    use Reference::{Padded, Plain, Text};
    [
        encoding(0x2C, "gdti", 96, 41, Padded(12), Tail::Number(41)),
        encoding(0x2D, "gsrn", 96, 58, Padded(17), Tail::Zero(24)),
        encoding(0x2E, "gsrnp", 96, 58, Padded(17), Tail::Zero(24)),
        encoding(0x30, "sgtin", 96, 44, Padded(13), Tail::Number(38)),
        encoding(0x31, "sscc", 96, 58, Padded(17), Tail::Zero(24)),
        encoding(0x32, "sgln", 96, 41, Padded(12), Tail::Number(41)),
        encoding(0x33, "grai", 96, 44, Padded(12), Tail::Number(38)),
        encoding(0x34, "giai", 96, 82, Plain, Tail::Nothing),
        encoding(0x36, "sgtin", 198, 44, Padded(13), Tail::Text(20)),
        encoding(0x37, "grai", 170, 44, Padded(12), Tail::Text(16)),
        encoding(0x38, "giai", 202, 188, Text(30), Tail::Nothing),
        encoding(0x39, "sgln", 195, 41, Padded(12), Tail::Text(20)),
    ]
};

const GID_HEADER: u8 = 0x35;

/// For each partition: how many bits the company has, and how many digits.
const COMPANY: [(usize, usize); 7] =
    [(40, 12), (37, 11), (34, 10), (30, 9), (27, 8), (24, 7), (20, 6)];

fn company_key(encoding: &Encoding, epc: &[u8]) -> Option<Code> {
    let mut bits = Bits { bytes: epc, at: 8 };
    bits.holds_exactly(encoding.bits)?;
    let filter = bits.number(3)?;
    let (company_bits, company_digits) = *COMPANY.get(bits.number(3)? as usize)?;
    let company = bits.number(company_bits)?;
    let mut key = padded(company, company_digits)?;
    key.push('.');

    let reference_bits = encoding.shared_bits - company_bits;
    match encoding.reference {
        Reference::Padded(digits) => {
            key += &padded(bits.number(reference_bits)?, digits - company_digits)?;
        }
        Reference::Plain => key += &bits.number(reference_bits)?.to_string(),
        Reference::Text(characters) => {
            key += &bits.text(reference_bits, characters - company_digits)?;
        }
    }
    match encoding.tail {
        Tail::Nothing => {}
        Tail::Zero(count) => bits.zero(count)?,
        Tail::Number(count) => {
            // Writing to a String cannot fail.
            let _ = write!(key, ".{}", bits.number(count)?);
        }
        Tail::Text(characters) => {
            key.push('.');
            key += &bits.text(characters * 7, characters)?;
        }
    }
    bits.zero(bits.left())?;
    let Encoding { scheme, bits, .. } = encoding;
    Some(Code {
        pure_identity: format!("urn:epc:id:{scheme}:{key}"),
        tag_uri: format!("urn:epc:tag:{scheme}-{bits}:{filter}.{key}"),
    })
}

/// General identifier: manager, class and serial, with neither filter nor partition.
fn gid(epc: &[u8]) -> Option<Code> {
    let mut bits = Bits { bytes: epc, at: 8 };
    bits.holds_exactly(96)?;
    let (manager, class, serial) = (bits.number(28)?, bits.number(24)?, bits.number(36)?);
    let key = format!("{manager}.{class}.{serial}");
    Some(Code {
        pure_identity: format!("urn:epc:id:gid:{key}"),
        tag_uri: format!("urn:epc:tag:gid-96:{key}"),
    })
}

/// A number with leading zeros; `None` when it has more digits than that. Of no digits only
/// zero is left, and it is not written.
fn padded(number: u64, digits: usize) -> Option<String> {
    if digits == 0 {
        return (number == 0).then(String::new);
    }
    let text = format!("{number:0digits$}");
    (text.len() == digits).then_some(text)
}

struct Bits<'a> {
    bytes: &'a [u8],
    /// The next bit; never beyond the end.
    at: usize,
}

impl Bits<'_> {
    /// Tag memory is read in words of 16 bits: an encoding ends within the last byte or word.
    fn holds_exactly(&self, bits: usize) -> Option<()> {
        let bytes = self.bytes.len();
        (bytes >= bits.div_ceil(8) && bytes <= bits.div_ceil(16) * 2).then_some(())
    }

    fn left(&self) -> usize {
        self.bytes.len() * 8 - self.at
    }

    /// The next bits as a number, 64 at most.
    fn number(&mut self, count: usize) -> Option<u64> {
        if count > self.left() {
            return None;
        }
        let bits = self.at..self.at + count;
        self.at = bits.end;
        Some(
            bits.fold(0, |number, at| {
                number << 1 | u64::from(self.bytes[at / 8] >> (7 - at % 8) & 1)
            }),
        )
    }

    fn zero(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = count.min(64);
            if self.number(step)? != 0 {
                return None;
            }
            count -= step;
        }
        Some(())
    }

    /// One or more characters of 7 bits, ended by the last of `count` bits or by zeros; as a URI
    /// writes them.
    fn text(&mut self, count: usize, characters_max: usize) -> Option<String> {
        let end = self.at + count;
        let mut text = String::new();
        let mut characters = 0;
        while end - self.at >= 7 {
            match self.number(7)? as u8 {
                0 => break,
                character => push_escaped(&mut text, character)?,
            }
            characters += 1;
        }
        self.zero(end - self.at)?;
        (1..=characters_max).contains(&characters).then_some(text)
    }
}

/// The characters that the standard allows, those that mean something in a URI escaped.
fn push_escaped(text: &mut String, character: u8) -> Option<()> {
    match character {
        b'0'..=b'9'
        | b'A'..=b'Z'
        | b'a'..=b'z'
        | b'!'
        | b'\''
        | b'('
        | b')'
        | b'*'
        | b'+'
        | b','
        | b'-'
        | b'.'
        | b':'
        | b';'
        | b'='
        | b'_' => text.push(char::from(character)),
        b'"' | b'%' | b'&' | b'/' | b'<' | b'>' | b'?' => {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{character:02X}");
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests;
