//! The windows.

use tauri::{Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label of the desk window, by which its capability names it.
pub const DESK: &str = "desk";

/// Opens the desk window.
pub fn open_desk<R: Runtime, M: Manager<R>>(app: &M) -> tauri::Result<WebviewWindow<R>> {
    WebviewWindowBuilder::new(app, DESK, WebviewUrl::default())
        .title("Trackward")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .build()
}
