//! What is done with a message: taken, known already, or refused in a sentence.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;

use chrono_tz::Tz;
use trackward_model::RejectReason;

use super::fields::Fields;
use super::message::Message;
use super::reply::Code;
use super::report::{self, Report};

/// How many messages are remembered, so that one that is sent again is not taken again.
pub const REMEMBERED_MAX: usize = 10_000;

/// Names a message: who sent it, and the id that they gave it.
pub type Key = (String, String, String);

/// What is to be done with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// To be handed on, and acknowledged once it is committed.
    Take(Key, Report),
    /// To be acknowledged and no more: it was taken before.
    Known,
    /// To be refused.
    Refuse {
        /// With this code.
        code: Code,
        /// Counted as this.
        reason: RejectReason,
        /// In this sentence.
        sentence: String,
    },
}

/// The messages that were taken lately.
#[derive(Debug, Default)]
pub struct Memory {
    known: HashSet<Key>,
    order: VecDeque<Key>,
}

impl Memory {
    /// Remembers a message, and forgets the oldest where there are too many.
    pub fn keep(&mut self, key: Key) {
        if !self.known.insert(key.clone()) {
            return;
        }
        self.order.push_back(key);
        if self.order.len() > REMEMBERED_MAX {
            let oldest = self.order.pop_front();
            oldest.map(|oldest| self.known.remove(&oldest));
        }
    }

    /// Whether a message was taken before.
    #[must_use]
    pub fn holds(&self, key: &Key) -> bool {
        self.known.contains(key)
    }
}

/// The text of a message. UTF-8 is understood, and Latin-1 where the header (MSH-18) says so.
///
/// # Errors
/// It is in neither.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let message = Message::read(&latin);
    let stated = message.and_then(|message| Some(message.header().value(18)?.component(1).into()));
    let stated: String = stated.unwrap_or_default();
    match stated.as_str() {
        "8859/1" | "ISO-8859-1" => Ok(Cow::Owned(latin)),
        _ => Err("the message is not in UTF-8, and MSH-18 does not say 8859/1".to_owned()),
    }
}

/// Judges a message. Reports of results (ORU) and of movements (ADT) can say where a device is;
/// others cannot.
#[must_use]
pub fn judge(message: Option<&Message<'_>>, fields: &Fields, site: Tz, memory: &Memory) -> Verdict {
    let refuse = |code, reason, sentence| Verdict::Refuse { code, reason, sentence };
    let malformed =
        |sentence: &str| refuse(Code::Rejected, RejectReason::Malformed, sentence.to_owned());
    let Some(message) = message else {
        return malformed("the message does not begin with an MSH segment");
    };
    let header = message.header();
    let text = |number| header.value(number).map_or("", |value| value.text()).to_owned();
    let kind = header.value(9).map(|value| value.component(1)).unwrap_or_default();
    if !matches!(&*kind, "ORU" | "ADT") {
        let found = kind.chars().take(20).collect::<String>();
        return malformed(&format!("\"{found}\" messages are not taken here: send ORU^R01"));
    }
    let key = (text(3), text(4), text(10));
    if key.2.is_empty() {
        return malformed("the message has no id: MSH-10 is empty");
    }
    if memory.holds(&key) {
        return Verdict::Known;
    }
    let report = report::read(message, fields, site);
    match report.refused.first() {
        Some(refused) if report.locations.is_empty() => {
            refuse(Code::Error, refused.reason, refused.sentence.clone())
        }
        _ => Verdict::Take(key, report),
    }
}

/// A message for who looks on: its header and the fields that are read. The rest stays out of
/// sight, because it may be about a patient.
#[must_use]
pub fn shown(message: &Message<'_>, fields: &Fields) -> String {
    let mut shown = message.header().text().to_owned();
    for segment in message.segments().skip(1) {
        let name = segment.name();
        let asked = [&fields.equipment, &fields.place];
        let asked = asked.into_iter().filter(|path| path.segment == name).map(|path| path.number);
        let mut numbers: Vec<usize> = asked.collect();
        match name {
            "OBX" if segment.value(fields.equipment.number).is_some() => numbers.extend([2, 14]),
            // A result of something else: the same field may hold a finding.
            "OBX" => continue,
            "OBR" => numbers.push(7),
            _ => {}
        }
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            if let Some(value) = segment.value(number) {
                let _ = write!(shown, "\n{name}-{number}: {}", value.text());
            }
        }
    }
    shown
}
