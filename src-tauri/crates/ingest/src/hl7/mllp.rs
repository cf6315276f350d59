//! Minimal Lower Layer Protocol: where a message begins and ends in a stream of bytes.
//!
//! `0x0B`, the message, `0x1C 0x0D`. Whatever stands between two messages is passed over.

use trackward_model::RejectReason;

/// The longest message, in bytes.
pub const MESSAGE_BYTES_MAX: usize = 1 << 20;

const START: u8 = 0x0B;
const END: [u8; 2] = [0x1C, 0x0D];

/// A message as it goes over the wire.
#[must_use]
pub fn framed(message: &[u8]) -> Vec<u8> {
    [&[START], message, &END].concat()
}

/// Takes messages out of what arrives in pieces. Never holds more than one message and one piece.
#[derive(Debug, Default)]
pub struct Frames {
    buffer: Vec<u8>,
    /// How much of the buffer is known to hold no end of a message.
    scanned: usize,
}

impl Frames {
    /// Adds what has arrived.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Whether a message has begun and not ended.
    #[must_use]
    pub fn is_midway(&self) -> bool {
        !self.buffer.is_empty()
    }

    /// The next whole message without its frame, or what is wrong with what came instead of one;
    /// `None` until more has arrived.
    pub fn next_message(&mut self) -> Option<Result<Vec<u8>, RejectReason>> {
        self.skip_to_start();
        if self.buffer.is_empty() {
            return None;
        }
        // One byte back: the end may have been cut in two by the network.
        let from = self.scanned.saturating_sub(1).max(1);
        let end = memchr::memmem::find(&self.buffer[from..], &END).map(|at| from + at);
        let known = end.unwrap_or(self.buffer.len());
        // A sender that starts anew leaves half a message behind.
        if let Some(at) = memchr::memchr(START, &self.buffer[from..known]) {
            self.drop_first(from + at);
            return Some(Err(RejectReason::Malformed));
        }
        if known > MESSAGE_BYTES_MAX + 1 {
            self.drop_first(end.map_or(known, |end| end + END.len()));
            // Without its start, what is still to come of it is passed over.
            return Some(Err(RejectReason::TooLong));
        }
        let Some(end) = end else {
            self.scanned = known;
            return None;
        };
        let message = self.buffer[1..end].to_vec();
        self.drop_first(end + END.len());
        Some(Ok(message))
    }

    /// Drops what comes before the start of a message.
    fn skip_to_start(&mut self) {
        if self.buffer.first() != Some(&START) {
            let start = memchr::memchr(START, &self.buffer);
            self.drop_first(start.unwrap_or(self.buffer.len()));
        }
    }

    fn drop_first(&mut self, count: usize) {
        self.buffer.drain(..count);
        self.scanned = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Found = Vec<Result<Vec<u8>, RejectReason>>;

    fn read(pieces: &[&[u8]]) -> Found {
        let mut frames = Frames::default();
        let mut found = Vec::new();
        for piece in pieces {
            frames.push(piece);
            while let Some(message) = frames.next_message() {
                found.push(message);
            }
        }
        found
    }

    fn whole(text: &str) -> Result<Vec<u8>, RejectReason> {
        Ok(text.as_bytes().to_vec())
    }

    #[test]
    fn messages_are_found_however_they_are_cut() {
        let cases: &[(&[&[u8]], Found)] = &[
            (&[b"\x0bMSH\x1c\r"], vec![whole("MSH")]),
            (&[b"\x0bM", b"SH", b"\x1c", b"\r\x0bA\x1c\r"], vec![whole("MSH"), whole("A")]),
            (&[b"noise\r\n\x0bA\x1c\r\n\n\x0bB\x1c\r"], vec![whole("A"), whole("B")]),
            (&[b"\x0bhalf\x0bwhole\x1c\r"], vec![Err(RejectReason::Malformed), whole("whole")]),
            (&[b"\x0ba\x1cb\x1c\r"], vec![whole("a\x1cb")]),
            (&[b"\x0b\x1c\r"], vec![whole("")]),
            (&[b"never begun\x1c\r"], vec![]),
        ];
        for (pieces, expected) in cases {
            assert_eq!(&read(pieces), expected, "{pieces:?}");
        }
    }

    #[test]
    fn a_message_over_the_limit_is_passed_over_and_the_next_is_read() {
        let longest = vec![b'x'; MESSAGE_BYTES_MAX];
        assert_eq!(read(&[&framed(&longest)]), [Ok(longest.clone())]);
        let longer = vec![b'x'; MESSAGE_BYTES_MAX + 1];
        let expected = [Err(RejectReason::TooLong), whole("next")];
        assert_eq!(read(&[&framed(&longer), &framed(b"next")]), expected);
        let stream = [framed(&vec![b'x'; 3 * MESSAGE_BYTES_MAX]), framed(b"next")].concat();
        let pieces: Vec<&[u8]> = stream.chunks(64 << 10).collect();
        assert_eq!(read(&pieces), expected, "what is too long is told once");
    }

    proptest! {
        #[test]
        fn any_cut_gives_the_same_messages(
            bytes in proptest::collection::vec(
                prop_oneof![Just(0x0B_u8), Just(0x1C), Just(0x0D), any::<u8>()], 0..200),
            cut in 0_usize..200,
        ) {
            let cut = cut.min(bytes.len());
            let at_once = read(&[&bytes]);
            prop_assert_eq!(read(&[&bytes[..cut], &bytes[cut..]]), at_once.clone());
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(read(&single), at_once);
        }
    }
}
