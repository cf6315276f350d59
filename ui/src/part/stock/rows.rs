//! What stands where, against what should.

use leptos::prelude::*;
use trackward_model::ask::{StockLevel, StockRow};

use crate::desk::desk;
use crate::words;

/// The table of stocks, those with a level first and of them the shortest first.
#[component]
pub fn Rows() -> impl IntoView {
    let desk = desk();
    let rows = Memo::new(move |_| {
        let mut rows = desk.stocks.stock.with(|stock| stock.rows.clone()).unwrap_or_default();
        rows.sort_by(|a, b| (a.level, &a.name, &a.type_id).cmp(&(b.level, &b.name, &b.type_id)));
        rows
    });
    let lines = move || rows.get().into_iter().map(|row| line(&row)).collect_view();
    let set = move || rows.with(|rows| rows.iter().any(|row| row.target.is_some()));
    view! {
        <section class="sec stock-sec" aria-label="Stock by unit and type">
            <div class="sec-head">
                <h2>"Stock by unit and type"</h2>
                <Show when=move || !set()>
                    <span class="soft small">
                        "No level is set. A level is a " <code>"[[par]]"</code> " in the site file."
                    </span>
                </Show>
            </div>
            <table class="table stocks">
                <thead>
                    <tr>
                        <th scope="col">"Where"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Level"</th>
                        <th class="num" scope="col">"Ready"</th>
                        <th class="num" scope="col">"Target"</th>
                        <th class="num" scope="col">"Critical"</th>
                        <th class="num" scope="col">"Maximum"</th>
                        <th class="num" scope="col">"Held"</th>
                        <th class="num" scope="col">"In use"</th>
                        <th class="num" scope="col">"Soiled"</th>
                        <th class="num" scope="col">"Down"</th>
                        <th class="num" scope="col">"Other"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn line(row: &StockRow) -> impl IntoView + use<> {
    let set = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let some = |n: u32| (n > 0).then(|| n.to_string());
    view! {
        <tr data-stock=format!("{} {}", row.name, row.type_id)>
            <td><b>{row.name.clone()}</b></td>
            <td>{words::type_name(&row.type_id)}</td>
            <td>{level(row.level)}</td>
            <td class="num"><b>{row.ready}</b></td>
            <td class="num soft">{set(row.target)}</td>
            <td class="num soft">{set(row.critical)}</td>
            <td class="num soft">{set(row.maximum)}</td>
            <td class="num">{some(row.held)}</td>
            <td class="num">{some(row.in_use)}</td>
            <td class="num">{some(row.soiled)}</td>
            <td class="num">{some(row.down)}</td>
            <td class="num soft">{some(row.other)}</td>
        </tr>
    }
}

fn level(level: StockLevel) -> impl IntoView {
    let (class, word) = match level {
        StockLevel::Short => ("tag tag-critical", "Short"),
        StockLevel::Low => ("tag tag-warning", "Below target"),
        StockLevel::Enough => ("tag", "Enough"),
        StockLevel::Over => ("tag tag-info", "Too many"),
        StockLevel::NoLevel => ("soft small", "No level"),
    };
    view! { <span class=class>{word}</span> }
}
