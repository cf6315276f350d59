//! The unit's stock by type.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{StockLevel, StockRow};
use trackward_model::{Freshness, UseState};

use super::part::Page;
use super::station;
use super::trouble::Print;
use crate::part::{Mark, StateMark};
use crate::state::kiosk::Screen;
use crate::words::kiosk::{Texts, fill};

/// Rows that the start shows.
const SHOWN: usize = 4;
/// More than this is no row of boxes any more.
const PIPS_MAX: u32 = 24;

/// All of it.
#[component]
pub fn StockScreen() -> impl IntoView {
    let title = station().texts().start.stock.to_owned();
    view! {
        <Page title=title class="k-scroll">
            <Stock all=true />
            <p class="k-end"><Print /></p>
        </Page>
    }
}

/// The table; on the start its first rows.
#[component]
pub fn Stock(all: bool) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let rows = station.part(move |kiosk| {
        // What is short must not be below the edge.
        let mut rows = kiosk.stock.clone();
        if !all && rows.len() > SHOWN {
            rows.sort_by_key(|row| row.level);
        }
        rows
    });
    let count = Memo::new(move |_| rows.with(Vec::len));
    let shown = move || {
        let most = if all { usize::MAX } else { SHOWN };
        rows.get().into_iter().take(most).map(|row| line(texts, row)).collect_view()
    };
    let more = move || {
        (count.get() > 0).then(|| {
            view! {
                <button class="k-btn k-all" on:click=move |_| station.go(Screen::Stock)>
                    {move || fill(texts.shared.show_all, &[&count.get().to_string()])}
                </button>
            }
        })
    };
    view! {
        <section class="k-stock" aria-label=texts.start.stock>
            // The screen of all of it says so in its head.
            {(!all).then(|| view! { <div class="k-head"><h2>{texts.start.stock}</h2> {more}</div> })}
            <Show
                when=move || { count.get() > 0 }
                fallback=move || view! { <p class="soft">{texts.start.no_stock}</p> }
            >
                <table>
                    <thead>
                        <tr>
                            <th><span class="sr">{texts.lists.type_head}</span></th>
                            <th scope="col">{texts.shared.ready}</th>
                            <th scope="col">{texts.shared.in_use}</th>
                            <th scope="col">{texts.shared.soiled}</th>
                            <th scope="col">{texts.shared.down}</th>
                        </tr>
                    </thead>
                    <tbody>{shown}</tbody>
                </table>
            </Show>
        </section>
    }
}

fn line(texts: &'static Texts, row: StockRow) -> impl IntoView {
    let mark = if row.ready > 0 { UseState::Available } else { UseState::Unknown };
    let level = level(texts, row.level);
    let in_state = |state, n: u32| {
        view! { <td><StateMark state=state class="k-state" />{n}</td> }
    };
    let of = row.target.map(|target| fill(texts.start.of, &[&target.to_string()]));
    // One place of the unit that has a level of its own.
    let at = row.place.is_some().then(|| view! { <small>{row.name.clone()}</small> });
    view! {
        <tr class:short=row.level == StockLevel::Short data-type=row.type_id.to_string()>
            <th scope="row">
                <Mark type_id=row.type_id.clone() state=mark freshness=Freshness::Live class="mark k-mark" />
                <span>{texts.type_title(&row.type_id)} {at}</span>
            </th>
            <td>
                <b>{row.ready}</b> " " <span class="soft">{of}</span> {level}
                {pips(texts, &row)}
            </td>
            {in_state(UseState::InUse, row.in_use)}
            {in_state(UseState::Soiled, row.soiled)}
            {in_state(UseState::Down, row.down)}
        </tr>
    }
}

/// What a level is called where somebody has to do something about it.
pub fn level(texts: &'static Texts, level: StockLevel) -> Option<impl IntoView> {
    let (class, word) = match level {
        StockLevel::Short => ("tag tag-critical", texts.start.short),
        StockLevel::Low => ("tag tag-warning", texts.start.low),
        StockLevel::Over => ("tag tag-info", texts.start.over),
        StockLevel::Enough | StockLevel::NoLevel => return None,
    };
    Some(view! { <span class=class>{word}</span> })
}

/// A box for each that there should be.
fn pips(texts: &'static Texts, row: &StockRow) -> Option<impl IntoView + use<>> {
    let (target, critical) = (row.target?, row.critical.unwrap_or_default());
    if target == 0 || target > PIPS_MAX {
        return None;
    }
    let numbers = [row.ready, target, critical].map(|n| n.to_string());
    let label = fill(texts.start.pips, &[&numbers[0], &numbers[1], &numbers[2]]);
    let ready = row.ready;
    let boxes = (0..target).map(|at| {
        view! { <i class="pip" class:pip-on=at < ready class:pip-crit=at < critical></i> }
    });
    Some(view! { <div class="pips" role="img" aria-label=label>{boxes.collect_view()}</div> })
}
