//! The keys on the screen.

use leptos::prelude::*;

use super::part::Icon;
use super::station;
use crate::state::kiosk::{erased, key_rows, typed};

/// Keys that write into a text.
#[component]
pub fn Keyboard(
    into: RwSignal<String>,
    /// The most characters.
    most: usize,
    /// Small letters and accents; else capitals, as device numbers have.
    note: bool,
    /// Whether the keys are shown.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let write = move |letter: char| into.update(|text| *text = typed(text, letter, most));
    let key = move |letter: char| {
        view! { <button class="k-key" on:click=move |_| write(letter)>{letter.to_string()}</button> }
    };
    let row = move |row: Vec<char>| {
        view! { <div class="k-keys-row">{row.into_iter().map(key).collect_view()}</div> }
    };
    let rows = key_rows(texts.language, note).into_iter().map(row).collect_view();
    view! {
        <div class="k-keys" role="group">
            {rows}
            <div class="k-keys-row">
                <button class="k-key k-key-wide" on:click=move |_| shown.set(false)>
                    <Icon name="down" /> <span>{texts.fault.hide}</span>
                </button>
                <button class="k-key k-key-space" on:click=move |_| write(' ')>{texts.fault.space}</button>
                <button class="k-key k-key-wide" on:click=move |_| into.update(|text| *text = erased(text, 1))>
                    <Icon name="left" /> <span>{texts.fault.erase}</span>
                </button>
            </div>
        </div>
    }
}
