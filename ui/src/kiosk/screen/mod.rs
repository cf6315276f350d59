//! The kiosk's screens.

mod ask;
mod do_not_use;
mod fault;
mod fault_pick;
mod find;
mod find_map;
mod find_none;
mod find_old;
mod keyboard;
mod ours;
mod part;
mod print;
mod start;
mod stock;
mod supply;
mod tap;
mod trouble;

use leptos::prelude::*;

use super::{Station, live, press, station};
use crate::part::Symbols;
use crate::state::kiosk::Screen;

/// The window.
#[component]
pub fn App() -> impl IntoView {
    let station = Station::new();
    provide_context(station);
    live::start(station);
    live::keep_found(station);
    live::keep_choosing(station);
    press::listen(station);
    let shown = Memo::new(move |_| {
        station.kiosk.with(|kiosk| match kiosk.as_deref() {
            None => Shown::Waiting,
            Some(kiosk) if !kiosk.other_units.is_empty() => Shown::Nobody,
            Some(_) => Shown::Screen(station.screen.get()),
        })
    });
    Effect::new(move |_| {
        if let Screen::Find(Some(_)) = station.screen.get() {
            leptos::task::spawn_local(live::ask_nearest(station));
        }
    });
    view! {
        <Symbols />
        {move || {
            // Another language is another window.
            station.language.track();
            view! {
                {move || match shown.get() {
                    Shown::Waiting => view! { <trouble::Waiting /> }.into_any(),
                    Shown::Nobody => view! { <trouble::Nobody /> }.into_any(),
                    Shown::Screen(screen) => one(screen),
                }}
                <part::Leaving />
                <print::Sheet />
            }
        }}
    }
}

fn one(screen: Screen) -> AnyView {
    match screen {
        Screen::Start => view! { <start::Start /> }.into_any(),
        Screen::Find(None) => view! { <find::Choose /> }.into_any(),
        Screen::Find(Some(type_id)) => view! { <find::Find type_id=type_id /> }.into_any(),
        Screen::Fault => view! { <fault::Fault /> }.into_any(),
        Screen::Ask(None) => view! { <ask::Choose /> }.into_any(),
        Screen::Ask(Some(type_id)) => view! { <ask::Ask type_id=type_id /> }.into_any(),
        Screen::Stock => view! { <stock::StockScreen /> }.into_any(),
        Screen::DoNotUse => view! { <do_not_use::DoNotUseScreen /> }.into_any(),
        Screen::Ours => view! { <ours::Ours /> }.into_any(),
        Screen::Supply => view! { <supply::SupplyScreen /> }.into_any(),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Waiting,
    Nobody,
    Screen(Screen),
}
