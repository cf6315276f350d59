//! The drawer: the chosen asset, the answer first, how sure and how old beside it, why below.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{AssetDetail, AssetLive, AssetQuery, AssetRow, Code, Failure, WhyView};
use trackward_model::{AssetId, Freshness};

use super::{FreshnessMark, Icon, Mark, Notice, StateMark, StaysOf, Strength};
use crate::desk::{Desk, Page, View, desk};
use crate::host;
use crate::words;

/// Between two questions for the same asset while it changes.
const AGAIN_MS: i32 = 1_000;

type Detail = RwSignal<Option<Result<AssetDetail, Failure>>>;

/// The drawer, while an asset is chosen.
#[component]
pub fn Drawer(
    /// Takes each answer, for the map's trail.
    #[prop(into)]
    detail: Detail,
) -> impl IntoView {
    let desk = desk();
    keep_asked(desk, detail);
    let row = Memo::new(move |_| {
        let id = desk.chosen.get()?;
        let at = desk.position(&id)?;
        desk.row(at).map(|row| AssetRow { info: row.info, live: row.live })
    });
    view! {
        {move || {
            desk.chosen.get().map(|id| view! {
                <aside class="drawer" aria-label=format!("Asset {id}") data-asset=id.to_string()>
                    <Head row=row />
                    <div class="drawer-body">
                        <Where row=row detail=detail />
                        {move || detail.get().map(|answer| match answer {
                            Ok(_) => view! { <Evidence detail=detail /> }.into_any(),
                            Err(failure) => view! {
                                <section class="sec"><Notice failure=failure /></section>
                            }
                            .into_any(),
                        })}
                        <Show when=move || detail.with(Option::is_none)>
                            <Waiting />
                        </Show>
                    </div>
                </aside>
            })
        }}
    }
}

/// Asks for the chosen asset, and again when it changes, at most once a second.
fn keep_asked(desk: Desk, detail: Detail) {
    let live = Memo::new(move |_| {
        let id = desk.chosen.get()?;
        desk.live(&id)
    });
    let asked: StoredValue<Option<AssetId>> = StoredValue::new(None);
    let resting = StoredValue::new(false);
    let wanted = RwSignal::new(0_u32);
    Effect::new(move |_| {
        wanted.track();
        live.track();
        let Some(id) = desk.chosen.get() else {
            asked.set_value(None);
            detail.set(None);
            return;
        };
        if asked.get_value().as_ref() != Some(&id) {
            detail.set(None);
        } else if resting.get_value() {
            return;
        }
        asked.set_value(Some(id.clone()));
        resting.set_value(true);
        host::after_ms(AGAIN_MS, move || {
            resting.set_value(false);
            // What changed meanwhile is asked for now; what did not costs one question.
            wanted.update(|n| *n += 1);
        });
        spawn_local(async move {
            let answer = host::ask(AssetQuery { asset_id: id.clone() }).await;
            if desk.chosen.get_untracked().as_ref() != Some(&id) {
                return;
            }
            match answer {
                Err(failure) if failure.code == Code::NotFound => desk.chosen.set(None),
                // A fault does not wipe out what is known already.
                Err(_) if detail.with_untracked(|known| matches!(known, Some(Ok(_)))) => {}
                answer => detail.set(Some(answer)),
            }
        });
    });
}

#[component]
fn Head(row: Memo<Option<AssetRow>>) -> impl IntoView {
    let desk = desk();
    let mark = move || {
        row.get().map(|AssetRow { info, live }| {
            view! {
                <Mark type_id=info.type_id state=live.use_state freshness=live.freshness class="mark mark-l" />
            }
        })
    };
    let what = move || {
        row.get().map(|AssetRow { info, .. }| {
            let made = format!("{} {}", info.manufacturer, info.model);
            format!("{}, {}", words::type_name(&info.type_id), made.trim())
        })
    };
    view! {
        <div class="drawer-head">
            {mark}
            <div>
                <h2>{move || desk.chosen.get().map(|id| id.to_string())}</h2>
                <p class="soft">{what}</p>
            </div>
            <button
                class="btn btn-plain btn-icon"
                aria-label="Close (Esc)"
                title="Close (Esc)"
                on:click=move |_| desk.chosen.set(None)
            >
                <Icon name="close" />
            </button>
        </div>
    }
}

#[component]
fn Where(row: Memo<Option<AssetRow>>, detail: Detail) -> impl IntoView {
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

fn place_words(desk: Desk, live: &AssetLive) -> String {
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

#[component]
fn Evidence(detail: Detail) -> impl IntoView {
    let desk = desk();
    let known = move || detail.get().and_then(Result::ok);
    let why = Memo::new(move |_| known().and_then(|detail| detail.why));
    let stays = Signal::derive(move || known().map(|detail| detail.stays).unwrap_or_default());
    let row = Memo::new(move |_| known().map(|detail| detail.row));
    let here = move || row.get().map(|row| place_words(desk, &row.live)).unwrap_or_default();
    let sure = move || row.get().map(|row| format!("{:.2}", row.live.confidence));
    view! {
        {move || why.get().map(|why| view! {
            <section class="sec why">
                <div class="sec-head">
                    <h2>"Why is it here?"</h2>
                    <span class="conf"><span class="soft">"Confidence"</span> <b>{sure}</b></span>
                </div>
                <WhyOf why=why here=here() />
            </section>
        })}
        <Show when=move || stays.with(|stays| !stays.is_empty())>
            <StaysOf stays=stays />
        </Show>
        {move || known().map(|detail| view! { <Facts detail=detail /> })}
    }
}

#[component]
fn WhyOf(why: WhyView, here: String) -> impl IntoView {
    let desk = desk();
    let rule = words::rule(&why, &here);
    let doubts = words::doubts(&why.doubts);
    let reads = (why.antennas.len() > 1).then(|| {
        let counts: Vec<String> =
            why.antennas.iter().take(2).map(|a| a.reads_dbm.len().to_string()).collect();
        format!("{} reads against {}.", counts[0], counts[1])
    });
    let position = why.position.as_ref().map(|position| {
        let age = words::age_in_words(desk.now.get_untracked().since(position.at));
        format!(
            "Hub {} put it at {:.1} m, {:.1} m, within {:.1} m, {age}.",
            position.reader, position.x, position.y, position.accuracy_m
        )
    });
    let heard = !why.antennas.is_empty();
    view! {
        {heard.then(|| view! { <Strength why=why hospital=desk.hospital.get_untracked() /> })}
        <p class="small soft">
            {[Some(rule), reads, position, doubts].into_iter().flatten().collect::<Vec<_>>().join(" ")}
        </p>
    }
}

#[component]
fn Facts(detail: AssetDetail) -> impl IntoView {
    let info = &detail.row.info;
    let tag = info.tag.map(|tag| tag.to_string());
    let facts: Vec<(&str, Option<String>)> = vec![
        ("Name", Some(info.name.clone())),
        ("Manufacturer", Some(info.manufacturer.clone())),
        ("Model", Some(info.model.clone())),
        ("Serial", Some(info.serial.clone())),
        ("Unit", info.unit.as_ref().map(ToString::to_string)),
        ("Risk", Some(words::risk(info.risk).to_owned())),
        ("Rental", info.rental.then(|| "Rented".to_owned())),
        ("Tag", tag),
        ("EPC", detail.tag_uri),
        ("Battery", detail.battery_percent.map(|percent| format!("{percent} %"))),
        ("UDI", detail.udi),
        ("Bought", detail.purchase_date),
        ("Notes", detail.notes),
    ];
    let lines = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| {
            let code = matches!(name, "Tag" | "EPC" | "UDI");
            view! { <dt>{name}</dt><dd class:code=code>{value}</dd> }
        })
        .collect_view();
    view! {
        <section class="sec">
            <div class="sec-head"><h2>"Device"</h2></div>
            <dl class="facts">{lines}</dl>
        </section>
    }
}

/// What is to come, in grey.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <section class="sec waiting" aria-hidden="true">
            <div class="skeleton w-40"></div>
            <div class="skeleton tall"></div>
            <div class="skeleton w-80"></div>
            <div class="skeleton w-60"></div>
        </section>
    }
}
