//! Completion figures: both percentages side by side, and the sum that they are made of.

use leptos::prelude::*;
use trackward_model::Risk;
use trackward_model::ask::{Figures, Outcome};

use crate::state::{Drill, SUMMANDS, adds_up, figure};
use crate::words;

/// Both percentages, large, with what each is made of.
#[component]
pub fn Heads(figures: Figures) -> impl IntoView {
    let missed = (figures.intervals_missed > 0).then(|| {
        let n = words::counted(figures.intervals_missed as usize, "interval");
        view! { <dt>"Missed"</dt><dd>{n} " gone by without a completion"</dd> }
    });
    let waiting = (figures.not_yet_due > 0).then(|| {
        let n = words::counted(figures.not_yet_due as usize, "order");
        view! { <dt>"To come"</dt><dd>{n} " not late yet, in none of the figures"</dd> }
    });
    let calm = missed.is_none() && waiting.is_none();
    view! {
        <div class="due-figs">
            <div class="fig">
                <h2 class="soft">"Completed on time, raw"</h2>
                <p class="fig-n">{words::figure_percent(figures.raw_percent)}</p>
                <p class="small soft">{words::raw_made_of(&figures)}</p>
                <Bar figures=figures />
            </div>
            <div class="fig">
                <h2 class="soft">"Located-adjusted"</h2>
                <p class="fig-n">{words::figure_percent(figures.located_adjusted_percent)}</p>
                <p class="small soft">{words::adjusted_made_of(&figures)}</p>
            </div>
            <div class="fig fig-why">
                <h2 class="soft">"Besides"</h2>
                <dl class="facts">
                    {missed}
                    {waiting}
                    {calm.then(|| view! { <dt>"Missed"</dt><dd>"no interval"</dd> })}
                    <dt>"Target"</dt>
                    <dd>"100 % of equipment on its maker's schedule"</dd>
                </dl>
            </div>
        </div>
    }
    .into_any()
}

/// The parts of the whole, in the order of the sum.
#[component]
fn Bar(figures: Figures) -> impl IntoView {
    let all = f64::from(figures.scheduled.max(1));
    let class = |outcome: Outcome| match outcome {
        Outcome::OnTime => "f-available",
        Outcome::Late => "f-warning",
        Outcome::Open => "f-critical",
        _ => "f-edge",
    };
    let parts = SUMMANDS
        .iter()
        .scan(0.0, |from, outcome| {
            let wide = f64::from(figure(&figures, *outcome)) * 100.0 / all;
            let at = *from;
            *from += wide;
            Some((at, wide, class(*outcome)))
        })
        .filter(|(_, wide, _)| *wide > 0.0)
        .map(|(at, wide, class)| view! { <rect class=class x=at width=wide height="12"></rect> })
        .collect::<Vec<_>>();
    view! {
        <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="f-sunken" width="100" height="12"></rect>
            {parts}
        </svg>
    }
}

/// The sum of each class, each count a way to its rows.
#[component]
pub fn Sums(all: Figures, classes: Vec<(Risk, Figures)>, drill: RwSignal<Drill>) -> impl IntoView {
    let heads = SUMMANDS.map(|what| {
        view! {
            <th class="num" scope="col" title=words::outcome_meaning(what)>
                {words::outcome(what)} " " <span class="letter">{words::outcome_letter(what)}</span>
            </th>
        }
    });
    let wrong = !adds_up(&all) || classes.iter().any(|(_, figures)| !adds_up(figures));
    let rows = classes
        .into_iter()
        .map(|(risk, figures)| line(Some(risk), figures, drill))
        .collect::<Vec<_>>();
    view! {
        <table class="table sums" aria-label=words::sum(&all)>
            <thead>
                <tr>
                    <th scope="col">"Class"</th>
                    <th class="num" scope="col">"Raw"</th>
                    <th class="num" scope="col">"Adjusted"</th>
                    <th class="num" scope="col">"Scheduled " <span class="letter">"S"</span></th>
                    {heads.collect_view()}
                    <th class="num" scope="col">"Missed"</th>
                </tr>
            </thead>
            <tbody>
                {rows}
                {line(None, all, drill)}
            </tbody>
        </table>
        {wrong.then(|| view! {
            <p class="notice notice-critical" role="alert">"These counts do not add up: tell whoever runs Trackward."</p>
        })}
    }
    .into_any()
}

fn line(risk: Option<Risk>, figures: Figures, drill: RwSignal<Drill>) -> impl IntoView {
    let name = risk.map_or("All", words::risk_class);
    let count = move |outcome: Option<Outcome>, n: u32| {
        let what = Drill { risk, outcome };
        let sign = match outcome {
            None => "",
            Some(Outcome::OnTime) => "= ",
            Some(_) => "+ ",
        };
        view! {
            <td class="num">
                <span class="quiet" aria-hidden="true">{sign}</span>
                <button
                    class="count-button"
                    class:none=n == 0
                    aria-pressed=move || (drill.get() == what).to_string()
                    on:click=move |_| drill.set(what)
                >
                    {words::grouped(n.into())}
                </button>
            </td>
        }
    };
    view! {
        <tr class:sum-all=risk.is_none()>
            <th scope="row">{name}</th>
            <td class="num"><b>{words::figure_percent(figures.raw_percent)}</b></td>
            <td class="num"><b>{words::figure_percent(figures.located_adjusted_percent)}</b></td>
            {count(None, figures.scheduled)}
            {SUMMANDS.map(|what| count(Some(what), figure(&figures, what))).collect_view()}
            <td class="num soft">{words::grouped(figures.intervals_missed.into())}</td>
        </tr>
    }
}

/// What each figure means.
#[component]
pub fn Definitions() -> impl IntoView {
    let outcomes = SUMMANDS.into_iter().chain([Outcome::NotYetDue]).map(|what| {
        let letter = words::outcome_letter(what);
        let letter =
            (!letter.is_empty()).then(|| view! { <span class="letter">{letter}</span> " " });
        view! {
            <dt>{letter}{words::outcome(what)}</dt>
            <dd>{words::outcome_meaning(what)}</dd>
        }
    });
    view! {
        <section class="definitions">
            <h2>"What is counted"</h2>
            <dl class="facts">
                <dt>"Raw"</dt>
                <dd>"C / (S − R): on time, of all that were scheduled and still in service."</dd>
                <dt>"Located-adjusted"</dt>
                <dd>
                    "C / (S − R − U − B): the same without those that could not be had, of U and B only where an \
                     attempt was documented on time."
                </dd>
                <dt><span class="letter">"S"</span> " Scheduled"</dt>
                <dd>"Orders with a due date in the period that has passed, with its grace. S = C + L + U + B + V + R + O."</dd>
                {outcomes.collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
