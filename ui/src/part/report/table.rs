//! Tables of a report, and the way from a row to what it is about.

use std::sync::Arc;

use leptos::prelude::*;
use trackward_model::TypeId;
use trackward_model::ask::{ReportBy, ReportCell, ReportColumn, ReportKind, ReportTable};

use crate::desk::desk;
use crate::words;

/// So many rows are on screen before somebody asks for more.
const FIRST: usize = 100;

/// A table, long ones cut until more is asked for.
#[component]
pub fn Table(
    table: Arc<ReportTable>,
    /// How many rows there are, where the window does not have them all.
    #[prop(optional_no_strip)]
    of: Option<usize>,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let n = table.rows.len();
    let heads = table.columns.iter().map(|column| {
        let class = words::is_number(column.kind).then_some("num");
        view! { <th scope="col" class=class>{heading(column)}</th> }
    });
    let heads = heads.collect_view();
    let (title, name) = (table.title.clone(), table.name.clone());
    let rows = move || {
        let shown = if all.get() { n } else { n.min(FIRST) };
        let line = |row: &Vec<ReportCell>| view! { <tr>{cells(&table.columns, row)}</tr> };
        table.rows[..shown].iter().map(line).collect_view()
    };
    let more = move || {
        (n > FIRST && !all.get()).then(|| {
            view! {
                <button class="link" on:click=move |_| all.set(true)>
                    {format!("Show all {} rows", words::grouped(n as u64))}
                </button>
            }
        })
    };
    let cut = of.map(|of| {
        format!(
            "The window has the first {}; the file has all {} rows.",
            words::grouped(n as u64),
            words::grouped(of as u64)
        )
    });
    view! {
        <figure class="report-table">
            <figcaption>{title.clone()}</figcaption>
            <div class="report-rows" tabindex="0" role="region" aria-label=title>
                <table class="table" data-table=name>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {(n == 0).then(|| view! { <p class="report-none soft">"No rows in this period."</p> })}
            </div>
            <p class="small soft">{more} {cut}</p>
        </figure>
    }
    .into_any()
}

fn cells(columns: &[ReportColumn], row: &[ReportCell]) -> Vec<AnyView> {
    columns.iter().zip(row).map(|(column, cell)| self::cell(column, cell)).collect()
}

fn cell(column: &ReportColumn, cell: &ReportCell) -> AnyView {
    let text = words::report_cell(cell, column.kind);
    let class = match cell {
        ReportCell::Empty if words::is_number(column.kind) => "num soft",
        ReportCell::Empty => "soft",
        _ if words::is_number(column.kind) => "num",
        _ => "",
    };
    let heading = heading(column).to_lowercase();
    let content = match (heading.as_str(), cell) {
        ("type", ReportCell::Text(id)) => type_link(id, text),
        ("asset", ReportCell::Text(id)) => asset_link(id, text),
        (heading, ReportCell::Text(word)) => known_word(heading, word).unwrap_or(text).into_any(),
        _ => text.into_any(),
    };
    view! { <td class=class data-key=column.key.clone()>{content}</td> }.into_any()
}

/// A word of the hospital's own data as people read it; nothing for what they wrote themselves.
fn known_word(heading: &str, word: &str) -> Option<String> {
    let word = serde_json::Value::from(word);
    let read = match heading {
        "kind of place" => words::kind(serde_json::from_value(word).ok()?),
        "class" | "risk" => words::risk(serde_json::from_value(word).ok()?),
        _ => return None,
    };
    Some(read.to_owned())
}

/// The name of a column. What rows are grouped by is named after what was asked.
fn heading(column: &ReportColumn) -> String {
    let shown = desk().reports.shown.get_untracked();
    match shown.and_then(|shown| shown.asked.by).filter(|_| column.key == "key") {
        Some(by) => words::report_by(by).to_owned(),
        None => column.heading.clone(),
    }
}

/// Opens a type into its devices, where the kind can list them.
fn type_link(id: &str, text: String) -> AnyView {
    let desk = desk();
    let draft = desk.reports.draft.get_untracked();
    let Ok(type_id) = id.parse::<TypeId>() else { return text.into_any() };
    let opens = matches!(draft.kind, ReportKind::Utilization | ReportKind::Dwell)
        && (draft.grouped_by() == Some(ReportBy::Type) || draft.types.is_empty());
    let name = words::type_name(&type_id);
    if !opens {
        return name.into_any();
    }
    view! {
        <button
            class="link"
            title="Its devices, one by one"
            on:click=move |_| desk.open_type(type_id.clone())
        >
            {name}
        </button>
    }
    .into_any()
}

/// Opens an asset in the drawer.
fn asset_link(id: &str, text: String) -> AnyView {
    let desk = desk();
    match id.parse() {
        Ok(asset) => view! {
            <button class="link mono" on:click=move |_| desk.choose(&asset)>{text}</button>
        }
        .into_any(),
        Err(_) => text.into_any(),
    }
}
