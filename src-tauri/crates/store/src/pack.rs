//! Some stays of an asset <-> bytes.
//!
//! ```text
//! pack   version:u8 = 1   crc32:u32le of all that follows   body
//! body   stays   step   spots × (place + 1, floor)   stay × (spot, gap, length, lag)
//! ```
//! All numbers are varints; those that may be negative are folded so that small ones stay short.
//! `gap` is the time from the end of the stay before (of the first one: from 1970), `length` its
//! own, `lag` from when the asset was last heard to its end, all in whole steps: what all times of
//! the pack have in common, such as a millisecond.

use std::collections::HashMap;

use trackward_model::{FloorIndex, PlaceIndex, Stay, Timestamp};

use crate::column::{unzigzag, zigzag};

const VERSION: u8 = 1;
const HEADER_BYTES: usize = 5;

/// Writes stays that have ended, in the order of time. `None` where one has not.
pub(crate) fn pack(stays: &[Stay]) -> Option<Vec<u8>> {
    let ended: Vec<(Stay, Timestamp)> =
        stays.iter().map(|stay| stay.to.map(|to| (*stay, to))).collect::<Option<_>>()?;
    let mut before = 0;
    let times: Vec<[i64; 3]> = ended
        .iter()
        .map(|(stay, to)| {
            let gap = stay.from.0.wrapping_sub(before);
            before = to.0;
            [gap, to.0.wrapping_sub(stay.from.0), to.0.wrapping_sub(stay.last_seen.0)]
        })
        .collect();
    let step = times.iter().flatten().fold(0, |step, time| common(step, time.unsigned_abs()));
    let step = i64::try_from(step).unwrap_or(1).max(1);

    let mut spots = Vec::new();
    let mut ranks = HashMap::new();
    for (stay, _) in &ended {
        let spot = (stay.place, stay.floor);
        ranks.entry(spot).or_insert_with(|| {
            spots.push(spot);
            spots.len() as u64 - 1
        });
    }
    let mut bytes = vec![0; HEADER_BYTES];
    varint(&mut bytes, ended.len() as u64);
    varint(&mut bytes, step.unsigned_abs());
    varint(&mut bytes, spots.len() as u64);
    for (place, floor) in spots {
        varint(&mut bytes, place.map_or(0, |place| u64::from(place.0) + 1));
        varint(&mut bytes, floor.0.into());
    }
    for ((stay, _), times) in ended.iter().zip(times) {
        varint(&mut bytes, ranks[&(stay.place, stay.floor)]);
        for time in times {
            varint(&mut bytes, zigzag(time / step));
        }
    }
    let crc32 = crc32fast::hash(&bytes[HEADER_BYTES..]);
    bytes[0] = VERSION;
    bytes[1..HEADER_BYTES].copy_from_slice(&crc32.to_le_bytes());
    Some(bytes)
}

/// Reads a pack to the end of `stays`. `None`, and nothing is added, where the bytes are not what
/// was written.
pub(crate) fn unpack(bytes: &[u8], stays: &mut Vec<Stay>) -> Option<()> {
    let (header, body) = bytes.split_at_checked(HEADER_BYTES)?;
    let crc32 = u32::from_le_bytes(header[1..].try_into().ok()?);
    if header[0] != VERSION || crc32fast::hash(body) != crc32 {
        return None;
    }
    let before = stays.len();
    let read = read_body(body, stays);
    if read.is_none() {
        stays.truncate(before);
    }
    read
}

fn read_body(body: &[u8], stays: &mut Vec<Stay>) -> Option<()> {
    let rest = &mut &*body;
    let count = usize::try_from(read(rest)?).ok()?;
    let step = i64::try_from(read(rest)?).ok()?;
    let spots = usize::try_from(read(rest)?).ok()?;
    // Each takes bytes: more than there are bytes is a lie that must not cost memory.
    if count > body.len() || spots > body.len() {
        return None;
    }
    let mut known = Vec::with_capacity(spots);
    for _ in 0..spots {
        let place = match read(rest)? {
            0 => None,
            place => Some(PlaceIndex(u32::try_from(place - 1).ok()?)),
        };
        known.push((place, FloorIndex(u32::try_from(read(rest)?).ok()?)));
    }
    stays.reserve(count);
    let mut before = 0i64;
    for _ in 0..count {
        let (place, floor) = *known.get(usize::try_from(read(rest)?).ok()?)?;
        let mut time = || Some(unzigzag(read(rest)?).wrapping_mul(step));
        let from = before.wrapping_add(time()?);
        let to = from.wrapping_add(time()?);
        let last_seen = Timestamp(to.wrapping_sub(time()?));
        before = to;
        let (from, to) = (Timestamp(from), Some(Timestamp(to)));
        stays.push(Stay { place, floor, from, to, last_seen });
    }
    rest.is_empty().then_some(())
}

fn common(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[inline]
fn read(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_stay() -> impl Strategy<Value = Stay> {
        let time = prop_oneof![any::<i64>(), 1_700_000_000i64..1_800_000_000];
        (proptest::option::of(0u32..70), 0u32..4, time, any::<i64>(), any::<i64>()).prop_map(
            |(place, floor, from, to, last_seen)| Stay {
                place: place.map(PlaceIndex),
                floor: FloorIndex(floor),
                from: Timestamp(from),
                to: Some(Timestamp(to)),
                last_seen: Timestamp(last_seen),
            },
        )
    }

    proptest! {
        #[test]
        fn stays_read_as_they_were_written(stays in prop::collection::vec(any_stay(), 0..60)) {
            let bytes = pack(&stays).unwrap();
            let mut read = Vec::new();
            prop_assert!(unpack(&bytes, &mut read).is_some());
            prop_assert_eq!(read, stays);
        }

        #[test]
        fn a_flipped_bit_is_noticed(
            stays in prop::collection::vec(any_stay(), 1..20), at in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let mut bytes = pack(&stays).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let mut read = Vec::new();
            prop_assert!(unpack(&bytes, &mut read).is_none());
            prop_assert!(read.is_empty());
        }

        #[test]
        fn any_body_is_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut read = Vec::new();
            let _ = read_body(&body, &mut read);
            prop_assert!(read.len() <= body.len());
        }
    }

    #[test]
    fn stays_in_whole_milliseconds_take_few_bytes() {
        let stay = |n: i64| {
            let from = 1_767_618_000_000_000 + n * 2_520_000_000 + n % 7 * 1_000;
            Stay {
                place: Some(PlaceIndex((n % 40) as u32)),
                floor: FloorIndex(1),
                from: Timestamp(from),
                to: Some(Timestamp(from + 2_520_000_000)),
                last_seen: Timestamp(from + 2_500_000_000),
            }
        };
        let stays: Vec<Stay> = (0..200).map(stay).collect();
        let bytes = pack(&stays).unwrap();
        assert!(bytes.len() < 200 * 12, "{} bytes for 200 stays", bytes.len());
    }

    #[test]
    fn a_stay_that_lasts_is_not_packed() {
        let (from, floor) = (Timestamp(5), FloorIndex(0));
        let lasts = Stay { place: None, floor, from, to: None, last_seen: from };
        assert_eq!(pack(&[lasts]), None);
    }
}
