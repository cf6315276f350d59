//! Where a missing asset may be, and where people have looked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Act, AlertDetail, Done, LikelyPlace, Look, LookedIn};
use trackward_model::{AssetId, PlaceId};

use super::Icon;
use super::act_form::{NameField, Said, SaidLine};
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{Hospital, search_list};
use crate::words;

/// Likely places before "All".
const FEW: usize = 5;
const BAR: f64 = 64.0;

/// The likely places, the likeliest first, each with its reason.
#[component]
pub fn LikelyPanel(detail: Memo<Option<AlertDetail>>) -> impl IntoView {
    let desk = desk();
    let all = RwSignal::new(false);
    let likely = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().map(|d| d.likely.clone()).unwrap_or_default())
    });
    let shown = move || if all.get() { usize::MAX } else { FEW };
    let sum = move || {
        let part: f32 =
            likely.with(|places| places.iter().take(shown()).map(|p| p.probability).sum());
        let n = likely.with(|places| places.len().min(shown()));
        (n > 0).then(|| format!("{:.0} % in these {n}", part * 100.0))
    };
    let lines = move || {
        let hospital = desk.hospital.get();
        likely.with(|places| {
            let most = places.iter().map(|p| p.probability).fold(0.01_f32, f32::max);
            let numbered = places.iter().take(shown()).enumerate();
            numbered.map(|(n, place)| line(n + 1, place, most, &hospital)).collect_view()
        })
    };
    view! {
        <section class="panel">
            <div class="panel-head">
                <h2>"Likely places"</h2>
                <span class="quiet small">{sum}</span>
            </div>
            <table class="table places"><tbody>{lines}</tbody></table>
            <Show when=move || likely.with(Vec::is_empty)>
                <p class="panel-body soft">"No place is likelier than another by now."</p>
            </Show>
            <Show when=move || { likely.with(Vec::len) > FEW }>
                <div class="panel-foot">
                    <button class="link small" on:click=move |_| all.update(|all| *all = !*all)>
                        {move || if all.get() { "The likeliest five".to_owned() } else { format!("All {}", likely.with(Vec::len)) }}
                    </button>
                </div>
            </Show>
        </section>
    }
}

fn line(n: usize, place: &LikelyPlace, most: f32, hospital: &Hospital) -> impl IntoView + use<> {
    let wide = f64::from(place.probability / most) * BAR;
    view! {
        <tr>
            <td class="num tight">{n}</td>
            <td>
                <strong>{floor_and_name(hospital, &place.place)}</strong>
                <p>{place.reason.clone()}</p>
            </td>
            <td class="bar-cell">
                <svg viewBox="0 0 64 8" aria-hidden="true">
                    <rect class="f-sunken" width="64" height="8" rx="1"></rect>
                    <rect class="f-accent" width=format!("{wide:.1}") height="8" rx="1"></rect>
                </svg>
            </td>
            <td class="num">{words::percent(place.probability)}</td>
        </tr>
    }
}

fn floor_and_name(hospital: &Hospital, id: &PlaceId) -> String {
    let floor = hospital.place(id).and_then(|place| hospital.floor_at(&place.floor_id));
    match floor {
        Some(floor) => {
            format!("{}, {}", hospital.view.floors[floor].name, hospital.place_name(id))
        }
        None => hospital.place_name(id),
    }
}

/// The places to look in by floor, to be ticked off.
#[component]
pub fn SearchPanel(detail: Memo<Option<AlertDetail>>, again: RwSignal<u32>) -> impl IntoView {
    let desk = desk();
    let said: RwSignal<Option<Said>> = RwSignal::new(None);
    let naming = RwSignal::new(false);
    let asset = Memo::new(move |_| detail.with(|d| d.as_ref()?.row.asset_id.clone()));
    let places = Memo::new(move |_| {
        let hospital = desk.hospital.get();
        detail.with(|detail| {
            detail
                .as_ref()
                .map(|detail| search_list(&detail.likely, &detail.looks, &hospital))
                .unwrap_or_default()
        })
    });
    let looks = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().map(|d| d.looks.clone()).unwrap_or_default())
    });
    let done = move || {
        let ticked = looks.with(Vec::len);
        format!("{ticked} of {} searched, by floor", places.with(Vec::len))
    };
    let tick = move |place: PlaceId, looked: bool| {
        let Some(asset_id) = asset.get_untracked() else { return };
        if desk.inbox.by.with_untracked(|by| by.trim().is_empty()) {
            naming.set(true);
            said.set(Some(Said::Sentence("Say who looked, then tick.".to_owned())));
            host::after_ms(0, || host::focus(".search-name .name-input"));
            return;
        }
        look(desk, LookedIn { asset_id, place, by: String::new(), looked }, said, naming, again);
    };
    view! {
        <section class="panel">
            <div class="panel-head">
                <h2>"Search list"</h2>
                <span class="quiet small">{done}</span>
            </div>
            <table class="table searched">
                <tbody>
                    <For each=move || places.get() key=Clone::clone let(place)>
                        <Tick place=place looks=looks tick=tick />
                    </For>
                </tbody>
            </table>
            <div class="panel-foot search-foot">
                <Show when=move || naming.get() fallback=move || view! {
                    <span class="small quiet">"A tick says: looked here, not found. The ranking follows."</span>
                    <Show when=move || desk.inbox.by.with(|by| !by.trim().is_empty())>
                        <button class="link small" on:click=move |_| naming.set(true)>
                            "Signed " {move || desk.inbox.by.get()} ". Change"
                        </button>
                    </Show>
                }>
                    <div class="search-name"><NameField /></div>
                </Show>
                <SaidLine said=said />
            </div>
        </section>
    }
}

#[component]
fn Tick(
    place: PlaceId,
    looks: Memo<Vec<Look>>,
    tick: impl Fn(PlaceId, bool) + Copy + 'static,
) -> impl IntoView {
    let desk = desk();
    let hospital = desk.hospital.get_untracked();
    let floor = hospital.place(&place).map(|place| place.floor_id.to_string());
    let name = hospital.place_name(&place);
    let look = {
        let place = place.clone();
        Memo::new(move |_| {
            looks.with(|looks| looks.iter().rev().find(|l| l.place == place).cloned())
        })
    };
    let ticked = move || look.with(Option::is_some);
    let signed = move || {
        let look = look.get()?;
        let (zone, now) = (desk.zone.get(), desk.now.get());
        let at = words::when(zone.local(look.signed.at), zone.local(now));
        Some(format!("{}, {at}", look.signed.by))
    };
    let label = format!("Looked in {name}");
    view! {
        <tr>
            <td class="tight">
                <button
                    class="check"
                    role="checkbox"
                    aria-checked=move || ticked().to_string()
                    aria-label=label
                    on:click=move |_| tick(place.clone(), !look.with_untracked(Option::is_some))
                >
                    {move || ticked().then(|| view! { <Icon name="check" /> })}
                </button>
            </td>
            <td class="soft tight">{floor}</td>
            <td class="stay-place">{name}</td>
            <td class="soft num">{signed}</td>
        </tr>
    }
}

/// Notes a search, then asks for the ranking again.
fn look(
    desk: Desk,
    look: LookedIn,
    said: RwSignal<Option<Said>>,
    naming: RwSignal<bool>,
    again: RwSignal<u32>,
) {
    let by = desk.inbox.by.get_untracked().trim().to_owned();
    let look = LookedIn { by, ..look };
    let told = told(desk, &look.asset_id, &look);
    spawn_local(async move {
        match host::act(Act::LookedIn(look)).await {
            Ok(Done::Done) => {
                said.set(None);
                naming.set(false);
                desk.said.set(told);
                again.update(|n| *n += 1);
            }
            Ok(Done::NotNow(why)) => said.set(Some(Said::Sentence(why))),
            Ok(Done::Refused(why)) => said.set(Some(Said::Sentence(why.sentence()))),
            Err(failure) => said.set(Some(Said::Fault(failure))),
        }
    });
}

fn told(desk: Desk, asset: &AssetId, look: &LookedIn) -> String {
    let place = desk.hospital.with_untracked(|hospital| hospital.place_name(&look.place));
    if look.looked {
        format!("Looked for {asset} in {place}, not found")
    } else {
        format!("Not looked for {asset} in {place} yet")
    }
}
