use proptest::prelude::*;
use trackward_model::{
    ClockKind, FloorIndex, JournalEntry, Position, ReaderEvent, ReaderIndex, ReaderState, Rssi,
    Scheme, Sighting, TAG_BYTES_MAX, Tag, Timestamp,
};

use super::*;

fn tag() -> impl Strategy<Value = Tag> {
    let scheme = prop::sample::select(Scheme::ALL.to_vec());
    let value = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..=TAG_BYTES_MAX),
        // A running number, as printed labels have.
        (0u16..50).prop_map(|n| [
            &[0x30, 0x34, 0x25, 0x7b, 0, 0, 0, 0, 0, 0],
            &n.to_be_bytes()[..]
        ]
        .concat()),
        // Zeros at the end, which the inline form of a tag must not confuse with its padding.
        (1usize..TAG_BYTES_MAX).prop_map(|length| vec![0; length]),
    ];
    (scheme, value).prop_map(|(scheme, value)| Tag::new(scheme, &value).unwrap())
}

fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![any::<i64>(), 1_767_000_000_000_000i64..1_767_000_100_000_000].prop_map(Timestamp)
}

fn position() -> impl Strategy<Value = Position> {
    let metres = -1.0e6f32..1.0e6;
    (any::<u32>(), metres.clone(), metres.clone(), metres).prop_map(|(floor, x, y, accuracy_m)| {
        Position { floor: FloorIndex(floor), x, y, accuracy_m }
    })
}

fn sighting() -> impl Strategy<Value = JournalEntry> {
    let clock = prop::sample::select(vec![ClockKind::Reader, ClockKind::Host, ClockKind::Uptime]);
    let heard = (any::<u32>(), any::<u16>(), any::<u16>(), any::<Option<i16>>());
    (time(), time(), tag(), heard, prop::option::of(position()), any::<Option<u8>>(), clock)
        .prop_map(|(at, received_at, tag, heard, position, battery_percent, clock)| {
            let (reader, antenna, count, rssi) = heard;
            let reader = ReaderIndex(reader);
            let rssi = rssi.map(Rssi);
            JournalEntry::Sighting(Sighting {
                at,
                received_at,
                tag,
                reader,
                antenna,
                count,
                rssi,
                position,
                battery_percent,
                clock,
            })
        })
}

fn event() -> impl Strategy<Value = JournalEntry> {
    let states = vec![
        ReaderState::Unknown,
        ReaderState::Connecting,
        ReaderState::Online,
        ReaderState::Offline,
        ReaderState::Taken,
        ReaderState::Paused,
    ];
    let event = prop_oneof![
        (prop::sample::select(states), any::<String>())
            .prop_map(|(state, reason)| ReaderEvent::State { state, reason }),
        (any::<u16>(), any::<bool>())
            .prop_map(|(port, connected)| ReaderEvent::Antenna { port, connected }),
        any::<u8>().prop_map(|percent| ReaderEvent::Buffer { percent }),
        any::<String>().prop_map(|message| ReaderEvent::Exception { message }),
        any::<i64>().prop_map(|offset_ms| ReaderEvent::Clock { offset_ms }),
    ];
    (time(), any::<u32>(), event).prop_map(|(at, reader, event)| JournalEntry::Reader {
        at,
        reader: ReaderIndex(reader),
        event,
    })
}

fn entries() -> impl Strategy<Value = Vec<JournalEntry>> {
    prop::collection::vec(prop_oneof![8 => sighting(), 1 => event()], 0..120)
}

proptest! {
    #[test]
    fn a_block_reads_as_it_was_written(entries in entries()) {
        prop_assert_eq!(decode(&encode(&entries)), Ok(entries));
    }

    #[test]
    fn a_changed_byte_is_noticed(
        entries in entries(), at in any::<prop::sample::Index>(), change in 1u8..,
    ) {
        let mut block = encode(&entries);
        let at = at.index(block.len());
        block[at] ^= change;
        prop_assert!(decode(&block).is_err(), "byte {} was changed", at);
    }

    /// The checksum is right, so that the columns themselves have to stand it.
    #[test]
    fn a_body_of_any_bytes_is_read_or_refused(
        entries in entries(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut block = encode(&entries);
        for (at, byte) in changes {
            let at = HEADER_BYTES + at.index(block.len() - HEADER_BYTES);
            block[at] = byte;
        }
        block.truncate(HEADER_BYTES + cut.index(block.len() - HEADER_BYTES) + 1);
        let sum = crc32fast::hash(&block[HEADER_BYTES..]);
        block[1..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
        if let Ok(entries) = decode(&block) {
            prop_assert!(entries.len() <= ENTRIES_MAX);
        }
    }
}

#[test]
fn a_newer_or_cut_block_says_so() {
    let mut block = encode(&[]);
    assert_eq!(decode(&block[..4]), Err(BlockError::Short));
    block[0] = 9;
    assert_eq!(decode(&block), Err(BlockError::Version(9)));
}

#[test]
fn a_block_cannot_claim_more_entries_than_its_limit() {
    let mut block = vec![VERSION, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f];
    let sum = crc32fast::hash(&block[HEADER_BYTES..]);
    block[1..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
    let fault = "a length beyond its limit";
    assert_eq!(decode(&block), Err(BlockError::Column { column: "entries", fault }));
}
