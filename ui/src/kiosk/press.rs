//! Touches and keys anywhere in the window: a scanner's, a keyboard's, and their absence.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::Station;
use crate::host::{self, ticks_ms};
use crate::state::kiosk::{
    NOTE_MAX, NUMBER_MAX, Quiet, Screen, Wedge, WedgeKey, erased, quiet, typed,
};

/// Listens for as long as the window lives.
pub fn listen(station: Station) {
    let touched_ms = Rc::new(Cell::new(ticks_ms()));
    let touched = {
        let touched_ms = Rc::clone(&touched_ms);
        move || {
            touched_ms.set(ticks_ms());
            if station.leaving.get_untracked().is_some() {
                station.leaving.set(None);
            }
        }
    };
    let wedge = Rc::new(RefCell::new(Wedge::default()));
    let keys = host::on_key({
        let touched = touched.clone();
        move |event| {
            touched();
            key(station, &mut wedge.borrow_mut(), &event);
        }
    });
    let touches = host::on_touch(touched);
    let tick = host::every_ms(500, move || {
        if station.screen.with_untracked(|screen| *screen == Screen::Start) {
            touched_ms.set(ticks_ms());
            return;
        }
        let leaving = match quiet(ticks_ms() - touched_ms.get()) {
            Quiet::Short => None,
            Quiet::Asking(left) => Some(left),
            Quiet::Over => return station.go(Screen::Start),
        };
        if station.leaving.get_untracked() != leaving {
            station.leaving.set(leaving);
        }
    });
    // All of them go on as long as the window lives.
    std::mem::forget((keys, touches, tick));
}

/// What keys are typed into.
#[derive(Clone, Copy, PartialEq)]
enum Into {
    Nothing,
    Number,
    Note,
}

fn into(station: Station) -> Into {
    let report = station.report;
    match station.screen.get_untracked() {
        Screen::Fault if report.done.get_untracked() => Into::Nothing,
        Screen::Fault if report.device.with_untracked(Option::is_none) => Into::Number,
        Screen::Fault => Into::Note,
        _ => Into::Nothing,
    }
}

fn key(station: Station, wedge: &mut Wedge, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let (into, report, name) = (into(station), station.report, event.key());
    match (wedge.key(&name, ticks_ms(), into != Into::Note), into) {
        (WedgeKey::Character(letter), Into::Number) => {
            report.number.update(|text| *text = typed(text, letter, NUMBER_MAX));
            event.prevent_default();
        }
        (WedgeKey::Character(letter), Into::Note) => {
            report.note.update(|text| *text = typed(text, letter, NOTE_MAX));
            event.prevent_default();
        }
        // Space would press the button that has the focus.
        (WedgeKey::Character(' '), Into::Nothing) | (WedgeKey::Entered | WedgeKey::Other, _)
            if name != "Backspace" && name != "Escape" => {}
        (WedgeKey::Character(_), Into::Nothing) => {}
        (WedgeKey::Scanned(text), into) => {
            // Else Enter would press the button that has the focus.
            event.prevent_default();
            if into == Into::Note {
                let length = text.chars().count();
                report.note.update(|note| *note = erased(note, length));
            }
            match station.screen.get_untracked() {
                Screen::Fault => station.pick_scanned(text),
                _ => station.take_card(text),
            }
        }
        _ if name == "Escape" => station.go(Screen::Start),
        (_, Into::Number) => report.number.update(|text| *text = erased(text, 1)),
        (_, Into::Note) => report.note.update(|text| *text = erased(text, 1)),
        _ => {}
    }
}
