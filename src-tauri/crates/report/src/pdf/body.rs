//! Sections, the data of the charts, remarks, definitions.

use std::collections::BTreeSet;

use krilla::tagging::{ListNumbering, Tag};

use super::flow::Flow;
use super::picture;
use super::style;
use super::table;
use crate::document::{Report, Section};

/// A chart with more data than this has it in the other files only.
const CHART_ROWS_MAX: usize = 60;
/// Where the meanings beside the terms begin.
const TERMS: f32 = 132.0;
/// How much of a section stays with its heading.
const AFTER_HEADING: f32 = 60.0;

pub(super) fn sections(flow: &mut Flow, report: &Report) {
    for section in &report.sections {
        flow.turn(section_is_landscape(flow, section));
        let part = flow.open(Tag::Section);
        let first_chart = section.charts.first().filter(|_| section.text.is_empty());
        let after = first_chart.map_or(AFTER_HEADING, |chart| picture::height(flow, chart) + 24.0);
        flow.heading(part, 2, &section.title, after);
        if !section.text.is_empty() {
            let text = flow.tree.open(part, Tag::P);
            let across = (flow.left(), flow.width());
            flow.paragraph(text, across, style::BODY, &section.text);
            flow.y += 4.0;
        }
        for chart in &section.charts {
            picture::put(flow, part, chart);
        }
        for each in &section.tables {
            table::put(flow, part, &section.title, each);
        }
    }
}

/// Whether the sections begin on a page that lies on its side.
pub(super) fn begins_on_landscape(flow: &Flow, report: &Report) -> bool {
    report.sections.first().is_some_and(|section| section_is_landscape(flow, section))
}

/// A section of one wide table begins on the page that the table needs, with its heading.
fn section_is_landscape(flow: &Flow, section: &Section) -> bool {
    match &section.tables[..] {
        [only] if section.charts.is_empty() => table::is_landscape(flow, only),
        _ => false,
    }
}

/// Each chart's data, for those who do not see it or want to know it exactly.
pub(super) fn chart_data(flow: &mut Flow, report: &Report) {
    let mut tables: Vec<_> = report.charts().map(crate::Chart::table).collect();
    tables.retain(|table| !table.rows.is_empty());
    if tables.is_empty() {
        return;
    }
    flow.turn(false);
    let part = flow.open(Tag::Section);
    flow.heading(part, 2, "The charts in figures", AFTER_HEADING);
    for each in &tables {
        if each.rows.len() > CHART_ROWS_MAX {
            let text = flow.tree.open(part, Tag::P);
            let across = (flow.left(), flow.width());
            let rows = each.rows.len();
            let sentence =
                format!("{}: {rows} rows, in the spreadsheet of this report.", each.title);
            flow.paragraph(text, across, style::BODY, &sentence);
        } else {
            table::put(flow, part, "", each);
        }
    }
}

/// What the report says of its limits, and what this file could not show.
pub(super) fn remarks(flow: &mut Flow, report: &Report, lacking: &BTreeSet<char>) {
    let boxes = (!lacking.is_empty()).then(|| {
        let count = lacking.len();
        format!(
            "{count} {} of scripts that the fonts of this file lack shown as □. They are whole in \
             the spreadsheet, in CSV, and when copied from here.",
            if count == 1 { "character is" } else { "characters are" }
        )
    });
    if report.notes.is_empty() && boxes.is_none() {
        return;
    }
    flow.turn(false);
    let part = flow.open(Tag::Section);
    flow.heading(part, 2, "Notes", AFTER_HEADING);
    for note in report.notes.iter().chain(&boxes) {
        let text = flow.tree.open(part, Tag::P);
        let across = (flow.left(), flow.width());
        flow.paragraph(text, across, style::BODY, note);
        flow.y += 3.0;
    }
}

/// Terms at the left, meanings at the right.
pub(super) fn definitions(flow: &mut Flow, report: &Report) {
    if report.definitions.is_empty() {
        return;
    }
    flow.turn(false);
    let part = flow.open(Tag::Section);
    flow.heading(part, 2, "Definitions", AFTER_HEADING);
    let list = flow.tree.open(part, Tag::L(ListNumbering::None));
    for definition in &report.definitions {
        let item = flow.tree.open(list, Tag::LI);
        let label = flow.tree.open(item, Tag::Lbl);
        let meaning = flow.tree.open(item, Tag::LBody);
        let (left, width) = (flow.left(), flow.width());
        // The term stays beside the first lines of its meaning.
        flow.need(style::BODY.leading * 2.0);
        let (page, top) = (flow.page(), flow.y);
        flow.paragraph(label, (left, TERMS - 12.0), style::TERM, &definition.term);
        let after_term = flow.y;
        if flow.page() == page {
            flow.y = top;
        }
        flow.paragraph(meaning, (left + TERMS, width - TERMS), style::BODY, &definition.text);
        if flow.page() == page {
            flow.y = flow.y.max(after_term);
        }
        flow.y += 5.0;
    }
}
