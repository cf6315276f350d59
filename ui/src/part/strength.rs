//! How strongly each antenna heard an asset: the reads as dots, their mean as a tick, and the
//! margin between the two strongest places.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{EvidenceView, WhyView};

use crate::state::Hospital;

const WIDTH: f64 = 344.0;
const LEFT: f64 = 116.0;
const RIGHT: f64 = 340.0;
const ROW: f64 = 30.0;
const FIRST: f64 = 20.0;
/// Antennas that are shown; the weakest say least.
const SHOWN_MAX: usize = 4;

/// The strengths of the last reads by antenna.
#[component]
pub fn Strength(why: WhyView, hospital: std::sync::Arc<Hospital>) -> impl IntoView {
    // One scale for one means: the finest is the one that decided.
    let means = why.antennas.first().map(|antenna| antenna.means);
    let same = why.antennas.iter().filter(|antenna| Some(antenna.means) == means);
    let antennas: Vec<EvidenceView> = same.take(SHOWN_MAX).cloned().collect();
    let (least, most) = range(&antennas);
    let x = move |dbm: f32| LEFT + (f64::from(dbm) - least) / (most - least) * (RIGHT - LEFT);
    let foot = FIRST + ROW * antennas.len() as f64 - 12.0;
    let grid = ticks(least, most)
        .map(|dbm| {
            let at = format!("{:.1}", x(dbm as f32));
            view! {
                <path class="rule" d=format!("M{at} 4V{foot}")></path>
                <text class="ax" x=at y=foot + 16.0 text-anchor="middle">
                    {format!("−{}", dbm.abs())}
                </text>
            }
        })
        .collect_view();
    let name = |antenna: &EvidenceView| {
        antenna.place.as_ref().map_or_else(
            || format!("{}, antenna {}", antenna.reader, antenna.antenna),
            |place| hospital.place_name(place),
        )
    };
    let label = antennas
        .iter()
        .map(|antenna| format!("{} mean {:.1} dBm", name(antenna), antenna.mean_dbm))
        .collect::<Vec<_>>()
        .join(", ");
    let lines = antennas
        .iter()
        .enumerate()
        .map(|(n, antenna)| line(n, &name(antenna), antenna, &x))
        .collect_view();
    let bracket = bracket(&antennas, &why, &x);
    let height = foot + 24.0;
    view! {
        <svg
            class="chart"
            viewBox=format!("0 0 {WIDTH} {height}")
            role="img"
            aria-label=format!("Strength of the last reads by antenna: {label}")
        >
            {grid}
            <text class="ax" x="0" y=foot + 16.0>"dBm, last 20 reads"</text>
            {lines}
            {bracket}
        </svg>
    }
}

fn line(
    n: usize,
    name: &str,
    antenna: &EvidenceView,
    x: &dyn Fn(f32) -> f64,
) -> impl IntoView + use<> {
    let y = FIRST + ROW * n as f64;
    let (ink, words) = if n == 0 { ("f-accent", "ax-b") } else { ("f-edge", "ax-2") };
    let dots = antenna
        .reads_dbm
        .iter()
        .map(|dbm| view! { <circle class=ink cx=format!("{:.1}", x(*dbm)) cy=y r="2.5" opacity=".55"></circle> })
        .collect_view();
    let mean = format!("{:.1}", x(antenna.mean_dbm) - 1.0);
    let shown: String = if name.chars().count() > 18 {
        name.chars().take(17).chain(['…']).collect()
    } else {
        name.to_owned()
    };
    view! {
        <text class=words x="0" y=y + 4.0>
            {shown}
        </text>
        {dots}
        <rect class="f-text" x=mean y=y - 9.0 width="2" height="18"></rect>
    }
}

/// The margin at the decision, drawn between the two strongest means where they still show it.
fn bracket(
    antennas: &[EvidenceView],
    why: &WhyView,
    x: &dyn Fn(f32) -> f64,
) -> Option<impl IntoView + use<>> {
    let [first, second, ..] = antennas else { return None };
    let margin = first.mean_dbm - second.mean_dbm;
    let (from, to) = (x(second.mean_dbm), x(first.mean_dbm));
    let y = FIRST + ROW / 2.0;
    let needed = why.needed_db.filter(|needed| *needed > 0.0).map(|needed| {
        let at = x(second.mean_dbm + needed);
        view! { <path class="rule-e" d=format!("M{at:.1} {:.1}v6", y - 3.0)></path> }
    });
    let wide = to - from > 48.0;
    let (at, anchor) = if wide { ((from + to) / 2.0, "middle") } else { (to + 6.0, "start") };
    let words_y = if wide { y - 4.0 } else { y + 4.0 };
    Some(view! {
        <path
            class="st-accent bracket"
            d=format!("M{from:.1} {y}H{to:.1}M{from:.1} {:.1}v8M{to:.1} {:.1}v8", y - 4.0, y - 4.0)
        ></path>
        {needed}
        <text class="ax-b" x=format!("{at:.1}") y=words_y text-anchor=anchor>
            {format!("{margin:.1} dB")}
        </text>
    })
}

/// The range of the axis: whole tens around all reads, at least 40 dB.
fn range(antennas: &[EvidenceView]) -> (f64, f64) {
    let reads =
        || antennas.iter().flat_map(|antenna| antenna.reads_dbm.iter().chain([&antenna.mean_dbm]));
    let least = reads().copied().fold(f32::INFINITY, f32::min);
    let most = reads().copied().fold(f32::NEG_INFINITY, f32::max);
    if !least.is_finite() || !most.is_finite() {
        return (-80.0, -40.0);
    }
    let most = (f64::from(most) / 10.0).ceil() * 10.0;
    let least = (f64::from(least) / 10.0).floor() * 10.0;
    (least.min(most - 40.0), most)
}

fn ticks(least: f64, most: f64) -> impl Iterator<Item = i32> {
    let step = if most - least > 60.0 { 20 } else { 10 };
    (least as i32..=most as i32).filter(move |dbm| dbm % step == 0)
}
