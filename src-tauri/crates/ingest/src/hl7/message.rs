//! Segments, fields, repetitions, components and escapes of an HL7 v2 message, by the delimiters
//! that the message itself states.

use std::borrow::Cow;

/// What separates the parts of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiters {
    field: char,
    component: char,
    repetition: char,
    escape: char,
    subcomponent: char,
}

/// A message, cut into segments and no further until it is asked for more.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    delimiters: Delimiters,
    segments: Vec<Segment<'a>>,
}

/// One line of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    text: &'a str,
    delimiters: Delimiters,
}

/// One value of a field, which may have others beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value<'a> {
    text: &'a str,
    delimiters: Delimiters,
}

impl<'a> Message<'a> {
    /// A message as it came, whose segments end in a carriage return, or in what some senders put
    /// in its place; `None` where it does not begin with a header that states its delimiters.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut header = text.strip_prefix("MSH")?.chars();
        let field = header.next().filter(|c| is_delimiter(*c))?;
        let (encoding, _) = header.as_str().split_once(field)?;
        let mut encoding = encoding.chars();
        // Older senders leave out what they do not use.
        let mut next = |usual: char| match encoding.next() {
            None => Some(usual),
            Some(c) => Some(c).filter(|c| is_delimiter(*c) && *c != field),
        };
        let (component, repetition) = (next('^')?, next('~')?);
        let (escape, subcomponent) = (next('\\')?, next('&')?);
        let delimiters = Delimiters { field, component, repetition, escape, subcomponent };
        let segments = text
            .split(['\r', '\n'])
            .map(|text| Segment { text, delimiters })
            .filter(|segment| !segment.text.trim().is_empty())
            .collect();
        Some(Self { delimiters, segments })
    }

    /// All segments, the header first.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'a>> + '_ {
        self.segments.iter().copied()
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> Segment<'a> {
        self.segments.first().copied().unwrap_or(Segment { text: "", delimiters: self.delimiters })
    }
}

impl<'a> Segment<'a> {
    /// Its name: `OBX`.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.text.split(self.delimiters.field).next().unwrap_or_default()
    }

    /// The whole line.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The first value of a field that says anything, by the field's number from 1.
    #[must_use]
    pub fn value(&self, number: usize) -> Option<Value<'a>> {
        let delimiters = self.delimiters;
        let values = self.field(number).split(delimiters.repetition);
        // `""` stands for a value that was taken back.
        values.map(|text| Value { text, delimiters }).find(|v| !v.is_empty() && v.text != "\"\"")
    }

    /// A field as it stands, by its number from 1; empty where there is none.
    fn field(&self, number: usize) -> &'a str {
        // The delimiter after MSH counts as the header's first field.
        let index = if self.name() == "MSH" { number.saturating_sub(1) } else { number };
        self.text.split(self.delimiters.field).nth(index).filter(|_| index > 0).unwrap_or_default()
    }
}

impl<'a> Value<'a> {
    /// A component by its number from 1, its first part where it has several; empty where there
    /// is none.
    #[must_use]
    pub fn component(&self, number: usize) -> Cow<'a, str> {
        let Delimiters { component, subcomponent, escape, .. } = self.delimiters;
        let text = self.text.split(component).nth(number.saturating_sub(1)).unwrap_or_default();
        let text = text.split(subcomponent).next().unwrap_or_default();
        unescaped(text.trim(), escape, self.delimiters)
    }

    /// The value as it stands.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    fn is_empty(&self) -> bool {
        let Delimiters { component, subcomponent, .. } = self.delimiters;
        self.text.chars().all(|c| c == component || c == subcomponent || c.is_whitespace())
    }
}

/// Letters and digits separate nothing, and neither does what ends a segment.
fn is_delimiter(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_control() && !c.is_whitespace()
}

/// Puts the delimiters themselves for what stands for them. A sequence that is none, or that only
/// changes how text looks, is left out.
fn unescaped(text: &str, escape: char, delimiters: Delimiters) -> Cow<'_, str> {
    if !text.contains(escape) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split(escape);
    plain += parts.next().unwrap_or_default();
    while let Some(sequence) = parts.next() {
        match sequence {
            "F" => plain.push(delimiters.field),
            "S" => plain.push(delimiters.component),
            "R" => plain.push(delimiters.repetition),
            "E" => plain.push(escape),
            "T" => plain.push(delimiters.subcomponent),
            hex => plain += &hex_text(hex),
        }
        plain += parts.next().unwrap_or_default();
    }
    Cow::Owned(plain)
}

/// `X0D0A`: bytes as hex; what is no text is left out.
fn hex_text(sequence: &str) -> String {
    let Some(digits) = sequence.strip_prefix('X').filter(|digits| digits.is_ascii()) else {
        return String::new();
    };
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(byte).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, segment: usize, field: usize, component: usize, expected: &str) {
        let message = Message::read(message).unwrap();
        let segment = message.segments().nth(segment).unwrap();
        let found = segment.value(field).map(|value| value.component(component).into_owned());
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn parts_are_found_by_the_delimiters_of_the_header() {
        let usual = "MSH|^~\\&|RTLS|MAIN|||20260105140000||ORU^R01|77|P|2.6\rOBX|1|PL|||ICU^317^1";
        check(usual, 0, 1, 1, "");
        check(usual, 0, 3, 1, "RTLS");
        check(usual, 0, 9, 2, "R01");
        check(usual, 0, 10, 1, "77");
        check(usual, 1, 5, 2, "317");
        check(usual, 1, 50, 1, "");
        let unusual = "MSH#*!?@#RTLS\nOBX#1#PL###ICU*317?S?A@x!OTHER";
        check(unusual, 0, 3, 1, "RTLS");
        check(unusual, 1, 5, 1, "ICU");
        check(unusual, 1, 5, 2, "317*A");
        check("MSH|^~|A\rOBX|||||a&b\\T\\c", 1, 5, 1, "a");
    }

    #[test]
    fn escapes_are_put_back_and_empty_values_passed_over() {
        let header = "MSH|^~\\&|\r";
        for (field, expected) in [
            ("a\\F\\b\\S\\c\\R\\d\\E\\e\\T\\f", "a|b^c~d\\e&f"),
            ("\\X4943\\U", "ICU"),
            ("\\XFF\\U\\.br\\\\H\\x\\N\\", "Ux"),
            ("\\Xg\\\\X4\\a", "\u{4}a"),
            ("end\\", "end"),
            ("~^~\"\"~found^x~second", "found"),
        ] {
            check(&format!("{header}OBX|{field}"), 1, 1, 1, expected);
        }
    }

    #[test]
    fn what_states_no_delimiters_is_no_message() {
        for text in ["", "MSH", "MSH|", "MSH|^~\\&", "PID|1", "MSHA^~\\&A", "MSH|^a|", "MSH\r|^"] {
            let read = Message::read(text);
            assert!(read.is_none(), "{text}: {read:?}");
        }
    }
}
