//! None is ready: the soonest ones, and a request.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::TypeId;
use trackward_model::ask::SoonestRow;

use super::station;
use crate::kiosk::Station;
use crate::part::StateMark;
use crate::state::kiosk::Screen;
use crate::words::kiosk::fill;

/// What there is instead.
#[component]
pub fn FindNone(type_id: TypeId) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let known = Memo::new(move |_| {
        station.nearest.with(|nearest| {
            nearest.as_ref().map(|near| (near.soonest.clone(), near.request.clone()))
        })
    });
    // What was asked for already is shown, not asked for again.
    let waits = Memo::new(move |_| known.get().is_some_and(|(_, request)| request.is_some()));
    let word = texts.type_word(&type_id);
    let go = {
        let type_id = type_id.clone();
        move |_| station.go(Screen::Ask(Some(type_id.clone())))
    };
    let list = move || {
        let soonest = known.get().map(|(soonest, _)| soonest).unwrap_or_default();
        let lead = if soonest.is_empty() { texts.find.none_at_all } else { texts.find.soonest };
        view! {
            <p class="k-lead">{lead}</p>
            <ol class="k-list">
                {soonest.into_iter().map(|row| soon(station, row)).collect_view()}
            </ol>
        }
    };
    let asked = move || {
        known.get().and_then(|(_, request)| request).map(|request| {
            let state = texts.request_state(request.state);
            let of = texts.counted(request.count, &request.type_id);
            view! { <p class="k-lead">{fill(texts.find.requested, &[&of, state])}</p> }
        })
    };
    view! {
            <div class="k-nothing">
                <h2 role="status">{texts.find.none}</h2>
                {asked}
    <button class="k-btn k-wide" class:k-btn-main=move || !waits.get() on:click=go>
                    {move || if waits.get() {
                        texts.shared.show.to_owned()
                    } else {
                        fill(texts.find.request, &[&word])
                    }}
                </button>
                {list}
            </div>
        }
}

fn soon(station: Station, soonest: SoonestRow) -> impl IntoView {
    let texts = station.texts();
    let here = station.nearest.with_untracked(|nearest| {
        nearest.as_ref().and_then(|nearest| Some(nearest.from.as_ref()?.floor_id.clone()))
    });
    let row = soonest.row.clone();
    let away = row.way.as_ref().map(|way| texts.away(way));
    let waits = move || texts.waits(&soonest, station.now.get(), &|at| station.local(at));
    view! {
        <li class="k-res" data-asset=row.asset_id.to_string()>
            <StateMark state=row.use_state class="k-symbol" />
            <span class="k-about">
                <strong>{texts.place_of(&row, here.as_ref())}</strong>
                <span>{waits}</span>
                <span class="soft"><b>{row.asset_id.to_string()}</b> {away.map(|away| format!(", {away}"))}</span>
            </span>
        </li>
    }
}
