//! The bridge: the only part that touches the browser's window and document and Tauri's
//! JavaScript. Everything else asks here.

mod bridge;
mod canvas;
mod page;
mod sound;
mod theme;
mod zone;

pub use bridge::{act, ask, choose_file, print, watch};
pub use canvas::{Surface, fonts_ready, load_image, measurer};
pub use page::{
    Frames, Keep, after_ms, clear, clock_now, copy, every_ms, focus, hash, height_of, kiosk_unit,
    mark, on_hash, on_key, on_press_outside, on_resize, on_touch, pixel_ratio, preference,
    reduced_motion, reload, say_panics, set_hash, set_language, set_preference, set_title,
    ticks_ms, typing, width_of, window_name, within,
};
pub use sound::{muted, set_muted, tone};
pub use theme::{Theme, css, on_system_theme, set_theme, theme};
pub use zone::Zone;
