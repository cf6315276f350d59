//! The sheet of a round: the stops as a numbered list with the plan of each floor; it is what is
//! printed.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::Round;

use super::round_plan::RoundPlan;
use crate::desk::{Desk, desk};
use crate::state::{Leg, Stop, legs};
use crate::words;

/// For one, two and more plans in a row, how much larger pins and letters are for it.
const PLANS_ABREAST: [f64; 3] = [1.0, 1.4, 1.9];

/// The sheet.
#[component]
pub fn RoundSheet(round: Round) -> impl IntoView {
    let desk = desk();
    let parts = legs(&round);
    let (zone, now) = (desk.zone.get_untracked(), desk.now.get_untracked());
    let made = format!(
        "{}, as of {}",
        desk.hospital.with_untracked(|hospital| hospital.view.name.clone()),
        words::day_and_minute(zone.local(now)),
    );
    let sum = format!(
        "{}, {}",
        words::counted(round.stops.len(), "device"),
        words::walked(round.length_m)
    );
    let nowhere: Vec<String> = round.nowhere.iter().map(ToString::to_string).collect();
    let several = parts.len() > 1;
    let plans = parts.clone();
    let legs = parts
        .into_iter()
        .map(|leg| view! { <LegPart leg=leg several=several /> })
        .collect::<Vec<_>>();
    view! {
        <article class="round-sheet">
            <header class="print-only">
                <h1>"Maintenance round"</h1>
                <p>{made} ". " {sum} "."</p>
            </header>
            {legs}
            <Plans legs=plans />
            {(!nowhere.is_empty()).then(|| view! {
                <p class="notice notice-warning">
                    <span>"No place is known of " <b>{nowhere.join(", ")}</b> ": look for them first."</span>
                </p>
            })}
        </article>
    }
    .into_any()
}

/// The plans as they are printed: all at the end and as small as there are many, so that a usual
/// round is one page.
#[component]
fn Plans(legs: Vec<Leg>) -> impl IntoView {
    let abreast = legs.len().clamp(1, PLANS_ABREAST.len());
    let larger = PLANS_ABREAST[abreast - 1];
    let plan = |leg: Leg| {
        let stops = match leg.stops.as_slice() {
            [first, .., last] => format!(", {} to {}", first.number, last.number),
            [one] => format!(", {}", one.number),
            [] => String::new(),
        };
        let caption = floor_name(&leg) + &stops;
        view! {
            <figure>
                <figcaption>{caption}</figcaption>
                <RoundPlan leg=leg larger=larger />
            </figure>
        }
    };
    view! {
        <div class=format!("round-plans print-only plans-{abreast}")>
            {legs.into_iter().map(plan).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

fn floor_name(leg: &Leg) -> String {
    let name = desk().hospital.with_untracked(|hospital| {
        hospital.floor_at(&leg.floor).map(|floor| hospital.floor_name(floor))
    });
    name.unwrap_or_else(|| leg.floor.to_string())
}

#[component]
fn LegPart(leg: Leg, several: bool) -> impl IntoView {
    let desk = desk();
    let name = floor_name(&leg);
    let length = (several && leg.length_m() >= 0.5).then(|| words::walked(leg.length_m()));
    let lines = leg.stops.iter().map(|stop| line(desk, stop)).collect_view();
    view! {
        <section class="round-leg">
            <div class="round-stops">
                <h2>{name} <span class="soft">{length}</span></h2>
                <table class="table round-table">
                    <thead>
                        <tr>
                            <th class="num" scope="col">"Stop"</th>
                            <th scope="col">"Place"</th>
                            <th scope="col">"Asset"</th>
                            <th scope="col">"Model"</th>
                            <th scope="col">"Serial"</th>
                            <th scope="col">"Due"</th>
                            <th class="num" scope="col">"Walk"</th>
                            <th class="print-only" scope="col">"Done"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <RoundPlan leg=leg />
        </section>
    }
}

fn line(desk: Desk, stop: &Stop) -> impl IntoView + use<> {
    let asset = stop.stop.asset_id.clone();
    let place = stop.stop.place.as_ref();
    let place = place.map_or_else(
        || "In no room".to_owned(),
        |place| desk.hospital.with_untracked(|hospital| hospital.place_name(place)),
    );
    let (model, serial) = desk
        .rows
        .with_value(|rows| {
            let info = &rows.get(rows.position(&asset)?)?.info;
            let model = format!("{} {}", info.manufacturer, info.model);
            Some((model.trim().to_owned(), info.serial.clone()))
        })
        .unwrap_or_default();
    let due = untrack(|| {
        desk.upkeep.work.with(|work| {
            let rows = work.list.rows.iter().filter(|row| row.asset_id == asset);
            let due =
                rows.map(|row| format!("{} {}", row.plan, words::lateness(row, work.list.on)));
            due.collect::<Vec<_>>().join("; ")
        })
    });
    let leg = (stop.stop.leg_m >= 0.5).then(|| words::walked(stop.stop.leg_m));
    let id = asset.to_string();
    view! {
        <tr data-asset=id.clone() on:click=move |_| desk.choose(&asset)>
            <td class="num"><b>{stop.number}</b></td>
            <td>{place}</td>
            <td><b>{id.clone()}</b></td>
            <td class="soft">{model}</td>
            <td class="mono">{serial}</td>
            <td class="soft">{due}</td>
            <td class="num soft">{leg}</td>
            <td class="print-only"><i class="done-box"></i></td>
        </tr>
    }
}
