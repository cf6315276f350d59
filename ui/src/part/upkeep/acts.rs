//! The log of acts: who did what when, and what it changed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::AssetId;
use trackward_model::ask::{ActRow, Acts, ActsQuery, Difference, Failure};

use super::acts_proof::Proof;
use super::answered::Answered;
use crate::desk::{Come, Desk, desk};
use crate::host::ask;
use crate::part::Notice;
use crate::state::ActLog;
use crate::words;

/// Differences before the others are folded.
const FEW: usize = 4;

/// The log as far as it was read, and of whom. Copied freely: it only names signals.
#[derive(Clone, Copy)]
struct Reading {
    log: RwSignal<Option<ActLog>>,
    failed: RwSignal<Option<Failure>>,
    of: RwSignal<Option<AssetId>>,
}

impl Reading {
    /// Asks for the latest acts.
    fn latest(self) {
        self.ask(None, ActLog::take_latest);
    }

    /// Asks for those before what was read.
    fn earlier(self) {
        let before = self.log.with_untracked(|log| log.as_ref().and_then(ActLog::earliest));
        self.ask(before, ActLog::take_earlier);
    }

    /// Reads the log of an asset alone, or all of it.
    fn only(self, asset: Option<AssetId>) {
        self.of.set(asset);
        self.log.set(None);
        self.latest();
    }

    fn ask(self, before: Option<u64>, take: fn(&mut ActLog, Acts)) {
        let asset_id = self.of.get_untracked();
        spawn_local(async move {
            let answer = ask(ActsQuery { asset_id: asset_id.clone(), before }).await;
            if self.of.try_get_untracked() != Some(asset_id) {
                return;
            }
            match answer {
                Ok(acts) => {
                    self.log.update(|log| take(log.get_or_insert_default(), acts));
                    self.failed.set(None);
                }
                Err(failure) => self.failed.set(Some(failure)),
            }
        });
    }

    fn come(self) -> Memo<Come> {
        Memo::new(move |_| match (self.log.with(Option::is_some), self.failed.get()) {
            (true, _) => Come::Ready,
            (false, Some(failure)) => Come::Failed(failure),
            (false, None) => Come::Waiting,
        })
    }
}

/// The log's view.
#[component]
pub fn ActsTab() -> impl IntoView {
    let desk = desk();
    let reading =
        Reading { log: RwSignal::new(None), failed: RwSignal::new(None), of: RwSignal::new(None) };
    desk.upkeep.keep_asked(move || reading.latest());
    let rows = Memo::new(move |_| {
        reading.log.with(|log| log.as_ref().map(|log| log.rows.clone()).unwrap_or_default())
    });
    let more = move || reading.log.with(|log| log.as_ref().is_some_and(|log| log.more));
    let failed = move || {
        let failed = reading.failed.get().filter(|_| reading.log.with(Option::is_some));
        failed.map(|failure| view! { <div class="upkeep-fault"><Notice failure=failure /></div> })
    };
    view! {
        <div class="bar">
            <OfAsset reading=reading />
            <span class="soft small">
                "Each act is tied to the one before: what is changed afterwards shows."
            </span>
        </div>
        <Answered come=reading.come() again=Callback::new(move |()| reading.latest())>
            <div class="upkeep-scroll">
                <Proof />
                {failed}
                <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=Nothing>
                    <ul class="ledger acts">
                        <For each=move || rows.get() key=|row| row.n let(row)>
                            <Entry row=row />
                        </For>
                    </ul>
                    <Show when=more>
                        <p class="acts-more">
                            <button class="btn" on:click=move |_| reading.earlier()>"Earlier acts"</button>
                        </p>
                    </Show>
                </Show>
            </div>
        </Answered>
    }
    .into_any()
}

/// All acts, or those on the asset in the drawer.
#[component]
fn OfAsset(reading: Reading) -> impl IntoView {
    let desk = desk();
    let offered = Memo::new(move |_| reading.of.get().or_else(|| desk.chosen.get()));
    move || match offered.get() {
        None => view! { <b>"All acts"</b> }.into_any(),
        Some(asset) => {
            let id = asset.to_string();
            view! {
                <div class="seg" role="group" aria-label="Acts on">
                    <button
                        aria-pressed=move || reading.of.with(Option::is_none).to_string()
                        on:click=move |_| reading.only(None)
                    >
                        "All acts"
                    </button>
                    <button
                        aria-pressed=move || reading.of.with(Option::is_some).to_string()
                        on:click=move |_| reading.only(Some(asset.clone()))
                    >
                        {format!("On {id}")}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"Nothing was done yet"</h2>
            <p>
                "Everything that someone does to maintenance, faults, recalls and quarantine is written here, with \
                 who and when, and stays."
            </p>
        </div>
    }
}

#[component]
fn Entry(row: ActRow) -> impl IntoView {
    let desk = desk();
    let when = when(desk, &row);
    let asset = row.asset_id.map(|asset| {
        let id = asset.to_string();
        view! {
            <button class="row-button" on:click=move |_| desk.choose(&asset)><b>{id}</b></button>
        }
    });
    let all = row.differences.len();
    let mut lines = row.differences.into_iter().map(difference);
    let few: Vec<_> = lines.by_ref().take(if all > FEW { FEW - 1 } else { FEW }).collect();
    let others: Vec<_> = lines.collect();
    let untold = (row.more > 0).then(|| {
        let n = words::grouped(row.more);
        view! { <li class="soft">{format!("and {n} more; trackctl audit list has them all")}</li> }
    });
    let folded = (!others.is_empty()).then(|| {
        let n = words::counted(others.len(), "more change");
        view! {
            <details class="results">
                <summary class="small">{n}</summary>
                <ul class="small differences">{others}{untold}</ul>
            </details>
        }
    });
    view! {
        <li class="ledger-row" data-act=row.act.clone()>
            <div class="ledger-what">
                <span class="soft small act-n">{words::grouped(row.n)}</span>
                <b>{words::act(&row.act)}</b>
                {asset}
                <span class="soft small">{format!("{}, {when}", row.by)}</span>
            </div>
            <div class="ledger-attempts">
                <ul class="small differences">{few}</ul>
                {folded}
            </div>
        </li>
    }
    .into_any()
}

fn when(desk: Desk, row: &ActRow) -> String {
    let zone = desk.zone.get_untracked();
    words::when(zone.local(row.at), zone.local(desk.now.get_untracked()))
}

/// `checklist 1 item: Self-test`, or `grace days: 7 → 14`.
fn difference(one: Difference) -> impl IntoView {
    let Difference { what, before, after } = one;
    let was = before.map(|before| view! { <span class="was">{before}</span>" → " });
    let is = after.unwrap_or_else(|| "nothing".to_owned());
    view! {
        <li><span class="soft">{format!("{what}: ")}</span>{was}<span>{is}</span></li>
    }
}
