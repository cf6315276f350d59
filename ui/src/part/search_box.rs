//! The search: over the map it lists the best results, over a table it narrows the rows.

use leptos::html;
use leptos::prelude::*;
use trackward_model::AssetId;
use web_sys::KeyboardEvent;

use super::{FreshnessMark, Icon, Mark};
use crate::desk::{Desk, Page, View, desk};
use crate::state::{HITS_MAX, Row, search};
use crate::words;

/// Whether the page shows a table, which the search narrows.
pub fn narrows(desk: Desk) -> bool {
    desk.page.get() != Page::Map || desk.view.get() == View::Table
}

/// Rows that were found, the best first, and how many match in all.
type Found = Memo<(Vec<usize>, usize)>;
type Field = NodeRef<html::Input>;

fn placeholder(desk: Desk) -> &'static str {
    match desk.page.get() {
        Page::Alerts => "Asset, reader, tag, place",
        Page::Maintenance => "Asset, serial, plan, place",
        _ => "Asset, serial, tag, place",
    }
}

/// The search field.
#[component]
pub fn SearchBox() -> impl IntoView {
    let desk = desk();
    let focused = RwSignal::new(false);
    let marked = RwSignal::new(0_usize);
    let field = Field::new();
    let found: Found = Memo::new(move |_| {
        desk.second.track();
        let (query, hospital) = (desk.query.get(), desk.hospital.get());
        desk.rows.with_value(|rows| {
            let (hits, total) = search(&query, rows, &hospital);
            (hits.into_iter().map(|hit| hit.row).collect::<Vec<_>>(), total)
        })
    });
    let open = Memo::new(move |_| {
        focused.get() && !narrows(desk) && !desk.query.with(|query| query.trim().is_empty())
    });
    Effect::new(move |_| {
        if open.get() {
            desk.said.set(match found.get().1 {
                0 => "No asset found".to_owned(),
                total => format!("{} found", words::counted(total, "asset")),
            });
        }
    });
    let keys = move |event: KeyboardEvent| key(desk, &event, open, found, marked, field);
    let chosen = Callback::new(move |id: AssetId| choose(desk, &id, field));
    view! {
        <div class="search">
            <label class="field">
                <Icon name="search" />
                <span class="sr">"Search assets by number, serial, tag, model or place"</span>
                <input
                    node_ref=field
                    type="search"
                    placeholder=move || placeholder(desk)
                    autocomplete="off"
                    spellcheck="false"
                    role="combobox"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="hits"
                    aria-autocomplete="list"
                    aria-activedescendant=move || open.get().then(|| format!("hit-{}", marked.get()))
                    prop:value=move || desk.query.get()
                    on:input=move |event| {
                        marked.set(0);
                        desk.query.set(event_target_value(&event));
                    }
                    on:focus=move |_| focused.set(true)
                    on:blur=move |_| focused.set(false)
                    on:keydown=keys
                />
                <kbd class="key">"/"</kbd>
            </label>
            <Show when=move || open.get()>
                <Hits found=found marked=marked choose=chosen />
            </Show>
        </div>
    }
}

/// What a key does in the field.
fn key(
    desk: Desk,
    event: &KeyboardEvent,
    open: Memo<bool>,
    found: Found,
    marked: RwSignal<usize>,
    field: Field,
) {
    match event.key().as_str() {
        "ArrowDown" | "ArrowUp" if open.get_untracked() => {
            event.prevent_default();
            let last = found.with_untracked(|(hits, _)| hits.len().saturating_sub(1));
            let down = event.key() == "ArrowDown";
            marked.update(|at| *at = if down { (*at + 1).min(last) } else { at.saturating_sub(1) });
        }
        "Enter" if open.get_untracked() => {
            let hit = found.with_untracked(|(hits, _)| hits.get(marked.get_untracked()).copied());
            let id = hit.and_then(|row| {
                desk.rows.with_value(|rows| rows.get(row).map(|row| row.info.asset_id.clone()))
            });
            if let Some(id) = id {
                choose(desk, &id, field);
            }
        }
        "Enter" | "ArrowDown" if untrack(|| narrows(desk)) => crate::host::focus(".list"),
        // The first Esc empties the field, the second leaves it.
        "Escape" if desk.query.with_untracked(String::is_empty) => leave(field),
        "Escape" => desk.query.set(String::new()),
        _ => {}
    }
}

/// Shows an asset that was found, and is done with the search.
fn choose(desk: Desk, id: &AssetId, field: Field) {
    desk.show(id);
    desk.query.set(String::new());
    leave(field);
}

fn leave(field: Field) {
    if let Some(field) = field.get_untracked() {
        // Giving up the focus cannot fail on an element of the document.
        let _ = field.blur();
    }
}

#[component]
fn Hits(found: Found, marked: RwSignal<usize>, choose: Callback<AssetId>) -> impl IntoView {
    let desk = desk();
    let numbered = move || found.get().0.into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="hits">
            <ul id="hits" role="listbox" aria-label="Assets found">
                <For each=numbered key=|hit| *hit let((at, row))>
                    {desk.row(row).map(|row| hit_line(desk, at, row, marked, choose))}
                </For>
            </ul>
            <p class="hits-foot small quiet">{move || foot(found.with(|(_, total)| *total))}</p>
        </div>
    }
}

fn foot(total: usize) -> String {
    match total {
        0 => "No asset has this in its number, serial, tag, model or place.".to_owned(),
        n if n > HITS_MAX => format!("The best {HITS_MAX} of {}", words::counted(n, "asset")),
        n => words::counted(n, "asset"),
    }
}

fn hit_line(
    desk: Desk,
    at: usize,
    row: Row,
    marked: RwSignal<usize>,
    choose: Callback<AssetId>,
) -> impl IntoView {
    let hospital = desk.hospital.get_untracked();
    let place = match (&row.live.place, row.floor) {
        (Some(place), Some(floor)) => {
            format!("{}, {}", hospital.place_name(place), hospital.view.floors[floor].floor_id)
        }
        (None, Some(floor)) => format!("In no room, {}", hospital.view.floors[floor].floor_id),
        _ => "Never seen".to_owned(),
    };
    let info = row.info;
    let id = info.asset_id.clone();
    let what = format!("{}, {} {}", words::type_name(&info.type_id), info.manufacturer, info.model);
    view! {
        <li
            id=format!("hit-{at}")
            role="option"
            data-asset=info.asset_id.to_string()
            aria-selected=move || (marked.get() == at).to_string()
            // The press must not take the focus, or the list closes before the click.
            on:pointerdown=move |event| event.prevent_default()
            on:pointermove=move |_| marked.set(at)
            on:click=move |_| choose.run(id.clone())
        >
            <Mark type_id=info.type_id state=row.live.use_state freshness=row.live.freshness hold=row.live.quarantined />
            <span class="hit-name">
                <b>{info.asset_id.to_string()}</b>
                <span class="soft small">{what}</span>
            </span>
            <span class="hit-place">
                <span>{place}</span>
                <span class="soft small state">
                    <FreshnessMark freshness=row.live.freshness />
                    {words::use_state(row.live.use_state)}
                </span>
            </span>
        </li>
    }
}
