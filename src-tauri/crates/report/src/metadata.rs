//! What a table says about itself, for the file beside a file that holds nothing but its rows: in
//! the form of the W3C's "CSV on the Web", so that programs that know it find it by its name.

use serde_json::{Map, Value, json};

use crate::document::Report;
use crate::table::{ColumnKind, Table};

/// What follows a file's name in the name of its metadata: `pumps.csv-metadata.json`.
pub const NAME_END: &str = "-metadata.json";

/// The metadata of a table of a report in a file of this name: its columns, the period, filters,
/// zone and coverage, when it was made, and what each word means.
#[must_use]
pub fn of(report: &Report, table: &Table, file: &str) -> String {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.key,
                "titles": [column.key, column.heading],
                "datatype": datatype(column.kind),
            })
        })
        .collect();
    let mut described = Map::new();
    let mut say = |name: &str, value: Value| described.insert(name.to_owned(), value);
    say("@context", "http://www.w3.org/ns/csvw".into());
    say("url", file.into());
    say("dc:title", format!("{}: {}", report.title, table.title).into());
    say("dc:publisher", report.hospital.as_str().into());
    say("dc:created", report.made_at.at.to_rfc3339().into());
    if let Some(period) = &report.period {
        say("dc:temporal", format!("{}/{}", period.from, period.to).into());
    }
    let about = report.about().into_iter().map(|(term, text)| note(term, &text));
    let defined = report.definitions.iter().map(|one| note(&one.term, &one.text));
    let honest = report.notes.iter().map(|text| note("Note", text));
    say("notes", about.chain(defined).chain(honest).collect());
    say("tableSchema", json!({ "columns": columns }));
    let mut text = serde_json::to_string_pretty(&described).expect("it has only texts for keys");
    text.push('\n');
    text
}

fn note(term: &str, text: &str) -> Value {
    json!({ "term": term, "text": text })
}

const fn datatype(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text | ColumnKind::Word => "string",
        ColumnKind::Integer => "integer",
        ColumnKind::Hours { .. } | ColumnKind::Percent | ColumnKind::Money => "number",
        ColumnKind::Date => "date",
        ColumnKind::DateTime => "datetime",
        ColumnKind::Bool => "boolean",
    }
}
