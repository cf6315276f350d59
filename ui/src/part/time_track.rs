//! The time slider's track: hours and days, where alerts were raised, and the instant on screen.

use leptos::html;
use leptos::prelude::*;
use trackward_model::{Span, Timestamp};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::{SymbolMark, severity_mark};
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Mark, Period, marks, ticks};
use crate::words;

/// The track of the time slider.
#[component]
pub fn TimeTrack() -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    let track = NodeRef::<html::Div>::new();
    let width = RwSignal::new(800.0_f64);
    Effect::new(move |_: Option<Option<host::Keep>>| {
        track.get().map(|track| host::on_resize(&track, move |[wide, _]| width.set(wide)))
    });
    let page = Memo::new(move |_| history.page());
    let at = Memo::new(move |_| history.at.get().or_else(|| history.period().map(|p| p.to)));
    let share = move || Some(page.get()?.share(at.get()?));
    let percent = move || format!("{:.3}%", share().unwrap_or(1.0) * 100.0);
    let before = move || {
        let (page, range) = (page.get()?, history.period()?);
        Some(format!("{:.3}%", page.share(range.from) * 100.0))
    };
    let dragging = StoredValue::new(false);
    let pointed = move |event: &PointerEvent| {
        if let (Some(page), Some(range)) = (page.get_untracked(), untrack(|| history.period())) {
            desk.go_to(pointed_at(event, page, range, width.get_untracked()));
        }
    };
    view! {
        <div
            class="time-track"
            node_ref=track
            role="slider"
            tabindex="0"
            aria-label="Time: arrows go by a minute, with shift by an hour"
            aria-valuemin=move || page.get().map(|page| seconds(page.from))
            aria-valuemax=move || page.get().map(|page| seconds(page.to))
            aria-valuenow=move || at.get().map(seconds)
            aria-valuetext=move || told(desk, at.get())
            on:pointerdown=move |event| {
                if event.button() == 0 {
                    capture(&event);
                    dragging.set_value(true);
                    pointed(&event);
                }
            }
            on:pointermove=move |event| if dragging.get_value() { pointed(&event) }
            on:pointerup=move |_| dragging.set_value(false)
            on:pointercancel=move |_| dragging.set_value(false)
        >
            <div class="time-rail"></div>
            <div class="time-none" style:width=before></div>
            <Axis page=page width=width />
            <div class="time-thumb" class:now=move || !history.is_past() style:left=percent></div>
        </div>
        <Marks page=page width=width />
    }
}

fn seconds(at: Timestamp) -> i64 {
    at.0.div_euclid(1_000_000)
}

fn told(desk: Desk, at: Option<Timestamp>) -> Option<String> {
    let at = words::day_and_minute(desk.zone.get().local(at?));
    Some(if desk.history.is_past() { at } else { format!("{at}, now") })
}

fn capture(event: &PointerEvent) {
    let track = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(track) = track {
        // Without the capture a drag ends at the track's edge, which is no harm.
        let _ = track.set_pointer_capture(event.pointer_id());
    }
}

/// The instant under the pointer. The end of a page that is not the last belongs to the next.
fn pointed_at(event: &PointerEvent, page: Period, range: Period, width_px: f64) -> Timestamp {
    let at = page.at(f64::from(event.offset_x()) / width_px.max(1.0));
    if at == page.to && page.to < range.to { at - Span::seconds(1) } else { at }
}

#[component]
fn Axis(page: Memo<Option<Period>>, width: RwSignal<f64>) -> impl IntoView {
    let desk = desk();
    let lines = Memo::new(move |_| {
        let zone = desk.zone.get();
        page.get().map(|page| ticks(page, width.get(), |at| zone.offset_s(at))).unwrap_or_default()
    });
    move || {
        lines
            .get()
            .into_iter()
            .map(|tick| {
                let left = format!("{:.3}%", tick.share * 100.0);
                view! {
                    <div class="tick" class:tick-day=tick.day style:left=left aria-hidden="true">
                        <span>{tick.label}</span>
                    </div>
                }
            })
            .collect_view()
    }
}

/// Where alerts were raised; each goes there.
#[component]
fn Marks(page: Memo<Option<Period>>, width: RwSignal<f64>) -> impl IntoView {
    let desk = desk();
    let shown = Memo::new(move |_| {
        let page = page.get()?;
        desk.history.range.with(|range| {
            let range = range.as_ref()?.as_ref().ok()?;
            Some(marks(&range.alerts, page, width.get()))
        })
    });
    view! {
        <div class="time-marks">
            {move || {
                shown.get().unwrap_or_default().into_iter().map(|mark| one(desk, &mark)).collect_view()
            }}
        </div>
    }
}

fn one(desk: Desk, mark: &Mark) -> impl IntoView + use<> {
    let (symbol, class) = severity_mark(mark.severity);
    let at = mark.at;
    let title = format!(
        "{}, {} raised",
        words::day_and_minute(desk.zone.get_untracked().local(at)),
        match mark.count {
            1 => format!("1 {} alert", words::severity(mark.severity).to_lowercase()),
            n =>
                format!("{n} alerts, the gravest {}", words::severity(mark.severity).to_lowercase()),
        }
    );
    view! {
        <button
            class="time-mark"
            tabindex="-1"
            aria-label=title.clone()
            title=title
            style:left=format!("{:.3}%", mark.share * 100.0)
            on:click=move |_| desk.go_to(at)
        >
            <SymbolMark symbol=symbol class=class />
        </button>
    }
}
