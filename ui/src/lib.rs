//! Trackward's windows: replies and changes of the core → what a person sees and can do.
//!
//! Invariants:
//! - Only `host` touches the browser's window and document and Tauri's JavaScript.
//! - `state`, `words` and the reckoning parts of `map` are plain values and functions, and are
//!   tested on the host; time is a parameter, the instant that the core has reached.
//! - A window holds no truth of its own: what it shows came from a query or a change.

pub mod map;
pub mod state;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod kiosk;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod part;

/// Puts the window that the page names into the document.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    host::mark("wasm");
    host::say_panics();
    host::clear();
    match host::window_name().as_str() {
        "kiosk" => kiosk::mount(),
        _ => page::mount(),
    }
}

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod early;
