//! What is due, as a list to walk with: only what is on screen is in the document.

use leptos::html;
use leptos::prelude::*;

use super::answered::Answered;
use super::intercepts::Intercepts;
use super::worklist_bar::WorklistBar;
use super::worklist_foot::WorklistFoot;
use super::worklist_line::{Line, SpotHead};
use crate::desk::{Desk, Tab, desk};
use crate::host;
use crate::state::{
    DUE_PX, DueFilters, DueItem, DueList, DueWanted, OrderKey, SPOT_PX, due_list, walk,
};
use crate::words;

/// Pixels drawn beyond the screen, above and below.
const BEYOND_PX: f64 = 240.0;
/// The head of the table covers this much of the list.
const HEAD_PX: f64 = 32.0;

/// The worklist as it is listed now.
pub fn listed(desk: Desk) -> Memo<DueList> {
    let upkeep = desk.upkeep;
    let ranks = Memo::new(move |_| desk.hospital.with(|hospital| walk(hospital)));
    Memo::new(move |_| {
        desk.second.track();
        let hospital = desk.hospital.get();
        let wanted = DueWanted {
            filters: upkeep.filters.get(),
            query: desk.query.get(),
            by_place: upkeep.by_place.get(),
        };
        ranks.with(|ranks| {
            let list = |work: &_| {
                desk.rows.with_value(|rows| due_list(work, &wanted, rows, &hospital, ranks))
            };
            upkeep.work.with(list).unwrap_or_default()
        })
    })
}

/// Bar, list and foot.
#[component]
pub fn WorklistTab(list: Memo<DueList>) -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let again = Callback::new(move |()| upkeep.ask_work());
    keep_cursor(desk, list);
    view! {
        <WorklistBar list=list />
        <Intercepts />
        <Answered come=upkeep.work.come() again=again>
            <List list=list />
        </Answered>
        <WorklistFoot list=list />
    }
    .into_any()
}

/// Begins at the first line, and remembers where the cursor stood.
fn keep_cursor(desk: Desk, list: Memo<DueList>) {
    let upkeep = desk.upkeep;
    Effect::new(move |_| {
        let cursor = upkeep.cursor.get();
        list.with(|list| match &cursor {
            None => {
                if let Some(first) = list.lines().into_iter().next() {
                    upkeep.cursor.set(Some(first));
                }
            }
            Some(key) => {
                if let Some(at) = list.lines().iter().position(|line| line == key) {
                    upkeep.stood_at.set_value(at);
                }
            }
        });
    });
}

#[component]
fn List(list: Memo<DueList>) -> impl IntoView {
    let desk = desk();
    let node = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(800.0_f64);
    Effect::new(move |_: Option<Option<host::Keep>>| {
        node.get().map(|node| host::on_resize(&node, move |[_, high]| height.set(high)))
    });
    keep_in_sight(desk, list, node, height);
    let range = Memo::new(move |_| {
        let (from, high) = ((top.get() - BEYOND_PX).max(0.0), height.get() + 2.0 * BEYOND_PX);
        list.with(|list| list.tops.on_screen(from, high))
    });
    let on_screen = Memo::new(move |_| {
        let (first, last) = range.get();
        list.with(|list| list.items.get(first..last).unwrap_or_default().to_vec())
    });
    let before = move || list.with(|list| format!("{}px", list.tops.top_px(range.get().0)));
    let after = move || list.with(|list| format!("{}px", list.tops.below_px(range.get().1)));
    let active = move || desk.upkeep.cursor.with(|key| key.as_ref().map(line_id));
    view! {
        <div
            class="list"
            node_ref=node
            tabindex="0"
            role="region"
            aria-label="Worklist"
            on:scroll=move |_| {
                if let Some(node) = node.get_untracked() {
                    top.set(f64::from(node.scroll_top()));
                }
            }
        >
            <table
                class="table assets due"
                class:by-urgency=move || !desk.upkeep.by_place.get()
                role="grid"
                aria-multiselectable="true"
                aria-rowcount=move || list.with(|list| list.items.len() + 1)
                aria-activedescendant=active
            >
                <Heads list=list />
                <tbody>
                    <tr class="space" aria-hidden="true" style:height=before></tr>
                    <For each=move || on_screen.get() key=Clone::clone let(item)>
                        {match item {
                            DueItem::Spot(spot, n) => {
                                view! { <SpotHead spot=spot n=n list=list /> }.into_any()
                            }
                            DueItem::Line(key) => view! { <Line key=key list=list /> }.into_any(),
                        }}
                    </For>
                    <tr class="space" aria-hidden="true" style:height=after></tr>
                </tbody>
            </table>
            <Show when=move || list.with(DueList::is_empty)>
                <Nothing />
            </Show>
        </div>
    }
}

/// What names a line in the document.
pub fn line_id(key: &OrderKey) -> String {
    format!("due-{}-{}", key.asset, key.plan)
}

/// Scrolls so far that the cursor's line is seen, with the head of its place.
fn keep_in_sight(desk: Desk, list: Memo<DueList>, node: NodeRef<html::Div>, height: RwSignal<f64>) {
    Effect::new(move |_| {
        let cursor = desk.upkeep.cursor.get();
        let Some(node) = node.get() else { return };
        let spot = list.with_untracked(|list| {
            let item = list.item_of(cursor.as_ref()?)?;
            let headed = item > 0 && matches!(list.items[item - 1], DueItem::Spot(..));
            let top = list.tops.top_px(item);
            Some((if headed { top - SPOT_PX } else { top }, top))
        });
        let Some((first, top)) = spot else { return };
        let seen = f64::from(node.scroll_top());
        let high = height.get_untracked() - HEAD_PX;
        if first < seen {
            node.set_scroll_top(first as i32);
        } else if top + DUE_PX > seen + high {
            node.set_scroll_top((top + DUE_PX - high).ceil() as i32);
        }
    });
}

/// Each column, with its class.
const COLUMNS: [(&str, &str); 10] = [
    ("Asset", "c-asset"),
    ("Device", "c-model mid"),
    ("Plan", "c-plan"),
    ("Due", "c-due"),
    ("Missed", "c-missed num mid"),
    ("Risk", "c-risk narrow"),
    ("Place now", "c-place urgency"),
    ("Last heard", "c-seen"),
    ("Use", "c-use mid"),
    ("", "c-note"),
];

#[component]
fn Heads(list: Memo<DueList>) -> impl IntoView {
    let upkeep = desk().upkeep;
    let assets =
        move || list.with(|list| list.lines().into_iter().map(|key| key.asset).collect::<Vec<_>>());
    let all = Memo::new(move |_| {
        let assets = assets();
        upkeep.picked.with(|picked| {
            match assets.iter().filter(|asset| picked.contains(asset)).count() {
                0 => "false",
                n if n == assets.len() => "true",
                _ => "mixed",
            }
        })
    });
    view! {
        <thead>
            <tr>
                <th class="c-check">
                    <super::worklist_line::CheckBox
                        state=all
                        label="Pick all that are listed".to_owned()
                        turn=Callback::new(move |_| upkeep.turn_all(&untrack(assets)))
                    />
                </th>
                {COLUMNS
                    .map(|(name, class)| view! { <th class=class scope="col">{name}</th> })
                    .collect_view()}
            </tr>
        </thead>
    }
}

/// Nothing is listed: because nothing is due, or because of what is asked for.
#[component]
fn Nothing() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let narrowed = move || {
        upkeep.filters.with(DueFilters::chosen) > 0
            || desk.query.with(|query| !query.trim().is_empty())
    };
    let clear = move |_| {
        upkeep.filters.set(DueFilters::default());
        desk.query.set(String::new());
    };
    let without = move || {
        let n = upkeep.work.with(|work| work.list.without_date)?;
        let orders = words::counted(n as usize, "order");
        (n > 0).then(|| format!("{orders} without a due date: see Compliance."))
    };
    view! {
        <div class="empty">
            <Show
                when=narrowed
                fallback=move || view! {
                    <h2>"Nothing is due"</h2>
                    <p>
                        "What comes due is listed here, as long before as its plan says, where the devices are now."
                    </p>
                    <p>{without}</p>
                    <button class="btn" on:click=move |_| upkeep.tab.set(Tab::Plans)>"See the plans"</button>
                }
            >
                <p>"No order matches the filters and the search."</p>
                <button class="btn" on:click=clear>"Show all"</button>
            </Show>
        </div>
    }
}
