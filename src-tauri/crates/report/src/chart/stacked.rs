//! Horizontal bars made of parts: the hours of each unit by use state.

use super::legend::{self, Sample};
use super::scale::{Scale, count};
use super::scene::{Anchor, Look, Pen, Scene, TextStyle};
use super::width::{fitted, width_of};
use super::{Stacked, StackedBar};

const ROW: f64 = 26.0;
const BAR: f64 = 14.0;
/// Room above the plot for headings and the name of the reference.
const TOP: f64 = 20.0;
/// Room between two parts of a bar, so that neighbours do not run together.
const GAP: f64 = 1.0;
const BETWEEN: f64 = 16.0;

pub(super) fn lay_out(stacked: &Stacked, unit: &str, mut scene: Scene) -> Scene {
    let unit = if stacked.share { "%" } else { unit };
    let total = |bar: &StackedBar| bar.values.iter().copied().filter(|v| *v > 0.0).sum::<f64>();
    let scale = if stacked.share {
        Scale::to(100.0, 4)
    } else {
        let reference = stacked.reference.as_ref().map_or(0.0, |reference| reference.value);
        Scale::to(stacked.bars.iter().map(total).fold(reference, f64::max), 5)
    };
    let labels = stacked.bars.iter().map(|bar| &*bar.label);
    let left = label_room(labels, scene.width);
    let columns = figure_columns(stacked, scene.width);
    let end_label = scale.label(scale.end(), unit);
    let last = columns.first().map_or(scene.width, |(begin, _)| *begin);
    let right = last - (width_of(&end_label, TextStyle::Axis) / 2.0).max(BETWEEN);
    let plot = right - left;
    let bottom = TOP + ROW * count(stacked.bars.len());
    grid(&mut scene, &scale, unit, [left, plot, bottom]);
    for ((_, end), heading) in columns.iter().zip(&stacked.figures) {
        scene.text((*end, 8.0), Anchor::End, TextStyle::Axis, heading);
    }
    for (index, bar) in stacked.bars.iter().enumerate() {
        let y = TOP + ROW * count(index) + (ROW - BAR) / 2.0;
        let whole = if stacked.share { total(bar) / 100.0 } else { 1.0 };
        let base = y + BAR - 3.0;
        let label = fitted(&bar.label, TextStyle::Strong, left - BETWEEN);
        scene.text((0.0, base), Anchor::Start, TextStyle::Strong, &label);
        let mut x = left;
        for (value, (_, look)) in bar.values.iter().zip(&stacked.parts) {
            // Nothing at all has no shares.
            let wide = if whole > 0.0 { plot * scale.share(value / whole) } else { 0.0 };
            scene.area([x, y, wide - GAP, BAR], *look);
            x += wide;
        }
        for (at, ((_, end), figure)) in columns.iter().zip(&bar.figures).enumerate() {
            let style = if at == 0 { TextStyle::Strong } else { TextStyle::Label };
            scene.text((*end, base), Anchor::End, style, figure);
        }
    }
    if let Some(reference) = &stacked.reference {
        let x = left + plot * scale.share(reference.value);
        mark_reference(&mut scene, x, [12.0, bottom], &reference.label, right);
    }
    let entries = stacked.parts.iter().map(|(name, look)| {
        let sample =
            if *look == Look::Unknown { Sample::Line(Pen::Unknown) } else { Sample::Area(*look) };
        (sample, name.clone())
    });
    scene.height = legend::draw(&mut scene, 0.0, bottom + 28.0, entries);
    scene
}

/// Room for the names of rows: as much as they need, a third of the chart at most.
pub(super) fn label_room<'a>(labels: impl Iterator<Item = &'a str>, width: f64) -> f64 {
    let widest = labels.map(|label| width_of(label, TextStyle::Strong)).fold(0.0, f64::max);
    (widest + BETWEEN).min(width / 3.0)
}

/// Vertical lines at round values, with what they are below; `[left, plot, bottom]`.
pub(super) fn grid(scene: &mut Scene, scale: &Scale, unit: &str, [left, plot, bottom]: [f64; 3]) {
    for tick in &scale.ticks {
        let x = left + plot * scale.share(*tick);
        let pen = if *tick == 0.0 { Pen::Axis } else { Pen::Rule };
        scene.line(vec![(x, TOP - 6.0), (x, bottom)], pen);
        let label = scale.label(*tick, unit);
        scene.text((x, bottom + 14.0), Anchor::Middle, TextStyle::Axis, &label);
    }
}

/// A line to compare with, from `top` to `bottom`, its name above the plot on the side with room.
pub(super) fn mark_reference(
    scene: &mut Scene,
    x: f64,
    [top, bottom]: [f64; 2],
    label: &str,
    right: f64,
) {
    scene.line(vec![(x, top), (x, bottom)], Pen::Reference);
    let wide = width_of(label, TextStyle::Label);
    let (at, anchor, room) = if x + 4.0 + wide <= right || x < right / 2.0 {
        (x + 4.0, Anchor::Start, right - x - 4.0)
    } else {
        (x - 4.0, Anchor::End, x - 4.0)
    };
    scene.text((at, 9.0), anchor, TextStyle::Label, &fitted(label, TextStyle::Label, room));
}

/// Where the columns of figures begin and end.
fn figure_columns(stacked: &Stacked, width: f64) -> Vec<(f64, f64)> {
    let mut end = width;
    let mut columns = Vec::new();
    for (index, heading) in stacked.figures.iter().enumerate().rev() {
        let figures = stacked.bars.iter().filter_map(|bar| bar.figures.get(index));
        let widest = figures
            .map(|figure| width_of(figure, TextStyle::Strong))
            .fold(width_of(heading, TextStyle::Axis), f64::max);
        columns.push((end - widest, end));
        end -= widest + BETWEEN;
    }
    columns.reverse();
    columns
}
