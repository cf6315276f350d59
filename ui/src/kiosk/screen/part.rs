//! What several screens share: their head, their foot, choosing a type.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::TypeId;

use super::{station, tap, trouble};
use crate::kiosk::Station;
use crate::part::TypeMark;
use crate::state::kiosk::{Screen, choices};
use crate::words::kiosk::fill;

/// An icon in the kiosk's size.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="k-icon icon" viewBox="0 0 20 20" aria-hidden="true">
            <use_ href=format!("#icon-{name}")></use_>
        </svg>
    }
}

/// A mark by its symbol.
#[component]
pub fn Symbol(symbol: &'static str, class: &'static str) -> impl IntoView {
    view! {
        <svg class="k-symbol" viewBox="-16 -16 32 32" aria-hidden="true">
            <use_ href=format!("#{symbol}") class=class x="-16" y="-16" width="32" height="32"></use_>
        </svg>
    }
}

/// `14:20`, ticking.
pub fn clock(station: Station) -> impl Fn() -> String + Copy {
    move || crate::words::minute(station.local(station.now.get()))
}

/// A screen behind the start: its head with the way back, what is wrong, its body, its foot.
#[component]
pub fn Page(
    title: String,
    /// Where the way back leads.
    #[prop(default = Screen::Start)]
    back: Screen,
    #[prop(into)] class: String,
    children: Children,
) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let unit = station.part(|kiosk| kiosk.unit.to_string());
    let to_start = back != Screen::Start;
    view! {
        <div class="kiosk k-page">
            <header class="k-top">
                <button class="k-btn k-back" on:click=move |_| station.go(back.clone())>
                    <Icon name="left" />
                    {texts.shared.back}
                </button>
                {to_start.then(|| view! {
                    <button class="k-btn" on:click=move |_| station.go(Screen::Start)>
                        {texts.shared.start}
                    </button>
                })}
                <h1>{title}</h1>
                <div class="k-now-small">
                    <p class="soft">{clock(station)} ", " {unit}</p>
                    <ReadersDown />
                </div>
            </header>
            <trouble::Troubles />
            <main class=format!("k-body {class}")>{children()}</main>
            <footer class="k-foot"><Said /><tap::Tapped /></footer>
        </div>
    }
}

/// How many of the unit's readers do not hear, where some do not: places may be old on any screen.
#[component]
fn ReadersDown() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let down = station.part(|kiosk| [kiosk.readers.down, kiosk.readers.count]);
    move || {
        let [down, count] = down.get();
        (down > 0).then(|| {
            let text = fill(texts.start.readers_down, &[&down.to_string(), &count.to_string()]);
            view! {
                <p class="k-readers soft"><Symbol symbol="reader-down" class="s-warning" />{text}</p>
            }
        })
    }
}

/// Why the last act came to nothing.
#[component]
pub fn Said() -> impl IntoView {
    let station = station();
    move || {
        station.said.get().map(|said| {
            view! {
                <p class="k-said" role="alert">
                    <Symbol symbol="severity-warning" class="s-warning" />
                    <span>{said}</span>
                </p>
            }
        })
    }
}

/// Types to choose from, by picture.
#[component]
pub fn Types(chosen: Callback<TypeId>) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let types = Memo::new(move |_| {
        let devices = station.devices.get();
        station.kiosk.with(|kiosk| {
            let kiosk = kiosk.as_deref();
            kiosk.map(|kiosk| choices(kiosk, devices.as_deref())).unwrap_or_default()
        })
    });
    let ready = station.part(|kiosk| {
        let rows = kiosk.stock.iter().filter(|row| row.place.is_none());
        rows.map(|row| (row.type_id.clone(), row.ready)).collect::<Vec<_>>()
    });
    let one = move |type_id: TypeId| {
        let title = texts.type_title(&type_id);
        let of = type_id.clone();
        let count = move || {
            let known = ready.get().into_iter().find(|(known, _)| *known == of);
            known.map(|(_, ready)| match ready {
                1 => texts.find.ready_one.to_owned(),
                ready => fill(texts.find.ready_count, &[&ready.to_string()]),
            })
        };
        let id = type_id.to_string();
        view! {
            <button class="k-type" data-type=id on:click={
                let type_id = type_id.clone();
                move |_| chosen.run(type_id.clone())
            }>
                <TypeMark type_id=type_id.clone() class="k-glyph" />
                <strong>{title}</strong>
                <span class="soft">{count}</span>
            </button>
        }
    };
    view! {
        <div class="k-types">{move || types.get().into_iter().map(one).collect_view()}</div>
        <Show when=move || types.with(Vec::is_empty)>
            <p class="k-none">{texts.find.choose_none}</p>
        </Show>
    }
}

/// Asks whether somebody is there before the start is shown again.
#[component]
pub fn Leaving() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let asks = Memo::new(move |_| station.leaving.get().is_some());
    let left = move || {
        let left = station.leaving.get().unwrap_or_default();
        fill(texts.shared.back_in, &[&left.to_string()])
    };
    view! {
        <Show when=move || asks.get()>
            <div class="k-leaving" role="alertdialog" aria-modal="true" aria-label=texts.shared.still_there>
                <div class="k-dialog">
                    <h2>{texts.shared.still_there}</h2>
                    <p>{left}</p>
                    <button class="k-btn k-btn-main" on:click=move |_| station.leaving.set(None)>
                        {texts.shared.go_on}
                    </button>
                </div>
            </div>
        </Show>
    }
}
