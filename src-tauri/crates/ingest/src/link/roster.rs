//! Which reader a source means, and whether it is still there.

use std::borrow::Cow;
use std::collections::HashMap;

use trackward_model::{Position, ReaderIndex, Span, Tag, Timestamp};

/// A reader that has sent nothing for so long is not there, where that can be told.
const SILENT_AFTER: Span = Span::minutes(15);
/// So many tags do not leave a reader's reach all at once.
const CROWD: usize = 3;

/// A reader that a source hears for, as the site file names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The reader.
    pub reader: ReaderIndex,
    /// What the source calls it; `None` or `*` for one that stands for all that has no other name.
    pub named: Option<String>,
    /// How often it should hear a tag that stays.
    pub interval_s: f64,
}

/// The readers that a source hears for, and the places it may name.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
    any: Option<usize>,
    places: HashMap<Box<str>, Position>,
}

#[derive(Debug, Clone)]
struct Entry {
    reader: ReaderIndex,
    silent_after: Span,
    /// When anything came from it last.
    last_at: Option<Timestamp>,
    /// It sends something even when it hears nothing.
    beats: bool,
    /// The last tags it heard, each once.
    crowd: Vec<Tag>,
    is_silent: bool,
}

impl Roster {
    /// The readers of a source, and a point in each place that it may name by its id.
    pub fn new(
        readers: impl IntoIterator<Item = Known>,
        places: impl IntoIterator<Item = (Box<str>, Position)>,
    ) -> Self {
        let mut roster = Self { places: places.into_iter().collect(), ..Self::default() };
        for known in readers {
            let at = roster.entries.len();
            let interval = Span((known.interval_s * 1_000_000.0) as i64);
            roster.entries.push(Entry {
                reader: known.reader,
                silent_after: SILENT_AFTER.max(Span(3 * interval.0)),
                last_at: None,
                beats: false,
                crowd: Vec::new(),
                is_silent: false,
            });
            match known.named.as_deref() {
                None | Some("*") => roster.any = Some(at),
                Some(name) => {
                    roster.by_name.insert(key(name).into_owned(), at);
                }
            }
        }
        roster
    }

    /// All readers.
    pub fn readers(&self) -> impl ExactSizeIterator<Item = ReaderIndex> + '_ {
        self.entries.iter().map(|entry| entry.reader)
    }

    /// The reader that a source calls so.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ReaderIndex> {
        self.entry(name).map(|at| self.entries[at].reader)
    }

    /// Whether a reader has this very name, and does not only stand for all that has no other.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        !name.is_empty() && self.by_name.contains_key(key(name).as_ref())
    }

    /// A point in the place of this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<Position> {
        self.places.get(id).copied()
    }

    /// Something came from the reader of this name: a tag, or `None` for a sign of life. Gives
    /// the reader if it was silent until now.
    pub fn heard(&mut self, name: &str, tag: Option<Tag>, at: Timestamp) -> Option<ReaderIndex> {
        let at_entry = self.entry(name)?;
        let entry = &mut self.entries[at_entry];
        entry.last_at = Some(at);
        match tag {
            None => entry.beats = true,
            Some(tag) if !entry.crowd.contains(&tag) => {
                if entry.crowd.len() == CROWD {
                    entry.crowd.remove(0);
                }
                entry.crowd.push(tag);
            }
            Some(_) => {}
        }
        std::mem::take(&mut entry.is_silent).then_some(entry.reader)
    }

    /// The readers that have fallen silent since this was asked last: those that send signs of
    /// life, or had several tags around them. Of others silence tells nothing.
    pub fn fallen_silent(&mut self, now: Timestamp) -> Vec<ReaderIndex> {
        let mut silent = Vec::new();
        for entry in &mut self.entries {
            let Some(last_at) = entry.last_at else { continue };
            let would_speak = entry.beats || entry.crowd.len() == CROWD;
            if !entry.is_silent && would_speak && now.since(last_at) > entry.silent_after {
                entry.is_silent = true;
                silent.push(entry.reader);
            }
        }
        silent
    }

    /// A new connection: what was known of silence is from another time.
    pub fn begin(&mut self) {
        for entry in &mut self.entries {
            (entry.last_at, entry.is_silent) = (None, false);
            entry.crowd.clear();
        }
    }

    fn entry(&self, name: &str) -> Option<usize> {
        let named = if name.is_empty() { None } else { self.by_name.get(key(name).as_ref()) };
        named.copied().or(self.any)
    }
}

/// A name as it is compared: addresses of radios without their punctuation and in capitals, an
/// Impinj host name as the address that stands in it, all else in small letters.
fn key(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    if let Some(tail) = name.to_ascii_lowercase().strip_prefix("impinj-") {
        let digits: String = tail.chars().filter(|c| *c != '-').collect();
        if digits.len() == 6 && is_hex(&digits) {
            return Cow::Owned(format!("001625{}", digits.to_ascii_uppercase()));
        }
    }
    let digits: String = name.chars().filter(|c| !matches!(c, ':' | '-' | '.')).collect();
    if matches!(digits.len(), 12 | 16) && is_hex(&digits) {
        return Cow::Owned(digits.to_ascii_uppercase());
    }
    if name.chars().any(char::is_uppercase) {
        return Cow::Owned(name.to_lowercase());
    }
    Cow::Borrowed(name)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use trackward_model::Scheme;

    use super::*;

    fn roster(names: &[&str]) -> Roster {
        let known = names.iter().enumerate().map(|(i, name)| Known {
            reader: ReaderIndex::of(i),
            named: Some((*name).to_owned()),
            interval_s: 1.0,
        });
        Roster::new(known, [])
    }

    #[test]
    fn a_name_is_found_in_all_its_spellings() {
        let roster = roster(&["C4:7D:CC:FF:FF:FF", "00:16:25:01:23:45", "ICU Room"]);
        for (name, found) in [
            ("c47dccffffff", Some(0)),
            ("C4-7D-CC-FF-FF-FF", Some(0)),
            ("impinj-01-23-45", Some(1)),
            ("icu room", Some(2)),
            ("icu", None),
            ("", None),
        ] {
            assert_eq!(roster.find(name), found.map(ReaderIndex), "{name}");
        }
        let any = Roster::new(
            [Known { reader: ReaderIndex(7), named: Some("*".into()), interval_s: 1.0 }],
            [],
        );
        assert_eq!(any.find("whatever"), Some(ReaderIndex(7)));
        assert_eq!(any.find(""), Some(ReaderIndex(7)));
    }

    #[test]
    fn only_who_would_have_spoken_falls_silent() {
        let tag = |n: u8| Tag::new(Scheme::Mac, &[n; 6]);
        let mut roster = roster(&["beats", "crowd", "lonely", "never"]);
        let start = Timestamp(0);
        roster.heard("beats", None, start);
        for n in 0..3 {
            roster.heard("crowd", tag(n), start);
        }
        roster.heard("lonely", tag(9), start);
        assert_eq!(roster.fallen_silent(start + Span::minutes(15)), []);
        let later = start + Span::minutes(16);
        assert_eq!(roster.fallen_silent(later), [ReaderIndex(0), ReaderIndex(1)]);
        assert_eq!(roster.fallen_silent(later), [], "it is said once");
        assert_eq!(roster.heard("beats", None, later), Some(ReaderIndex(0)), "back again");
    }
}
