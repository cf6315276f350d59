//! Maintenance: what is due, the walk to it, the plans behind it, and how it went.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::desk::{Desk, Tab, Task, desk};
use crate::host;
use crate::part::upkeep::{
    ActsTab, CalendarTab, ComplianceTab, DUE_FILTERS, FaultsTab, LedgerTab, PlansTab, RecallsTab,
    RoundTab, Tabs, WorklistTab, listed, pick_range, print,
};
use crate::part::{Banners, Drawer};
use crate::state::{DueList, step_line};

/// The maintenance page.
#[component]
pub fn MaintenancePage() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let list = listed(desk);
    upkeep.keep_asked(move || upkeep.ask_work());
    let keys = StoredValue::new_local(Some(host::on_key(move |event| key(desk, list, &event))));
    on_cleanup(move || keys.set_value(None));
    let view = move || match upkeep.tab.get() {
        Tab::Worklist => view! { <WorklistTab list=list /> }.into_any(),
        Tab::Round => view! { <RoundTab /> }.into_any(),
        Tab::Calendar => view! { <CalendarTab /> }.into_any(),
        Tab::Plans => view! { <PlansTab /> }.into_any(),
        Tab::Compliance => view! { <ComplianceTab /> }.into_any(),
        Tab::Ledger => view! { <LedgerTab /> }.into_any(),
        Tab::Recalls => view! { <RecallsTab /> }.into_any(),
        Tab::Faults => view! { <FaultsTab /> }.into_any(),
        Tab::Log => view! { <ActsTab /> }.into_any(),
    };
    let detail = RwSignal::new(None);
    view! {
        <main
            class="main page page-upkeep"
            class:with-drawer=move || desk.chosen.with(Option::is_some)
        >
            <Tabs />
            <div class="page-body page-table" role="tabpanel">
                <Banners />
                {view}
            </div>
            <Drawer detail=detail />
        </main>
    }
}

/// Keys of the page. What `g` goes before is the desk's, and what is typed is the field's.
fn key(desk: Desk, list: Memo<DueList>, event: &KeyboardEvent) {
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    // A letter in a form means nothing to the list, wherever in it the focus is.
    let filling = host::typing(event) || host::within(event, "form");
    if !plain || filling || event.default_prevented() {
        return;
    }
    let key = event.key();
    let tab = key.parse::<usize>().ok().and_then(|n| Tab::ALL.get(n.checked_sub(1)?));
    if let Some(tab) = tab {
        desk.upkeep.tab.set(*tab);
        event.prevent_default();
        return;
    }
    let done = match desk.upkeep.tab.get_untracked() {
        Tab::Worklist => worklist_key(desk, list, &key, event),
        Tab::Round if key == "p" => {
            print(desk);
            true
        }
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

/// Whether a key meant something to the worklist.
fn worklist_key(desk: Desk, list: Memo<DueList>, key: &str, event: &KeyboardEvent) -> bool {
    let upkeep = desk.upkeep;
    let in_list =
        || host::within(event, ".list") || !host::within(event, ".drawer, .top, .rail, .tabs");
    let cursor = upkeep.cursor.get_untracked();
    match (key, cursor) {
        ("j", _) => step(desk, list, 1),
        ("k", _) => step(desk, list, -1),
        ("ArrowDown", _) if in_list() => step(desk, list, 1),
        ("ArrowUp", _) if in_list() => step(desk, list, -1),
        ("x", Some(key)) => upkeep.turn(&key),
        ("X", Some(key)) => pick_range(desk, list, &key),
        ("c", Some(key)) => desk.begin(&key.asset, Task::Complete(key.plan)),
        ("s", Some(key)) => desk.begin(&key.asset, Task::Attempt),
        ("o", Some(key)) => desk.choose(&key.asset),
        ("Enter", Some(key)) if in_list() && !host::within(event, "button, a, [role=checkbox]") => {
            desk.choose(&key.asset);
        }
        ("m", Some(key)) => desk.show(&key.asset),
        ("r", _) => upkeep.tab.set(Tab::Round),
        ("b", _) => upkeep.by_place.update(|by_place| *by_place = !*by_place),
        ("f", _) => desk.menu.update(|menu| {
            *menu = if *menu == Some(DUE_FILTERS) { None } else { Some(DUE_FILTERS) };
        }),
        _ => return false,
    }
    true
}

/// Goes up or down; an open drawer follows.
fn step(desk: Desk, list: Memo<DueList>, by: isize) {
    let upkeep = desk.upkeep;
    let lines = list.with_untracked(DueList::lines);
    let here = upkeep.cursor.get_untracked();
    let next = step_line(&lines, here.as_ref(), upkeep.stood_at.get_value(), by);
    if let Some(next) = next.filter(|next| Some(next) != here.as_ref()) {
        if desk.chosen.with_untracked(Option::is_some)
            && upkeep.task.with_untracked(Option::is_none)
        {
            desk.choose(&next.asset);
        }
        upkeep.cursor.set(Some(next));
    }
}
