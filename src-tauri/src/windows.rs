//! The windows, and as whom each of them speaks.

use tauri::{Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use trackward_engine::{KioskAt, Session};

/// The label of the desk window, by which its capability names it.
pub const DESK: &str = "desk";

/// The label of the kiosk's window.
pub const KIOSK: &str = "kiosk";

/// How large a kiosk's window is that fills no screen, `WIDTHxHEIGHT`: for looking at it.
const KIOSK_SIZE: &str = "TRACKWARD_KIOSK_SIZE";

/// Whose kiosk this computer is, if it is one.
#[derive(Debug, Default)]
pub struct Kiosk(pub Option<KioskAt>);

impl Kiosk {
    /// As whom a window speaks, by its label; `None` for one that nobody knows.
    pub fn session(&self, label: &str) -> Option<Session> {
        match (label, &self.0) {
            (DESK, _) => Some(Session::Desk),
            (KIOSK, Some(kiosk)) => Some(Session::Kiosk(kiosk.clone())),
            _ => None,
        }
    }
}

/// Opens the kiosk's window: it fills the screen, and has no frame to close it by.
pub fn open_kiosk<R: Runtime, M: Manager<R>>(app: &M) -> tauri::Result<WebviewWindow<R>> {
    // The window has to know before the core answers: it may have kept another unit's answers.
    let unit = app.try_state::<Kiosk>().and_then(|kiosk| Some(kiosk.0.as_ref()?.unit.to_string()));
    let unit = serde_json::Value::from(unit.unwrap_or_default());
    let window = WebviewWindowBuilder::new(app, KIOSK, WebviewUrl::App("kiosk.html".into()))
        .title("Trackward kiosk")
        .initialization_script(format!("window.trackwardUnit = {unit};"))
        .decorations(false);
    let size = std::env::var(KIOSK_SIZE).ok().and_then(|size| {
        let (width, height) = size.split_once('x')?;
        Some((width.parse::<f64>().ok()?, height.parse::<f64>().ok()?))
    });
    match size {
        Some((width, height)) => window.inner_size(width, height).build(),
        None => window.fullscreen(true).build(),
    }
}

/// Opens the desk window.
pub fn open_desk<R: Runtime, M: Manager<R>>(app: &M) -> tauri::Result<WebviewWindow<R>> {
    WebviewWindowBuilder::new(app, DESK, WebviewUrl::default())
        .title("Trackward")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .build()
}
