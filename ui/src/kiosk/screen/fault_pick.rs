//! Which device: the nearest first, by type, by its number, by its card.
#![expect(clippy::needless_pass_by_value, reason = "a line owns its row")]

use leptos::prelude::*;
use trackward_model::ask::DeviceRow;

use super::keyboard::Keyboard;
use super::part::Symbol;
use super::station;
use crate::kiosk::Station;
use crate::part::{Mark, TypeMark};
use crate::state::kiosk::{NUMBER_MAX, choices};
use crate::words::kiosk::fill;

/// The unit's types and those that are near come first; whatever else is found by its number.
const FILTERS_MAX: usize = 6;

/// The filter, the number, the list.
#[component]
pub fn FaultPick() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let report = station.report;
    let number = move || report.number.get();
    let list = move || {
        report.found.with(|found| {
            let found = found.as_ref()?;
            let rows = found.rows.iter().cloned().map(|row| line(station, row)).collect_view();
            let none = found.rows.is_empty().then_some(texts.fault.found_none);
            let more = (found.count as usize > found.rows.len())
                .then(|| fill(texts.fault.found_more, &[&found.count.to_string()]));
            Some(view! {
                {rows}
                {none.map(|none| view! { <li class="k-none" role="status">{none}</li> })}
                {more.map(|more| view! { <li class="k-none soft">{more}</li> })}
            })
        })
    };
    view! {
        <p class="k-lead">
            {move || if station.answers.get() { texts.fault.choose_how } else { texts.fault.silent }}
        </p>
        <div class="k-pick-bar">
            <Filters />
            <button class="k-typed k-number" data-go="number" on:click=move |_| report.keys.update(|shown| *shown = !*shown)>
                <span class="soft">{texts.fault.number}</span>
                <b class="k-caret">{number}</b>
            </button>
        </div>
        <ul class="k-devices">{list}</ul>
        <Show when=move || report.keys.get()>
            <Keyboard into=report.number most=NUMBER_MAX note=false shown=report.keys />
        </Show>
    }
}

/// All, or one type.
#[component]
fn Filters() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let report = station.report;
    let types = Memo::new(move |_| {
        let devices = station.devices.get();
        station.kiosk.with(|kiosk| {
            let all = kiosk.as_deref().map(|kiosk| choices(kiosk, devices.as_deref()));
            all.unwrap_or_default().into_iter().take(FILTERS_MAX).collect::<Vec<_>>()
        })
    });
    let filter = move |of: Option<trackward_model::TypeId>| {
        let title =
            of.as_ref().map_or_else(|| texts.fault.any.to_owned(), |of| texts.type_title(of));
        let glyph = of.clone().map(|of| view! { <TypeMark type_id=of class="k-glyph-s" /> });
        let pressed = {
            let of = of.clone();
            move || report.type_id.with(|chosen| *chosen == of).to_string()
        };
        view! {
            <button class="k-btn k-filter" aria-pressed=pressed on:click=move |_| report.type_id.set(of.clone())>
                {glyph} {title}
            </button>
        }
    };
    view! {
        <div class="k-filters" role="group" aria-label=texts.lists.type_head>
            {move || {
                let all = [None].into_iter().chain(types.get().into_iter().map(Some));
                all.map(filter).collect_view()
            }}
        </div>
    }
}

fn line(station: Station, row: DeviceRow) -> impl IntoView {
    let texts = station.texts();
    let place = match row.place_name.as_str() {
        "" => texts.shared.nowhere.to_owned(),
        place => format!("{place}, {}", row.floor_name),
    };
    let seen = row.last_seen;
    let age = move || match seen {
        Some(seen) => fill(texts.shared.seen, &[&station.ago(seen)]),
        None => texts.shared.never_seen.to_owned(),
    };
    let down = row.fault_since.is_some().then(|| {
        view! { <span class="k-already"><Symbol symbol="state-down" class="s-down" />{texts.fault.down_already}</span> }
    });
    let chosen = row.clone();
    let pick = move |_| {
        station.said.set(None);
        station.report.keys.set(false);
        station.report.device.set(Some(chosen.clone()));
    };
    view! {
        <li>
            <button class="k-res k-line" data-asset=row.asset_id.to_string() on:click=pick>
                <Mark
                    type_id=row.type_id.clone()
                    state=row.use_state
                    freshness=row.freshness
                    hold=row.do_not_use
                    class="mark k-mark"
                />
                <span class="k-about">
                    <strong>{row.asset_id.to_string()}</strong>
                    <span>{format!("{}, {place}", texts.type_title(&row.type_id))}</span>
                    <span class="soft">{age}</span>
                </span>
                {down}
            </button>
        </li>
    }
}
