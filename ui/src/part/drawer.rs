//! The drawer: the chosen asset, the answer first, how sure and how old beside it, why below.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::AssetId;
use trackward_model::ask::{AssetDetail, AssetQuery, AssetRow, Code, Failure};

use super::asset_alerts::AssetAlerts;
use super::evidence::Evidence;
use super::look_for::LookFor;
use super::past_drawer::PastPart;
use super::upkeep::{AssetDuty, TaskPart, task_of};
use super::whereabouts::Where;
use super::{Icon, Mark, Notice, is_overdue};
use crate::desk::{Desk, desk};
use crate::host;
use crate::words;

/// Between two questions for the same asset while it changes.
const AGAIN_MS: i32 = 1_000;

/// The answer about the chosen asset; `None` while it is awaited.
pub type Detail = RwSignal<Option<Result<AssetDetail, Failure>>>;

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
                        <Show
                            when=move || !desk.history.is_past()
                            fallback=move || view! { <PastPart row=row detail=detail /> }
                        >
                            <LivePart row=row detail=detail />
                        </Show>
                    </div>
                </aside>
            })
        }}
    }
}

/// Everything that is known of the chosen asset now, and what can be done.
#[component]
fn LivePart(row: Memo<Option<AssetRow>>, detail: Detail) -> impl IntoView {
    let task = task_of(desk());
    let known = move || {
        view! {
            <AssetAlerts row=row />
            <LookFor row=row />
            <Where row=row detail=detail />
            <AssetDuty row=row />
            <Found detail=detail />
        }
    };
    move || match task.get() {
        Some((asset, task)) => view! { <TaskPart asset_id=asset task=task /> }.into_any(),
        None => known().into_any(),
    }
}

/// Why it is judged to be where it is.
#[component]
fn Found(detail: Detail) -> impl IntoView {
    view! {
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
                <Mark
                    type_id=info.type_id
                    state=live.use_state
                    freshness=live.freshness
                    hold=live.quarantined
                    overdue=is_overdue(live.maintenance)
                    take=live.intercept
                    class="mark mark-l"
                />
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
