//! The page that is printed: the equipment around the kiosk, or the runner's list.

use leptos::prelude::*;
use trackward_model::ask::DeviceRow;

use super::station;
use crate::kiosk::Station;
use crate::state::kiosk::Screen;
use crate::words::age_short;
use crate::words::kiosk::fill;

/// Hidden on the screen. On the supplying screen the runner's list is printed instead.
#[component]
pub fn Sheet() -> impl IntoView {
    let station = station();
    let shown = Memo::new(move |_| station.screen.get() != Screen::Supply);
    view! { <Show when=move || shown.get()><Equipment /></Show> }
}

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
    let rows = move || {
        station.devices.with(|devices| {
            let rows = devices.iter().flat_map(|devices| devices.rows.iter());
            rows.map(|row| line(station, row)).collect_view()
        })
    };
    let heads = &texts.lists;
    view! {
        <section class="k-sheet" aria-hidden="true">
            <h1>{title}</h1>
            <table>
                <thead>
                    <tr>
                        <th>{heads.type_head}</th>
                        <th>{heads.device}</th>
                        <th>{heads.place}</th>
                        <th>{heads.state}</th>
                        <th>{heads.age}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
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
        "" => texts.shared.nowhere.to_owned(),
        place => format!("{place}, {}", row.floor_name),
    };
    let seen = row.last_seen;
    let age = move || match seen {
        Some(seen) => {
            let ago = fill(texts.shared.ago, &[&age_short(station.now.get().since(seen))]);
            format!("{} ({ago})", crate::words::minute(station.local(seen)))
        }
        None => texts.shared.never_seen.to_owned(),
    };
    view! {
        <tr>
            <td>{texts.type_title(&row.type_id)}</td>
            <td>{row.asset_id.to_string()}</td>
            <td>{place}</td>
            <td>{state}</td>
            <td>{age}</td>
        </tr>
    }
}
