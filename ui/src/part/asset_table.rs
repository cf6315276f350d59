//! The table of assets: only the rows on screen are in the document.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use trackward_model::Freshness;
use web_sys::KeyboardEvent;

use super::{FreshnessMark, Icon, Mark};
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Column, Hospital, Order, Row, ordered};
use crate::words;

/// Height of a row; the style sheet says the same.
const ROW_PX: f64 = 32.0;
/// Rows drawn beyond those on screen, above and below.
const BEYOND: usize = 6;

/// A column: what it sorts by, its head, and its class.
const COLUMNS: [(Column, &str, &str); 12] = [
    (Column::Asset, "Asset", "c-asset"),
    (Column::Type, "Type", "c-type mid"),
    (Column::Model, "Model", "c-model wide"),
    (Column::Unit, "Unit", "c-unit mid"),
    (Column::UseState, "Use state", "c-state"),
    (Column::Place, "Place", "c-place"),
    (Column::Floor, "Floor", "c-floor"),
    (Column::Since, "Since", "c-since num"),
    (Column::LastSeen, "Last seen", "c-seen num"),
    (Column::Confidence, "Confidence", "c-sure num mid"),
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
        let found = |row: &Row| {
            let place = row.place.map_or("", |place| hospital.rooms[place].name_lower.as_str());
            words.iter().all(|word| row.haystack.contains(word) || place.contains(word))
        };
        desk.rows.with_value(|rows| {
            ordered(rows, &hospital, order, |row| {
                floor.is_none_or(|floor| row.floor == Some(floor))
                    && filters.lets(row)
                    && found(row)
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

#[component]
fn Line(at: usize, shown: Memo<Vec<usize>>, cursor: RwSignal<usize>) -> impl IntoView {
    let desk = desk();
    // The row is compared with what it was: a batch renders only the cells that changed.
    let row = Memo::new(move |_| desk.row(at));
    let Some(info) = row.get_untracked().map(|row| row.info) else { return ().into_any() };
    let live = Memo::new(move |_| row.get().map(|row| row.live));
    let hospital = move || desk.hospital.get();
    let id = info.asset_id.clone();
    let chosen = {
        let id = id.clone();
        move || desk.chosen.with(|chosen| chosen.as_ref() == Some(&id))
    };
    let under_cursor = move || shown.with(|shown| shown.get(cursor.get()) == Some(&at));
    let type_id = info.type_id.clone();
    let look = Memo::new(move |_| live.get().map(|live| (live.use_state, live.freshness)));
    let mark = move || {
        look.get().map(|(state, freshness)| {
            view! { <Mark type_id=type_id.clone() state=state freshness=freshness /> }
        })
    };
    let choose = {
        let id = id.clone();
        move |_| {
            let place = shown.with_untracked(|shown| shown.iter().position(|row| *row == at));
            cursor.set(place.unwrap_or_default());
            desk.choose(&id);
        }
    };
    view! {
        <tr
            id=format!("row-{at}")
            data-asset=id.to_string()
            aria-selected=move || chosen().to_string()
            class:cursor=under_cursor
            on:click=choose
        >
            <td class="c-mark">{mark}</td>
            <td class="c-asset"><b>{id.to_string()}</b></td>
            <td class="c-type mid">{words::type_name(&info.type_id)}</td>
            <td class="c-model wide">{format!("{} {}", info.manufacturer, info.model)}</td>
            <td class="c-unit mid soft">{info.unit.as_ref().map(ToString::to_string)}</td>
            <td class="c-state">{move || look.get().map(|(state, _)| words::use_state(state))}</td>
            <td class="c-place">{move || live.get().map(|live| place(&hospital(), &live.place))}</td>
            <td class="c-floor soft">{move || live.get()?.floor.map(|floor| floor.to_string())}</td>
            <td class="c-since num">{move || since(desk, live.get()?.since?)}</td>
            <td class="c-seen num">{move || live.get().map(|live| seen(desk, &live))}</td>
            <td class="c-sure num mid">
                {move || live.get().filter(|live| live.last_seen.is_some()).map(|live| format!("{:.2}", live.confidence))}
            </td>
            <td class="c-serial wide mono">{info.serial.clone()}</td>
            <td class="c-tag widest mono">{info.tag.map(|tag| tag.to_string())}</td>
        </tr>
    }
    .into_any()
}

fn place(hospital: &Arc<Hospital>, place: &Option<trackward_model::PlaceId>) -> String {
    place.as_ref().map_or_else(|| "–".to_owned(), |place| hospital.place_name(place))
}

fn since(desk: Desk, at: trackward_model::Timestamp) -> Option<String> {
    let zone = desk.zone.get();
    Some(words::when(zone.local(at), zone.local(desk.now.get())))
}

fn seen(desk: Desk, live: &trackward_model::ask::AssetLive) -> impl IntoView + use<> {
    let freshness = live.freshness;
    let age = live.last_seen.map(|at| words::age_short(desk.now.get().since(at)));
    let text = match (freshness, age) {
        (Freshness::Live, age) => age.unwrap_or_default(),
        (_, None) => words::freshness(freshness).to_owned(),
        (_, Some(age)) => format!("{} {age}", words::freshness(freshness)),
    };
    let class = format!("state s-{}", super::freshness_word(freshness));
    view! { <span class=class><FreshnessMark freshness=freshness />{text}</span> }
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
