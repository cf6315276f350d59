//! Horizontal bars: how large each of some things is.

use trackward_model::figure::grouped;

use super::Bars;
use super::scale::{Scale, count, with_unit};
use super::scene::{Anchor, Look, Scene, TextStyle};
use super::stacked::{grid, label_room, mark_reference};
use super::width::{fitted, width_of};
use crate::show::NOT_AVAILABLE;

const ROW: f64 = 26.0;
const BAR: f64 = 14.0;
const TOP: f64 = 20.0;

pub(super) fn lay_out(bars: &Bars, unit: &str, mut scene: Scene) -> Scene {
    let reference = bars.reference.as_ref().map_or(0.0, |reference| reference.value);
    let most = bars.bars.iter().filter_map(|(_, value)| *value).fold(reference, f64::max);
    let scale = Scale::to(most, 5);
    let figure = |value: f64| with_unit(&grouped(value, bars.decimals), unit);
    let widest = bars
        .bars
        .iter()
        .filter_map(|(_, value)| value.map(|value| width_of(&figure(value), TextStyle::Strong)))
        .fold(0.0, f64::max);
    let left = label_room(bars.bars.iter().map(|(label, _)| &**label), scene.width);
    let plot = scene.width - left - widest - 8.0;
    let bottom = TOP + ROW * count(bars.bars.len());
    grid(&mut scene, &scale, unit, [left, plot, bottom]);
    for (index, (label, value)) in bars.bars.iter().enumerate() {
        let y = TOP + ROW * count(index) + (ROW - BAR) / 2.0;
        let base = y + BAR - 3.0;
        let label = fitted(label, TextStyle::Strong, left - 16.0);
        scene.text((0.0, base), Anchor::Start, TextStyle::Strong, &label);
        let wide = value.map_or(0.0, |value| plot * scale.share(value));
        scene.area([left, y, wide, BAR], Look::Plain);
        let (style, text) = match value {
            Some(value) => (TextStyle::Strong, figure(*value)),
            None => (TextStyle::Axis, NOT_AVAILABLE.to_owned()),
        };
        scene.text((left + wide + 6.0, base), Anchor::Start, style, &text);
    }
    if let Some(reference) = &bars.reference {
        let x = left + plot * scale.share(reference.value);
        mark_reference(&mut scene, x, [12.0, bottom], &reference.label, left + plot);
    }
    scene.height = bottom + 20.0;
    scene
}
