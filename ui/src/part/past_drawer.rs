//! The drawer while the past is shown: where the asset was, what was wrong with it, and its stays
//! until then. Nothing can be done from here.

use leptos::prelude::*;
use trackward_model::AlertState;
use trackward_model::ask::{AssetRow, PastAlert, StayView};

use super::drawer::Detail;
use super::whereabouts::Where;
use super::{Icon, StaysOf, SymbolMark, severity_mark};
use crate::desk::desk;
use crate::state::stays_at;
use crate::words;

/// What is known of the chosen asset at an instant of the past.
#[component]
pub fn PastPart(row: Memo<Option<AssetRow>>, detail: Detail) -> impl IntoView {
    let desk = desk();
    let history = desk.history;
    // Which reader heard it last is known of now only.
    let unknown: Detail = RwSignal::new(None);
    let when = move || {
        history
            .shown
            .get()
            .or(history.at.get())
            .map(|at| words::day_and_minute(desk.zone.get().local(at)))
    };
    let alerts = Memo::new(move |_| {
        let id = row.with(|row| row.as_ref().map(|row| row.info.asset_id.clone()));
        history.alerts.with(|alerts| {
            alerts.iter().filter(|a| a.asset_id.is_some() && a.asset_id == id).cloned().collect()
        })
    });
    let stays = Signal::derive(move || {
        let then = history.shown.get()?;
        let stays =
            detail.with(|detail| Some(stays_at(&detail.as_ref()?.as_ref().ok()?.stays, then)))?;
        // The stay that held then ends with what is shown: "to now" would be another instant.
        let shown = |stay: StayView| StayView { to: stay.to.or(Some(then)), ..stay };
        Some(stays.into_iter().map(shown).collect::<Vec<_>>())
    });
    let some = Memo::new(move |_| stays.get().is_some_and(|stays| !stays.is_empty()));
    view! {
        <section class="sec">
            <div class="notice">
                <Icon name="clock" />
                <div>
                    <strong>{when} " – as it was"</strong>
                    <p class="soft">"To act on this asset, go back to now."</p>
                </div>
            </div>
        </section>
        <Where row=row detail=unknown />
        {move || Some(alerts.get()).filter(|a: &Vec<_>| !a.is_empty()).map(|alerts| view! {
            <section class="sec">
                <div class="sec-head"><h2>"Alerts then"</h2></div>
                <ul class="asset-alerts">{alerts.iter().map(line).collect_view()}</ul>
            </section>
        })}
        <Show when=move || some.get()>
            <StaysOf stays=Signal::derive(move || stays.get().unwrap_or_default()) />
        </Show>
    }
}

fn line(alert: &PastAlert) -> impl IntoView + use<> {
    let (symbol, class) = severity_mark(alert.severity);
    let taken = (alert.state == AlertState::Acknowledged).then_some("acknowledged");
    view! {
        <li>
            <SymbolMark symbol=symbol class=class />
            <span class="grow">
                <span class="sr">{words::severity(alert.severity)} ": "</span>
                {words::rule_name(alert.rule)}
            </span>
            <span class="soft small nowrap">{taken}</span>
        </li>
    }
}
