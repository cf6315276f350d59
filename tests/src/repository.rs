//! The repository itself, for the tests of its shape.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The files under version control, and what cargo says of the packages.
#[derive(Debug)]
pub struct Repository {
    root: PathBuf,
}

/// A file with its text.
#[derive(Debug)]
pub struct SourceFile {
    /// From the top of the repository, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// Its lines with their numbers, without what is compiled for tests only. Test modules stand
    /// at the end of a file.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .map(|(index, line)| (index + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

impl Repository {
    /// The one that this test was built from.
    ///
    /// # Panics
    /// Never: the test package lies in the repository.
    #[must_use]
    pub fn here() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: package.parent().expect("the tests lie below the top").to_owned() }
    }

    /// Paths of all files that are tracked, or would be once added.
    ///
    /// # Panics
    /// Without git.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let output = Command::new("git")
            .current_dir(&self.root)
            // The clone may belong to another user than the one who tests.
            .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"])
            .args(["--exclude-standard", "--deduplicate"])
            .output()
            .expect("git can be run");
        assert!(output.status.success(), "git: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout)
            .expect("paths are UTF-8")
            .split_terminator('\0')
            .filter(|path| self.root.join(path).is_file())
            .map(str::to_owned)
            .collect()
    }

    /// All text files below a path that end so.
    ///
    /// # Panics
    /// When one cannot be read.
    #[must_use]
    pub fn files(&self, below: &str, ending: &str) -> Vec<SourceFile> {
        self.paths()
            .into_iter()
            .filter(|path| path.starts_with(below) && path.ends_with(ending))
            .filter_map(|path| {
                let bytes = std::fs::read(self.root.join(&path)).expect("a tracked file is there");
                Some(SourceFile { path, text: String::from_utf8(bytes).ok()? })
            })
            .collect()
    }

    /// What `cargo metadata` says.
    ///
    /// # Panics
    /// When cargo fails.
    #[must_use]
    pub fn metadata(&self) -> Value {
        let json = self.cargo(&["metadata", "--format-version", "1"]);
        serde_json::from_str(&json).expect("cargo prints JSON")
    }

    /// The names of all packages that a package is built on, itself included, with the features
    /// that it has when it is built alone.
    ///
    /// # Panics
    /// When cargo fails.
    #[must_use]
    pub fn built_on(&self, package: &str) -> BTreeSet<String> {
        let options = ["--edges", "normal", "--prefix", "none", "--format", "{p}"];
        self.cargo(&[&["tree", "--package", package], &options[..]].concat())
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    }

    fn cargo(&self, arguments: &[&str]) -> String {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .current_dir(&self.root)
            .args(arguments)
            .arg("--locked")
            .output()
            .expect("cargo can be run");
        assert!(output.status.success(), "cargo: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("cargo prints UTF-8")
    }
}
