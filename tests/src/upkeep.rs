//! The ward with maintenance that is due, and a window on it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{Desk, LlrpReader, PUMP, do_with, now_rfc3339, ward_database};

/// What the pumps of the ward owe every year: something to pass, and something to read.
const PLAN: &str = "\n[[plan]]\nid = \"PM\"\ntype = \"infusion_pump\"\nmode = \"floating\"\n\
    interval = \"1 year\"\nprocedure = \"Run the self-test.\"\nchecklist = [\n\
    { item = \"Self-test passes\" },\n\
    { item = \"Leakage\", unit = \"µA\", max = 100.0 },\n]\n";

/// The ward on a day on which [`PUMP`]'s maintenance is due, and a window on it.
#[derive(Debug)]
pub struct DueWard {
    /// The window.
    pub desk: Desk,
    /// The reader that hears the ward's tags.
    pub reader: LlrpReader,
    /// Its database.
    pub db: PathBuf,
    _folder: TempDir,
}

impl DueWard {
    /// Opens the window.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open() -> Self {
        Self::open_after(|_, _| ()).await
    }

    /// The same, once something was done in its folder with its database.
    ///
    /// # Panics
    /// When that is not possible.
    pub async fn open_after(before: impl FnOnce(&Path, &Path)) -> Self {
        let reader = LlrpReader::start(&[]);
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let db = ward_database(folder.path(), reader.port());
        owe_maintenance(folder.path(), &db);
        before(folder.path(), &db);
        let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
        Self { desk, reader, db, _folder: folder }
    }
}

/// A plan of the ward's pumps, and a pump whose order is due today; the hospital is in UTC.
fn owe_maintenance(folder: &Path, db: &Path) {
    let site = folder.join("site.toml");
    let text = fs::read_to_string(&site).expect("the site file is text");
    let text = text.replace("America/Chicago", "UTC") + PLAN;
    fs::write(&site, text).expect("written");
    do_with(&["init", "--site", &words(&site), "--db", &words(db)]);
    owe(folder, db, &[(PUMP, &now_rfc3339()[..10])]);
}

/// Has pumps owe their maintenance on a day each.
///
/// # Panics
/// When the ward does not take that.
pub fn owe(folder: &Path, db: &Path, due: &[(&str, &str)]) {
    let list = folder.join("maintenance.csv");
    let mut text = "asset_id,plan,last_completed,next_due,interval,mode\n".to_owned();
    for (asset, day) in due {
        text += &format!("{asset},PM,,{day},1 year,floating\n");
    }
    fs::write(&list, text).expect("written");
    do_with(&["import", "maintenance", &words(&list), "--db", &words(db)]);
}

fn words(path: &Path) -> String {
    path.to_str().expect("a path of letters").to_owned()
}
