//! The alerts: an inbox by cause at the left, the case that is open at the right.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::{AlertId, AlertState};
use web_sys::KeyboardEvent;

use crate::desk::{Desk, Doing, Load, desk};
use crate::host;
use crate::part::{Banners, Case, FILTERS, InboxBar, InboxFoot, InboxList};
use crate::state::{Listing, Wanted, listing};

/// The alerts' page.
#[component]
pub fn AlertsPage() -> impl IntoView {
    let desk = desk();
    let listing = listed(desk);
    keep_opened(desk, listing);
    let keys = StoredValue::new_local(Some(host::on_key(move |event| key(desk, listing, &event))));
    on_cleanup(move || keys.set_value(None));
    view! {
        <main class="main page-alerts">
            <div class="inbox">
                <Banners />
                <InboxBar listing=listing />
                <InboxList listing=listing />
                <InboxFoot />
            </div>
            <Case />
        </main>
    }
}

fn listed(desk: Desk) -> Memo<Listing> {
    let inbox = desk.inbox;
    Memo::new(move |_| {
        inbox.revision.track();
        let hospital = desk.hospital.get();
        let wanted = Wanted {
            segment: inbox.segment.get(),
            filters: inbox.filters.get(),
            query: desk.query.get(),
            snoozed: inbox.snoozed.get(),
            folded: inbox.folded.get(),
        };
        desk.rows.with_value(|rows| {
            inbox.alerts.with_value(|alerts| listing(alerts, &wanted, rows, &hospital))
        })
    })
}

/// Opens the first case where none is open, and selects only what is listed.
fn keep_opened(desk: Desk, listing: Memo<Listing>) {
    let inbox = desk.inbox;
    Effect::new(move |_| {
        let opened = inbox.opened.get();
        listing.with(|listing| match opened {
            // Setting nothing again would wake this effect for ever.
            None => {
                if let Some(first) = listing.lines().next() {
                    inbox.opened.set(Some(first));
                }
            }
            Some(id) => {
                if let Some(at) = listing.lines().position(|line| line == id) {
                    inbox.stood_at.set_value(at);
                }
            }
        });
    });
    Effect::new(move |_| {
        listing.track();
        let here: BTreeSet<AlertId> = inbox.alerts.with_value(|alerts| {
            let segment = inbox.segment.get_untracked();
            let there = |id: &AlertId| alerts.get(*id).is_some_and(|row| row.state == segment);
            inbox.selected.with_untracked(|ids| ids.iter().copied().filter(there).collect())
        });
        if inbox.selected.with_untracked(|selected| *selected != here) {
            inbox.selected.set(here);
        }
    });
}

/// Keys of the page. What `g` goes before is the desk's, and what is typed is the field's.
fn key(desk: Desk, listing: Memo<Listing>, event: &KeyboardEvent) {
    let inbox = desk.inbox;
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let ready = inbox.load.with_untracked(|load| *load == Load::Ready);
    if !plain || !ready || host::typing(event) || event.default_prevented() {
        return;
    }
    let in_list = || host::within(event, ".list") || !host::within(event, ".case, .top, .rail");
    match event.key().as_str() {
        "j" => step(desk, listing, 1),
        "k" => step(desk, listing, -1),
        "ArrowDown" if in_list() => step(desk, listing, 1),
        "ArrowUp" if in_list() => step(desk, listing, -1),
        "Enter" if !host::within(event, "button, a, [role=checkbox]") => {
            host::focus(".case-head h2");
        }
        "x" => turn(desk),
        "X" => turn_range(desk, listing),
        "c" => turn_cause(desk, listing),
        "a" => begin(desk, Doing::Acknowledge),
        "s" => begin(desk, Doing::Snooze),
        "r" => begin(desk, Doing::Resolve),
        "m" => show_on_map(desk),
        "f" => desk.menu.update(|menu| {
            *menu = if *menu == Some(FILTERS) { None } else { Some(FILTERS) };
        }),
        "q" => inbox.mute(),
        "z" => inbox.snoozed.update(|snoozed| *snoozed = !*snoozed),
        "1" => inbox.show(AlertState::Open),
        "2" => inbox.show(AlertState::Acknowledged),
        "3" => inbox.show(AlertState::Resolved),
        _ => return,
    }
    event.prevent_default();
}

fn step(desk: Desk, listing: Memo<Listing>, by: isize) {
    let inbox = desk.inbox;
    let next = listing.with_untracked(|listing| {
        listing.step(inbox.opened.get_untracked(), inbox.stood_at.get_value(), by)
    });
    if next.is_some() && next != inbox.opened.get_untracked() {
        inbox.doing.set(None);
        inbox.opened.set(next);
    }
}

fn turn(desk: Desk) {
    if let Some(id) = desk.inbox.opened.get_untracked() {
        desk.inbox.turn(id);
    }
}

fn turn_range(desk: Desk, listing: Memo<Listing>) {
    if let Some(id) = desk.inbox.opened.get_untracked() {
        listing.with_untracked(|listing| desk.inbox.turn_range(listing, id));
    }
}

fn turn_cause(desk: Desk, listing: Memo<Listing>) {
    let Some(id) = desk.inbox.opened.get_untracked() else { return };
    let cause = listing.with_untracked(|listing| listing.cause_of(id).cloned());
    if let Some(cause) = cause {
        desk.inbox.turn_all(&cause.alerts);
    }
}

/// Opens the form for what is selected, else for the case.
fn begin(desk: Desk, doing: Doing) {
    let inbox = desk.inbox;
    let states = inbox.targets(|row| row.state);
    let takes = |state: &AlertState| match doing {
        Doing::Acknowledge => *state == AlertState::Open,
        Doing::Snooze | Doing::Resolve => *state != AlertState::Resolved,
    };
    if states.iter().any(takes) {
        inbox.doing.set(Some(doing));
    }
}

/// Shows what the open case is about on the map.
fn show_on_map(desk: Desk) {
    if let Some(row) =
        desk.inbox.opened.get_untracked().and_then(|id| untrack(|| desk.inbox.alert(id)))
    {
        desk.show_alert(&row);
    }
}
