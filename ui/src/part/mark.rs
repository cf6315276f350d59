//! Icons and marks: shapes from one sheet of symbols.
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;
use trackward_model::{Freshness, OrderState, TypeId, UseState};

use crate::map::{
    SYMBOLS, drawn_state, greys, initials, is_solid, symbol_of_state, symbol_of_type,
};

/// The sheet of symbols, hidden; marks refer to it.
#[component]
pub fn Symbols() -> impl IntoView {
    let symbols = SYMBOLS
        .trim()
        .trim_start_matches("<svg xmlns=\"http://www.w3.org/2000/svg\">")
        .trim_end_matches("</svg>");
    view! { <svg class="sr" aria-hidden="true" inner_html=symbols></svg> }
}

/// An icon by its name.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use_ href=format!("#icon-{name}")></use_>
        </svg>
    }
}

/// The word of a state in class names and symbols.
pub const fn state_word(state: UseState) -> &'static str {
    match state {
        UseState::Available => "available",
        UseState::InUse => "in_use",
        UseState::Soiled => "soiled",
        UseState::Down => "down",
        UseState::Unknown => "unknown",
    }
}

/// The word of a freshness in class names and symbols.
pub const fn freshness_word(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Live => "live",
        Freshness::Stale => "stale",
        Freshness::NotSeen => "not_seen",
        Freshness::Missing => "missing",
        Freshness::NeverSeen => "never_seen",
    }
}

fn used(symbol: &str, class: String) -> impl IntoView + use<> {
    view! { <use_ href=format!("#{symbol}") class=class x="-16" y="-16" width="32" height="32"></use_> }
}

/// The mark of an asset as on the map: what it is doing, what it is, how old that is.
#[component]
pub fn Mark(
    type_id: TypeId,
    state: UseState,
    freshness: Freshness,
    /// It must not be used.
    #[prop(default = false)]
    hold: bool,
    /// Its maintenance is overdue.
    #[prop(default = false)]
    overdue: bool,
    /// It is due and can be taken now.
    #[prop(default = false)]
    take: bool,
    #[prop(default = "mark")] class: &'static str,
) -> impl IntoView {
    let state = drawn_state(state, hold);
    let word = if freshness == Freshness::Stale && greys(state) {
        "s-stale".to_owned()
    } else {
        format!("s-{}", state_word(state))
    };
    let upon = if is_solid(state) { "mk-on".to_owned() } else { word.clone() };
    let badge = match freshness {
        Freshness::NotSeen => Some("not_seen"),
        Freshness::Missing => Some("missing"),
        Freshness::Live | Freshness::Stale | Freshness::NeverSeen => None,
    };
    view! {
        <svg class=class viewBox="-16 -16 32 32" aria-hidden="true">
            <g class:dimmed=freshness == Freshness::Missing>
                {used(symbol_of_state(state), word)}
                {type_glyph(&type_id, upon)}
            </g>
            {take.then(|| used("duty-take", "s-take".to_owned()))}
            {hold.then(|| used("duty-hold", "s-critical".to_owned()))}
            {(overdue && !hold).then(|| used("duty-overdue", "s-warning".to_owned()))}
            {badge.map(|badge| used(&format!("fresh-{badge}"), format!("s-{badge}")))}
        </svg>
    }
}

/// Whether an asset's mark says that its maintenance is overdue.
pub const fn is_overdue(state: Option<OrderState>) -> bool {
    matches!(state, Some(OrderState::Overdue | OrderState::UnableToLocate))
}

fn type_glyph(type_id: &TypeId, class: String) -> AnyView {
    match symbol_of_type(type_id) {
        Some(symbol) => used(symbol, class).into_any(),
        None => {
            let letters = initials(type_id);
            view! { <text class=format!("mk-letters {class}") y="4.2">{letters}</text> }.into_any()
        }
    }
}

/// The glyph of a type alone.
#[component]
pub fn TypeMark(type_id: TypeId, #[prop(default = "mark")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox="-11 -11 22 22" aria-hidden="true">
            {type_glyph(&type_id, String::new())}
        </svg>
    }
}

/// The shape of a use state alone.
#[component]
pub fn StateMark(
    state: UseState,
    #[prop(default = "mark mark-s")] class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class viewBox="-16 -16 32 32" aria-hidden="true">
            {used(symbol_of_state(state), format!("s-{}", state_word(state)))}
        </svg>
    }
}

/// The shape of a freshness alone; a live one has none.
#[component]
pub fn FreshnessMark(freshness: Freshness) -> impl IntoView {
    (freshness != Freshness::Live).then(|| {
        let word = freshness_word(freshness);
        view! {
            <svg class=format!("mark mark-s s-{word}") viewBox="-16 -16 32 32" aria-hidden="true">
                <use_ href=format!("#age-{word}") x="-16" y="-16" width="32" height="32"></use_>
            </svg>
        }
    })
}

/// A mark by its symbol, such as a reader's.
#[component]
pub fn SymbolMark(symbol: &'static str, class: &'static str) -> impl IntoView {
    view! {
        <svg class="mark mark-s" viewBox="-16 -16 32 32" aria-hidden="true">
            {used(symbol, class.to_owned())}
        </svg>
    }
}
