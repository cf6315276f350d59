//! One fault, with its times and what can be done about it.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::ask::{Act, CloseFault, FaultView, RepairFault};
use trackward_model::{FaultState, Signed};

use super::sending::{SignForm, said, signing};
use crate::desk::{Desk, desk};
use crate::words;

/// What is being done about a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// It is taken to repair.
    Repair,
    /// It is closed.
    Close,
}

/// Who did something, when, and what they said: `J. Ortiz, 13:12: Lead is broken`.
pub fn signed(desk: Desk, signed: &Signed) -> String {
    let zone = desk.zone.get();
    let when = words::when(zone.local(signed.at), zone.local(desk.now.get_untracked()));
    match signed.note.as_str() {
        "" => format!("{}, {when}", signed.by),
        note => format!("{}, {when}: {note}", signed.by),
    }
}

/// The times of a fault: how long it waited, how long it was repaired.
pub fn fault_times(desk: Desk, fault: &FaultView) -> String {
    let now = desk.now.get();
    let between = |from: &Signed, to: Option<&Signed>| {
        words::in_words(to.map_or(now, |to| to.at).since(from.at))
    };
    match (&fault.repair, &fault.closed) {
        (None, None) => format!("open for {}", between(&fault.reported, None)),
        (Some(repair), None) => format!("in repair for {}", between(repair, None)),
        (_, Some(closed)) => format!("closed after {}", between(&fault.reported, Some(closed))),
    }
}

/// The word of a fault's state with its class.
pub const fn fault_tag(state: FaultState) -> &'static str {
    match state {
        FaultState::Open => "tag tag-down",
        FaultState::InRepair => "tag tag-info",
        FaultState::Closed => "tag",
    }
}

/// A fault as a line of the drawer.
#[component]
pub fn FaultLine(fault: FaultView) -> impl IntoView {
    let desk = desk();
    let doing = RwSignal::new(None::<Mending>);
    let told = signed(desk, &fault.reported);
    let times = {
        let fault = fault.clone();
        move || fault_times(desk, &fault)
    };
    let steps = [&fault.repair, &fault.closed]
        .into_iter()
        .flatten()
        .map(|step| view! { <p class="soft small">{signed(desk, step)}</p> })
        .collect_view();
    view! {
        <li class="duty-line">
            <div class="duty-head">
                <span class=fault_tag(fault.state)>{words::fault_state(fault.state)}</span>
                <span class="soft small">{times}</span>
            </div>
            <p>{told}</p>
            {steps}
            <FaultActs fault=fault.clone() doing=doing />
            <FaultForm fault=fault doing=doing />
        </li>
    }
    .into_any()
}

/// What can be done about a fault.
#[component]
pub fn FaultActs(fault: FaultView, doing: RwSignal<Option<Mending>>) -> impl IntoView {
    let button = move |what: Mending, name: &'static str| {
        view! {
            <button class="btn" on:click=move |_| doing.set(Some(what))>{name}</button>
        }
    };
    (fault.state != FaultState::Closed).then(|| {
        view! {
            <div class="duty-acts">
                {(fault.state == FaultState::Open).then(|| button(Mending::Repair, "Take to repair"))}
                {button(Mending::Close, "Close")}
            </div>
        }
    })
}

/// The form of that, while it is open.
#[component]
pub fn FaultForm(fault: FaultView, doing: RwSignal<Option<Mending>>) -> impl IntoView {
    let close = Callback::new(move |()| doing.set(None));
    let id = fault.fault_id;
    let told = format!("Fault of {}", fault.asset_id);
    move || {
        doing.get().map(|what| match what {
            Mending::Repair => {
                let act = signing(move |by, note| {
                    Ok(Act::RepairFault(RepairFault { fault_id: id, by, note }))
                });
                let told = format!("{told} taken to repair");
                view! { <SignForm title="Take to repair" asked="Note (may stay empty)" act=act told=told close=close /> }
                    .into_any()
            }
            Mending::Close => {
                let act = signing(move |by, note| {
                    let note = said(note, "Say how it was mended.")?;
                    Ok(Act::CloseFault(CloseFault { fault_id: id, by, note }))
                });
                let told = format!("{told} closed");
                view! { <SignForm title="Close" asked="How it was mended" act=act told=told close=close /> }
                    .into_any()
            }
        })
    }
}
