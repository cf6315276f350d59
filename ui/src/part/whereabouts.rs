//! Where the chosen asset is: the answer, large, with its age.

use leptos::prelude::*;
use trackward_model::Freshness;
use trackward_model::ask::{AssetLive, AssetRow};

use super::drawer::Detail;
use super::{FreshnessMark, Icon, StateMark};
use crate::desk::{Desk, Page, View, desk};
use crate::words;

/// The place, since when, how old that is, and what the asset is doing.
#[component]
pub fn Where(row: Memo<Option<AssetRow>>, detail: Detail) -> impl IntoView {
    let desk = desk();
    let live = Memo::new(move |_| row.get().map(|row| row.live));
    let place = move || live.get().map(|live| place_words(desk, &live));
    let floor = move || {
        let floor = live.get()?.floor?;
        desk.hospital.with(|hospital| Some(hospital.floor_name(hospital.floor_at(&floor)?)))
    };
    let since = move || {
        let since = live.get()?.since?;
        let (zone, now) = (desk.zone.get(), desk.now.get());
        let at = words::when(zone.local(since), zone.local(now));
        Some(format!("{at}, {}", words::in_words(now.since(since))))
    };
    let seen = move || {
        let at = live.get()?.last_seen?;
        let age = words::age_in_words(desk.now.get().since(at));
        let heard = detail.with(|detail| {
            let detail = detail.as_ref()?.as_ref().ok()?;
            let antenna = detail.antenna.filter(|antenna| *antenna > 0);
            let antenna = antenna.map_or_else(String::new, |n| format!(", antenna {n}"));
            Some(format!(", reader {}{antenna}", detail.reader.as_ref()?))
        });
        Some(age + &heard.unwrap_or_default())
    };
    let state = move || {
        live.get().map(|live| {
            view! {
                <StateMark state=live.use_state />
                {words::use_state(live.use_state)}
            }
        })
    };
    let taken = move || {
        let unit = live.get()?.custody?;
        Some(view! { <dt>"Taken out by"</dt> <dd>{unit.to_string()}", with its own tap"</dd> })
    };
    let on_map = move || {
        let shown = desk.page.get() == Page::Map && desk.view.get() == View::Map;
        !shown && live.get().is_some_and(|live| live.floor.is_some())
    };
    let show = move |_| {
        if let Some(id) = desk.chosen.get_untracked() {
            desk.show(&id);
        }
    };
    let dash = |text: Option<String>| text.unwrap_or_else(|| "not known".to_owned());
    view! {
        <section class="sec" aria-label="Where">
            <div class="where-row">
                <p class="where">{place}</p>
                <span class="soft nowrap">{floor}</span>
            </div>
            <dl class="facts">
                <dt>"Since"</dt>
                <dd>{move || dash(since())}</dd>
                <dt>"Last seen"</dt>
                <dd>{move || dash(seen())}</dd>
                <dt>"Use state"</dt>
                <dd class="state">{state}</dd>
                {taken}
            </dl>
            <Show when=on_map>
                <button class="btn show-on-map" on:click=show>
                    <Icon name="map" />
                    "Show on map"
                </button>
            </Show>
        </section>
        {move || live.get().and_then(|live| age_notice(desk, &live))}
    }
}

/// Where an asset is, in a word or two.
pub fn place_words(desk: Desk, live: &AssetLive) -> String {
    match (&live.place, &live.floor) {
        (Some(place), _) => desk.hospital.with(|hospital| hospital.place_name(place)),
        (None, Some(_)) => "In no room".to_owned(),
        (None, None) => "Never seen".to_owned(),
    }
}

/// What an old position means, and what to do.
fn age_notice(desk: Desk, live: &AssetLive) -> Option<impl IntoView + use<>> {
    let age = live.last_seen.map(|at| words::in_words(desk.now.get().since(at)));
    let age = age.unwrap_or_default();
    let (class, title, advice) = match live.freshness {
        Freshness::Live => return None,
        Freshness::Stale => (
            "notice",
            format!("Not heard for {age}"),
            "This is where it was last. It may have moved since.",
        ),
        Freshness::NotSeen => (
            "notice notice-warning",
            format!("Not seen for {age}"),
            "Look at its last place first, then where it was before.",
        ),
        Freshness::Missing => (
            "notice notice-critical",
            format!("Missing for {age}"),
            "Someone should look for it. Its last place and stays are below.",
        ),
        Freshness::NeverSeen => (
            "notice",
            "Never seen".to_owned(),
            "No reader has heard its tag. Check that the tag is on it and is the one listed here.",
        ),
    };
    Some(view! {
        <section class="sec">
            <div class=class>
                <FreshnessMark freshness=live.freshness />
                <div>
                    <strong>{title}</strong>
                    <p class="soft">{advice}</p>
                </div>
            </div>
        </section>
    })
}
