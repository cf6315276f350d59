//! What others are told of where assets went: the stays that began in a period, in the words of a
//! standard.

mod document;

use std::io::Write;
use std::path::Path;

use trackward_model::{AssetId, AssetIndex, Timestamp};
use trackward_report::interchange::{BaseError, Names};
use trackward_report::{ReportError, WholeFile};
use trackward_store::StoreError;

use crate::clock;
use crate::error::EngineError;
use crate::reading::Reading;
use document::Document;

/// Assets whose stays are read at once: of a year some hundreds of thousands.
const ASSETS_AT_ONCE: u32 = 128;

/// The standard of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// HL7 FHIR R4: a bundle a line.
    Fhir,
    /// GS1 EPCIS 2.0: one JSON document.
    Epcis,
}

/// What to tell.
#[derive(Debug, Clone)]
pub struct Export {
    /// In which words.
    pub standard: Standard,
    /// Of this asset alone.
    pub asset: Option<AssetId>,
    /// Stays that began at this instant or later.
    pub from: Option<Timestamp>,
    /// Stays that began before this instant.
    pub to: Option<Timestamp>,
    /// The address of the hospital's own that names begin with.
    pub base: Option<String>,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing can lie in it.
    #[error(
        "the period ends at {}, which is not after its beginning at {}: give a later end",
        to.to_rfc3339(), from.to_rfc3339()
    )]
    Period {
        /// Its beginning.
        from: Timestamp,
        /// Its end.
        to: Timestamp,
    },
    /// No address to name things by.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// No such asset.
    #[error(transparent)]
    Asset(EngineError),
    /// The stays could not be read.
    #[error("the database could not be read")]
    Read(#[source] StoreError),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] ReportError),
    /// The output is gone.
    #[error("the document could not be written")]
    Write(#[source] std::io::Error),
}

impl Reading {
    /// Writes a document, by asset and of each asset the first stay first. Returns how many stays
    /// it tells of.
    ///
    /// # Errors
    /// [`ExportError`]; the output has a piece of the document then.
    pub async fn export(
        &self,
        export: &Export,
        out: &mut (dyn Write + Send),
        progress: impl Fn(f32),
    ) -> Result<u64, ExportError> {
        let write = |text: &str| out.write_all(text.as_bytes()).map_err(ExportError::Write);
        self.export_pieces(export, write, progress).await
    }

    /// Writes a document to a file, which appears whole or not at all.
    ///
    /// # Errors
    /// [`ExportError`]; the file is as it was then.
    pub async fn export_to_file(
        &self,
        export: &Export,
        path: &Path,
        progress: impl Fn(f32),
    ) -> Result<u64, ExportError> {
        let mut file = WholeFile::begin(path)?;
        let write = |text: &str| Ok(file.add(text.as_bytes())?);
        let count = self.export_pieces(export, write, progress).await?;
        file.finish()?;
        Ok(count)
    }

    async fn export_pieces(
        &self,
        export: &Export,
        mut write: impl FnMut(&str) -> Result<(), ExportError>,
        progress: impl Fn(f32),
    ) -> Result<u64, ExportError> {
        let from = export.from.unwrap_or(Timestamp::MIN);
        let to = export.to.unwrap_or(Timestamp::MAX);
        if from >= to {
            return Err(ExportError::Period { from, to });
        }
        let site = &self.world().site;
        let names = match &export.base {
            Some(base) => Names::below(base)?,
            None => Names::of_site(&site.id),
        };
        let (first, end) = match &export.asset {
            Some(id) => {
                let asset = self.asset(id).map_err(ExportError::Asset)?;
                (asset.0, asset.0 + 1)
            }
            None => (0, AssetIndex::of(self.world().assets.len()).0),
        };
        let bindings = self.store().binding_list().await.map_err(ExportError::Read)?;
        let mut document =
            Document::new(export.standard, self.world(), &names, &bindings, clock::now());

        write(&document.opening())?;
        let mut at = first;
        while at < end {
            let until = end.min(at + ASSETS_AT_ONCE);
            let found =
                self.store().stay_period_list(AssetIndex(at)..AssetIndex(until), from..to).await;
            for (asset, stays) in found.map_err(ExportError::Read)? {
                for stay in stays.iter().filter(|stay| stay.from >= from) {
                    write(&document.arrival(asset, stay))?;
                }
            }
            at = until;
            progress((at - first) as f32 / (end - first) as f32);
        }
        write(&document.closing())?;
        Ok(document.count())
    }
}
