//! What README shows as a site file can be loaded as it stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;

use trackward_engine::site_file;
use trackward_model::{PlanMode, SourceKind};

/// The blocks of this language in README, without the indent of the list they stand in.
fn blocks(language: &str) -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../README.md");
    let text = fs::read_to_string(path).unwrap();
    let opening = format!("```{language}");
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == opening {
            let indent = line.len() - line.trim_start().len();
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            blocks.push(
                block.map(|line| line.get(indent..).unwrap_or("")).collect::<Vec<_>>().join("\n"),
            );
        }
    }
    blocks
}

#[test]
fn the_examples_are_one_site_file() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 200\"/>";
    fs::write(folder.path().join("level-1.svg"), plan).unwrap();
    fs::write(folder.path().join("hub.token"), "a token").unwrap();
    let path = folder.path().join("site.toml");
    let blocks = blocks("toml");
    fs::write(&path, blocks.join("\n")).unwrap();
    let file = site_file::read(&path).unwrap_or_else(|errors| panic!("{errors}"));
    let kinds: Vec<SourceKind> =
        file.site.sources.iter().map(|source| source.connection.kind).collect();
    for kind in SourceKind::ALL {
        assert!(kinds.contains(&kind), "README shows no example of kind {}", kind.word());
    }
    assert_eq!(file.maintenance[0].mode, PlanMode::Fixed);
    assert_eq!(file.site.policy.areas.len(), 1);
    assert_eq!((file.site.doors.len(), file.site.par_levels.len()), (1, 1));
}
