//! A chart on the page.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Tag};

use super::flow::Flow;
use super::sheet::Shape;
use super::tree::PartId;
use crate::chart::{Chart, Mark, Scene};

/// Points to a pixel: text of 11 pixels is 7.7 points high.
const SCALE: f32 = 0.7;
/// What stands above it: its title.
const TITLE: f32 = 18.0;

/// Puts a chart with its title, both on one page.
pub(super) fn put(flow: &mut Flow, part: PartId, chart: &Chart) {
    let scene = chart.scene(f64::from(flow.width() / SCALE));
    let scale = scale_of(flow, &scene);
    let (width, height) = (scene.width as f32 * scale, scene.height as f32 * scale);
    flow.heading(part, 3, &chart.title, height);
    flow.need(height);
    let (x, y) = (flow.left(), flow.y);
    let page_idx = flow.page();
    let bounds = Rect::from_xywh(x, y, width, height).map(|rect| BBox { page_idx, rect });
    let tag = Tag::Figure(Some(chart.alt.clone())).with_bbox(bounds);
    let figure = flow.tree.open(part, tag);
    flow.put(Some(figure), Shape::Picture { x, y, scale, scene });
    flow.y += height + 4.0;
}

/// How much room a chart takes with its title.
pub(super) fn height(flow: &Flow, chart: &Chart) -> f32 {
    let scene = chart.scene(f64::from(flow.width() / SCALE));
    scene.height as f32 * scale_of(flow, &scene) + TITLE
}

/// The texts in a drawing.
pub(super) fn texts(scene: &Scene) -> impl Iterator<Item = &str> {
    scene.marks.iter().filter_map(|mark| match mark {
        Mark::Text { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

/// Smaller only where it would be higher than a page.
fn scale_of(flow: &Flow, scene: &Scene) -> f32 {
    let room = flow.height() - 2.0 * TITLE;
    SCALE.min(room / scene.height as f32)
}
