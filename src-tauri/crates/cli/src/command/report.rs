//! `trackctl report`: a report as a file, or on standard output.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use trackward_engine::{Reading, report_bytes, report_export};
use trackward_model::ask::{ReportAsked, ReportFormat, WhatIf};

use super::{Outcome, database};
use crate::arguments::{Report, ReportForm};
use crate::output;

/// Makes the report and writes it. A file appears whole or not at all.
pub async fn run(arguments: Report) -> Outcome {
    let out = arguments.out.clone().filter(|out| out != Path::new("-"));
    let format = format(&arguments, out.as_deref());
    if out.is_none() && is_binary(format) && io::stdout().is_terminal() {
        let sentence =
            format!("a {} file is nothing for a terminal: name one with --out FILE", format.word());
        return Err(sentence.into());
    }
    let table = arguments.table.clone();
    let table = table.as_deref();
    if table.is_some() && is_binary(format) {
        let sentence = format!("a {} file has all tables: leave --table out", format.word());
        return Err(sentence.into());
    }
    if let Some(folder) = out.as_deref().and_then(missing_folder) {
        // Said before the work, not after it.
        let sentence =
            format!("the folder {} does not exist: make it, or choose another", folder.display());
        return Err(sentence.into());
    }
    let asked = asked(&arguments);
    let reading = Reading::open(&database(arguments.database)?).await?;
    let progress = |part: f32, doing: &str| {
        output::progress(&format!("{doing}: {:.0} %", part * 100.0));
    };
    let made = reading.report(&asked, progress).await;
    output::progress_ends();
    let made = made?;
    match out {
        Some(out) => report_export(&made, format, table, &out)?,
        None => output::bytes(&report_bytes(&made, format, table)?)?,
    }
    Ok(())
}

fn asked(arguments: &Report) -> ReportAsked {
    ReportAsked {
        kind: arguments.kind.into(),
        from: arguments.from,
        to: arguments.to,
        by: arguments.by.map(Into::into),
        types: arguments.types.clone(),
        units: arguments.units.clone(),
        assets: arguments.assets.clone(),
        what_if: WhatIf {
            turnaround_minutes: arguments.turnaround_minutes,
            fleet: arguments.fleet,
            rental_per_day: arguments.rental_per_day,
        },
    }
}

/// As it was named, or as the file's ending says.
fn format(arguments: &Report, out: Option<&Path>) -> ReportFormat {
    let ending = out.and_then(Path::extension).and_then(|ending| ending.to_str());
    let by_ending = || ending.and_then(|ending| ReportForm::from_str(ending, true).ok());
    arguments.format.or_else(by_ending).unwrap_or(ReportForm::Json).into()
}

const fn is_binary(format: ReportFormat) -> bool {
    matches!(format, ReportFormat::Xlsx | ReportFormat::Pdf)
}

fn missing_folder(out: &Path) -> Option<PathBuf> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.is_dir()).then(|| folder.to_owned())
}
