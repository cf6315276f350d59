//! `cargo xtask demo`: writes the demo hospital (site file, plans, asset list) anew.
//!
//! `xtask`'s main calls [`write`] with `assets/demo`. The files are in the repository, so that
//! nothing needs to run this but a change of the hospital; a test holds the two together.

mod doors;
mod epc;
mod fleet;
mod floors;
mod furniture;
mod layout;
mod plan;
mod random;
mod readers;
mod site;
mod walls;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::{fs, io};

/// Writes the demo hospital into a folder and tells how many files it wrote.
pub fn write(to: &Path) -> io::Result<usize> {
    let files = files();
    for (name, text) in &files {
        let path = to.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(files.len())
}

/// Every file with its path within the folder.
fn files() -> Vec<(String, String)> {
    let floors = floors::all();
    let readers = readers::all(&floors);
    let mut files = vec![
        ("site.toml".to_owned(), site::toml(&floors, &readers)),
        ("assets.csv".to_owned(), fleet::csv()),
    ];
    files.extend(floors.iter().map(|floor| (site::plan_path(floor), plan::svg(floor))));
    files
}
