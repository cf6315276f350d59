//! One line of the worklist: the head of a place, or an order.

use leptos::prelude::*;
use trackward_model::ask::OrderRow;
use trackward_model::{Freshness, OrderState, Risk};

use super::asset_duty::order_tag;
use super::worklist::line_id;
use crate::desk::{Desk, Task, desk};
use crate::part::{FreshnessMark, Icon, Mark, StateMark, freshness_word};
use crate::state::{DueItem, DueList, OrderKey, Spot, as_now, lines_between};
use crate::words;

/// A box that is ticked, or not, or in part.
#[component]
pub fn CheckBox(
    state: Memo<&'static str>,
    label: String,
    turn: Callback<web_sys::MouseEvent>,
) -> impl IntoView {
    let mark = move || match state.get() {
        "true" => Some(view! { <Icon name="check" /> }),
        "mixed" => Some(view! { <Icon name="minus" /> }),
        _ => None,
    };
    view! {
        <button
            class="check"
            role="checkbox"
            tabindex="-1"
            aria-checked=move || state.get()
            aria-label=label
            on:click=move |event| {
                event.stop_propagation();
                turn.run(event);
            }
        >
            {mark}
        </button>
    }
}

/// The cells that a head leaves empty, by when they are hidden. One wide cell would make columns of
/// those that are.
const REST_OF_HEAD: [&str; 9] = ["mid", "", "", "mid", "narrow", "urgency", "", "mid", ""];

/// The head of a place: its name, floor and unit, and all of its devices at once.
#[component]
pub fn SpotHead(spot: Spot, n: usize, list: Memo<DueList>) -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let assets = move || {
        list.with(|list| {
            let after = list.items.iter().skip_while(|item| **item != DueItem::Spot(spot, n));
            let lines = after.skip(1).map_while(|item| match item {
                DueItem::Line(key) => Some(key.asset.clone()),
                DueItem::Spot(..) => None,
            });
            lines.collect::<Vec<_>>()
        })
    };
    let state = Memo::new(move |_| {
        let assets = assets();
        upkeep.picked.with(|picked| {
            match assets.iter().filter(|asset| picked.contains(asset)).count() {
                0 => "false",
                n if n == assets.len() => "true",
                _ => "mixed",
            }
        })
    });
    let (name, within) = spot_words(desk, spot);
    view! {
        <tr class="spot">
            <td class="c-check">
                <CheckBox
                    state=state
                    label=format!("Pick all in {name}")
                    turn=Callback::new(move |_| upkeep.turn_all(&untrack(assets)))
                />
            </td>
            <th scope="rowgroup">
                {name} <span class="count">{n}</span> <span class="soft">{within}</span>
            </th>
            {REST_OF_HEAD.map(|class| view! { <td class=class></td> }).collect_view()}
        </tr>
    }
}

/// A place, and what it is in: `Clean utility` and `Level 2, ICU`.
pub fn spot_words(desk: Desk, spot: Spot) -> (String, String) {
    desk.hospital.with_untracked(|hospital| match spot {
        Spot::Place(place) => {
            let place = &hospital.view.places[place];
            let floor = hospital.floor_at(&place.floor_id);
            let floor = floor.map(|floor| hospital.view.floors[floor].name.clone());
            let unit = place.unit.as_ref().map(ToString::to_string);
            let within: Vec<String> = floor.into_iter().chain(unit).collect();
            (place.name.clone(), within.join(", "))
        }
        Spot::Floor(floor) => ("In no room".to_owned(), hospital.view.floors[floor].name.clone()),
        Spot::Unknown => (
            "Where unknown".to_owned(),
            "not heard for too long: their last place is told".to_owned(),
        ),
    })
}

/// An order, with its asset as it is now.
#[component]
pub fn Line(key: OrderKey, list: Memo<DueList>) -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let key = StoredValue::new(key);
    // The row is compared with what it was: a batch renders only the cells that changed.
    let row = Memo::new(move |_| {
        desk.revision.track();
        let known = key.with_value(|key| upkeep.work.with(|work| work.get(key).cloned()));
        known.flatten().map(|row| desk.rows.with_value(|rows| as_now(&row, rows)))
    });
    let picked = Memo::new(move |_| {
        let is = key.with_value(|key| upkeep.picked.with(|picked| picked.contains(&key.asset)));
        if is { "true" } else { "false" }
    });
    let chosen = move || {
        key.with_value(|key| desk.chosen.with(|chosen| chosen.as_ref() == Some(&key.asset)))
    };
    let at_cursor =
        move || key.with_value(|key| upkeep.cursor.with(|cursor| cursor.as_ref() == Some(key)));
    let turn = Callback::new(move |event: web_sys::MouseEvent| {
        key.with_value(|key| {
            if event.shift_key() { pick_range(desk, list, key) } else { upkeep.turn(key) }
        });
    });
    let open = move |event: web_sys::MouseEvent| {
        key.with_value(|key| {
            if event.shift_key() {
                return pick_range(desk, list, key);
            }
            upkeep.cursor.set(Some(key.clone()));
            desk.choose(&key.asset);
        });
    };
    let cell =
        move |of: fn(Desk, &OrderRow) -> AnyView| move || row.get().map(|row| of(desk, &row));
    let id = key.with_value(line_id);
    let asset = key.with_value(|key| key.asset.to_string());
    view! {
        <tr
            id=id
            data-asset=asset.clone()
            aria-selected=move || chosen().to_string()
            class:cursor=at_cursor
            on:click=open
        >
            <td class="c-check"><CheckBox state=picked label=format!("Pick {asset}") turn=turn /></td>
            <td class="c-asset">{cell(asset_cell)}</td>
            <td class="c-model mid soft">{cell(model_cell)}</td>
            <td class="c-plan soft">{key.with_value(|key| key.plan.to_string())}</td>
            <td class="c-due">{cell(due_cell)}</td>
            <td class="c-missed num mid">{cell(missed_cell)}</td>
            <td class="c-risk narrow">{cell(risk_cell)}</td>
            <td class="c-place urgency">{cell(place_cell)}</td>
            <td class="c-seen">{cell(seen_cell)}</td>
            <td class="c-use mid">{cell(use_cell)}</td>
            <td class="c-note">{cell(note_cell)}</td>
        </tr>
    }
}

/// Picks all lines from where the picks began last.
pub fn pick_range(desk: Desk, list: Memo<DueList>, key: &OrderKey) {
    let upkeep = desk.upkeep;
    let from = upkeep.anchor.get_value().unwrap_or_else(|| key.clone());
    let lines = list.with_untracked(DueList::lines);
    let assets = lines_between(&lines, &from, key).into_iter().map(|key| key.asset);
    let new: Vec<_> =
        assets.filter(|asset| upkeep.picked.with_untracked(|p| !p.contains(asset))).collect();
    upkeep.turn_all(&new);
}

fn asset_cell(desk: Desk, row: &OrderRow) -> AnyView {
    let known = desk.rows.with_value(|rows| {
        let row = rows.get(rows.position(&row.asset_id)?)?;
        Some((row.info.type_id.clone(), row.live.quarantined))
    });
    let overdue = matches!(row.state, OrderState::Overdue | OrderState::UnableToLocate);
    let mark = known.map(|(type_id, hold)| {
        view! {
            <Mark
                type_id=type_id
                state=row.use_state
                freshness=row.freshness
                hold=hold
                overdue=overdue
                take=row.intercept
            />
        }
    });
    view! { <span class="state">{mark}<b>{row.asset_id.to_string()}</b></span> }.into_any()
}

fn model_cell(desk: Desk, row: &OrderRow) -> AnyView {
    desk.rows
        .with_value(|rows| {
            let info = &rows.get(rows.position(&row.asset_id)?)?.info;
            let made = format!("{} {}", info.manufacturer, info.model);
            let name = if info.name.is_empty() {
                words::type_name(&info.type_id)
            } else {
                info.name.clone()
            };
            Some(format!("{name}, {}", made.trim()))
        })
        .into_any()
}

fn due_cell(desk: Desk, row: &OrderRow) -> AnyView {
    let Some(on) = desk.upkeep.work.with(|work| work.list.on) else { return ().into_any() };
    let date = row.due_on.map(|due| words::civil(due, on));
    let told = words::escalation(row.escalation);
    let class = order_tag(row.state, row.risk == Risk::LifeSupport);
    view! {
        <span class="due-when" title=told>
            <span class=class>{words::lateness(row, on)}</span>
            <span class="soft">{date}</span>
        </span>
    }
    .into_any()
}

fn missed_cell(_: Desk, row: &OrderRow) -> AnyView {
    (row.intervals_missed > 0).then(|| row.intervals_missed.to_string()).into_any()
}

fn risk_cell(_: Desk, row: &OrderRow) -> AnyView {
    let class = if row.risk == Risk::LifeSupport { "vital" } else { "soft" };
    view! { <span class=class>{words::risk(row.risk)}</span> }.into_any()
}

fn place_cell(desk: Desk, row: &OrderRow) -> AnyView {
    let place = row.place.as_ref();
    place.map(|place| super::place_picker::place_words(desk, place)).into_any()
}

/// How old its place is; of what is lost, where that was.
fn seen_cell(desk: Desk, row: &OrderRow) -> AnyView {
    let age = row.last_seen.map(|at| words::age_short(desk.now.get().since(at)));
    let freshness = row.freshness;
    let lost = matches!(freshness, Freshness::Missing | Freshness::NeverSeen);
    let place = row.place.as_ref().filter(|_| lost);
    let place = place.map(|place| desk.hospital.with(|hospital| hospital.place_name(place)));
    let text = match (place, age) {
        (Some(place), Some(age)) => format!("{place}, {age}"),
        (None, Some(age)) => age,
        (_, None) => words::freshness(freshness).to_owned(),
    };
    let class = format!("state s-{}", freshness_word(freshness));
    view! { <span class=class title=words::freshness(freshness)><FreshnessMark freshness=freshness />{text}</span> }
        .into_any()
}

fn use_cell(_: Desk, row: &OrderRow) -> AnyView {
    view! { <span class="state"><StateMark state=row.use_state />{words::takeable(row.use_state)}</span> }
        .into_any()
}

/// What is special about it: it can be taken now, or it was searched for.
fn note_cell(desk: Desk, row: &OrderRow) -> AnyView {
    if row.intercept {
        return view! { <span class="tag tag-available">"Take it now"</span> }.into_any();
    }
    if row.state == OrderState::UnableToLocate {
        return view! { <span class="soft">"not located"</span> }.into_any();
    }
    if row.attempts > 0 {
        let searches = match row.attempts {
            1 => "1 search".to_owned(),
            n => format!("{n} searches"),
        };
        let asset = row.asset_id.clone();
        return view! {
            <button
                class="link"
                on:click=move |event| {
                    event.stop_propagation();
                    desk.begin(&asset, Task::Attempt);
                }
            >
                {searches}
            </button>
        }
        .into_any();
    }
    ().into_any()
}
