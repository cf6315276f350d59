//! Acknowledgements.

use trackward_model::Timestamp;

use super::message::{Message, Segment};

/// What is said of a message to the one who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It was taken, and what it says is kept.
    Accepted,
    /// Something is wrong with what it says.
    Error,
    /// It is not of a kind that is taken here, or cannot be read.
    Rejected,
}

impl Code {
    const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "AA",
            Self::Error => "AE",
            Self::Rejected => "AR",
        }
    }
}

/// The acknowledgement of a message, with a sentence where there is something to say. `None`
/// stands for a message whose header cannot be read.
#[must_use]
pub fn acknowledgement(
    message: Option<&Message<'_>>,
    code: Code,
    sentence: &str,
    now: Timestamp,
) -> String {
    let header = message.map(Message::header);
    let text = |number: usize, component: usize| {
        let value = header.as_ref().and_then(|header: &Segment<'_>| header.value(number));
        value.map_or(String::new(), |value| escaped(&value.component(component)))
    };
    let or = |text: String, usual: &str| if text.is_empty() { usual.to_owned() } else { text };
    let (application, facility) = (text(3, 1), text(4, 1));
    let (receiver, receiving) = (or(text(5, 1), "TRACKWARD"), text(6, 1));
    let time = now.to_chrono().format("%Y%m%d%H%M%S%.3f+0000");
    let trigger = match text(9, 2) {
        trigger if trigger.is_empty() => "ACK".to_owned(),
        trigger => format!("ACK^{trigger}^ACK"),
    };
    // The id of an acknowledgement only has to differ from that of others.
    let id = format!("A{}", now.0);
    let (control_id, processing) = (text(10, 1), or(text(11, 1), "P"));
    let version = or(text(12, 1), "2.6");
    let sentence = escaped(sentence);
    format!(
        "MSH|^~\\&|{receiver}|{receiving}|{application}|{facility}|{time}||{trigger}|{id}|\
         {processing}|{version}\rMSA|{}|{control_id}|{sentence}\r",
        code.word()
    )
}

/// Text that holds no delimiter and no line break.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().take(250) {
        match c {
            '|' => escaped += "\\F\\",
            '^' => escaped += "\\S\\",
            '~' => escaped += "\\R\\",
            '\\' => escaped += "\\E\\",
            '&' => escaped += "\\T\\",
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_767_614_400_000_000);

    #[test]
    fn an_acknowledgement_goes_back_to_the_sender_and_names_the_message() {
        let text = "MSH#*~\\&#RT|LS#MAIN#TW#GH#2026##ORU*R42*ORU_R01#7\\E\\7#T#2.5";
        let message = Message::read(text).unwrap();
        let reply = acknowledgement(Some(&message), Code::Error, "OBX-18 | says\rnothing", NOON);
        let expected = "MSH|^~\\&|TW|GH|RT\\F\\LS|MAIN|20260105120000.000+0000||ACK^R42^ACK|\
             A1767614400000000|T|2.5\rMSA|AE|7\\E\\7|OBX-18 \\F\\ says nothing\r";
        assert_eq!(reply, expected);
        let read = Message::read(&reply).unwrap();
        let answer = read.segments().nth(1).unwrap();
        assert_eq!(answer.value(2).unwrap().component(1), "7\\7");
    }

    #[test]
    fn what_has_no_header_is_answered_all_the_same() {
        let reply = acknowledgement(None, Code::Rejected, "", NOON);
        assert!(reply.starts_with("MSH|^~\\&|TRACKWARD||||2026"), "{reply}");
        assert!(reply.ends_with("MSA|AR||\r"), "{reply}");
    }
}
