//! The table of assets: only the rows on screen are in the document.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::Icon;
use super::asset_line::Line;
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Column, Order, Row, ordered};
use crate::words;

/// Height of a row; the style sheet says the same.
const ROW_PX: f64 = 32.0;
/// Rows drawn beyond those on screen, above and below.
const BEYOND: usize = 6;

/// A column: what it sorts by, its head, and its class.
const COLUMNS: [(Column, &str, &str); 13] = [
    (Column::Asset, "Asset", "c-asset"),
    (Column::Type, "Type", "c-type mid"),
    (Column::Model, "Model", "c-model wide"),
    (Column::Unit, "Unit", "c-unit mid"),
    (Column::UseState, "Use state", "c-state"),
    (Column::Maintenance, "Maintenance", "c-duty mid"),
    (Column::Place, "Place", "c-place"),
    (Column::Floor, "Floor", "c-floor"),
    (Column::Since, "Since", "c-since num"),
    (Column::LastSeen, "Last seen", "c-seen num"),
    (Column::Confidence, "Confidence", "c-sure num mid wide"),
    (Column::Serial, "Serial", "c-serial wide"),
    (Column::Tag, "Tag", "c-tag widest"),
];

/// The assets that filters and search let through, sorted.
#[component]
pub fn AssetTable() -> impl IntoView {
    let desk = desk();
    let shown = shown(desk);
    let list = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(800.0_f64);
    let cursor = RwSignal::new(0_usize);
    Effect::new(move |_: Option<Option<host::Keep>>| {
        list.get().map(|list| host::on_resize(&list, move |[_, high]| height.set(high)))
    });
    let range = Memo::new(move |_| {
        let first = ((top.get() / ROW_PX) as usize).saturating_sub(BEYOND);
        let rows = (height.get() / ROW_PX) as usize + 2 * BEYOND + 2;
        let len = shown.with(Vec::len);
        (first.min(len), (first + rows).min(len))
    });
    let on_screen = move || {
        let (first, last) = range.get();
        shown.with(|shown| shown[first.min(shown.len())..last.min(shown.len())].to_vec())
    };
    let before = move || format!("{}px", range.get().0 as f64 * ROW_PX);
    let after = move || {
        let rest = shown.with(Vec::len).saturating_sub(range.get().1);
        format!("{}px", rest as f64 * ROW_PX)
    };
    let keys = move |event: KeyboardEvent| {
        move_cursor(desk, &event, shown, cursor, list, height.get_untracked());
    };
    let active =
        move || shown.with(|shown| shown.get(cursor.get()).map(|row| format!("row-{row}")));
    view! {
        <div
            class="list"
            node_ref=list
            tabindex="0"
            aria-label="Assets"
            role="region"
            on:scroll=move |_| {
                if let Some(list) = list.get_untracked() {
                    top.set(f64::from(list.scroll_top()));
                }
            }
            on:keydown=keys
        >
            <table
                class="table assets"
                role="grid"
                aria-rowcount=move || shown.with(Vec::len) + 1
                aria-activedescendant=active
            >
                <Heads />
                <tbody>
                    <tr class="space" aria-hidden="true" style:height=before></tr>
                    <For each=on_screen key=|row| *row let(row)>
                        <Line at=row shown=shown cursor=cursor />
                    </For>
                    <tr class="space" aria-hidden="true" style:height=after></tr>
                </tbody>
            </table>
            <Show when=move || shown.with(Vec::is_empty)>
                <Nothing />
            </Show>
        </div>
        <Foot shown=shown range=range />
    }
}

/// Positions of the rows that are shown, in order.
fn shown(desk: Desk) -> Memo<Vec<usize>> {
    Memo::new(move |_| {
        desk.second.track();
        let (filters, order) = (desk.filters.get(), desk.order.get());
        let (floor, hospital) = (desk.table_floor(), desk.hospital.get());
        let query = desk.query.get().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let found = |own: &str, row: &Row| {
            let place = row.place.map_or("", |place| hospital.rooms[place].name_lower.as_str());
            words.iter().all(|word| own.contains(word) || place.contains(word))
        };
        desk.rows.with_value(|rows| {
            ordered(rows, &hospital, order, |at, row| {
                floor.is_none_or(|floor| row.floor == Some(floor))
                    && filters.lets(row)
                    && (words.is_empty() || found(rows.haystack(at), row))
            })
        })
    })
}

#[component]
fn Heads() -> impl IntoView {
    let desk = desk();
    let head = |(column, name, class): (Column, &'static str, &'static str)| {
        let sort = move || {
            let Order { column: by, descending } = desk.order.get();
            (by == column).then_some(if descending { "descending" } else { "ascending" })
        };
        let arrow = move || {
            sort()
                .map(|sort| view! { <Icon name=if sort == "ascending" { "up" } else { "down" } /> })
        };
        view! {
            <th class=class scope="col" aria-sort=sort>
                <button on:click=move |_| desk.order.update(|order| *order = order.clicked(column))>
                    {name}
                    {arrow}
                </button>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                <th class="c-mark"><span class="sr">"Mark"</span></th>
                {COLUMNS.map(head).collect_view()}
            </tr>
        </thead>
    }
}

fn move_cursor(
    desk: Desk,
    event: &KeyboardEvent,
    shown: Memo<Vec<usize>>,
    cursor: RwSignal<usize>,
    list: NodeRef<html::Div>,
    height: f64,
) {
    let last = shown.with_untracked(Vec::len).saturating_sub(1);
    let page = ((height / ROW_PX) as usize).saturating_sub(2).max(1);
    let here = cursor.get_untracked().min(last);
    let there = match event.key().as_str() {
        "j" | "ArrowDown" => here + 1,
        "k" | "ArrowUp" => here.saturating_sub(1),
        " " => here + page,
        "Home" => 0,
        "End" => last,
        "Enter" => {
            let row = shown.with_untracked(|shown| shown.get(here).copied());
            if let Some(row) =
                row.and_then(|row| desk.rows.with_value(|rows| rows.get(row).cloned()))
            {
                desk.choose(&row.info.asset_id);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    cursor.set(there.min(last));
    let Some(list) = list.get_untracked() else { return };
    // The head covers the first row's height.
    let (top, bottom) = (cursor.get_untracked() as f64 * ROW_PX, height - 2.0 * ROW_PX);
    let scrolled = f64::from(list.scroll_top());
    if top < scrolled {
        list.set_scroll_top(top as i32);
    } else if top > scrolled + bottom {
        list.set_scroll_top((top - bottom) as i32);
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let desk = desk();
    let none = move || desk.rows.with_value(|rows| rows.all().is_empty());
    let clear = move |_| {
        desk.filters.set(crate::state::Filters::default());
        desk.query.set(String::new());
    };
    view! {
        <div class="empty">
            <Show
                when=none
                fallback=move || view! {
                    <p>"No asset matches the filters and the search."</p>
                    <button class="btn" on:click=clear>"Show all"</button>
                }
            >
                <p>"No assets yet. They come from an asset list:"</p>
                <code>"trackctl init --assets assets.csv"</code>
            </Show>
        </div>
    }
}

#[component]
fn Foot(shown: Memo<Vec<usize>>, range: Memo<(usize, usize)>) -> impl IntoView {
    let desk = desk();
    let all = move || {
        desk.second.track();
        let floor = desk.table_floor();
        desk.rows.with_value(|rows| {
            rows.all().iter().filter(|row| floor.is_none_or(|f| row.floor == Some(f))).count()
        })
    };
    let by = move || {
        let order = desk.order.get();
        let name = COLUMNS.iter().find(|(column, ..)| *column == order.column);
        let name = name.map_or_else(String::new, |(_, name, _)| name.to_lowercase());
        let turned = if order.descending { ", descending" } else { "" };
        format!("sorted by {name}{turned}")
    };
    let count = Memo::new(move |_| {
        let (n, all) = (shown.with(Vec::len), all());
        if n == all {
            words::counted(n, "asset")
        } else {
            format!("{} of {}", words::grouped(n as u64), words::counted(all, "asset"))
        }
    });
    Effect::new(move |_| desk.said.set(count.get()));
    // The range is what scrolling changes; reading it here keeps the foot in step with the list.
    let counted = move || {
        range.track();
        count.get()
    };
    view! {
        <div class="foot">
            <span><b class="rows-shown">{counted}</b>", "{by}</span>
            <span class="quiet">"↑ ↓ move, Enter opens"</span>
        </div>
    }
}
