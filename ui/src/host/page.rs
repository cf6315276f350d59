//! The window and its document: keys, sizes, timers, preferences, the address.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, EventTarget, HtmlElement, KeyboardEvent, ResizeObserver, Window};

pub(super) fn window() -> Window {
    web_sys::window().expect("the UI runs in a window")
}

pub(super) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Keeps something going until it is dropped.
pub struct Keep(Option<Box<dyn FnOnce()>>);

impl Keep {
    fn new(end: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(end)))
    }
}

impl Drop for Keep {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

/// Whose kiosk this window is; empty where nobody says so.
pub fn kiosk_unit() -> String {
    let unit = js_sys::Reflect::get(&window(), &"trackwardUnit".into());
    unit.ok().and_then(|unit| unit.as_string()).unwrap_or_default()
}

/// Notes the present instant under a name, for those who measure the window.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        // Only a browser without marks refuses one, and it has nobody who measures.
        let _ = performance.mark(name);
    }
}

/// Takes away what the page shows until the window is there.
pub fn clear() {
    if let Some(first) = document().get_element_by_id("first") {
        first.remove();
    }
}

/// Writes a panic to the console instead of an "unreachable executed".
pub fn say_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

fn listen<E: JsCast + 'static>(
    target: &EventTarget,
    event: &'static str,
    heard: impl FnMut(E) + 'static,
) -> Keep {
    let mut heard = heard;
    let closure =
        Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| heard(event.unchecked_into()));
    // Listening to a named event cannot fail.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    let target = target.clone();
    Keep::new(move || {
        let _ = target.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    })
}

/// Told of every key pressed anywhere in the window.
pub fn on_key(heard: impl FnMut(KeyboardEvent) + 'static) -> Keep {
    listen(&window(), "keydown", heard)
}

/// Whether a key press belongs to a field that is being typed in.
pub fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Whether a key press belongs to an element that a selector finds, or to something in it.
pub fn within(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// Told when a press begins outside of an element.
pub fn on_press_outside(element: &Element, mut pressed: impl FnMut() + 'static) -> Keep {
    let element = element.clone();
    listen(&document(), "pointerdown", move |event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if !target.is_some_and(|target| element.contains(Some(&target))) {
            pressed();
        }
    })
}

/// Told of an element's size in pixels, now and whenever it changes.
pub fn on_resize(element: &Element, mut sized: impl FnMut([f64; 2]) + 'static) -> Keep {
    let watched = element.clone();
    let closure = Closure::<dyn FnMut()>::new(move || {
        sized([width_of(&watched), height_of(&watched)]);
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref())
        .expect("every web view that Tauri runs in has ResizeObserver");
    observer.observe(element);
    Keep::new(move || {
        observer.disconnect();
        drop(closure);
    })
}

/// Width of an element in pixels.
pub fn width_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// Height of an element in pixels.
pub fn height_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Device pixels in one CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(0.5, 4.0)
}

/// Whether the person asked for less motion.
pub fn reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    matches!(query, Ok(Some(query)) if query.matches())
}

/// Milliseconds since the window opened. For lengths of time on this screen only: what is shown
/// as a time comes from the core.
pub fn ticks_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Calls at the next frame after it was asked, once however often it was asked; never again once
/// it is dropped.
pub struct Frames {
    closure: Closure<dyn FnMut()>,
    asked: Rc<Cell<Option<i32>>>,
}

impl Frames {
    /// Calls `frame` when asked.
    pub fn new(mut frame: impl FnMut() + 'static) -> Self {
        let asked = Rc::new(Cell::new(None));
        let closure = Closure::<dyn FnMut()>::new({
            let asked = Rc::clone(&asked);
            move || {
                asked.set(None);
                frame();
            }
        });
        Self { closure, asked }
    }

    /// Asks for a call at the next frame.
    pub fn ask(&self) {
        if self.asked.get().is_none() {
            let frame = self.closure.as_ref().unchecked_ref();
            self.asked.set(window().request_animation_frame(frame).ok());
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(asked) = self.asked.get() {
            // Cancelling what has been called already does nothing.
            let _ = window().cancel_animation_frame(asked);
        }
    }
}

/// Calls once, later.
pub fn after_ms(ms: i32, then: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(then);
    let _ =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), ms);
}

/// Calls again and again until it is dropped.
pub fn every_ms(ms: i32, tick: impl FnMut() + 'static) -> Keep {
    let closure = Closure::<dyn FnMut()>::new(tick);
    let id = window()
        .set_interval_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            ms,
        )
        .unwrap_or_default();
    Keep::new(move || {
        window().clear_interval_with_handle(id);
        drop(closure);
    })
}

/// The part of the address after the hash.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Goes to another hash.
pub fn set_hash(hash: &str) {
    // A hash can always be set.
    let _ = window().location().set_hash(hash);
}

/// Told when the hash changes.
pub fn on_hash(mut changed: impl FnMut() + 'static) -> Keep {
    listen(&window(), "hashchange", move |_: JsValue| changed())
}

/// Begins the window anew.
pub fn reload() {
    // Where that is refused, nothing changes.
    let _ = window().location().reload();
}

/// Which window the page is for: `<body data-window="kiosk">`; empty on the desk's.
pub fn window_name() -> String {
    let body = document().body();
    body.and_then(|body| body.get_attribute("data-window")).unwrap_or_default()
}

/// Names the language that the page is in.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        // A plain attribute can always be set.
        let _ = root.set_attribute("lang", tag);
    }
}

/// This computer's clock. For a window whose core does not answer: else what is shown as a time
/// comes from the core.
pub fn clock_now() -> trackward_model::Timestamp {
    trackward_model::Timestamp((js_sys::Date::now() * 1_000.0) as i64)
}

/// Told of every touch or press anywhere in the window, before what is touched hears of it.
pub fn on_touch(mut touched: impl FnMut() + 'static) -> Keep {
    listen(&window(), "pointerdown", move |_: JsValue| touched())
}

/// Sets the window's title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Moves the focus to the first element that a selector finds.
pub fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        // Focusing an element that cannot have the focus does nothing.
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// Puts text on the clipboard, where the web view allows it.
pub fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

/// A preference kept on this machine.
pub fn preference(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a preference on this machine; where there is no storage it is forgotten.
pub fn set_preference(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}
