//! The desk window, driven through WebDriver as a person would use it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

use crate::{Process, free_port, trackward, until_async};

/// How long a window may take to answer, on a busy machine with a debug build.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

/// Answers after a few frames, with whether nothing is left to draw then.
///
/// A picture is taken with the next frame, and there is none while nothing changes: a dot in the
/// corner does, for a moment.
const IDLE_AFTER_FRAMES: &str = "const answer = arguments[arguments.length - 1];\
    const dot = document.documentElement.appendChild(document.createElement('i'));\
    dot.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px';\
    let turn = 0;\
    const blink = setInterval(() => dot.style.background = turn++ % 2 ? '#fff' : '#eee', 40);\
    setTimeout(() => { clearInterval(blink); dot.remove(); }, 2000);\
    const look = frames => frames > 0\
        ? requestAnimationFrame(() => look(frames - 1))\
        : answer(!document.querySelector('[aria-busy=true]'));\
    look(8);";

/// A running desk window.
#[derive(Debug)]
pub struct Desk {
    client: Client,
    // Its end ends the window too.
    driver: Process,
    // What the window remembers is nobody else's.
    kept: TempDir,
    // Kept until all else has ended.
    screen: MutexGuard<'static, ()>,
}

/// One window at a time: what another covers is not drawn, and its story stands still.
static SCREEN: Mutex<()> = Mutex::const_new(());

impl Desk {
    /// Starts the application with these arguments.
    ///
    /// # Panics
    /// When no window opens.
    pub async fn open(arguments: &[&OsStr]) -> Self {
        let kept = TempDir::new().expect("a temporary folder can be made");
        Self::open_with(arguments, kept, SCREEN.lock().await).await
    }

    /// Ends the application and starts it anew on the same computer: it remembers what it kept.
    ///
    /// # Panics
    /// When it does not end, or no window opens.
    pub async fn reopen(self, arguments: &[&OsStr]) -> Self {
        self.reopen_after(|| (), arguments).await
    }

    /// The same, with something done while the application does not run.
    ///
    /// # Panics
    /// When it does not end, or no window opens.
    pub async fn reopen_after(self, done: impl FnOnce(), arguments: &[&OsStr]) -> Self {
        let (kept, screen) = self.end().await;
        done();
        Self::open_with(arguments, kept, screen).await
    }

    async fn open_with(
        arguments: &[&OsStr],
        kept: TempDir,
        screen: MutexGuard<'static, ()>,
    ) -> Self {
        let port = free_port();
        let driver = Process::start(
            Command::new("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .arg("--host=127.0.0.1")
                // The driver passes its environment on to the application.
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                // Without a window manager no window fills the screen by itself.
                .env("TRACKWARD_KIOSK_SIZE", "1920x1080")
                .env("XDG_DATA_HOME", kept.path().join("data"))
                .env("XDG_CACHE_HOME", kept.path().join("cache"))
                .env("XDG_CONFIG_HOME", kept.path().join("config")),
        );
        let address = format!("http://127.0.0.1:{port}");
        let arguments: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
        let options = json!({ "binary": trackward(), "args": arguments });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder
            .capabilities([("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect());
        let client = until_async("the window opens", PATIENCE, async || {
            // Refused while the driver is starting; any other failure shows in its output.
            builder.connect(&address).await.ok()
        })
        .await;
        Self { client, driver, kept, screen }
    }

    /// The WebDriver session.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The process id of the application.
    ///
    /// # Panics
    /// Where it cannot be told: elsewhere than on Linux.
    #[must_use]
    pub fn application(&self) -> u32 {
        let processes = std::fs::read_dir("/proc").expect("Linux lists its processes");
        let mut ids =
            processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let driver = self.driver.id().to_string();
        ids.find(|id: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let Some((name, rest)) = stat.rsplit_once(')') else { return false };
            name.ends_with("(trackward") && rest.split_whitespace().nth(1) == Some(&driver)
        })
        .expect("the driver has started the application")
    }

    /// The element, as soon as there is one.
    ///
    /// # Panics
    /// When there is none in time.
    pub async fn find(&self, css: &str) -> Element {
        until_async(css, PATIENCE, async || self.client.find(Locator::Css(css)).await.ok()).await
    }

    /// Waits until a script, given as an expression, gives something else than nothing or false.
    ///
    /// # Panics
    /// When it does not in time.
    pub async fn until(&self, what: &str, expression: &str) -> Value {
        let script = format!("return ({expression});");
        until_async(what, PATIENCE, async || {
            let value = self.client.execute(&script, Vec::new()).await.ok()?;
            (!value.is_null() && value != false).then_some(value)
        })
        .await
    }

    /// Chooses `light` or `dark` as a person does, in the window's own menu.
    ///
    /// # Panics
    /// When the window does not take the choice.
    pub async fn choose_theme(&self, theme: &str) {
        let chosen = format!("document.documentElement.dataset.theme === '{theme}'");
        self.find(".rail-end button[aria-haspopup]").await.click().await.expect("a menu opens");
        let choices = "[...document.querySelectorAll('[aria-label=Theme] button')]";
        let click = format!(
            "{choices}.filter(button => button.textContent.trim().toLowerCase() === '{theme}')\
             .map(button => button.click()).length === 1"
        );
        self.until("the theme is offered", &click).await;
        self.until("the theme is taken", &chosen).await;
        let escape = char::from(Key::Escape).to_string();
        self.find("body").await.send_keys(&escape).await.expect("a key can be pressed");
        self.until("the menu is closed", "!document.querySelector('.menu-panel')").await;
    }

    /// Makes the window this large.
    ///
    /// # Panics
    /// When it does not become so.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("a window can be resized");
        let sized = format!("window.innerWidth === {width} && window.innerHeight === {height}");
        self.until("the window has its size", &sized).await;
    }

    /// Keeps a picture of the window as `NAME.png` where `TRACKWARD_SHOTS_DIR` says, for people
    /// to look at.
    ///
    /// # Panics
    /// When the window cannot be drawn or the file not be written.
    pub async fn shoot(&self, name: &str) {
        // What was asked for last is begun in the next frame: then nothing must be left to draw.
        until_async("the window has drawn everything", PATIENCE, async || {
            let idle = self.client.execute_async(IDLE_AFTER_FRAMES, Vec::new()).await;
            idle.is_ok_and(|idle| idle == Value::Bool(true)).then_some(())
        })
        .await;
        let picture = self.client.screenshot().await.expect("a window can be drawn");
        assert!(picture.starts_with(b"\x89PNG"), "a picture is a PNG");
        if let Some(folder) = std::env::var_os("TRACKWARD_SHOTS_DIR").map(PathBuf::from) {
            write(&folder, name, &picture);
        }
    }

    /// Closes the window and waits for its end.
    ///
    /// # Panics
    /// When it does not close.
    pub async fn close(self) {
        drop(self.end().await);
    }

    /// Closes the window and waits until the application has gone: until then its database is its
    /// own. What closes the window is the driver, which lives as long.
    async fn end(self) -> (TempDir, MutexGuard<'static, ()>) {
        let application = self.application();
        let Self { client, driver, kept, screen } = self;
        client.close().await.expect("a window can be closed");
        let ended = async || has_ended(application).then_some(());
        until_async("the application has ended", PATIENCE, ended).await;
        drop(driver);
        (kept, screen)
    }
}

/// Whether a process is gone, or nothing but its number is left.
fn has_ended(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with('Z'))
}

fn write(folder: &Path, name: &str, picture: &[u8]) {
    std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
    std::fs::write(folder.join(format!("{name}.png")), picture).expect("a picture can be kept");
}
