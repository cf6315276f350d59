//! Report a fault: the device, what is wrong with it, a note.

use leptos::prelude::*;
use trackward_model::Symptom;
use trackward_model::ask::{Act, DeviceRow, ReportSymptom};

use super::fault_pick::FaultPick;
use super::keyboard::Keyboard;
use super::part::{Icon, Page, Symbol};
use super::station;
use crate::kiosk::Station;
use crate::part::Mark;
use crate::state::kiosk::{NOTE_MAX, Screen};
use crate::words::kiosk::fill;

/// One step after the other.
#[component]
pub fn Fault() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let report = station.report;
    let step = Memo::new(move |_| (report.device.get(), report.done.get()));
    move || match step.get() {
        (None, _) => view! {
            <Page title=texts.fault.choose.to_owned() class="k-fault-pick"><FaultPick /></Page>
        }
        .into_any(),
        (Some(device), true) => reported(station, &device).into_any(),
        (Some(device), false) => {
            let title = texts.fault.what.to_owned();
            view! {
                <Page title=title back=Screen::Fault class="k-fault">{what(station, device)}</Page>
            }
            .into_any()
        }
    }
}

/// The six symptoms, a note, and the button that reports.
fn what(station: Station, device: DeviceRow) -> impl IntoView {
    let texts = station.texts();
    let report = station.report;
    let symptom = move |symptom: Symptom| {
        let on = move || report.symptom.get() == Some(symptom);
        view! {
            <button
                class="k-symptom"
                class:k-on=on
                aria-pressed=move || on().to_string()
                on:click=move |_| report.symptom.set(Some(symptom))
            >
                {glyph(symptom)}
                <strong>{texts.symptom(symptom)}</strong>
            </button>
        }
    };
    let id = device.asset_id.clone();
    let send = move |_| {
        let Some(symptom) = report.symptom.get_untracked() else { return };
        let note = report.note.get_untracked().trim().to_owned();
        let act = ReportSymptom { asset_id: id.clone(), symptom, note };
        station.send(Act::ReportSymptom(act), move || report.done.set(true));
    };
    let note = move || report.note.get();
    let has_note = Memo::new(move |_| report.keys.get() || !report.note.with(String::is_empty));
    view! {
        <DeviceCard device=device />
        <div class="k-symptoms">{Symptom::ALL.map(symptom)}</div>
        <div class="k-note-row">
            <Show
                when=move || has_note.get()
                fallback=move || view! {
                    <button class="k-btn" data-go="note" on:click=move |_| report.keys.set(true)>
                        {texts.fault.note}
                    </button>
                }
            >
                <button class="k-typed" data-go="note" on:click=move |_| report.keys.update(|shown| *shown = !*shown)>
                    <span class="soft">{texts.fault.note_is}</span>
                    <b class="k-caret">{note}</b>
                </button>
            </Show>
        </div>
        <Show when=move || report.keys.get()>
            <Keyboard into=report.note most=NOTE_MAX note=true shown=report.keys />
        </Show>
        <button
            class="k-btn k-btn-main k-wide"
            data-go="send"
            prop:disabled=move || report.symptom.get().is_none() || station.sending.get()
            on:click=send
        >
            {texts.fault.send}
        </button>
    }
}

/// The device that is meant.
#[component]
fn DeviceCard(device: DeviceRow) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let place = match device.place_name.as_str() {
        "" => texts.shared.nowhere.to_owned(),
        place => format!("{place}, {}", device.floor_name),
    };
    let known = device.fault_since.map(|since| {
        let text = format!("{}, {}", texts.fault.down_already, station.when(since));
        view! { <span class="k-already"><Symbol symbol="state-down" class="s-down" />{text}</span> }
    });
    view! {
        <div class="k-device k-res">
            <Mark
                type_id=device.type_id.clone()
                state=device.use_state
                freshness=device.freshness
                hold=device.do_not_use
                class="mark k-mark"
            />
            <span class="k-about">
                <strong>{format!("{} {}", texts.type_title(&device.type_id), device.asset_id)}</strong>
                <span class="soft">{place}</span>
                {known}
            </span>
        </div>
    }
}

/// What a symptom looks like.
fn glyph(symptom: Symptom) -> impl IntoView {
    let path = match symptom {
        Symptom::NoPower => "M10 3v7M6 5.2a6.5 6.5 0 1 0 8 0",
        Symptom::Battery => "M3 6.5h12v7H3zM15 9h2v2h-2M5.5 9v2",
        Symptom::Alarm => "M4.5 13.5V9a5.5 5.5 0 0 1 11 0v4.5l1.5 1.5H3zM8 17.5h4",
        Symptom::ScreenOrKeys => "M3 3.5h14v8H3zM5 14.5h2M9 14.5h2M13 14.5h2M5 17h2M9 17h2M13 17h2",
        Symptom::Damaged => "M10 2.5 17.5 6v8L10 17.5 2.5 14V6zM10 2.5 8.5 7l3 3-2.5 3 1 4.5",
        Symptom::Other => "M7 7.2a3 3 0 1 1 4.4 2.7c-1 .6-1.4 1-1.4 2.2M10 15.2v.2",
    };
    view! { <svg class="k-icon icon" viewBox="0 0 20 20" aria-hidden="true"><path d=path></path></svg> }
}

/// It is done: what follows, and what to do with the device.
fn reported(station: Station, device: &DeviceRow) -> impl IntoView {
    let texts = station.texts();
    let todo = fill(texts.fault.done_do, &[device.asset_id.as_str()]);
    view! {
        <Page title=texts.start.fault.to_owned() class="k-done">
            <div class="k-alone" role="status">
                <Icon name="check" />
                <h2>{texts.fault.done}</h2>
                <p>{todo}</p>
                <button class="k-btn k-btn-main k-wide" on:click=move |_| station.go(Screen::Start)>
                    {texts.shared.start}
                </button>
            </div>
        </Page>
    }
}
