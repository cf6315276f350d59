//! The top bar: title, search, floors, map or table.

use leptos::prelude::*;

use super::{Icon, SearchBox};
use crate::desk::{Load, Page, View, desk};
use crate::state::{Alerts, Filters};
use crate::words;

/// The bar over every page.
#[component]
pub fn Top() -> impl IntoView {
    let desk = desk();
    let on_map = move || desk.page.get() == Page::Map;
    let loaded = move || {
        desk.load.get() == Load::Ready
            && desk.hospital.with(|hospital| !hospital.view.floors.is_empty())
    };
    let searches = move || match desk.page.get() {
        Page::Setup | Page::Reports => false,
        Page::Maintenance => desk.upkeep.tab.get().searches(),
        Page::Map | Page::Assets | Page::Alerts => true,
    };
    view! {
        <header class="top">
            <h1>{move || desk.page.get().title()}</h1>
            <Show when=searches>
                <SearchBox />
            </Show>
            <Show when=loaded>
                {move || match desk.page.get() {
                    Page::Map => view! { <Floors /> }.into_any(),
                    Page::Assets => view! { <Totals /> }.into_any(),
                    Page::Alerts => view! { <Waiting /> }.into_any(),
                    Page::Maintenance => view! { <Due /> }.into_any(),
                    Page::Setup | Page::Reports => ().into_any(),
                }}
            </Show>
            <div class="top-end">
                <Show when=move || on_map() && loaded()>
                    <Views />
                </Show>
                <Show when=move || desk.page.get() == Page::Alerts>
                    <Sound />
                </Show>
            </div>
        </header>
    }
}

/// How many alerts wait for someone.
#[component]
fn Waiting() -> impl IntoView {
    let inbox = desk().inbox;
    let waiting = Memo::new(move |_| {
        inbox.revision.track();
        let ready = inbox.load.with(|load| *load == Load::Ready);
        ready.then(|| inbox.alerts.with_value(Alerts::waiting))
    });
    let words = move || {
        waiting.get().map(|(open, critical)| match (open, critical) {
            (0, _) => "None open".to_owned(),
            (open, 0) => format!("{} open, by cause", words::grouped(open as u64)),
            (open, critical) => format!(
                "{} open, {} critical",
                words::grouped(open as u64),
                words::grouped(critical as u64)
            ),
        })
    };
    view! { <span class="soft nowrap">{words}</span> }
}

/// How much is due.
#[component]
fn Due() -> impl IntoView {
    let tally = desk().tally();
    let words = move || {
        let tally = tally.get();
        let vital = match tally.overdue_life_support {
            0 => String::new(),
            n => format!(", {} of them life support", words::grouped(n as u64)),
        };
        format!(
            "{} overdue{vital}, {} due",
            words::grouped((tally.overdue + tally.unlocated) as u64),
            words::grouped(tally.due as u64)
        )
    };
    view! { <span class="soft nowrap">{words}</span> }
}

/// Switches the tone of critical alerts.
#[component]
fn Sound() -> impl IntoView {
    let inbox = desk().inbox;
    view! {
        <button
            class="btn btn-plain"
            aria-pressed=move || inbox.muted.get().to_string()
            title="One tone for each new critical alert"
            on:click=move |_| inbox.mute()
        >
            {move || view! { <Icon name=if inbox.muted.get() { "mute" } else { "sound" } /> }}
            {move || if inbox.muted.get() { "Sound off" } else { "Sound on" }}
            <kbd class="key">"q"</kbd>
        </button>
    }
}

#[component]
fn Totals() -> impl IntoView {
    let desk = desk();
    let assets = move || {
        desk.second.track();
        desk.rows.with_value(|rows| rows.all().len())
    };
    let floors = move || desk.hospital.with(|hospital| hospital.view.floors.len());
    view! {
        <span class="soft nowrap">
            {move || format!("{}, {}", words::counted(assets(), "asset"), words::counted(floors(), "floor"))}
        </span>
    }
}

/// Floors as buttons; while a missing asset is looked for, with how likely it is on each, and
/// while something is filtered, with how many match.
#[component]
fn Floors() -> impl IntoView {
    let desk = desk();
    let matches = Memo::new(move |_| {
        desk.second.track();
        let filters = desk.filters.get();
        let floors = desk.hospital.with(|hospital| hospital.view.floors.len());
        (filters != Filters::default()).then(|| {
            desk.rows.with_value(|rows| {
                let mut counts = vec![0_usize; floors];
                for row in rows.all().iter().filter(|row| filters.lets(row)) {
                    if let Some(count) = row.floor.and_then(|floor| counts.get_mut(floor)) {
                        *count += 1;
                    }
                }
                counts
            })
        })
    });
    let likely = Memo::new(move |_| {
        let floors = desk.hospital.with(|hospital| hospital.view.floors.len());
        desk.sought.with(|sought| sought.as_ref().map(|sought| sought.by_floor(floors)))
    });
    let name = move || desk.hospital.with(|hospital| hospital.floor_name(desk.floor.get()));
    let buttons = move || {
        let floors = desk.hospital.with(|hospital| hospital.view.floors.clone());
        floors
            .into_iter()
            .enumerate()
            .map(|(at, floor)| {
                let count = move || match likely.get() {
                    Some(likely) => {
                        let part = likely.get(at).copied().filter(|part| *part > 0.0);
                        part.map(|part| view! { <span class="count">{words::percent(part)}</span> })
                    }
                    None => matches.get().and_then(|counts| {
                        let n = counts.get(at)?.to_string();
                        Some(view! { <span class="count">{n}</span> })
                    }),
                };
                view! {
                    <button
                        aria-pressed=move || (desk.floor.get() == at).to_string()
                        title=floor.name.clone()
                        data-floor=floor.floor_id.to_string()
                        on:click=move |_| desk.floor.set(at)
                    >
                        {floor.floor_id.to_string()}
                        {count}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="seg floors" role="group" aria-label="Floor (PageUp, PageDown)">
            {buttons}
        </div>
        <span class="soft nowrap floor-name">{name}</span>
    }
}

#[component]
fn Views() -> impl IntoView {
    let desk = desk();
    let button = move |view: View, icon: &'static str, name: &'static str| {
        view! {
            <button
                aria-pressed=move || (desk.view.get() == view).to_string()
                on:click=move |_| desk.view.set(view)
            >
                <Icon name=icon />
                {name}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label="View">
            {button(View::Map, "map", "Map")}
            {button(View::Table, "assets", "Table")}
        </div>
    }
}
