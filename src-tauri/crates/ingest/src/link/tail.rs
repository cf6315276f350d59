//! A source's messages as they come, for who looks on.

use tokio::sync::broadcast;
use trackward_model::{RawEvent, RejectReason, Timestamp};

/// How much of a message is shown, in bytes.
pub const TAIL_TEXT_MAX: usize = 2_048;
/// How many messages wait for a slow onlooker; more are skipped, and counted to it.
const WAITING_MAX: usize = 256;

/// Where a session shows its messages as they come. Costs nothing while nobody looks on.
#[derive(Debug, Clone)]
pub struct Tail(broadcast::Sender<RawEvent>);

impl Default for Tail {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING_MAX))
    }
}

impl Tail {
    /// Looks on from now.
    #[must_use]
    pub fn watch(&self) -> broadcast::Receiver<RawEvent> {
        self.0.subscribe()
    }

    /// Whether anybody looks on.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.0.receiver_count() > 0
    }

    /// Shows a message and what came of it.
    pub fn show(
        &self,
        at: Timestamp,
        from: &str,
        raw: &[u8],
        taken: usize,
        rejected: impl IntoIterator<Item = RejectReason>,
    ) {
        if !self.is_watched() {
            return;
        }
        let mut rejected: Vec<_> = rejected.into_iter().collect();
        rejected.sort_unstable();
        rejected.dedup();
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        let event =
            RawEvent { at, from: cut(from, 256).to_owned(), text: shown(raw), taken, rejected };
        // The last onlooker may have left just now.
        let _ = self.0.send(event);
    }
}

/// Text as it is; bytes that are no text as hex, in pairs.
fn shown(raw: &[u8]) -> String {
    let is_text = |text: &&str| !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    // A longer message is cut before it is looked at; a letter cut in half does not make it bytes.
    let part = &raw[..raw.len().min(TAIL_TEXT_MAX)];
    let text = match std::str::from_utf8(part) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() && part.len() < raw.len() => {
            std::str::from_utf8(&part[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    };
    let mut shown = match text.filter(is_text) {
        Some(text) => text.to_owned(),
        None => {
            let bytes = part[..part.len().min(TAIL_TEXT_MAX / 3)].iter();
            bytes.map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
        }
    };
    if raw.len() > part.len() {
        shown.push('…');
    }
    shown
}

pub(super) fn cut(text: &str, bytes_max: usize) -> &str {
    &text[..text.floor_char_boundary(bytes_max)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(raw: &[u8]) -> String {
        let tail = Tail::default();
        let mut watch = tail.watch();
        tail.show(Timestamp(0), "a", raw, 1, []);
        watch.try_recv().unwrap().text
    }

    #[test]
    fn text_is_shown_as_text_and_bytes_as_hex() {
        assert_eq!(seen(b"{\"a\":1}\r\n"), "{\"a\":1}\r\n");
        assert_eq!(seen(&[0xBB, 0x01, 0x00]), "bb 01 00");
        let long = "é".repeat(TAIL_TEXT_MAX);
        let shown = seen(long.as_bytes());
        assert!(shown.ends_with("é…") && shown.len() <= TAIL_TEXT_MAX + "…".len());
    }
}
