//! The page that is printed: the unit's equipment, or the runner's list.

use leptos::prelude::*;
use trackward_model::ask::DeviceRow;

use super::station;
use crate::kiosk::Station;
use crate::state::kiosk::{Screen, columns};
use crate::words::kiosk::fill;

/// Hidden on the screen. On the supplying screen the runner's list is printed instead.
#[component]
pub fn Sheet() -> impl IntoView {
    let station = station();
    let shown = Memo::new(move |_| station.screen.get() != Screen::Supply);
    view! { <Show when=move || shown.get()><Equipment /></Show> }
}

/// All on one page: many of them in two columns.
#[component]
fn Equipment() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let title = move || {
        let (unit, reached) = station
            .kiosk
            .with(|kiosk| kiosk.as_ref().map(|kiosk| (kiosk.unit.to_string(), kiosk.reached)))?;
        let at = station.local(reached);
        let at = format!("{} {}", texts.day(at), crate::words::minute(at));
        Some(fill(texts.lists.printed, &[&unit, &at]))
    };
    let tables = move || {
        station.own.with(|own| {
            let rows = own.as_ref().map(|own| own.rows.as_slice()).unwrap_or_default();
            columns(rows).map(|rows| table(station, rows)).collect_view()
        })
    };
    let more = move || {
        station.own.with(|own| {
            let own = own.as_ref()?;
            let more = (own.count as usize).checked_sub(own.rows.len()).filter(|more| *more > 0)?;
            Some(view! { <p>{fill(texts.lists.printed_more, &[&more.to_string()])}</p> })
        })
    };
    view! {
        <section class="k-sheet" aria-hidden="true">
            <h1>{title}</h1>
            <div class="k-sheet-columns">{tables}</div>
            {more}
        </section>
    }
}

fn table(station: Station, rows: &[DeviceRow]) -> impl IntoView + use<> {
    let heads = &station.texts().lists;
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let is_first = at == 0 || rows[at - 1].type_id != row.type_id;
        let of = is_first.then(|| {
            let title = station.texts().type_title(&row.type_id);
            view! { <tr class="k-sheet-type"><th colspan="4">{title}</th></tr> }
        });
        view! { {of} {line(station, row)} }
    });
    let lines = lines.collect_view();
    view! {
        <table>
            <thead>
                <tr>
                    <th>{heads.device}</th>
                    <th>{heads.place}</th>
                    <th>{heads.state}</th>
                    <th>{heads.age}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn line(station: Station, row: &DeviceRow) -> impl IntoView + use<> {
    let texts = station.texts();
    let state = match (row.do_not_use, row.fault_since) {
        (true, _) => texts.shared.do_not_use,
        (false, Some(_)) => texts.shared.down,
        (false, None) => texts.use_state(row.use_state),
    };
    let place = match row.place_name.as_str() {
        "" => texts.shared.nowhere,
        place => place,
    };
    // Paper grows older: it says when, not how long ago.
    let seen = match (row.last_seen, station.kiosk.with(|kiosk| kiosk.as_ref().map(|k| k.reached)))
    {
        (Some(seen), Some(now)) => texts.when(station.local(seen), station.local(now)),
        _ => texts.shared.never_seen.to_owned(),
    };
    view! {
        <tr>
            <td>{row.asset_id.to_string()}</td>
            <td>{place.to_owned()}</td>
            <td>{state}</td>
            <td>{seen}</td>
        </tr>
    }
}
