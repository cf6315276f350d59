//! The status bar: readers, rates, what was rejected, storage, site and clock.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ReaderState;
use trackward_model::ask::{Act, Done, ReaderView, RetryReader, Status};

use super::{Menu, SymbolMark};
use crate::desk::{Desk, desk};
use crate::host;
use crate::state::{is_down, is_healthy};
use crate::words;

/// The bar under every page.
#[component]
pub fn StatusBar() -> impl IntoView {
    let desk = desk();
    let site = move || {
        desk.hospital.with(|hospital| match hospital.view.name.as_str() {
            "" => String::new(),
            name if hospital.view.simulated => format!("{name}, simulated"),
            name => name.to_owned(),
        })
    };
    let now = move || desk.zone.get().local(desk.reached.get());
    view! {
        <footer class="status">
            <Show when=move || desk.status.with(Option::is_some)>
                <Readers />
                <Rates />
            </Show>
            <span class="status-end">{site}</span>
            <Show when=move || desk.status.with(Option::is_some)>
                <span title=move || desk.zone.get().name.to_string()>
                    <b>{move || words::clock(now())}</b>
                    {move || words::date(now())}
                    <span class="quiet zone">{move || desk.zone.get().name.to_string()}</span>
                </span>
            </Show>
        </footer>
    }
}

/// How the readers are, in figures.
#[derive(Debug, Clone, PartialEq, Default)]
struct Health {
    healthy: usize,
    watched: usize,
    down: Vec<ReaderView>,
    unwatched: usize,
}

fn is_unwatched(reader: &ReaderView) -> bool {
    matches!(reader.state, ReaderState::Unknown | ReaderState::Paused)
}

fn health(status: &Status) -> Health {
    let mut down: Vec<ReaderView> = status.readers.iter().filter(|r| is_down(r)).cloned().collect();
    // What blinds most comes first.
    down.sort_by_key(|reader| std::cmp::Reverse(reader.assets_blind));
    let unwatched = status.readers.iter().filter(|reader| is_unwatched(reader)).count();
    Health {
        healthy: status.readers.iter().filter(|reader| is_healthy(reader)).count(),
        watched: status.readers.len() - unwatched,
        down,
        unwatched,
    }
}

#[component]
fn Readers() -> impl IntoView {
    let desk = desk();
    let health = Memo::new(move |_| {
        desk.status.with(|status| status.as_ref().map(health).unwrap_or_default())
    });
    let summary = move || {
        let health = health.get();
        let mark = if health.down.is_empty() {
            view! { <SymbolMark symbol="reader-healthy" class="s-available" /> }
        } else {
            view! { <SymbolMark symbol="reader-healthy" class="s-info" /> }
        };
        let words = if health.watched == 0 {
            view! { <span>{words::counted(health.unwatched, "reader")}", none connected"</span> }
                .into_any()
        } else {
            view! {
                <span>
                    <b>{health.healthy}</b>
                    " of " {words::counted(health.watched, "reader")} " healthy"
                </span>
            }
            .into_any()
        };
        view! { {mark} {words} }
    };
    let worst = move || {
        health.get().down.first().map(|reader| {
            let more = health.get().down.len() - 1;
            let name = reader.reader_id.to_string();
            view! {
                <span class="reader-down">
                    <SymbolMark symbol="reader-down" class="s-warning" />
                    <span>
                        <b>{name}</b>
                        " "
                        {words::reader_state(reader.state)}
                        {since(desk, reader)}
                        {blind(reader)}
                        {(more > 0).then(|| format!(" and {}", words::counted(more, "more reader")))}
                    </span>
                </span>
            }
        })
    };
    let button = move || view! { {summary} {worst} };
    view! {
        <Menu name="readers" button_class="status-button" side="above" button=button.into()>
            <ReaderList health=health />
        </Menu>
    }
}

fn since(desk: Desk, reader: &ReaderView) -> Option<String> {
    let span = desk.reached.get().since(reader.since?);
    Some(format!(" {}", words::in_words(span)))
}

fn blind(reader: &ReaderView) -> Option<String> {
    let n = reader.assets_blind as usize;
    (n > 0).then(|| format!(", {} blind", words::counted(n, "asset")))
}

#[component]
fn ReaderList(health: Memo<Health>) -> impl IntoView {
    let desk = desk();
    let line = move |reader: ReaderView| {
        let name = reader.reader_id.to_string();
        let age = since(desk, &reader);
        let blind = blind(&reader);
        view! {
            <li>
                <SymbolMark symbol="reader-down" class="s-warning" />
                <div>
                    <p>
                        <b>{name}</b>
                        " "
                        {words::reader_state(reader.state)}
                        {age}
                        {blind}
                    </p>
                    <p class="small soft">{reader.reason.clone()}</p>
                    <p class="small quiet">{reader.address.clone()}</p>
                </div>
                <Retry reader=reader />
            </li>
        }
    };
    view! {
        <h2>"Readers"</h2>
        <ul class="reader-list">
            {move || health.get().down.into_iter().map(line).collect_view()}
        </ul>
        <p class="soft small">
            {move || {
                let health = health.get();
                let all_well = health.down.is_empty() && health.watched > 0;
                let healthy = if all_well { "All readers answer." } else { "" };
                let unwatched = match health.unwatched {
                    0 => String::new(),
                    n => format!(" {} no connection of their own.", if n == 1 { "1 has".into() } else { format!("{n} have") }),
                };
                format!("{healthy}{unwatched}")
            }}
        </p>
    }
}

/// Connects now instead of at the end of the pause.
#[component]
fn Retry(reader: ReaderView) -> impl IntoView {
    let answer = RwSignal::new(String::new());
    let waiting = RwSignal::new(false);
    let retry = move |_| {
        let act = Act::RetryReader(RetryReader { reader_id: reader.reader_id.clone() });
        waiting.set(true);
        spawn_local(async move {
            answer.set(match host::act(act).await {
                Ok(Done::Done) => "Connecting".to_owned(),
                Ok(Done::NotNow(why)) => why,
                Ok(Done::Refused(why)) => why.sentence(),
                Err(failure) => failure.message,
            });
            waiting.set(false);
        });
    };
    view! {
        <div class="retry">
            <button class="btn" disabled=move || waiting.get() on:click=retry>"Retry now"</button>
            <span class="small soft" role="status">{move || answer.get()}</span>
        </div>
    }
}

#[component]
fn Rates() -> impl IntoView {
    let desk = desk();
    let status = move || desk.status.get();
    let rate = Memo::new(move |_| status().map_or(0.0, |status| status.sightings_per_s));
    let rejected =
        Memo::new(move |_| status().map(|status| status.rejected_today).unwrap_or_default());
    let unknown = Memo::new(move |_| status().map_or(0, |status| status.unknown_tags));
    let untold = Memo::new(move |_| status().map_or(0, |status| status.unknown_tags_untold));
    let total = move || rejected.get().iter().map(|rejected| rejected.count).sum::<u64>();
    let button = move || view! { "Rejected today " <b>{move || words::grouped(total())}</b> };
    view! {
        <span>"Sightings " <b>{move || rate_words(rate.get())}</b> "/s"</span>
        <Menu name="rejected" button_class="status-button" side="above" button=button.into()>
            <h2>"Rejected today"</h2>
            <Show when=move || { total() > 0 } fallback=|| view! { <p class="soft">"Nothing: every event was taken."</p> }>
                <dl class="reasons">
                    {move || rejected.get().into_iter().map(|rejected| view! {
                        <dt>{words::reject_reason(rejected.reason)}</dt>
                        <dd>{words::grouped(rejected.count)}</dd>
                    }).collect_view()}
                </dl>
            </Show>
            <p class="soft small">
                {move || match unknown.get() {
                    0 => "Every tag that was heard is on an asset.".to_owned(),
                    n => format!("{} heard in the last day are on no asset.", words::counted(n as usize, "tag")),
                }}
                {move || match untold.get() {
                    0 => String::new(),
                    n => format!(
                        " So many of them have an alert that {} more got none.",
                        words::grouped(n)
                    ),
                }}
            </p>
        </Menu>
    }
}

fn rate_words(rate: f32) -> String {
    if rate > 0.0 && rate < 9.95 {
        format!("{rate:.1}")
    } else {
        words::grouped(rate.round().max(0.0) as u64)
    }
}
