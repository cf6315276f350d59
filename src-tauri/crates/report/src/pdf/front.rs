//! The head of the document: whose it is, what was asked, and the figures that are the point.

use krilla::tagging::Tag;

use super::flow::Flow;
use super::sheet::Shape;
use super::style::{self, EDGE, LINE};
use super::tree::Tree;
use super::wrap::{cut, wrap};
use crate::document::{Figure, Report};
use crate::show::shown;

/// Where the texts beside the labels begin.
const LABELS: f32 = 92.0;
/// Figures side by side.
const ABREAST: usize = 4;
const PADDING: f32 = 10.0;
const NOTE_LINES: usize = 3;

pub(super) fn title_block(flow: &mut Flow, report: &Report) {
    let part = flow.open(Tag::P);
    let (left, width) = (flow.left(), flow.width());
    flow.paragraph(part, (left, width), style::LABEL, &report.hospital);
    flow.y += 2.0;
    flow.heading(Tree::ROOT, 1, &report.title, 0.0);
    for (label, text) in report.about().into_iter().skip(1) {
        let part = flow.open(Tag::P);
        flow.need(style::BODY.leading);
        let face = flow.faces.get(style::LABEL.weight);
        let label = cut(face, label, style::LABEL.size, LABELS - 8.0);
        let at = (left, flow.y);
        // The space parts it from the text for those who listen.
        flow.text(Some(part), at, style::LABEL, format!("{label} "));
        flow.paragraph(part, (left + LABELS, width - LABELS), style::BODY, &text);
    }
    if !report.summary.is_empty() {
        flow.space(12.0);
        for row in report.summary.chunks(ABREAST) {
            figures(flow, row);
        }
    }
}

/// Figures side by side between two lines.
fn figures(flow: &mut Flow, row: &[Figure]) {
    let (left, right) = (flow.left(), flow.right());
    let step = flow.width() / ABREAST as f32;
    let room = step - 2.0 * PADDING;
    let note_face = flow.faces.get(style::NOTE.weight);
    let notes: Vec<_> = row
        .iter()
        .map(|figure| wrap(note_face, &figure.note, style::NOTE.size, room, NOTE_LINES))
        .collect();
    let lines = notes.iter().map(Vec::len).max().unwrap_or_default();
    let height = 2.0 * PADDING
        + style::LABEL.leading
        + style::FIGURE.leading
        + style::NOTE.leading * lines as f32;
    flow.need(height);
    flow.rule((left, right), 0.8, EDGE);
    let top = flow.y;
    for (index, (figure, notes)) in row.iter().zip(notes).enumerate() {
        let edge = left + step * index as f32;
        // The first stands at the margin, as everything does.
        let x = if index == 0 { left } else { edge + PADDING };
        let mut y = top + PADDING;
        let part = flow.open(Tag::P);
        let label_face = flow.faces.get(style::LABEL.weight);
        let label = cut(label_face, &figure.label, style::LABEL.size, room);
        flow.text(Some(part), (x, y), style::LABEL, format!("{label} "));
        y += style::LABEL.leading;
        let value = shown(&figure.value, figure.kind);
        let face = flow.faces.get(style::FIGURE.weight);
        let value = cut(face, &value, style::FIGURE.size, room);
        flow.text(Some(part), (x, y), style::FIGURE, format!("{value} "));
        y += style::FIGURE.leading;
        for note in notes {
            flow.text(Some(part), (x, y), style::NOTE, note);
            y += style::NOTE.leading;
        }
        if index > 0 {
            let (from, to) = ((edge, top + PADDING), (edge, top + height - PADDING));
            flow.put(None, Shape::Rule { from, to, width: 0.6, color: LINE });
        }
    }
    flow.y = top + height;
    flow.rule((left, right), 0.6, LINE);
}
