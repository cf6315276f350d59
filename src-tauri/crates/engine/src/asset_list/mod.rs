//! The asset list: a CSV file with a row an asset.
//!
//! A list is taken whole or not at all: every row that cannot be taken is reported with its
//! line, its column and the reason.

mod column;
mod row;
#[cfg(test)]
mod tests;

use std::path::Path;

use trackward_model::{Asset, Site, Tag};

use self::row::Seen;
use crate::csv_file;
pub use crate::csv_file::{FIELD_BYTES_MAX, ROWS_MAX};
use crate::text_file::{self, FileErrors, Problems};

/// The largest asset list.
pub const ASSET_LIST_BYTES_MAX: u64 = 128 << 20;

/// What an asset list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct AssetList {
    /// The assets in the order of the rows, each with the tags it carries.
    pub assets: Vec<(Asset, Vec<Tag>)>,
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
) -> Vec<(Asset, Vec<Tag>)> {
    let mut seen = Seen::new(site);
    let mut assets = Vec::new();
    csv_file::for_each_row(
        bytes,
        column::COLUMNS,
        "an asset",
        problems,
        warnings,
        |record, header, problems, warnings| {
            assets.extend(row::read(record, header, &mut seen, problems, warnings));
        },
    );
    assets
}
