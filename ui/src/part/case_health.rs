//! The readers' health since an asset was heard last: bars, hatched where a reader was silent.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::Timestamp;
use trackward_model::ask::EvidenceShown;

use crate::desk::desk;
use crate::state::{Bar, health};
use crate::words;

const WIDTH: f64 = 336.0;
const LEFT: f64 = 96.0;
const ROW: f64 = 22.0;
/// Letters of a name that fit before the bars.
const NAME_MAX: usize = 15;

/// The chart of what was known until an instant.
#[component]
pub fn HealthChart(evidence: EvidenceShown, until: Timestamp, name: String) -> impl IntoView {
    let desk = desk();
    let zone = desk.zone.get_untracked();
    let health = health(&evidence, until, |at| zone.offset_s(at))?;
    let x = |part: f64| LEFT + part * (WIDTH - LEFT - 2.0);
    let foot = ROW * (health.bars.len() + 1) as f64 + 2.0;
    let ticks = health
        .ticks
        .iter()
        // A label at the end would leave the picture.
        .filter(|(part, _)| *part < 0.94)
        .map(|(part, at)| {
            let at = zone.local(*at);
            let label = if health.by_day { words::day(at) } else { words::minute(at) };
            view! {
                <path class="rule" d=format!("M{:.1} 0V{foot}", x(*part))></path>
                <text class="ax" x=format!("{:.1}", x(*part)) y=foot + 14.0 text-anchor="middle">{label}</text>
            }
        })
        .collect_view();
    let bars = health
        .bars
        .iter()
        .enumerate()
        .map(|(n, bar)| {
            let y = ROW * (n + 1) as f64;
            let down = bar.down.iter().map(|(from, to)| {
                let (from, to) = (x(*from), x(*to));
                view! {
                    <rect class="f-surface" x=format!("{from:.1}") y=y + 4.0 width=format!("{:.1}", (to - from).max(2.0)) height="14"></rect>
                    <rect class="down-box" fill="url(#p-down)" x=format!("{from:.1}") y=y + 4.0 width=format!("{:.1}", (to - from).max(2.0)) height="14"></rect>
                }
            });
            view! {
                <text class="ax-2" x="0" y=y + 15.0>{short(bar.reader.as_str())}</text>
                <rect class="f-available healthy" x=x(0.0) y=y + 7.0 width=x(1.0) - x(0.0) height="8"></rect>
                {down.collect_view()}
            }
        })
        .collect_view();
    let heard = x(health.heard);
    let told = told(&name, &health.bars);
    Some(view! {
        <figure class="evid">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {}", foot + 18.0) role="img" aria-label=told>
                <defs>
                    <pattern id="p-down" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <path class="hatch" d="M0 0v6"></path>
                    </pattern>
                </defs>
                {ticks}
                <text class="ax-2" x="0" y="15">{short(&name)}</text>
                <path class="rule" d=format!("M{:.1} 11H{:.1}", x(0.0), x(1.0))></path>
                <circle class="f-text" cx=format!("{heard:.1}") cy="11" r="3.5"></circle>
                {bars}
                <path class="st-critical" d=format!("M{heard:.1} 0V{foot}")></path>
            </svg>
            <figcaption class="small quiet">
                "Dot: last sighting. Hatched: reader silent."
                {(health.more > 0).then(|| format!(" {} more readers.", health.more))}
            </figcaption>
        </figure>
    })
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME_MAX {
        return name.to_owned();
    }
    name.chars().take(NAME_MAX - 1).chain(['…']).collect()
}

fn told(name: &str, bars: &[Bar]) -> String {
    let readers: Vec<String> = bars
        .iter()
        .map(|bar| match bar.down.len() {
            0 => format!("{} healthy", bar.reader),
            n => format!("{} silent {}", bar.reader, words::counted(n, "time")),
        })
        .collect();
    format!("Since {name} was heard last: {}", readers.join(", "))
}
