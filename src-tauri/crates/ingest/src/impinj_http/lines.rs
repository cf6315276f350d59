//! Lines of a stream that arrives in pieces.

use bytes::{Bytes, BytesMut};

use super::LINE_BYTES_MAX;

/// What a stream holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A line without its break.
    Text(Bytes),
    /// A line without anything on it.
    Blank,
    /// A line beyond the limit; it is passed over.
    TooLong,
}

/// Lines, and what has come of the next one.
#[derive(Debug, Default)]
pub struct Lines {
    begun: BytesMut,
    /// How much of `begun` holds no line break.
    looked_at: usize,
    /// The line that is coming is too long.
    is_skipping: bool,
}

impl Lines {
    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.begun.extend_from_slice(piece);
    }

    /// The next line that has come as a whole, or the news that it is too long.
    pub fn next(&mut self) -> Option<Line> {
        loop {
            let Some(found) = memchr::memchr(b'\n', &self.begun[self.looked_at..]) else {
                self.looked_at = self.begun.len();
                if self.begun.len() <= LINE_BYTES_MAX && !self.is_skipping {
                    return None;
                }
                self.begun.clear();
                self.looked_at = 0;
                let is_news = !std::mem::replace(&mut self.is_skipping, true);
                return is_news.then_some(Line::TooLong);
            };
            let line = self.begun.split_to(self.looked_at + found + 1).freeze();
            self.looked_at = 0;
            if std::mem::take(&mut self.is_skipping) {
                continue;
            }
            let text = line.slice_ref(line.trim_ascii());
            return Some(match text.len() {
                0 => Line::Blank,
                1..=LINE_BYTES_MAX => Line::Text(text),
                _ => Line::TooLong,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(pieces: &[&[u8]]) -> Vec<Line> {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        for piece in pieces {
            lines.push(piece);
            found.extend(std::iter::from_fn(|| lines.next()));
        }
        found
    }

    fn text(text: &[u8]) -> Line {
        Line::Text(Bytes::copy_from_slice(text))
    }

    #[test]
    fn lines_are_found_wherever_the_pieces_end() {
        assert_eq!(
            lines(&[b"{}\r\n\r\n", b"[", b"]", b"\n \n", b"half"]),
            [text(b"{}"), Line::Blank, text(b"[]"), Line::Blank,]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_told_once_and_passed_over() {
        let long = vec![b'x'; LINE_BYTES_MAX + 1];
        let longest = &long[1..];
        assert_eq!(lines(&[&long, &long, b"x\nok\n"]), [Line::TooLong, text(b"ok")]);
        assert_eq!(lines(&[&[&long, &b"\nok\n"[..]].concat()]), [Line::TooLong, text(b"ok")]);
        assert_eq!(lines(&[longest, b"\nok\n"]), [text(longest), text(b"ok")]);
    }

    proptest! {
        #[test]
        fn how_a_stream_is_cut_does_not_matter(
            stream in "[a\n\r ]{0,60}", at in any::<prop::sample::Index>(),
        ) {
            let at = at.index(stream.len() + 1);
            let (head, tail) = stream.as_bytes().split_at(at);
            prop_assert_eq!(lines(&[head, tail]), lines(&[stream.as_bytes()]));
        }
    }
}
