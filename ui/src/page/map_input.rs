//! Pointer, wheel and keys on the map.

use std::cell::Cell;

use leptos::prelude::*;
use trackward_model::AssetId;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

use super::map_canvas::Mounted;
use crate::desk::Desk;
use crate::map::{Hovered, MapView};

/// A press that moves less than this is a click.
const CLICK_PX: f64 = 4.0;
/// What one line of a wheel that turns in lines stands for.
const LINE_PX: f64 = 24.0;
const KEY_PAN_PX: f64 = 80.0;
const KEY_ZOOM: f64 = 1.5;

/// A press on the map.
#[derive(Clone, Copy)]
struct Press {
    began: [f64; 2],
    last: [f64; 2],
    dragged: bool,
}

thread_local! {
    /// There is one pointer that drags.
    static PRESS: Cell<Option<Press>> = const { Cell::new(None) };
}

fn at(event: &PointerEvent) -> [f64; 2] {
    [f64::from(event.offset_x()), f64::from(event.offset_y())]
}

/// A drag may begin.
pub fn pressed(map: Mounted, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    if let Some(canvas) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Without the capture a drag ends at the map's edge, which is no harm.
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
    map.hovered.set(None);
    PRESS.set(Some(Press { began: at(event), last: at(event), dragged: false }));
}

/// A drag, or the pointer over something.
pub fn moved(map: Mounted, event: &PointerEvent) {
    let here = at(event);
    let Some(press) = PRESS.get() else {
        let hovered = map.read(|view| view.hit(here)).flatten();
        if map.with_quietly(|view| view.hover(hovered)) == Some(true) {
            map.with(|_| ());
        }
        let tip = hovered.map(|hovered| (hovered, here));
        if map.hovered.get_untracked() != tip {
            map.hovered.set(tip);
        }
        return;
    };
    let far = (here[0] - press.began[0]).hypot(here[1] - press.began[1]) > CLICK_PX;
    if press.dragged || far {
        map.with(|view| view.pan([here[0] - press.last[0], here[1] - press.last[1]]));
        PRESS.set(Some(Press { last: here, dragged: true, ..press }));
    }
}

/// The end of a drag, or a click: on a marker it chooses the asset, on a count it goes nearer.
pub fn released(desk: Desk, map: Mounted, event: &PointerEvent) {
    let Some(press) = PRESS.take() else { return };
    if press.dragged {
        return;
    }
    match map.read(|view| view.hit(at(event))).flatten() {
        Some(Hovered::Asset(row)) => {
            if let Some(id) = id_of(desk, row) {
                desk.choose(&id);
            }
        }
        Some(Hovered::Crowd(place)) => {
            map.with(|view| view.centre_on_place(place));
        }
        Some(Hovered::Place(_)) | None => {}
    }
}

/// The pointer has left.
pub fn left(map: Mounted) {
    map.hovered.set(None);
    map.with(|view| view.hover(None));
}

/// The wheel zooms where the pointer is.
pub fn wheel(map: Mounted, event: &WheelEvent) {
    event.prevent_default();
    let lines = event.delta_mode() == WheelEvent::DOM_DELTA_LINE;
    let turned = event.delta_y() * if lines { LINE_PX } else { 1.0 };
    let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
    map.hovered.set(None);
    map.with(|view| view.zoom_at(at, (-turned * 0.0016).exp()));
}

/// Keys while the map has the focus.
pub fn key(desk: Desk, map: Mounted, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let pan = |by: [f64; 2]| {
        map.with(|view| view.pan(by));
    };
    match event.key().as_str() {
        "ArrowLeft" => pan([KEY_PAN_PX, 0.0]),
        "ArrowRight" => pan([-KEY_PAN_PX, 0.0]),
        "ArrowUp" => pan([0.0, KEY_PAN_PX]),
        "ArrowDown" => pan([0.0, -KEY_PAN_PX]),
        "+" | "=" => {
            map.with(|view| view.zoom(KEY_ZOOM));
        }
        "-" => {
            map.with(|view| view.zoom(1.0 / KEY_ZOOM));
        }
        "0" => {
            map.with(MapView::whole);
        }
        "j" => step(desk, 1),
        "k" => step(desk, -1),
        _ => return,
    }
    event.prevent_default();
}

/// Goes to the next or the previous asset of the floor, by number.
fn step(desk: Desk, by: isize) {
    let (floor, filters) = (desk.floor.get_untracked(), desk.filters.get_untracked());
    let chosen = desk.chosen.get_untracked();
    let next = desk.rows.with_value(|rows| {
        let mut here: Vec<usize> = (0..rows.all().len())
            .filter(|at| {
                let row = &rows.all()[*at];
                row.floor == Some(floor) && row.on_map() && filters.lets(row)
            })
            .collect();
        here.sort_by_key(|at| rows.all()[*at].rank);
        let place = chosen.and_then(|id| {
            let row = rows.position(&id)?;
            here.iter().position(|at| *at == row)
        });
        let next = place.map_or(0, |place| place.saturating_add_signed(by));
        let row = here.get(next.min(here.len().checked_sub(1)?))?;
        Some(rows.all()[*row].info.asset_id.clone())
    });
    if let Some(id) = next {
        desk.show(&id);
    }
}

fn id_of(desk: Desk, row: usize) -> Option<AssetId> {
    desk.rows.with_value(|rows| rows.get(row).map(|row| row.info.asset_id.clone()))
}
