//! The way to the chosen device, drawn over the plan: you, the way, the room, the ready ones.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Nearest, NearestRow, PlaceView, PlanQuery};
use trackward_model::{FloorId, PlaceKind};

use super::station;
use crate::host;
use crate::map::Outline;
use crate::state::Hospital;
use crate::state::kiosk::{Frame, name_lines};
use crate::words::kiosk::fill;

/// A map is drawn for about so many pixels in width: letters are reckoned from that.
const WIDE_PX: f64 = 900.0;
/// Its width by its height.
const SHAPE: f64 = 1.12;
const LETTER_PX: f64 = 24.0;
const PIN_PX: f64 = 30.0;

/// The map with a button for each floor of the way.
#[component]
pub fn FindMap() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    // Ages tick elsewhere: the map is drawn anew only when something on it moved.
    let shown = Memo::new(move |_| {
        let at = station.near_at.get();
        station.nearest.with(|nearest| {
            let nearest = nearest.as_ref()?;
            let row = nearest.rows.get(at)?;
            Some((still(nearest), at, floors(nearest, row)))
        })
    });
    let floor = RwSignal::new(None::<FloorId>);
    Effect::new(move |_| {
        station.near_at.track();
        // Another device: its way begins where you are.
        floor.set(None);
    });
    let chosen = move || {
        let (nearest, at, floors) = shown.get()?;
        let floor = floor.get().filter(|floor| floors.contains(floor));
        let floor = floor.or_else(|| floors.first().cloned())?;
        Some((nearest, at, floors, floor))
    };
    let map = move || {
        let (nearest, at, floors, on) = chosen()?;
        let hospital = station.hospital.get()?;
        let here = nearest.from.as_ref().map(|spot| spot.floor_id.clone());
        let tabs = (floors.len() > 1).then(|| {
            let tabs = floors.iter().map(|id| {
                let name = hospital.floor_at(id).map(|at| hospital.floor_name(at)).unwrap_or_default();
                let name = if here.as_ref() == Some(id) { fill(texts.find.floor_of_you, &[&name]) } else { name };
                let (id, pressed) = (id.clone(), (*id == on).to_string());
                view! { <button aria-pressed=pressed on:click=move |_| floor.set(Some(id.clone()))>{name}</button> }
            });
            view! { <div class="k-floors seg" role="group">{tabs.collect_view()}</div> }
        });
        Some(view! { {tabs} <Plan nearest=nearest at=at on=on hospital=hospital /> })
    };
    view! { <figure class="k-map">{map}</figure> }
}

/// The nearest without what changes every second.
fn still(nearest: &Nearest) -> Nearest {
    let mut still = nearest.clone();
    still.reached = Default::default();
    for row in &mut still.rows {
        (row.since, row.last_seen, row.held) = (still.reached, still.reached, None);
    }
    still
}

/// The floors of the way, in the order of the walk.
fn floors(nearest: &Nearest, row: &NearestRow) -> Vec<FloorId> {
    let mut floors: Vec<FloorId> = nearest.from.iter().map(|spot| spot.floor_id.clone()).collect();
    let legs = row.way.iter().flat_map(|way| &way.legs).map(|leg| leg.floor_id.clone());
    for floor in legs.chain([row.floor_id.clone()]) {
        if !floors.contains(&floor) {
            floors.push(floor);
        }
    }
    if nearest.from.is_none() { vec![row.floor_id.clone()] } else { floors }
}

#[component]
fn Plan(nearest: Nearest, at: usize, on: FloorId, hospital: Arc<Hospital>) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let Some(floor) = hospital.floor_at(&on) else {
        return view! { <p class="k-none">{texts.find.no_map}</p> }.into_any();
    };
    let view_of = &hospital.view.floors[floor];
    let row = nearest.rows[at].clone();
    let legs: Vec<Vec<[f64; 2]>> = row
        .way
        .iter()
        .flat_map(|way| &way.legs)
        .filter(|leg| leg.floor_id == on)
        .map(|leg| leg.points.clone())
        .collect();
    let you = nearest.from.as_ref().filter(|spot| spot.floor_id == on).map(|spot| spot.at);
    let goal = (row.floor_id == on).then_some(row.at);
    let mut seen: Vec<[f64; 2]> = legs.iter().flatten().copied().chain(you).chain(goal).collect();
    let aim = row.place_id.as_ref().and_then(|id| hospital.place(id)).filter(|p| p.floor_id == on);
    seen.extend(aim.into_iter().flat_map(|place| place.outline.iter().copied()));
    let frame = Frame::around(&seen, view_of.size_m, SHAPE);
    let px = frame.metres_per_px(WIDE_PX);
    let places = hospital.view.places.iter().filter(|place| place.floor_id == on);
    let rooms = places.clone().map(|place| room(place, aim.is_some_and(|aim| aim == place)));
    let names = places.map(|place| name(place, frame, px, aim.is_some_and(|aim| aim == place)));
    let lines = legs.iter().map(|points| {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("{x:.2},{y:.2}")).collect();
        view! { <polyline class="k-way" points=points.join(" ")></polyline> }
    });
    let pins = nearest.rows.iter().enumerate().filter(|(_, row)| row.floor_id == on).rev();
    // The chosen one is drawn last, above the others.
    let (chosen, others): (Vec<_>, Vec<_>) = pins.partition(|(n, _)| *n == at);
    let pins = others.into_iter().chain(chosen).map(|(n, row)| pin(n, row.at, n == at, px));
    // Where this leg ends at a lift, it says where to.
    let lift = legs.last().filter(|_| goal.is_none()).and_then(|points| points.last()).map(|end| {
        let text = fill(texts.find.to_floor, &[&row.floor_name]);
        label(*end, &text, px, "k-map-lift")
    });
    let here = you.map(|you| {
        let text = label(you, texts.find.you, px, "k-map-you");
        view! { <circle class="k-you" cx=you[0] cy=you[1] r=14.0 * px></circle> {text} }
    });
    let picture = view_of.plan_m.map(|[width, height]| picture(on.clone(), width, height));
    let name = fill(texts.find.map, &[&row.place_name]);
    view! {
        <svg class="k-plan" viewBox=frame.view_box() role="img" aria-label=name>
            {rooms.collect_view()}
            {picture}
            {lines.collect_view()}
            {names.collect_view()}
            {pins.collect_view()}
            {here}
            {lift}
        </svg>
    }
    .into_any()
}

/// The floor's picture, once it is there.
fn picture(floor: FloorId, width: f64, height: f64) -> impl IntoView {
    let address = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Ok(Some(plan)) = host::ask(PlanQuery { floor }).await {
            address.try_set(Some(format!("data:{};base64,{}", plan.media_type, plan.base64)));
        }
    });
    move || {
        address.get().map(|address| {
            view! {
                <image
                    class="k-picture"
                    href=address
                    x="0"
                    y="0"
                    width=width
                    height=height
                    preserveAspectRatio="none"
                ></image>
            }
        })
    }
}

fn room(place: &PlaceView, aim: bool) -> impl IntoView + use<> {
    let points: Vec<String> = place.outline.iter().map(|[x, y]| format!("{x:.2},{y:.2}")).collect();
    let class = match (aim, place.kind) {
        (true, _) => "k-room k-aim",
        (_, PlaceKind::Hallway | PlaceKind::Exit | PlaceKind::Elevator) => "k-room k-hall",
        _ => "k-room",
    };
    view! { <polygon class=class points=points.join(" ")></polygon> }
}

/// A room's name where it fits; that of the room to go to always.
fn name(place: &PlaceView, frame: Frame, px: f64, aim: bool) -> Option<impl IntoView + use<>> {
    let outline = Outline::new(&place.outline);
    // What lies beyond the edge of the map is no room for letters.
    let [left, top, right, bottom] = frame.cut(outline.bounds)?;
    let letter = LETTER_PX * px;
    let fitting = name_lines(&place.name, right - left - letter * 0.5, bottom - top, letter);
    let lines = match fitting {
        Some(lines) => lines,
        None if aim => vec![place.name.clone()],
        None => return None,
    };
    let middle = f64::midpoint(left, right);
    let texts = lines.into_iter().enumerate().map(|(at, line)| {
        let y = top + letter * (1.15 * at as f64 + 1.15);
        view! { <text class="k-room-name" class:k-aim-name=aim x=middle y=y font-size=letter text-anchor="middle">{line}</text> }
    });
    Some(texts.collect_view())
}

fn pin(at: usize, [x, y]: [f64; 2], chosen: bool, px: f64) -> impl IntoView {
    let (radius, size) = (PIN_PX * px * if chosen { 1.0 } else { 0.8 }, LETTER_PX * 1.2 * px);
    view! {
        <g class="k-pin" class:k-pin-on=chosen>
            <circle cx=x cy=y r=radius></circle>
            <text x=x y=y + size * 0.36 font-size=size text-anchor="middle">{at + 1}</text>
        </g>
    }
}

fn label([x, y]: [f64; 2], text: &str, px: f64, class: &'static str) -> impl IntoView + use<> {
    let size = LETTER_PX * px;
    view! {
        <text class=format!("k-map-label {class}") x=x y=y + size * 1.9 font-size=size text-anchor="middle">
            {text.to_owned()}
        </text>
    }
}
