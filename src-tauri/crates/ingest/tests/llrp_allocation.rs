//! What reading frames costs in memory.

use allocation_counter::measure;
use trackward_ingest::llrp::{FRAME_LENGTH_MAX, Message, ReaderClock, append_sightings};
use trackward_model::{ReaderIndex, Timestamp};

/// A report of `tags` tags with antenna, strength and times.
fn report(tags: u16) -> Vec<u8> {
    let mut body = Vec::new();
    for n in 0..tags {
        body.extend([0x00, 0xF0, 0x00, 0x2B, 0x8D]);
        body.extend([[0x30; 10].as_slice(), &n.to_be_bytes()].concat());
        body.extend([0x81, 0, 1, 0x86, 0xCC, 0x87, 0, 0x23]);
        body.extend([&[0x82][..], &1_767_614_400_000_000_u64.to_be_bytes()].concat());
        body.extend([&[0x84][..], &1_767_614_400_000_100_u64.to_be_bytes()].concat());
    }
    frame(61, &body)
}

fn frame(type_code: u16, body: &[u8]) -> Vec<u8> {
    let mut frame = (1 << 10 | type_code).to_be_bytes().to_vec();
    frame.extend((body.len() as u32 + 10).to_be_bytes());
    frame.extend([0; 4]);
    frame.extend(body);
    frame
}

#[test]
fn a_report_becomes_sightings_without_an_allocation() {
    let frame = report(20);
    let mut clock = ReaderClock::default();
    let mut sightings = Vec::with_capacity(20);
    let now = Timestamp(1_767_614_401_000_000);
    let mut append =
        || append_sightings(&frame[10..], ReaderIndex(3), now, &mut clock, &mut sightings);
    let cost = measure(|| {
        append();
    });
    assert_eq!(cost.count_total, 0, "the report path allocates nothing");
    assert_eq!(sightings.len(), 20);
    assert_eq!(sightings[19].rssi.unwrap().dbm(), -52.0);
    assert_eq!(sightings[19].at, Timestamp(1_767_614_400_000_100));
}

#[test]
fn a_length_that_is_only_claimed_costs_no_memory() {
    // A status text, a list of frequencies and an EPC, each said to be 65,535 long.
    let status = frame(30, &[0x01, 0x1F, 0, 8, 0, 0, 0xFF, 0xFF]);
    let table = [0, 0x94, 0, 6, 0xFF, 0xFF];
    let information = [&[0, 0x92, 0, 11, 0][..], &table].concat();
    let band = [&[0, 0x90, 0, 15][..], &information].concat();
    let regulatory = [&[0, 0x8F, 0, 23, 0, 0, 0, 0][..], &band].concat();
    let frequencies = frame(11, &regulatory);
    let epc = frame(61, &[0, 0xF0, 0, 10, 0, 0xF1, 0, 6, 0xFF, 0xFF]);
    let mut claimed = frame(61, &[]);
    claimed[2..6].copy_from_slice(&(FRAME_LENGTH_MAX as u32).to_be_bytes());
    for frame in [status, frequencies, epc, claimed] {
        let cost = measure(|| assert!(Message::decode(&frame).is_err()));
        assert!(cost.bytes_max < 1024, "{} bytes were taken", cost.bytes_max);
    }
}

/// The longest frames there can be, of the parameters that grow most when decoded.
#[test]
fn a_decoded_message_takes_a_bounded_multiple_of_its_frame() {
    let fill = |parameter: &[u8]| {
        let count = (FRAME_LENGTH_MAX - 10) / parameter.len();
        frame(61, &parameter.repeat(count))
    };
    let unknown = fill(&[0x03, 0x84, 0, 4]);
    let tag = fill(&[&[0, 0xF0, 0, 17, 0x8D][..], &[7; 12]].concat());
    let custom = fill(&[&[0x03, 0xFF, 0, 12][..], &[7; 8]].concat());
    for frame in [unknown, tag, custom] {
        let mut decoded = None;
        let cost = measure(|| decoded = Message::decode(&frame).ok());
        assert!(decoded.is_some());
        let times = cost.bytes_max / frame.len() as u64;
        assert!(times <= 32, "{times} times the frame were taken");
    }
}
