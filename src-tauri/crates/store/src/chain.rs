//! The hash that ties an entry of the log of acts to the one before.
//!
//! SHA-256 over the parts in this order, each behind its length in bytes as 8 bytes; all numbers
//! are big-endian and two's complement:
//!
//! ```text
//! previous  32 bytes: the hash of the entry before; zeros for the first one
//! n         8 bytes
//! at        8 bytes: microseconds UTC
//! by        UTF-8
//! act       UTF-8
//! asset     8 bytes: its index; no bytes where there is none
//! before    UTF-8, byte for byte as it is kept
//! after     UTF-8, byte for byte as it is kept
//! ```

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The hash of an entry.
pub(crate) type Hash = [u8; 32];

/// What stands for the hash of the entry before the first.
pub(crate) const GENESIS: Hash = [0; 32];

/// How far the log had come at a time. Worth noting where nobody who writes to the database can
/// change it; as text `12:9f86…`, the hash in 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditTip {
    /// The number of the last entry, which is how many there are.
    pub n: u64,
    /// The hash of that entry; zeros where there is none.
    pub hash: [u8; 32],
}

/// A text is no tip of the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no end of the log: expected its number, a colon, and 64 hexadecimal digits")]
pub struct AuditTipError(String);

impl fmt::Display for AuditTip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.n)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for AuditTip {
    type Err = AuditTipError;

    fn from_str(text: &str) -> Result<Self, AuditTipError> {
        read_tip(text.trim()).ok_or_else(|| AuditTipError(text.chars().take(80).collect()))
    }
}

fn read_tip(text: &str) -> Option<AuditTip> {
    let (n, digits) = text.split_once(':')?;
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, at) in hash.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(AuditTip { n: n.parse().ok()?, hash })
}

/// An entry as it is hashed. Its texts are bytes: what someone put in their place need not be
/// UTF-8.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub n: i64,
    pub at: i64,
    pub by: &'a [u8],
    pub act: &'a [u8],
    pub asset: Option<i64>,
    pub before: &'a [u8],
    pub after: &'a [u8],
}

impl Entry<'_> {
    /// Its hash, behind an entry of such a hash.
    pub fn hash(&self, previous: &[u8]) -> Hash {
        let asset = self.asset.map(i64::to_be_bytes);
        let mut digest = Sha256::new();
        for part in [
            previous,
            &self.n.to_be_bytes(),
            &self.at.to_be_bytes(),
            self.by,
            self.act,
            asset.as_ref().map_or(&[], |asset| asset.as_slice()),
            self.before,
            self.after,
        ] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        digest.finalize().into()
    }
}
