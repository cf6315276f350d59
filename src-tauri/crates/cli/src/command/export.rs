//! `trackctl export`: where assets went, in the words of a standard.

use std::io::{self, Write};

use trackward_engine::{Export, ExportError, Reading, Standard};

use super::{Outcome, database};
use crate::arguments::{self, ExportStandard, ExportWhat};
use crate::output;

/// Writes the document. That nothing happened in the period is said, and no failure.
pub async fn run(arguments: arguments::Export) -> Outcome {
    let (standard, what) = match arguments.standard {
        ExportStandard::Fhir(what) => (Standard::Fhir, what),
        ExportStandard::Epcis(what) => (Standard::Epcis, what),
    };
    let ExportWhat { database: db, from, to, asset, base, out } = what;
    let reading = Reading::open(&database(db)?).await?;
    let export = Export { standard, asset, from, to, base };
    let told = match &out {
        Some(path) => {
            let progress = |done: f32| output::progress(&format!("{:.0} %", done * 100.0));
            let told = reading.export_to_file(&export, path, progress).await;
            output::progress_ends();
            told
        }
        None => printed(&reading, &export).await,
    };
    if told? == 0 {
        eprintln!("trackctl: nothing came to a place in this period; the document is empty");
    }
    Ok(())
}

/// A reader that has gone away is no failure.
async fn printed(reading: &Reading, export: &Export) -> Result<u64, ExportError> {
    let mut out = io::BufWriter::new(io::stdout());
    let told = reading.export(export, &mut out, |_| {}).await;
    let told = told.and_then(|count| out.flush().map_err(ExportError::Write).map(|()| count));
    match told {
        Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            std::process::exit(0)
        }
        told => told,
    }
}
