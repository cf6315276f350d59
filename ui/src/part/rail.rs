//! The rail: pages, and how the window looks.

use leptos::prelude::*;

use super::{Icon, Menu};
use crate::desk::{Load, Page, desk};
use crate::host::{self, Theme};
use crate::state::Alerts;

/// The rail at the left.
#[component]
pub fn Rail() -> impl IntoView {
    let desk = desk();
    let link = move |page: Page| {
        view! {
            <a
                href=format!("#{}", page.word())
                aria-current=move || (desk.page.get() == page).then_some("page")
                title=format!("{} (g {})", page.title(), page.letter())
            >
                <Icon name=page.word() />
                {page.title()}
                {(page == Page::Alerts).then(|| view! { <Waiting /> })}
                {(page == Page::Maintenance).then(|| view! { <Due /> })}
            </a>
        }
    };
    let [work @ .., setup] = Page::ALL;
    view! {
        <nav class="rail" aria-label="Pages">
            <span class="rail-mark" title="Trackward">
                <Icon name="trackward" />
            </span>
            {work.map(link).collect_view()}
            <div class="rail-end">
                {link(setup)}
                <Display />
            </div>
        </nav>
    }
}

/// How many alerts wait for someone; red as long as one of them is critical.
#[component]
fn Waiting() -> impl IntoView {
    let inbox = desk().inbox;
    let waiting = Memo::new(move |_| {
        inbox.revision.track();
        let ready = inbox.load.with(|load| *load == Load::Ready);
        let (open, critical) = ready.then(|| inbox.alerts.with_value(Alerts::waiting))?;
        (open > 0).then_some((open, critical))
    });
    move || {
        waiting.get().map(|(open, critical)| {
            let class = if critical > 0 { "count count-critical" } else { "count count-due" };
            let shown = if open > 999 { "999+".to_owned() } else { open.to_string() };
            let told = format!("{open} open, {critical} critical");
            view! {
                <span class=class>
                    <span class="sr">{told}</span>
                    <span aria-hidden="true">{shown}</span>
                </span>
            }
        })
    }
}

/// How many devices are due or overdue; red as long as one of those overdue keeps somebody alive.
#[component]
fn Due() -> impl IntoView {
    let tally = desk().tally();
    move || {
        let tally = tally.get();
        (tally.waiting() > 0).then(|| {
            let grave = tally.overdue_life_support > 0;
            let class = if grave { "count count-critical" } else { "count count-due" };
            let n = tally.waiting();
            let shown = if n > 999 { "999+".to_owned() } else { n.to_string() };
            let told = format!("{} due, {} overdue", tally.due, tally.overdue + tally.unlocated);
            view! {
                <span class=class>
                    <span class="sr">{told}</span>
                    <span aria-hidden="true">{shown}</span>
                </span>
            }
        })
    }
}

/// Theme and keys.
#[component]
fn Display() -> impl IntoView {
    let desk = desk();
    let theme = RwSignal::new(host::theme());
    let choose = move |chosen: Theme| {
        theme.set(chosen);
        host::set_theme(chosen);
        desk.look.update(|n| *n += 1);
    };
    view! {
        <Menu
            name="display"
            button_class="rail-button"
            side="beside"
            button=(|| view! { <Icon name="theme" /> "Display" }).into()
        >
            <h2>"Theme"</h2>
            <div class="seg" role="group" aria-label="Theme">
                {Theme::ALL
                    .map(|choice| {
                        let name = match choice {
                            Theme::System => "System",
                            Theme::Light => "Light",
                            Theme::Dark => "Dark",
                        };
                        view! {
                            <button
                                aria-pressed=move || (theme.get() == choice).to_string()
                                on:click=move |_| choose(choice)
                            >
                                {name}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <h2>"Keys"</h2>
            <dl class="keys">{KEYS.map(key_line).collect_view()}</dl>
            <Show when=move || desk.page.get() == Page::Map && desk.history.open.get()>
                <h2>"Keys of the history"</h2>
                <dl class="keys">{PAST_KEYS.map(key_line).collect_view()}</dl>
            </Show>
            <Show when=move || desk.page.get() == Page::Alerts>
                <h2>"Keys of the alerts"</h2>
                <dl class="keys">{ALERT_KEYS.map(key_line).collect_view()}</dl>
            </Show>
            <Show when=move || desk.page.get() == Page::Maintenance>
                <h2>"Keys of maintenance"</h2>
                <dl class="keys">{DUE_KEYS.map(key_line).collect_view()}</dl>
            </Show>
        </Menu>
    }
}

const KEYS: [(&[&str], &str); 14] = [
    (&["/"], "Search"),
    (&["g", "m"], "Map"),
    (&["g", "a"], "Assets"),
    (&["g", "l"], "Alerts"),
    (&["g", "d"], "Maintenance: what is due"),
    (&["g", "r"], "Reports"),
    (&["g", "s"], "Setup"),
    (&["j", "k"], "Next, previous"),
    (&["Enter"], "Open"),
    (&["Esc"], "Close"),
    (&["+", "−", "0"], "Zoom, whole floor"),
    (&["←", "↑", "↓", "→"], "Move the map"),
    (&["PgUp", "PgDn"], "Floor up, down"),
    (&["h"], "History, the map as it was"),
];

const PAST_KEYS: [(&[&str], &str); 6] = [
    (&["Space"], "Play, pause"),
    (&["←", "→"], "A minute back, on"),
    (&["Shift", "←", "→"], "An hour back, on"),
    (&["[", "]"], "Alert before, next alert"),
    (&["1", "2", "3"], "Speed"),
    (&["n"], "Back to now"),
];

const ALERT_KEYS: [(&[&str], &str); 10] = [
    (&["a"], "Acknowledge"),
    (&["s"], "Snooze"),
    (&["r"], "Resolve"),
    (&["m"], "Show on map"),
    (&["x", "X"], "Select, select up to here"),
    (&["c"], "Select all of a cause"),
    (&["f"], "Filters"),
    (&["z"], "Show what is snoozed"),
    (&["q"], "Sound off or on"),
    (&["1", "2", "3"], "Open, acknowledged, resolved"),
];

const DUE_KEYS: [(&[&str], &str); 11] = [
    (&["1", "8"], "Worklist to faults"),
    (&["x", "X"], "Pick for the round, up to here"),
    (&["c"], "Complete"),
    (&["s"], "Record a search"),
    (&["o"], "Open the asset"),
    (&["m"], "Show on map"),
    (&["r"], "Walk the round"),
    (&["b"], "By place or by urgency"),
    (&["f"], "Filters"),
    (&["p"], "Print the round"),
    (&["[", "]"], "Month before, next month"),
];

fn key_line((keys, does): (&'static [&'static str], &'static str)) -> impl IntoView {
    let keys = keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view();
    view! {
        <dt>{keys}</dt>
        <dd>{does}</dd>
    }
}
