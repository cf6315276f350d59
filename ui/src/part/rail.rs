//! The rail: pages, and how the window looks.

use leptos::prelude::*;

use super::{Icon, Menu};
use crate::desk::{Page, desk};
use crate::host::{self, Theme};

/// The rail at the left.
#[component]
pub fn Rail() -> impl IntoView {
    let desk = desk();
    let links = Page::ALL.map(|page| {
        view! {
            <a
                href=format!("#{}", page.word())
                aria-current=move || (desk.page.get() == page).then_some("page")
                title=format!("{} (g {})", page.title(), page.letter())
            >
                <Icon name=page.word() />
                {page.title()}
            </a>
        }
    });
    view! {
        <nav class="rail" aria-label="Pages">
            <span class="rail-mark" title="Trackward">
                <Icon name="trackward" />
            </span>
            {links.collect_view()}
            <div class="rail-end">
                <Display />
            </div>
        </nav>
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
        </Menu>
    }
}

const KEYS: [(&[&str], &str); 9] = [
    (&["/"], "Search"),
    (&["g", "m"], "Map"),
    (&["g", "a"], "Assets"),
    (&["j", "k"], "Next, previous asset"),
    (&["Enter"], "Open"),
    (&["Esc"], "Close"),
    (&["+", "−", "0"], "Zoom, whole floor"),
    (&["←", "↑", "↓", "→"], "Move the map"),
    (&["PgUp", "PgDn"], "Floor up, down"),
];

fn key_line((keys, does): (&'static [&'static str], &'static str)) -> impl IntoView {
    let keys = keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view();
    view! {
        <dt>{keys}</dt>
        <dd>{does}</dd>
    }
}
