//! Bytes that no reader should send: cut, changed, oversized, nested too deep.

use trackward_ingest::llrp::{
    DecodeError, FRAME_LENGTH_MAX, Message, ReaderClock, append_sightings, capture, tag_reads,
};
use trackward_model::{ReaderIndex, Timestamp};

use super::samples;

/// How many mutants are made of each sample.
const MUTANTS: u32 = 400;

/// A fixed sequence of numbers that look like chance (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn mutate(&mut self, frame: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(frame.len());
        match self.below(8) {
            0 => frame[at] ^= 1 << self.below(8),
            1 => frame[at] = [0, 1, 0x7F, 0x80, 0x8F, 0xFF][self.below(6)],
            2 => frame.truncate(at.max(1)),
            3 => frame.insert(at, self.below(256) as u8),
            4 => drop(frame.drain(at..(at + 1 + self.below(8)).min(frame.len()))),
            5 => {
                let from = self.below(other.len());
                let piece = &other[from..(from + self.below(64)).min(other.len())];
                frame.splice(at..at, piece.iter().copied());
            }
            6 => {
                let twice = frame[at..(at + self.below(32)).min(frame.len())].to_vec();
                frame.splice(at..at, twice);
            }
            _ => {
                // A length somewhere, as large as can be.
                frame[at] = 0xFF;
                let next = (at + 1).min(frame.len() - 1);
                frame[next] = 0xFF;
            }
        }
        if frame.is_empty() {
            frame.push(0);
        }
        // Three of four keep a true frame length, so that the change is looked at.
        if self.below(4) != 0 && frame.len() >= 10 {
            let length = (frame.len() as u32).to_be_bytes();
            frame[2..6].copy_from_slice(&length);
        }
    }
}

/// Everything that reads frames, on one. What could be read is written and read alike again.
fn read_all_ways(bytes: &[u8]) -> bool {
    let frames = capture::frames(bytes).map(|frame| frame.bytes.len()).sum::<usize>();
    assert_eq!(frames, bytes.len(), "every byte of a capture belongs to a frame");
    let body = bytes.get(10..).unwrap_or_default();
    let reads = tag_reads(body).count();
    assert!(reads <= body.len() / 4, "a tag read takes at least 4 bytes");
    let mut sightings = Vec::new();
    let now = Timestamp(1_767_614_400_000_000);
    append_sightings(body, ReaderIndex(0), now, &mut ReaderClock::default(), &mut sightings);
    assert!(sightings.iter().all(|sighting| sighting.count > 0 && sighting.received_at == now));

    let Ok(decoded) = Message::decode(bytes) else { return false };
    let json = serde_json::to_string(&decoded.message).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    let written = decoded.message.encode().unwrap();
    let again = Message::decode(&written).unwrap();
    assert_eq!(again.message.encode().unwrap(), written, "what is written is read alike");
    true
}

#[test]
fn every_sample_cut_at_every_byte_is_refused() {
    for sample in samples::all() {
        assert!(read_all_ways(&sample.frame));
        for end in 0..sample.frame.len() {
            let error = Message::decode(&sample.frame[..end]).unwrap_err();
            assert!(matches!(error, DecodeError::FrameIncomplete { got, .. } if got == end));
            read_all_ways(&sample.frame[..end]);
        }
    }
}

#[test]
fn no_mutant_makes_it_panic() {
    let samples = samples::all();
    let mut chance = Chance(0x5EED_7A65_D00D_1E55);
    let (mut taken, mut refused) = (0, 0);
    for sample in &samples {
        for _ in 0..MUTANTS {
            let mut frame = sample.frame.clone();
            for _ in 0..=chance.below(4) {
                let other = &samples[chance.below(samples.len())].frame;
                chance.mutate(&mut frame, other);
            }
            *(if read_all_ways(&frame) { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert_eq!(taken + refused, MUTANTS * samples.len() as u32);
    assert!(taken > 1000 && refused > 1000, "{taken} taken, {refused} refused: both are tried");
}

fn frame(type_code: u16, body: &[u8]) -> Vec<u8> {
    let mut frame = (1 << 10 | type_code).to_be_bytes().to_vec();
    frame.extend((body.len() as u32 + 10).to_be_bytes());
    frame.extend([0; 4]);
    frame.extend(body);
    frame
}

fn tlv(type_code: u16, body: &[u8]) -> Vec<u8> {
    let mut tlv = type_code.to_be_bytes().to_vec();
    tlv.extend((body.len() as u16 + 4).to_be_bytes());
    tlv.extend(body);
    tlv
}

#[test]
fn impossible_frame_lengths_are_refused() {
    for length in [0, 9, FRAME_LENGTH_MAX as u32 + 1, u32::MAX] {
        let mut bytes = frame(62, &[]);
        bytes[2..6].copy_from_slice(&length.to_be_bytes());
        assert_eq!(Message::decode(&bytes).unwrap_err(), DecodeError::FrameLength { length });
    }
    assert!(Message::decode(&frame(62, &[])).is_ok());
}

#[test]
fn parameters_nested_too_deep_are_refused() {
    let error = |depth| {
        let nested =
            (0..depth).fold(Vec::new(), |inner, _| tlv(289, &[&[0; 4], &inner[..]].concat()));
        frame(100, &tlv(287, &[&[0; 4], &nested[..]].concat()))
    };
    assert!(Message::decode(&error(10)).is_ok());
    let refused = Message::decode(&error(100)).unwrap_err();
    assert!(matches!(refused, DecodeError::TooDeep { .. }), "{refused}");
}

#[test]
fn nested_lengths_are_held_against_what_holds_them() {
    let status = tlv(287, &[0, 0, 0, 0]);
    for length in [0_u16, 3, 9, u16::MAX] {
        let mut status = status.clone();
        status[2..4].copy_from_slice(&length.to_be_bytes());
        let refused = Message::decode(&frame(30, &status)).unwrap_err();
        assert_eq!(refused, DecodeError::NestedLength { at: 10, type_code: 287, length, left: 8 });
    }
    let refused = Message::decode(&frame(30, &tlv(287, &[0, 0, 0, 5, b'a']))).unwrap_err();
    assert_eq!(refused, DecodeError::Short { at: 18, needed: 5, left: 1 });
    let refused = Message::decode(&frame(30, &[])).unwrap_err();
    assert_eq!(refused.to_string(), "at byte 10: ADD_ROSPEC_RESPONSE lacks its LLRPStatus");
}

#[test]
fn what_is_unknown_is_kept_in_its_place() {
    let epc = [&[0x8D][..], &[7; 12]].concat();
    let vendor = tlv(900, b"vendor");
    let unknown_tv = [0x8F, 1, 2, 3];
    let report = [&epc[..], &[0x81, 0, 2], &vendor, &[0x86, 0xCC], &unknown_tv].concat();
    let next = tlv(240, &[&epc[..], &[0x81, 0, 3]].concat());
    let bytes = frame(61, &[tlv(240, &report), next].concat());
    let decoded = Message::decode(&bytes).unwrap();
    assert_eq!(decoded.unread_tails, 1, "the length of TV 15 is not known");
    assert_eq!(decoded.message.encode().unwrap(), bytes);
    let json = serde_json::to_value(&decoded.message).unwrap();
    let first = &json["fields"]["TagReportData"][0];
    assert_eq!(first["AntennaID"], 2);
    assert_eq!(first["PeakRSSI"], -52, "what stood before the unknown tail is kept");
    assert_eq!(first["Unknown"][0]["Type"], 900);
    assert_eq!(first["Unknown"][1]["Bytes"], "8f010203");
    assert_eq!(json["fields"]["TagReportData"][1]["AntennaID"], 3, "and what follows its holder");

    let mut reads = tag_reads(&bytes[10..]);
    let antennas: Vec<_> = reads.by_ref().map(|read| read.antenna).collect();
    assert_eq!((antennas, reads.unread_tails(), reads.malformed()), (vec![2, 3], 1, 0));

    let unknown = frame(999, b"anything");
    let decoded = Message::decode(&unknown).unwrap();
    assert_eq!(decoded.message.encode().unwrap(), unknown);
    let json = serde_json::to_value(&decoded.message).unwrap();
    assert_eq!(
        (&json["type"], &json["fields"]["Bytes"]),
        (&999.into(), &"616e797468696e67".into())
    );
}

#[test]
fn of_what_is_there_twice_the_first_counts_and_stays_the_first() {
    // A tag seen count twice, then a channel, which the standard puts before it.
    let epc = [&[0x8D][..], &[7; 12]].concat();
    let report = [&epc[..], &[0x88, 0, 2], &[0x88, 0, 9], &[0x87, 0, 5], &[0xC7, 1]].concat();
    let bytes = frame(61, &tlv(240, &report));
    let decoded = Message::decode(&bytes).unwrap();
    let written = decoded.message.encode().unwrap();
    let again = Message::decode(&written).unwrap();
    assert_eq!(again.message.encode().unwrap(), written, "what is written is read alike");
    let json = serde_json::to_value(&again.message).unwrap();
    let fields = &json["fields"]["TagReportData"][0];
    assert_eq!((&fields["TagSeenCount"], &fields["ChannelIndex"]), (&2.into(), &5.into()));
    let in_order = [&epc[..], &[0x87, 0, 5], &[0x88, 0, 2], &[0x88, 0, 9]].concat();
    let bytes = frame(61, &tlv(240, &in_order));
    assert_eq!(Message::decode(&bytes).unwrap().message.encode().unwrap(), bytes, "in its place");
}

#[test]
fn a_capture_says_where_it_breaks_off() {
    let mut capture = [frame(62, &[]), frame(61, &[]), frame(62, &[])].concat();
    capture.truncate(24);
    let frames: Vec<_> = capture::frames(&capture).collect();
    let at: Vec<_> = frames.iter().map(|frame| (frame.offset, frame.decoded.is_ok())).collect();
    assert_eq!(at, [(0, true), (10, true), (20, false)]);
    let error = frames[2].decoded.as_ref().unwrap_err();
    assert_eq!(error.to_string(), "the frame says it is 10 bytes long, but 4 are there");
    let line = serde_json::to_value(&frames[1]).unwrap();
    assert_eq!(
        line,
        serde_json::json!({
            "offset": 10, "length": 10, "message": "RO_ACCESS_REPORT", "type": 61,
            "version": "1.0.1", "id": 0, "fields": {},
        })
    );
    let line = serde_json::to_value(&frames[2]).unwrap();
    assert_eq!(line, serde_json::json!({ "offset": 20, "length": 4, "error": error.to_string() }));

    let broken = [frame(30, &[0x01]), frame(62, &[])].concat();
    let frames: Vec<_> = capture::frames(&broken).collect();
    assert!(frames[0].decoded.is_err() && frames[1].decoded.is_ok(), "the next frame is found");
}
