//! CSV files that people write: read strictly, with a sentence for every row that cannot be taken.

mod header;
mod records;

use std::collections::BTreeSet;

pub(crate) use header::{Columns, Header};
pub use records::FIELD_BYTES_MAX;
pub(crate) use records::Record;
use records::{Records, Slip, SlipKind};

use crate::text_file::{Problems, is_utf16, without_bom};

/// The most rows of a file: ten times the largest hospital's inventory.
pub const ROWS_MAX: usize = 200_000;

/// Hands over every row that can be told into fields, in order; what cannot be is reported.
/// `row_of` is what a row is of, for the sentences: `an asset`.
pub(crate) fn for_each_row(
    bytes: &[u8],
    columns: Columns,
    row_of: &str,
    problems: &mut Problems,
    warnings: &mut Problems,
    mut take: impl FnMut(&Record<'_>, &Header, &mut Problems, &mut Problems),
) {
    if is_utf16(bytes) {
        let message = "the file is UTF-16: save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";
        problems.add(None, None, message.into());
        return;
    }
    let bytes = without_bom(bytes);
    let garbled = garbled_lines(bytes, problems);
    let text = String::from_utf8_lossy(bytes);
    let Some(separator) = separator(&text, row_of, problems) else { return };
    let mut records = Records::new(&text, separator);
    let header = match records.next() {
        Some(Ok(record)) => match Header::read(&record, columns, problems, warnings) {
            Some(header) => header,
            None => return,
        },
        Some(Err(slip)) => {
            problems.add(Some(slip.line), None, slip_sentence(slip.kind).into());
            return;
        }
        None => return,
    };
    let mut is_empty = true;
    for (i, record) in records.enumerate() {
        is_empty = false;
        if i == ROWS_MAX {
            problems.add(None, None, format!("the list has more than {ROWS_MAX} rows"));
            break;
        }
        match record {
            Ok(record) if garbled.contains(&record.line) => {}
            Ok(record) if record.fields.len() != header.width() => {
                let (found, expected) = (record.fields.len(), header.width());
                let message = format!("the row has {found} fields, the header {expected}");
                problems.add(Some(record.line), None, message);
            }
            Ok(record) => take(&record, &header, problems, warnings),
            Err(slip) => report_slip(&slip, &header, problems),
        }
    }
    if is_empty && problems.is_empty() {
        warnings.add(None, None, "the list has a header and no rows".into());
    }
}

/// Reports the lines that are not UTF-8, each once, and names them.
fn garbled_lines(bytes: &[u8], problems: &mut Problems) -> BTreeSet<usize> {
    let mut garbled = BTreeSet::new();
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().matches('\n').count();
        if let Some(byte) = chunk.invalid().first()
            && garbled.insert(line)
        {
            let message = format!(
                "byte 0x{byte:02X} is not UTF-8: save the file as UTF-8 (in a spreadsheet: \
                 \"CSV UTF-8\")"
            );
            problems.add(Some(line), None, message);
        }
    }
    garbled
}

/// A comma; a semicolon where the header has no comma, as spreadsheets save it in half of
/// Europe.
fn separator(text: &str, row_of: &str, problems: &mut Problems) -> Option<u8> {
    let header = text.trim_start().lines().next().unwrap_or_default();
    if header.is_empty() {
        let message = format!("the file is empty: expected a header and a row {row_of}");
        problems.add(None, None, message);
        return None;
    }
    match (header.contains(','), header.contains(';'), header.contains('\t')) {
        (false, false, true) => {
            let message = "the columns are separated by tabs: save the file with commas";
            problems.add(Some(1), None, message.into());
            None
        }
        (false, true, _) => Some(b';'),
        _ => Some(b','),
    }
}

fn report_slip(slip: &Slip, header: &Header, problems: &mut Problems) {
    problems.add(Some(slip.line), header.name(slip.field), slip_sentence(slip.kind).into());
}

const fn slip_sentence(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::StrayQuote => {
            "stray quote: a field with a quote in it must be in quotes, with that quote doubled"
        }
        SlipKind::UnclosedQuote => "a quote is opened here and never closed",
        SlipKind::TooLong => "the field is longer than 4096 bytes",
    }
}

// The sentence above names the limit.
const _: () = assert!(FIELD_BYTES_MAX == 4_096);
