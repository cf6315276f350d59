//! A report as a document for a committee, tagged for those who listen to it (PDF/UA-1).
//!
//! Two passes: everything is laid out on sheets first, so that each can say how many there are;
//! then it is drawn, and what is drawn is tied to the structure: headings, paragraphs, lists,
//! figures with a text, tables with their headers.

mod body;
mod columns;
mod draw;
mod face;
mod flow;
mod foot;
mod front;
mod picture;
mod sheet;
mod style;
mod table;
mod tree;
mod wrap;

use std::collections::BTreeSet;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};

use crate::document::Report;
use crate::error::ReportError;
use face::Faces;
use flow::Flow;

/// The language of everything that Trackward writes.
const LANGUAGE: &str = "en";
/// More rows than this of one table nobody reads on paper: the rest is in the other files, and the
/// document says so.
pub const ROWS_MAX: usize = 5_000;

/// What it is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Width and height upright, in points.
    fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// The whole document.
///
/// # Errors
/// When the PDF library refuses it, which no report should bring about.
pub fn bytes(report: &Report, paper: Paper) -> Result<Vec<u8>, ReportError> {
    let faces = Faces::embedded();
    let mut flow = Flow::new(&faces, paper);
    front::title_block(&mut flow, report);
    // Where the first table takes a page of its own, what the words mean fills the one before.
    let is_first_apart = body::begins_on_landscape(&flow, report);
    if is_first_apart {
        body::definitions(&mut flow, report);
    }
    body::sections(&mut flow, report);
    body::chart_data(&mut flow, report);
    let lacking = lacking(&flow, &faces);
    body::remarks(&mut flow, report, &lacking);
    if !is_first_apart {
        body::definitions(&mut flow, report);
    }
    let mut laid_out = flow.finish();
    foot::number(&mut laid_out.sheets, report, &faces);
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(report));
    draw::draw(&mut document, laid_out, &faces)?;
    document.finish().map_err(|error| ReportError::Pdf(error.to_string()))
}

fn settings() -> Result<SerializeSettings, ReportError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| ReportError::Pdf(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// What the file says about itself. The time is the report's, for no clock is read here.
fn metadata(report: &Report) -> Metadata {
    use chrono::{Datelike, Timelike};
    let at = report.made_at.at.to_chrono();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let made = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    // A document without a title is not accessible.
    let titles = [&*report.title, &*report.kind, "Report"].map(wrap::clean);
    let title = titles.into_iter().find(|title| !title.trim().is_empty()).unwrap_or_default();
    Metadata::new()
        .title(title)
        .authors(vec![report.hospital.clone()])
        .creator("Trackward".to_owned())
        .language(LANGUAGE.to_owned())
        .creation_date(made)
}

/// The characters in what is laid out so far that the embedded fonts have no glyphs for.
fn lacking(flow: &Flow, faces: &Faces) -> BTreeSet<char> {
    flow.texts().flat_map(str::chars).filter(|c| !faces.has(*c)).collect()
}
