//! The PDF as Poppler reads it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;
use trackward_report::{Cell, Paper, Report, pdf, shown, write_whole};

use crate::sample;

/// A report on paper.
struct Document(TempDir);

/// One for most tests: it has a hundred pages.
static WHOLE: LazyLock<Document> = LazyLock::new(|| Document::of(&sample::report(), Paper::A4));

impl Document {
    fn of(report: &Report, paper: Paper) -> Self {
        let document = Self(TempDir::new().unwrap());
        write_whole(&document.path(), &pdf::bytes(report, paper).unwrap()).unwrap();
        document
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("report.pdf")
    }

    /// What one of Poppler's tools says of it.
    fn poppler(&self, tool: &str, options: &[&str]) -> String {
        let mut command = Command::new(tool);
        command.args(options).arg(self.path());
        if tool == "pdftotext" {
            command.arg("-");
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

fn pages() -> Vec<String> {
    let text = WHOLE.poppler("pdftotext", &["-layout"]);
    let mut pages: Vec<_> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""));
    pages
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn every_number_of_every_device_is_on_paper() {
    let report = sample::report();
    let table = report.table(Some("devices")).unwrap();
    let text = pages().concat();
    let mut lines = text.lines().filter(|line| line.starts_with("IP-"));
    for row in &table.rows {
        let Cell::Text(id) = &row[0] else { panic!("an id is a text") };
        let line = words(lines.next().expect("each device has a line"));
        assert_eq!(line[0], id);
        // From the purchase on there are no spaces but those of dates and percent signs.
        let expected: Vec<_> = row
            .iter()
            .zip(&table.columns)
            .skip(6)
            .map(|(cell, column)| shown(cell, column.kind))
            .collect();
        let expected = expected.join(" ");
        let expected = words(&expected);
        assert_eq!(&line[line.len() - expected.len()..], expected, "{id}");
    }
    assert_eq!(lines.next(), None, "no device comes twice");
}

#[test]
fn every_number_of_the_units_is_on_paper() {
    let report = sample::report();
    let table = report.table(None).unwrap();
    let text = pages().concat();
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns);
        let expected: Vec<_> = cells.map(|(cell, column)| shown(cell, column.kind)).collect();
        let expected = expected.join(" ");
        let expected = words(&expected);
        let found = text.lines().any(|line| words(line) == expected);
        assert!(found, "{expected:?} is not there");
    }
}

#[test]
fn each_page_says_which_it_is_and_repeats_the_header() {
    let pages = pages();
    let info = WHOLE.poppler("pdfinfo", &[]);
    assert!(info.contains(&format!("Pages:           {}", pages.len())), "{info}");
    assert!(pages.len() > 50, "three thousand rows take many pages");
    for (index, page) in pages.iter().enumerate() {
        let foot = format!("{} of {}", index + 1, pages.len());
        let last = page.lines().rfind(|line| !line.trim().is_empty()).unwrap();
        assert!(last.trim_end().ends_with(&foot), "{last}");
        assert!(last.contains("Demo General Hospital"), "{last}");
        assert!(last.contains("1 to 31 Oct 2026"), "{last}");
        let rows = page.lines().filter(|line| line.starts_with("IP-")).count();
        let heads = page.lines().filter(|line| line.starts_with("Asset  ")).count();
        assert_eq!(heads, usize::from(rows > 0), "page {} has its header once", index + 1);
        assert!(rows != 1, "page {} has a row alone", index + 1);
    }
}

#[test]
fn fonts_are_embedded_and_cut_down() {
    let fonts = WHOLE.poppler("pdffonts", &[]);
    let fonts: Vec<_> = fonts.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{fonts:?}");
    for font in fonts {
        assert!(font.contains("Inter-"), "{font}");
        assert!(font.contains("yes yes yes"), "embedded, subset, with its characters: {font}");
    }
}

#[test]
fn those_who_listen_find_headings_tables_and_figures() {
    let mut report = sample::report();
    // Poppler takes minutes to list what a hundred pages are made of.
    let devices = 60;
    report.sections[3].tables[0].rows.truncate(devices);
    let document = Document::of(&report, Paper::A4);
    let info = document.poppler("pdfinfo", &[]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Title:           Utilization of infusion pumps"), "{info}");
    let structure = document.poppler("pdfinfo", &["-struct"]);
    let count = |name: &str| {
        // A colon follows where attributes do.
        let first = |line: &str| {
            line.split_whitespace().next().map(|word| word.trim_end_matches(':').to_owned())
        };
        let is = |line: &&str| first(line).as_deref() == Some(name);
        structure.lines().filter(is).count()
    };
    assert_eq!(count("H1"), 1);
    assert_eq!(count("Figure"), 4, "each chart is a figure");
    // Two tables with rows, and the data of four charts.
    assert_eq!(count("Table"), 6);
    assert_eq!(count("THead"), 6);
    let chart_rows = 7 + 4 + 24 + 31;
    let rows = devices + sample::UNITS.len() + chart_rows;
    assert_eq!(count("TR"), 6 + rows);
    assert_eq!(count("TH"), 14 + 9 + 7 + 2 + 8 + 3 + rows, "columns and rows have their names");
    let cells = devices * 13 + 7 * 8 + 7 * 6 + 4 + 24 * 7 + 31 * 2;
    assert_eq!(count("TD"), cells, "each cell is in the structure, the empty ones too");
    // Poppler prints no alternative texts: they are looked for in the file itself.
    let bytes = std::fs::read(document.path()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/Alt(The ICU uses its pumps most"), "a figure has a text");
    assert!(text.contains("/Lang(en)"), "the language is named");
}

#[test]
fn what_the_font_lacks_is_whole_when_it_is_copied() {
    let text = pages().concat();
    assert!(text.contains("集中治療室 3"), "the characters behind the boxes are lost");
    assert!(text.contains("Größe Ł ő ş Ω Жук"));
    assert!(text.contains("6 characters are of scripts that the fonts of this file lack"));
}

#[test]
fn paper_is_as_large_as_it_was_asked_for() {
    let mut report = sample::report();
    report.sections.truncate(1);
    let info = Document::of(&report, Paper::Letter).poppler("pdfinfo", &[]);
    assert!(info.contains("612 x 792 pts (letter)"), "{info}");
}
