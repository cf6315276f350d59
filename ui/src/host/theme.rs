//! Light, dark, or as the system is.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::page::{document, preference, set_preference, window};

const KEY: &str = "trackward.theme";

/// What the person at this window chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in preferences and in the style sheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What was chosen last.
pub fn theme() -> Theme {
    let word = preference(KEY).unwrap_or_default();
    Theme::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
}

/// Applies a choice and keeps it.
pub fn set_theme(theme: Theme) {
    set_preference(KEY, theme.word());
    let Some(root) = document().document_element() else { return };
    let set = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        chosen => root.set_attribute("data-theme", chosen.word()),
    };
    // Neither can fail on an element with a plain attribute name.
    let _ = set;
}

/// Told when the system turns light or dark.
pub fn on_system_theme(turned: impl FnMut() + 'static) {
    let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else { return };
    let turned = Closure::<dyn FnMut()>::new(turned);
    query.set_onchange(Some(turned.as_ref().unchecked_ref()));
    // Both live as long as the window.
    turned.forget();
    std::mem::forget(query);
}

/// The value of a custom property, such as `--surface`, in the theme that holds.
pub fn css(name: &str) -> String {
    let Some(root) = document().document_element() else { return String::new() };
    let root: HtmlElement = root.unchecked_into();
    window()
        .get_computed_style(&root)
        .ok()
        .flatten()
        .and_then(|style| style.get_property_value(name).ok())
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}
