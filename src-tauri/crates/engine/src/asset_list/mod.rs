//! The asset list: a CSV file with a row an asset.
//!
//! A list is taken whole or not at all: every row that cannot be taken is reported with its
//! line, its column and the reason.

mod header;
mod records;
mod row;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use trackward_model::{Asset, Site, Tag};

use self::header::Header;
pub use self::records::FIELD_BYTES_MAX;
use self::records::{Records, Slip, SlipKind};
use self::row::Seen;
use crate::text_file::{self, FileErrors, Problems, is_utf16, without_bom};

/// The largest asset list.
pub const ASSET_LIST_BYTES_MAX: u64 = 128 << 20;

/// The most rows of an asset list: ten times the largest hospital's inventory.
pub const ROWS_MAX: usize = 200_000;

/// What an asset list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct AssetList {
    /// The assets in the order of the rows, each with the tag it carries.
    pub assets: Vec<(Asset, Option<Tag>)>,
    /// What is odd but was taken: sentences with their lines.
    pub warnings: Vec<String>,
}

/// Why an asset list was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct AssetListErrors(#[from] pub FileErrors);

/// Reads an asset list for a site, whose units it may name.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(path: &Path, site: &Site) -> Result<AssetList, AssetListErrors> {
    let name = text_file::name_of(path);
    match text_file::bytes(path, ASSET_LIST_BYTES_MAX, "the asset list") {
        Ok(bytes) => read_bytes(&bytes, &name, site),
        Err(message) => {
            let mut problems = Problems::default();
            problems.add(None, None, message);
            Err(problems.into_errors(name).into())
        }
    }
}

/// Reads the bytes of an asset list; `name` is the file's, for the sentences.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read_bytes(bytes: &[u8], name: &str, site: &Site) -> Result<AssetList, AssetListErrors> {
    let mut problems = Problems::default();
    let mut warnings = Problems::default();
    let assets = assets(bytes, site, &mut problems, &mut warnings);
    if problems.is_empty() {
        Ok(AssetList { assets, warnings: warnings.into_sentences() })
    } else {
        Err(problems.into_errors(name.into()).into())
    }
}

fn assets(
    bytes: &[u8],
    site: &Site,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Vec<(Asset, Option<Tag>)> {
    if is_utf16(bytes) {
        let message = "the file is UTF-16: save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";
        problems.add(None, None, message.into());
        return Vec::new();
    }
    let bytes = without_bom(bytes);
    let garbled = garbled_lines(bytes, problems);
    let text = String::from_utf8_lossy(bytes);
    let Some(separator) = separator(&text, problems) else { return Vec::new() };
    let mut records = Records::new(&text, separator);
    let header = match records.next() {
        Some(Ok(record)) => match Header::read(&record, problems, warnings) {
            Some(header) => header,
            None => return Vec::new(),
        },
        Some(Err(slip)) => {
            problems.add(Some(slip.line), None, slip_sentence(slip.kind).into());
            return Vec::new();
        }
        None => return Vec::new(),
    };
    let mut seen = Seen::new(site);
    let mut assets = Vec::new();
    for (i, record) in records.enumerate() {
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
            Ok(record) => {
                assets.extend(row::read(&record, &header, &mut seen, problems, warnings));
            }
            Err(slip) => report_slip(&slip, &header, problems),
        }
    }
    if assets.is_empty() && problems.is_empty() {
        warnings.add(None, None, "the list has a header and no rows".into());
    }
    assets
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
fn separator(text: &str, problems: &mut Problems) -> Option<u8> {
    let header = text.trim_start().lines().next().unwrap_or_default();
    if header.is_empty() {
        problems.add(None, None, "the file is empty: expected a header and a row an asset".into());
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
