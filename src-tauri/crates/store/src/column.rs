//! Columns of whole numbers as compressed bytes, and back.
//!
//! What all values share is taken off first: the smallest of them, then their greatest common
//! divisor (times in whole milliseconds, strengths in half dBm). The rest is written as one plane
//! for each byte of its widest value: the low bytes of times are noise and stay as they are, the
//! high ones hardly change and vanish. Each plane is by itself constant, raw or zstd, whichever
//! is shortest.
//!
//! ```text
//! column  width:u8 (0..=8)  smallest:varint  step:varint  plane × width, lowest byte first
//! plane   0 value:u8 | 1 bytes × rows | 2 length:varint zstd-frame
//! ```

use zstd::bulk::{Compressor, Decompressor};

/// Level 1: the planes hold little that a slower search would find.
const ZSTD_LEVEL: i32 = 1;
/// Planes shorter than this stay raw: a frame's own bytes would eat what it saves.
const ZSTD_BYTES_MIN: usize = 64;

const PLANE_CONSTANT: u8 = 0;
const PLANE_RAW: u8 = 1;
const PLANE_ZSTD: u8 = 2;

/// Why bytes are no columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ColumnError(pub &'static str);

/// Writes columns one after the other.
pub(crate) struct ColumnWriter {
    bytes: Vec<u8>,
    plane: Vec<u8>,
    steps: Vec<u64>,
    compressor: Compressor<'static>,
}

impl ColumnWriter {
    /// Writes after what is there.
    pub fn new(bytes: Vec<u8>) -> Self {
        let compressor = Compressor::new(ZSTD_LEVEL).expect("zstd has memory for a context");
        Self { bytes, plane: Vec::new(), steps: Vec::new(), compressor }
    }

    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    pub fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A column of unsigned numbers. How many they are is not written.
    pub fn unsigned(&mut self, values: &[u64]) {
        let smallest = values.iter().copied().min().unwrap_or(0);
        let largest = values.iter().copied().max().unwrap_or(0);
        let step = common_step(values, smallest);
        let bits = u64::BITS - ((largest - smallest) / step).leading_zeros();
        let width = bits.div_ceil(8) as u8;
        self.bytes.push(width);
        self.varint(smallest);
        self.varint(step);
        self.steps.clear();
        if step == 1 {
            self.steps.extend(values.iter().map(|value| value - smallest));
        } else {
            self.steps.extend(values.iter().map(|value| (value - smallest) / step));
        }
        for byte in 0..width {
            self.plane.clear();
            self.plane.extend(self.steps.iter().map(|steps| (steps >> (8 * byte)) as u8));
            self.write_plane();
        }
    }

    /// A column of signed numbers.
    pub fn signed(&mut self, values: impl Iterator<Item = i64>) {
        let values: Vec<u64> = values.map(zigzag).collect();
        self.unsigned(&values);
    }

    /// Bytes as they are, as one plane with its length.
    pub fn blob(&mut self, bytes: &[u8]) {
        self.varint(bytes.len() as u64);
        self.plane.clear();
        self.plane.extend_from_slice(bytes);
        self.write_plane();
    }

    fn write_plane(&mut self) {
        let plane = &self.plane;
        if let Some(&first) = plane.first()
            && plane.iter().all(|byte| *byte == first)
        {
            self.bytes.extend([PLANE_CONSTANT, first]);
            return;
        }
        if plane.len() >= ZSTD_BYTES_MIN
            && let Ok(frame) = self.compressor.compress(plane)
            && frame.len() + 3 < plane.len()
        {
            self.bytes.push(PLANE_ZSTD);
            self.varint(frame.len() as u64);
            self.bytes.extend(frame);
            return;
        }
        self.bytes.push(PLANE_RAW);
        self.bytes.extend_from_slice(&self.plane);
    }
}

/// Reads columns one after the other. Never allocates more than the caller's number of rows asks
/// for, whatever the bytes say.
pub(crate) struct ColumnReader<'a> {
    rest: &'a [u8],
    plane: Vec<u8>,
    decompressor: Decompressor<'static>,
}

impl<'a> ColumnReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let decompressor = Decompressor::new().expect("zstd has memory for a context");
        Self { rest: bytes, plane: Vec::new(), decompressor }
    }

    /// That nothing is left.
    pub fn finish(self) -> Result<(), ColumnError> {
        if self.rest.is_empty() { Ok(()) } else { Err(ColumnError("bytes after its end")) }
    }

    fn take(&mut self, bytes: usize) -> Result<&'a [u8], ColumnError> {
        let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(ColumnError("cut short"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, ColumnError> {
        self.take(1).map(|byte| byte[0])
    }

    pub fn varint(&mut self) -> Result<u64, ColumnError> {
        let mut value = 0u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                break;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(ColumnError("a number beyond 64 bits"))
    }

    /// A number of things that must not be more than `most`.
    pub fn length(&mut self, most: usize) -> Result<usize, ColumnError> {
        let length = usize::try_from(self.varint()?).unwrap_or(usize::MAX);
        if length > most {
            return Err(ColumnError("a length beyond its limit"));
        }
        Ok(length)
    }

    /// A column of unsigned numbers, `rows` of them.
    pub fn unsigned(&mut self, rows: usize) -> Result<Vec<u64>, ColumnError> {
        let width = self.byte()?;
        if width > 8 {
            return Err(ColumnError("a column wider than 64 bits"));
        }
        let smallest = self.varint()?;
        let step = self.varint()?;
        let mut values = vec![0u64; rows];
        for byte in 0..width {
            self.read_plane(rows)?;
            for (value, part) in values.iter_mut().zip(&self.plane) {
                *value |= u64::from(*part) << (8 * byte);
            }
        }
        for value in &mut values {
            *value = value.wrapping_mul(step).wrapping_add(smallest);
        }
        Ok(values)
    }

    /// A column of signed numbers, `rows` of them.
    pub fn signed(&mut self, rows: usize) -> Result<Vec<i64>, ColumnError> {
        Ok(self.unsigned(rows)?.into_iter().map(unzigzag).collect())
    }

    /// Bytes as they are, at most `most` of them.
    pub fn blob(&mut self, most: usize) -> Result<&[u8], ColumnError> {
        let length = self.length(most)?;
        self.read_plane(length)?;
        Ok(&self.plane)
    }

    fn read_plane(&mut self, rows: usize) -> Result<(), ColumnError> {
        self.plane.clear();
        match self.byte()? {
            PLANE_CONSTANT => {
                let value = self.byte()?;
                self.plane.resize(rows, value);
            }
            PLANE_RAW => {
                let bytes = self.take(rows)?;
                self.plane.extend_from_slice(bytes);
            }
            PLANE_ZSTD => {
                let length = self.length(self.rest.len())?;
                let frame = self.take(length)?;
                self.plane.resize(rows, 0);
                let written = self
                    .decompressor
                    .decompress_to_buffer(frame, &mut self.plane[..])
                    .map_err(|_| ColumnError("a plane that is no zstd frame of its length"))?;
                if written != rows {
                    return Err(ColumnError("a plane that is shorter than its column"));
                }
            }
            _ => return Err(ColumnError("a plane of an unknown kind")),
        }
        Ok(())
    }
}

/// The greatest step that leads from the smallest value to all others; 1 where they are all one.
fn common_step(values: &[u64], smallest: u64) -> u64 {
    let mut step = 0u64;
    for value in values {
        let mut rest = value - smallest;
        while rest != 0 {
            (step, rest) = (rest, step % rest);
        }
        if step == 1 {
            break;
        }
    }
    step.max(1)
}

/// Small numbers of either sign as small numbers.
pub(crate) const fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

pub(crate) const fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(values: &[u64]) -> Vec<u8> {
        let mut writer = ColumnWriter::new(Vec::new());
        writer.unsigned(values);
        writer.finish()
    }

    proptest! {
        #[test]
        fn a_column_reads_as_it_was_written(
            values in prop::collection::vec(any::<u64>(), 0..300),
            narrow in prop::collection::vec(1_000_000u64..1_000_300, 0..300),
            signed in prop::collection::vec(any::<i64>(), 0..300),
            blob in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut writer = ColumnWriter::new(vec![7]);
            writer.unsigned(&values);
            writer.unsigned(&narrow);
            writer.signed(signed.iter().copied());
            writer.blob(&blob);
            let bytes = writer.finish();
            let mut reader = ColumnReader::new(&bytes);
            prop_assert_eq!(reader.byte()?, 7);
            prop_assert_eq!(reader.unsigned(values.len())?, values);
            prop_assert_eq!(reader.unsigned(narrow.len())?, narrow);
            prop_assert_eq!(reader.signed(signed.len())?, signed);
            prop_assert_eq!(reader.blob(300)?, &blob[..]);
            reader.finish()?;
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = ColumnReader::new(&bytes);
            let _ = reader.unsigned(100);
            let _ = reader.blob(100);
            let _ = reader.varint();
        }
    }

    #[test]
    fn the_ends_of_the_range_are_kept() {
        let values = [0, u64::MAX, 1, u64::MAX - 1];
        assert_eq!(ColumnReader::new(&written(&values)).unsigned(4), Ok(values.to_vec()));
        for value in [i64::MIN, -1, 0, 1, i64::MAX] {
            assert_eq!(unzigzag(zigzag(value)), value);
        }
    }

    #[test]
    fn what_does_not_vary_takes_no_room() {
        assert_eq!(written(&[5; 4096]).len(), 3, "a width of 0, the value and a step");
        let ramp: Vec<u64> = (0..4096).map(|i| 1 << 40 | (i / 1024) << 8).collect();
        assert!(written(&ramp).len() < 64, "a high byte with four values must shrink");
    }

    #[test]
    fn what_all_values_share_takes_no_room() {
        let at_ms: Vec<u64> = (0..200u64).map(|i| 7_000 + (i * i % 251) * 1_000).collect();
        let bytes = written(&at_ms);
        assert!(bytes.len() <= 200 + 8, "milliseconds in microseconds must fit a byte each");
        assert_eq!(ColumnReader::new(&bytes).unsigned(200), Ok(at_ms));
    }

    #[test]
    fn a_length_beyond_its_limit_is_refused() {
        let mut writer = ColumnWriter::new(Vec::new());
        writer.blob(&[1, 2, 3]);
        let bytes = writer.finish();
        assert_eq!(
            ColumnReader::new(&bytes).blob(2),
            Err(ColumnError("a length beyond its limit"))
        );
    }
}
