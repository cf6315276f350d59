//! The core does not answer: what was known of the unit's own devices, with its age.

use leptos::prelude::*;
use trackward_model::TypeId;
use trackward_model::UseState;
use trackward_model::ask::DeviceRow;

use super::station;
use crate::kiosk::Station;
use crate::part::StateMark;
use crate::words::kiosk::fill;

/// How many are shown.
const SHOWN: usize = 6;

/// Those of a type, the ones that were ready first.
#[component]
pub fn FindOld(type_id: TypeId) -> impl IntoView {
    let station = station();
    let words = &station.texts().find;
    let rows = Memo::new(move |_| {
        let known = station.own.with(|own| {
            let rows = own.iter().flat_map(|own| &own.rows);
            let usable = rows.filter(|row| row.type_id == type_id && is_usable(row));
            usable.cloned().collect::<Vec<_>>()
        });
        let (ready, others): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|row| row.use_state == UseState::Available);
        ready.into_iter().chain(others).take(SHOWN).collect::<Vec<_>>()
    });
    let lead = move || if rows.with(Vec::is_empty) { words.failed_none } else { words.failed };
    view! {
        <p class="k-lead" role="status">{lead}</p>
        <ol class="k-list">
            {move || rows.get().iter().map(|row| line(station, row)).collect_view()}
        </ol>
    }
}

/// Not known to be broken or set aside.
fn is_usable(row: &DeviceRow) -> bool {
    !row.do_not_use && row.fault_since.is_none() && !row.place_name.is_empty()
}

fn line(station: Station, row: &DeviceRow) -> impl IntoView + use<> {
    let texts = station.texts();
    let seen = row.last_seen;
    let age = move || match seen {
        Some(seen) => fill(texts.shared.seen, &[&station.ago(seen)]),
        None => texts.shared.never_seen.to_owned(),
    };
    view! {
        <li class="k-res k-old" data-asset=row.asset_id.to_string()>
            <StateMark state=row.use_state class="k-symbol" />
            <span class="k-about">
                <strong>{row.place_name.clone()}</strong>
                <span>{row.asset_id.to_string()} ", " {texts.use_state(row.use_state)}</span>
                <span class="soft">{age}</span>
            </span>
        </li>
    }
}
