//! Lines: how values went over time.

use super::Lines;
use super::legend::{self, Sample};
use super::scale::{Scale, count};
use super::scene::{Anchor, Pen, Scene, TextStyle};
use super::width::width_of;

const TOP: f64 = 16.0;
const PLOT: f64 = 160.0;
/// As many lines as can be told apart.
const SERIES_MAX: usize = 4;

pub(super) fn lay_out(lines: &Lines, unit: &str, mut scene: Scene) -> Scene {
    let reference = lines.reference.as_ref().map_or(0.0, |reference| reference.value);
    let values = lines.series.iter().flat_map(|(_, values)| values.iter().flatten());
    let scale = Scale::to(values.copied().fold(reference, f64::max), 4);
    let ticks: Vec<_> = scale.ticks.iter().map(|tick| (*tick, scale.label(*tick, unit))).collect();
    let labels = ticks.iter().map(|(_, label)| width_of(label, TextStyle::Axis));
    let left = labels.fold(0.0, f64::max) + 8.0;
    let right = scene.width - 8.0;
    let bottom = TOP + PLOT;
    let height = |value: f64| bottom - PLOT * scale.share(value);
    for (tick, label) in &ticks {
        let y = height(*tick);
        let pen = if *tick == 0.0 { Pen::Axis } else { Pen::Rule };
        scene.line(vec![(left, y), (right, y)], pen);
        scene.text((left - 8.0, y + 4.0), Anchor::End, TextStyle::Axis, label);
    }
    let across = |step: usize| {
        let gaps = lines.steps.len().saturating_sub(1);
        // A single step stands in the middle.
        let share = if gaps == 0 { 0.5 } else { count(step) / count(gaps) };
        left + 8.0 + (right - left - 16.0) * share
    };
    name_steps(&mut scene, lines, across, bottom);
    if let Some(reference) = &lines.reference {
        let y = height(reference.value);
        scene.line(vec![(left, y), (right, y)], Pen::Reference);
    }
    for (pen, (_, values)) in (0_u8..).zip(lines.series.iter().take(SERIES_MAX)) {
        for run in runs(values) {
            let mut points: Vec<_> =
                run.iter().map(|(step, value)| (across(*step), height(*value))).collect();
            if let [(x, y)] = points[..] {
                // One value between two gaps is still seen.
                points = vec![(x - 2.0, y), (x + 2.0, y)];
            }
            scene.line(points, Pen::Series(pen));
        }
    }
    scene.height = bottom + 24.0;
    // Beside the lines there is no room for names that nothing crosses.
    let names = (0_u8..).zip(lines.series.iter().take(SERIES_MAX));
    let names = names.map(|(pen, (name, _))| (Pen::Series(pen), name));
    let reference = lines.reference.iter().map(|reference| (Pen::Reference, &reference.label));
    let entries: Vec<_> =
        names.chain(reference).map(|(pen, name)| (Sample::Line(pen), name.clone())).collect();
    if entries.len() > 1 {
        scene.height = legend::draw(&mut scene, left, bottom + 28.0, entries);
    }
    scene
}

/// Names as many steps as have room, at even distances.
fn name_steps(scene: &mut Scene, lines: &Lines, across: impl Fn(usize) -> f64, bottom: f64) {
    let widest = lines.steps.iter().map(|step| width_of(step, TextStyle::Axis)).fold(0.0, f64::max);
    let apart = |every: usize| across(every.min(lines.steps.len())) - across(0);
    let mut every = 1;
    while every < lines.steps.len() && apart(every) < widest + 12.0 {
        every += 1;
    }
    for (index, step) in lines.steps.iter().enumerate().step_by(every) {
        let x = across(index);
        // The outermost names stay within the chart.
        let half = width_of(step, TextStyle::Axis) / 2.0;
        let x = x.min(scene.width - half).max(half);
        scene.text((x, bottom + 16.0), Anchor::Middle, TextStyle::Axis, step);
    }
}

/// The values between the gaps, each with its step.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut open = false;
    for (step, value) in values.iter().enumerate() {
        let value = value.filter(|value| value.is_finite());
        if let Some(value) = value {
            if !open {
                runs.push(Vec::new());
            }
            runs.last_mut().expect("one is open").push((step, value));
        }
        open = value.is_some();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_missing_value_is_a_gap() {
        let values = [Some(1.0), Some(2.0), None, Some(3.0), Some(f64::NAN)];
        assert_eq!(runs(&values), [vec![(0, 1.0), (1, 2.0)], vec![(3, 3.0)]]);
        assert!(runs(&[None]).is_empty());
    }
}
