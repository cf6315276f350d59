//! The plan of a floor with the walk drawn on it: rooms as outlines, the line, numbered stops.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::PlaceKind;
use trackward_model::ask::PlaceView;

use crate::desk::desk;
use crate::state::{Leg, Pin};

/// A stop's radius and its digits, in parts of the plan's width.
const PIN: f64 = 0.016;
const DIGITS: f64 = 0.019;
/// The letters of a room's name.
const NAME: f64 = 0.0125;

/// The plan of one leg.
#[component]
pub fn RoundPlan(
    leg: Leg,
    /// How much larger than on a wide plan pins and letters are: a small plan is read too.
    #[prop(default = 1.0)]
    larger: f64,
) -> impl IntoView {
    let desk = desk();
    let hospital = desk.hospital.get_untracked();
    let Some(floor) = hospital.floor_at(&leg.floor) else { return ().into_any() };
    let [width, height] = hospital.view.floors[floor].size_m;
    let pins = leg.pins();
    let stopped = |place: &[[f64; 2]]| {
        let outline = crate::map::Outline::new(place);
        pins.iter().any(|pin| outline.contains(pin.at))
    };
    let (rooms, names): (Vec<_>, Vec<_>) = hospital
        .view
        .places
        .iter()
        .filter(|place| place.floor_id == leg.floor)
        .map(|place| room(place, stopped(&place.outline), width * larger))
        .unzip();
    let name = format!("The walk on {}", hospital.floor_name(floor));
    let pad = width * larger * PIN * 1.5;
    let view_box = format!("{} {} {} {}", -pad, -pad, width + 2.0 * pad, height + 2.0 * pad);
    let marks = pins.iter().map(|pin| pin_mark(pin, width * larger)).collect_view();
    let line = leg.line();
    view! {
        <svg class="round-plan" viewBox=view_box role="img" aria-label=name>
            {rooms}
            {names}
            <polyline class="way" points=line></polyline>
            {marks}
        </svg>
    }
    .into_any()
}

/// A room and its name, where that fits; that of a stop always. Letters are in parts of `wide`.
fn room(
    place: &PlaceView,
    stopped: bool,
    wide: f64,
) -> (impl IntoView + use<>, impl IntoView + use<>) {
    let points: Vec<String> = place.outline.iter().map(|[x, y]| format!("{x:.2},{y:.2}")).collect();
    let least = |axis: usize| place.outline.iter().map(|at| at[axis]).fold(f64::MAX, f64::min);
    let most = |axis: usize| place.outline.iter().map(|at| at[axis]).fold(f64::MIN, f64::max);
    let (left, top, size) = (least(0), least(1), wide * NAME);
    let fits = place.name.chars().count() as f64 * size * 0.62 < most(0) - left;
    let class = match (stopped, place.kind) {
        (true, _) => "room stopped",
        (_, PlaceKind::Hallway | PlaceKind::Exit | PlaceKind::Elevator) => "room hall",
        _ => "room",
    };
    let name = (stopped || fits).then(|| {
        view! {
            <text class="room-name" x=left + size * 0.4 y=top + size * 1.3 font-size=size>
                {place.name.clone()}
            </text>
        }
    });
    (view! { <polygon class=class points=points.join(" ")></polygon> }, name)
}

/// A stop: a disc with its number, longer where several stops share a point. It is in parts of
/// `of`.
fn pin_mark(pin: &Pin, of: f64) -> impl IntoView + use<> {
    let [x, y] = pin.at;
    let (radius, size) = (of * PIN, of * DIGITS);
    let wide = radius * 2.0 + size * 0.55 * (pin.numbers.chars().count() as f64 - 1.5).max(0.0);
    view! {
        <g class="pin">
            <rect
                x=x - wide / 2.0
                y=y - radius
                width=wide
                height=radius * 2.0
                rx=radius
            ></rect>
            <text x=x y=y + size * 0.36 font-size=size text-anchor="middle">{pin.numbers.clone()}</text>
        </g>
    }
}
