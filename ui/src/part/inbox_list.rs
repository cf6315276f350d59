//! The list of the inbox: only what is on screen is in the document.

use leptos::html;
use leptos::prelude::*;
use trackward_model::AlertState;
use trackward_model::ask::Failure;

use super::Notice;
use super::inbox_line::{Head, Line};
use crate::desk::{Desk, Load, desk};
use crate::host;
use crate::state::{AlertFilters, Item, LINE_PX, Listing};

/// Pixels drawn beyond the screen, above and below.
const BEYOND_PX: f64 = 240.0;

/// The alerts that are wanted, by cause.
#[component]
pub fn InboxList(listing: Memo<Listing>) -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let list = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(800.0_f64);
    Effect::new(move |_: Option<Option<host::Keep>>| {
        list.get().map(|list| host::on_resize(&list, move |[_, high]| height.set(high)))
    });
    keep_in_sight(desk, listing, list, height);
    let range = Memo::new(move |_| {
        let (from, high) = ((top.get() - BEYOND_PX).max(0.0), height.get() + 2.0 * BEYOND_PX);
        listing.with(|listing| listing.on_screen(from, high))
    });
    let on_screen = Memo::new(move |_| {
        let (first, last) = range.get();
        listing.with(|listing| listing.items.get(first..last).unwrap_or_default().to_vec())
    });
    let before = move || listing.with(|listing| format!("{}px", listing.top_px(range.get().0)));
    let after = move || {
        let end = listing
            .with(|listing| listing.top_px(listing.items.len()) - listing.top_px(range.get().1));
        format!("{end}px")
    };
    let active = move || inbox.opened.get().map(|id| format!("alert-{id}"));
    let state = Memo::new(move |_| inbox.load.get());
    view! {
        <div
            class="list"
            node_ref=list
            tabindex="0"
            role="grid"
            aria-label="Alerts by cause"
            aria-multiselectable="true"
            aria-rowcount=move || listing.with(|listing| listing.items.len())
            aria-activedescendant=active
            on:scroll=move |_| {
                if let Some(list) = list.get_untracked() {
                    top.set(f64::from(list.scroll_top()));
                }
            }
        >
            {move || match state.get() {
                Load::Waiting => view! { <Waiting /> }.into_any(),
                Load::Failed(failure) => view! { <Failed failure=failure /> }.into_any(),
                Load::Ready => view! {
                    <div class="space" aria-hidden="true" style:height=before></div>
                    <For each=move || on_screen.get() key=Clone::clone let(item)>
                        {match item {
                            Item::Head(key) => view! { <Head key=key listing=listing /> }.into_any(),
                            Item::Line(id) => view! { <Line id=id listing=listing /> }.into_any(),
                        }}
                    </For>
                    <div class="space" aria-hidden="true" style:height=after></div>
                    <Show when=move || listing.with(|listing| listing.items.is_empty())>
                        <Nothing />
                    </Show>
                }
                .into_any(),
            }}
        </div>
    }
}

/// Scrolls so far that the open case's line is seen; another segment begins at its top.
fn keep_in_sight(
    desk: Desk,
    listing: Memo<Listing>,
    list: NodeRef<html::Div>,
    height: RwSignal<f64>,
) {
    Effect::new(move |_| {
        let opened = desk.inbox.opened.get();
        let Some(list) = list.get() else { return };
        let Some(item) = listing.with_untracked(|listing| listing.item_of(opened?)) else { return };
        let (first, top) = listing.with_untracked(|listing| {
            // The head of a cause belongs to its first line.
            let headed = item > 0 && matches!(listing.items[item - 1], Item::Head(_));
            (listing.top_px(item - usize::from(headed)), listing.top_px(item))
        });
        let seen = f64::from(list.scroll_top());
        let high = height.get_untracked();
        if first < seen {
            list.set_scroll_top(first as i32);
        } else if top + LINE_PX > seen + high {
            list.set_scroll_top((top + LINE_PX - high).ceil() as i32);
        }
    });
}

#[component]
fn Waiting() -> impl IntoView {
    let line = |wide: &'static str| {
        view! {
            <div class="line-shape">
                <div class="skeleton mark-shape"></div>
                <div class="skeleton-lines">
                    <div class=format!("skeleton {wide}")></div>
                    <div class="skeleton w-80"></div>
                </div>
            </div>
        }
    };
    view! {
        <div class="waiting" aria-busy="true" aria-label="Loading">
            {["w-40", "w-60", "w-40", "w-60", "w-40", "w-60"].map(line).collect_view()}
        </div>
    }
}

#[component]
fn Failed(failure: Failure) -> impl IntoView {
    let desk = desk();
    let again = move |_| {
        desk.inbox.load.set(Load::Waiting);
        desk.inbox.begin(desk);
    };
    view! {
        <div class="inbox-fault">
            <Notice failure=failure />
            <p><button class="btn" on:click=again>"Try again"</button></p>
        </div>
    }
}

/// Nothing is listed: because nothing is wrong, or because of what is asked for.
#[component]
fn Nothing() -> impl IntoView {
    let desk = desk();
    let inbox = desk.inbox;
    let narrowed = move || {
        inbox.filters.with(AlertFilters::chosen) > 0
            || desk.query.with(|query| !query.trim().is_empty())
    };
    let clear = move |_| {
        inbox.filters.set(AlertFilters::default());
        desk.query.set(String::new());
    };
    let words = move || match inbox.segment.get() {
        AlertState::Open => (
            "Nothing is wrong",
            "Equipment that goes missing, readers that go silent, tags that run low and devices \
             used unclean are listed here, the gravest first. Each says why.",
        ),
        AlertState::Acknowledged => (
            "Nobody has taken anything on",
            "Alerts that someone acknowledges wait here until they end.",
        ),
        AlertState::Resolved => (
            "Nothing has ended yet",
            "Alerts that end by themselves or by hand are listed here, the latest first.",
        ),
    };
    view! {
        <div class="empty">
            <Show
                when=narrowed
                fallback=move || view! {
                    <h2>{move || words().0}</h2>
                    <p>{move || words().1}</p>
                }
            >
                <p>"No alert here matches the filters and the search."</p>
                <button class="btn" on:click=clear>"Show all"</button>
            </Show>
        </div>
    }
}
