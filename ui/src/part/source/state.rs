//! How a source or a reader is: a shape, a word, since when.

use leptos::prelude::*;
use trackward_model::{ReaderState, Timestamp};

use crate::desk::desk;
use crate::part::{Icon, SymbolMark};
use crate::words;

/// The shape of a state.
pub fn state_mark(state: ReaderState) -> AnyView {
    match state {
        ReaderState::Online => {
            view! { <SymbolMark symbol="reader-healthy" class="s-available" /> }.into_any()
        }
        ReaderState::Connecting => {
            view! { <SymbolMark symbol="reader-healthy" class="s-info" /> }.into_any()
        }
        ReaderState::Offline | ReaderState::Taken => {
            view! { <SymbolMark symbol="reader-down" class="s-warning" /> }.into_any()
        }
        ReaderState::Paused => view! { <Icon name="pause" /> }.into_any(),
        ReaderState::Unknown => {
            view! { <SymbolMark symbol="state-unknown" class="s-unknown" /> }.into_any()
        }
    }
}

/// A state in words, with its shape and how long it has been so.
pub fn state_words(state: ReaderState, since: Option<Timestamp>) -> AnyView {
    let desk = desk();
    let span = move || since.map(|since| words::in_words(desk.now.get().since(since)));
    view! {
        <span class="state">
            {state_mark(state)} <span>{words::source_state(state)}</span>
            <span class="soft age">{span}</span>
        </span>
    }
    .into_any()
}

/// How long ago something was heard: `12 s ago`, `never`.
pub fn heard_ago(at: Option<Timestamp>) -> AnyView {
    let desk = desk();
    (move || match at {
        Some(at) => words::age_in_words(desk.now.get().since(at)),
        None => "never".to_owned(),
    })
    .into_any()
}
