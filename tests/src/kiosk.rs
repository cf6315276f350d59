//! The kiosk of the ward, and a reader that hears it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use tempfile::TempDir;

use crate::{Desk, LlrpReader, do_with, ward_database};

/// The ventilator that stands ready in the ward's clean utility.
pub const VENTILATOR: &str = "VT-0001";

/// The ward with a kiosk in its first room, ten metres from the clean utility's middle.
#[derive(Debug)]
pub struct KioskWard {
    /// The kiosk's window: it is driven as the desk's is.
    pub window: Desk,
    /// Its database.
    pub db: PathBuf,
    _reader: LlrpReader,
    _folder: TempDir,
}

impl KioskWard {
    /// Opens the kiosk of a unit; the ward's own is `WARD`.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open(unit: &str) -> Self {
        Self::open_with(unit, "").await
    }

    /// The same, with more in the ward's site file.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open_with(unit: &str, more: &str) -> Self {
        Self::open_after(unit, more, |_| ()).await
    }

    /// The same, with something done to its database before.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open_after(unit: &str, more: &str, done: impl FnOnce(&str)) -> Self {
        let reader = LlrpReader::start(&[]);
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let db = ward_database(folder.path(), reader.port());
        let site = folder.path().join("site.toml");
        let text = fs::read_to_string(&site).expect("the site file is text") + more;
        fs::write(&site, text).expect("written");
        let path = |path: &Path| path.to_str().expect("a path of letters").to_owned();
        do_with(&["init", "--db", &path(&db), "--site", &path(&site)]);
        done(&path(&db));
        let window = Desk::open(&arguments(&db, unit)).await;
        Self { window, db, _reader: reader, _folder: folder }
    }

    /// The same computer becomes a unit's kiosk: its application ends and starts anew.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn become_kiosk_of(self, unit: &str) -> Self {
        let window = self.window.reopen(&arguments(&self.db, unit)).await;
        Self { window, ..self }
    }

    /// The same computer becomes biomed's desk: its application ends and starts anew.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn become_desk(self) -> Self {
        let arguments = [OsStr::new("--db"), self.db.as_os_str()];
        let window = self.window.reopen(&arguments).await;
        Self { window, ..self }
    }

    /// The same unit's, with something done in between, while nothing runs.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn after_ending(self, done: impl FnOnce()) -> Self {
        let window = self.window.reopen_after(done, &arguments(&self.db, "WARD")).await;
        Self { window, ..self }
    }

    /// Touches a type by its picture.
    ///
    /// # Panics
    /// When it is not offered in time.
    pub async fn choose(&self, type_id: &str) {
        self.window.click(&format!(".k-type[data-type={type_id}]")).await;
    }

    /// Goes back one screen.
    ///
    /// # Panics
    /// When there is no way back.
    pub async fn back(&self) {
        self.window.click(".k-back").await;
    }

    /// Types as a scanner does: without a pause, and Enter.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn scan(&self, text: &str) {
        self.window.key(&format!("{text}{}", char::from(Key::Enter))).await;
    }

    /// Touches one of the large actions of the start.
    ///
    /// # Panics
    /// When it is not there in time.
    pub async fn go(&self, action: &str) {
        self.window.click(&format!("[data-go={action}]")).await;
    }

    /// Waits for the ventilator to be heard where it is ready.
    ///
    /// # Panics
    /// When it is not in time.
    pub async fn until_ready(&self) {
        let ready = "document.querySelector('.k-stock tr[data-type=ventilator] td b')?.textContent";
        self.window.until("the ventilator is ready", &format!("{ready} === '1'")).await;
    }
}

fn arguments<'a>(db: &'a Path, unit: &'a str) -> Vec<&'a OsStr> {
    let kiosk = ["--kiosk", "--unit", unit, "--place", "room-1"].map(OsStr::new);
    [OsStr::new("--db"), db.as_os_str()].into_iter().chain(kiosk).collect()
}
