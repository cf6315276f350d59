//! Where a file goes, as a person chooses it in the system's own dialog.

use std::path::{Path, PathBuf};

use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

/// Opens the dialog in a folder, with a name to save as, and gives the whole path that was chosen;
/// nothing when the person thinks better of it. The dialog asks before a file is written over.
#[tauri::command]
pub async fn choose_file<R: Runtime>(
    window: WebviewWindow<R>,
    folder: String,
    name: String,
) -> Option<PathBuf> {
    let (choose, chosen) = oneshot::channel();
    let mut dialog = window.dialog().file().set_parent(&window).set_title("Save the report");
    if Path::new(&folder).is_dir() {
        dialog = dialog.set_directory(folder);
    }
    if let Some(form) = Path::new(&name).extension().and_then(|form| form.to_str()) {
        dialog = dialog.add_filter(form.to_uppercase(), &[form]);
    }
    dialog.set_file_name(name).save_file(move |path| {
        // Nobody waits for it any more when the page was reloaded meanwhile.
        let _ = choose.send(path);
    });
    chosen.await.ok()??.into_path().ok()
}
