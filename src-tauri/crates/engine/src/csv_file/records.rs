//! CSV as RFC 4180 has it, taken strictly.
//!
//! Common readers take a stray quote as text, or as the start of a field that swallows the rows
//! after it. Here it is a slip with its line, and reading goes on with the next line, so that
//! every other row is still judged.

use std::borrow::Cow;

/// The longest field, in bytes: longer ones are two rows run together by a lost quote.
pub const FIELD_BYTES_MAX: usize = 4_096;

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record<'a> {
    /// The line that it begins on, from 1.
    pub(crate) line: usize,
    pub(crate) fields: Vec<Cow<'a, str>>,
}

/// Why a row cannot be told into fields.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The line that the row begins on.
    pub(crate) line: usize,
    /// Which field, from 0.
    pub(crate) field: usize,
    pub(crate) kind: SlipKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlipKind {
    StrayQuote,
    UnclosedQuote,
    TooLong,
}

/// The rows of a text. Blank lines are none.
pub(crate) struct Records<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    line: usize,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, separator: u8) -> Self {
        Self { text, separator, at: 0, line: 1 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// How many bytes end a line here: `\n`, `\r\n` or `\r`; 0 within a line.
    fn line_break(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => 0,
        }
    }

    /// Where the line of this position ends.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\r', '\n']).map_or(self.text.len(), |length| at + length)
    }

    fn skip_line_break(&mut self) {
        let length = self.line_break(self.at);
        self.line += usize::from(length > 0);
        self.at += length;
    }

    /// The row that begins here.
    fn record(&mut self) -> Result<Record<'a>, Slip> {
        let (start, line) = (self.at, self.line);
        let mut fields = Vec::new();
        loop {
            let taken = match self.byte(self.at) {
                Some(b'"') => self.quoted(),
                _ => self.plain(),
            };
            match taken {
                Ok(field) => fields.push(field),
                Err(kind) => {
                    // The next line is the only place where a row is known to begin.
                    (self.at, self.line) = (self.line_end(start), line);
                    self.skip_line_break();
                    return Err(Slip { line, field: fields.len(), kind });
                }
            }
            if self.byte(self.at) != Some(self.separator) {
                self.skip_line_break();
                return Ok(Record { line, fields });
            }
            self.at += 1;
        }
    }

    /// A field without quotes.
    fn plain(&mut self) -> Result<Cow<'a, str>, SlipKind> {
        let rest = &self.text[self.at..];
        let ends = |c: char| c == '\r' || c == '\n' || c == char::from(self.separator);
        let field = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if field.contains('"') {
            return Err(SlipKind::StrayQuote);
        }
        if field.len() > FIELD_BYTES_MAX {
            return Err(SlipKind::TooLong);
        }
        self.at += field.len();
        Ok(Cow::Borrowed(field))
    }

    /// A field in quotes: a doubled quote stands for one, line breaks are text.
    fn quoted(&mut self) -> Result<Cow<'a, str>, SlipKind> {
        let start = self.at + 1;
        let mut at = start;
        let mut breaks = 0;
        let mut doubled = false;
        loop {
            match self.byte(at) {
                None => return Err(SlipKind::UnclosedQuote),
                Some(b'"') if self.byte(at + 1) == Some(b'"') => {
                    doubled = true;
                    at += 2;
                }
                Some(b'"') => break,
                Some(_) => {
                    let length = self.line_break(at);
                    breaks += usize::from(length > 0);
                    at += length.max(1);
                }
            }
            if at - start > FIELD_BYTES_MAX {
                return Err(if breaks > 0 { SlipKind::UnclosedQuote } else { SlipKind::TooLong });
            }
        }
        let after = self.byte(at + 1);
        if after.is_some_and(|byte| byte != self.separator) && self.line_break(at + 1) == 0 {
            // A quote that was opened lines ago meets the opening quote of a later field.
            return Err(if breaks > 0 { SlipKind::UnclosedQuote } else { SlipKind::StrayQuote });
        }
        let field = &self.text[start..at];
        self.at = at + 1;
        self.line += breaks;
        Ok(if doubled { Cow::Owned(field.replace("\"\"", "\"")) } else { Cow::Borrowed(field) })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Slip>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.line_break(self.at) > 0 {
            self.skip_line_break();
        }
        (self.at < self.text.len()).then(|| self.record())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Line and fields, or line, field and kind of slip.
    type Expected<'a> = Result<(usize, &'a [&'a str]), (usize, usize, SlipKind)>;

    #[track_caller]
    fn rows(text: &str, expected: &[Expected<'_>]) {
        let found: Vec<_> = Records::new(text, b',').collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|row| match row {
                Ok((line, fields)) => Ok(Record {
                    line: *line,
                    fields: fields.iter().map(|field| Cow::Borrowed(*field)).collect(),
                }),
                Err((line, field, kind)) => Err(Slip { line: *line, field: *field, kind: *kind }),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_fields_and_lines() {
        rows("", &[]);
        rows("a,b\n\r\n c ,\n", &[Ok((1, &["a", "b"])), Ok((3, &[" c ", ""]))]);
        rows("a\rb\r\nc", &[Ok((1, &["a"])), Ok((2, &["b"])), Ok((3, &["c"]))]);
        rows(
            "\"a,\"\"b\"\"\",\"x\r\ny\"\nc,d",
            &[Ok((1, &["a,\"b\"", "x\r\ny"])), Ok((3, &["c", "d"]))],
        );
    }

    #[test]
    fn a_slip_costs_one_row_and_no_other() {
        let stray = SlipKind::StrayQuote;
        rows("a,5\" tube\nb,c", &[Err((1, 1, stray)), Ok((2, &["b", "c"]))]);
        rows("a,\"b\"c\nb,c", &[Err((1, 1, stray)), Ok((2, &["b", "c"]))]);
        let unclosed = SlipKind::UnclosedQuote;
        rows("a,\"b\nb,c\n", &[Err((1, 1, unclosed)), Ok((2, &["b", "c"]))]);
        rows("a,\"b\nb,\"c, d\"\n", &[Err((1, 1, unclosed)), Ok((2, &["b", "c, d"]))]);
        let long = format!("{},b\nc", "x".repeat(FIELD_BYTES_MAX + 1));
        rows(&long, &[Err((1, 0, SlipKind::TooLong)), Ok((2, &["c"]))]);
        let long = format!("\"{}\",b\nc", "x".repeat(FIELD_BYTES_MAX + 1));
        rows(&long, &[Err((1, 0, SlipKind::TooLong)), Ok((2, &["c"]))]);
    }

    proptest! {
        /// What the `csv` crate writes, whoever reads it, is read here as it was meant.
        #[test]
        fn reads_what_another_writer_wrote(
            table in prop::collection::vec(prop::collection::vec("[ab,;\" \r\né]{0,6}", 2..4), 0..5),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found: Vec<Vec<String>> = Records::new(&text, b',')
                .map(|record| record.unwrap().fields.into_iter().map(Cow::into_owned).collect())
                .collect();
            prop_assert_eq!(found, table);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[ab,\"\r\n]{0,40}") {
            prop_assert!(Records::new(&text, b',').count() <= text.len());
        }
    }
}
