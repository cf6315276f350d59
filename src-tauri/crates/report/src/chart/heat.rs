//! A heat strip: how a value goes with the weekday and the hour.

use trackward_model::figure::{grouped, tidy};

use super::Heat;
use super::legend::{self, Sample};
use super::scale::{count, next_of, with_unit};
use super::scene::{Anchor, Look, Scene, TextStyle};
use super::width::width_of;

const ROW: f64 = 22.0;
const GAP: f64 = 2.0;
/// How many shades there are.
const SHADES: u8 = 7;
/// How far apart shades may begin, times a power of ten. Close enough to use most of the shades.
const STEPS: [f64; 9] = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];
/// The sample of a shade in the scale at the right.
const SAMPLE: f64 = 14.0;

pub(super) fn lay_out(heat: &Heat, unit: &str, mut scene: Scene) -> Scene {
    let shades = Shades::of(heat);
    let left = heat.rows.iter().map(|row| width_of(row, TextStyle::Label)).fold(0.0, f64::max);
    let left = left + 12.0;
    let names = (0..SHADES).map(|shade| shades.name(shade, unit));
    let scale_room = names.map(|name| width_of(&name, TextStyle::Axis)).fold(0.0, f64::max)
        + SAMPLE
        + 6.0
        + 20.0;
    let step = (scene.width - left - scale_room) / count(heat.columns.len().max(1));
    for (row, (name, cells)) in heat.rows.iter().zip(&heat.values).enumerate() {
        let y = ROW * count(row);
        scene.text((0.0, y + 14.0), Anchor::Start, TextStyle::Label, name);
        for (column, value) in cells.iter().take(heat.columns.len()).enumerate() {
            let look = value.map_or(Look::NotShown, |value| Look::Heat(shades.shade(value)));
            scene.area([left + step * count(column), y, step - GAP, ROW - GAP], look);
        }
    }
    let bottom = ROW * count(heat.rows.len());
    name_columns(&mut scene, heat, [left, step, bottom]);
    for shade in 0..SHADES {
        // The darkest on top.
        let y = ROW * f64::from(SHADES - 1 - shade);
        let x = scene.width - scale_room + 20.0;
        scene.area([x, y, SAMPLE, ROW - GAP], Look::Heat(shade));
        let at = (x + SAMPLE + 6.0, y + 14.0);
        scene.text(at, Anchor::Start, TextStyle::Axis, &shades.name(shade, unit));
    }
    scene.height = bottom.max(ROW * f64::from(SHADES)) + 20.0;
    if heat.values.iter().flatten().any(Option::is_none) {
        let entry = [(Sample::Area(Look::NotShown), heat.missing.clone())];
        let top = scene.height + 4.0;
        scene.height = legend::draw(&mut scene, left, top, entry);
    }
    scene
}

/// Names as many columns as have room, every third or sixth hour rather than every fifth.
fn name_columns(scene: &mut Scene, heat: &Heat, [left, step, bottom]: [f64; 3]) {
    let widest = heat.columns.iter().map(|name| width_of(name, TextStyle::Axis));
    let wide = widest.fold(0.0, f64::max) + 8.0;
    let every = [1, 2, 3, 6, 12].into_iter().find(|every| step * count(*every) >= wide);
    for (index, name) in heat.columns.iter().enumerate().step_by(every.unwrap_or(24)) {
        let at = (left + step * count(index), bottom + 14.0);
        scene.text(at, Anchor::Start, TextStyle::Axis, name);
    }
}

/// Shades between round values.
#[derive(Debug, PartialEq)]
struct Shades {
    /// Where the second shade begins, less one step.
    from: f64,
    step: f64,
}

impl Shades {
    fn of(heat: &Heat) -> Self {
        let values = || heat.values.iter().flatten().flatten().copied().filter(|v| v.is_finite());
        let (least, most) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        if least > most {
            return Self { from: 0.0, step: 1.0 };
        }
        let step = next_of(&STEPS, ((most - least) / f64::from(SHADES)).max(1e-3));
        Self { from: tidy((least / step).floor() * step), step }
    }

    fn shade(&self, value: f64) -> u8 {
        // Between two bounds that are equal but for noise, the upper one holds.
        (1..SHADES).rev().find(|shade| value + 1e-9 >= self.begin(*shade)).unwrap_or(0)
    }

    fn begin(&self, shade: u8) -> f64 {
        tidy(self.from + self.step * f64::from(shade))
    }

    fn name(&self, shade: u8, unit: &str) -> String {
        let decimals = if self.step.fract() == 0.0 { 0 } else { 1 };
        match shade {
            0 => format!("< {}", with_unit(&grouped(self.begin(1), decimals), unit)),
            last if last == SHADES - 1 => {
                format!("≥ {}", with_unit(&grouped(self.begin(last), decimals), unit))
            }
            between => with_unit(&grouped(self.begin(between), decimals), unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Heat, Shades};

    fn shades(values: &[Option<f64>]) -> Shades {
        Shades::of(&Heat { values: vec![values.to_vec()], ..Heat::default() })
    }

    #[test]
    fn shades_begin_at_round_values() {
        let shades = shades(&[Some(24.0), Some(66.0), None]);
        assert_eq!(shades, Shades { from: 24.0, step: 6.0 });
        assert_eq!(
            [19.0, 24.0, 30.0, 39.9, 66.0, 99.0].map(|value| shades.shade(value)),
            [0, 0, 1, 2, 6, 6]
        );
        assert_eq!(shades.name(0, "%"), "< 30\u{a0}%");
        assert_eq!(shades.name(6, "%"), "≥ 60\u{a0}%");
    }

    #[test]
    fn no_value_and_one_value_have_shades_too() {
        assert_eq!(shades(&[None]).shade(0.5), 0);
        let one = shades(&[Some(42.0)]);
        assert_eq!(one.shade(42.0), 0);
    }
}
