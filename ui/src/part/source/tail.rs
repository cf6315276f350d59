//! The messages of a source as they come.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::SourceId;
use trackward_model::ask::{Failure, SourceTailQuery};

use super::event::EventLine;
use crate::desk::desk;
use crate::host;
use crate::part::{Icon, Notice};
use crate::state::{Numbered, TailLines};
use crate::words;

/// Between two questions for what came.
const ASK_MS: i32 = 1_000;

/// What is on screen of a source's messages. Copied freely: it only names signals.
#[derive(Clone, Copy)]
struct Following {
    id: StoredValue<SourceId>,
    lines: RwSignal<TailLines>,
    filter: RwSignal<String>,
    failed: RwSignal<Option<Failure>>,
    /// The question whose answer counts.
    turn: StoredValue<u32>,
    under_way: StoredValue<bool>,
}

impl Following {
    fn new(id: SourceId) -> Self {
        Self {
            id: StoredValue::new(id),
            lines: RwSignal::new(TailLines::default()),
            filter: RwSignal::new(String::new()),
            failed: RwSignal::new(None),
            turn: StoredValue::new(0),
            under_way: StoredValue::new(false),
        }
    }

    /// Asks for what came since; one question at a time, or a message would come twice.
    fn ask(self) {
        if self.under_way.get_value() {
            return;
        }
        self.under_way.set_value(true);
        let this = self.turn.get_value();
        let question = SourceTailQuery {
            source_id: self.id.get_value(),
            after: self.lines.with_untracked(TailLines::after),
            contains: self.filter.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            let answer = host::ask(question).await;
            if self.turn.try_get_value() != Some(this) {
                return;
            }
            self.under_way.set_value(false);
            match answer {
                Ok(tail) => {
                    self.failed.set(None);
                    self.lines.update(|lines| lines.take(tail));
                }
                Err(failure) => self.failed.set(Some(failure)),
            }
        });
    }

    /// Shows what a filter leaves, from all that is kept.
    fn narrow(self, filter: String) {
        self.filter.set(filter);
        self.turn.update_value(|turn| *turn += 1);
        self.under_way.set_value(false);
        self.lines.set(TailLines::default());
        self.ask();
    }
}

/// The messages of a source, newest at the end, under the list.
#[component]
pub fn Tail(id: SourceId) -> impl IntoView {
    let label = format!("Live events of {id}");
    let following = Following::new(id);
    following.ask();
    let timer = StoredValue::new_local(Some(host::every_ms(ASK_MS, move || following.ask())));
    on_cleanup(move || timer.set_value(None));
    view! {
        <section class="tail" aria-label=label>
            <TailBar following=following />
            {move || following.failed.get().map(|failure| view! { <Notice failure=failure /> })}
            <TailLinesOf following=following />
        </section>
    }
    .into_any()
}

#[component]
fn TailBar(following: Following) -> impl IntoView {
    let listening = desk().listening;
    let waiting = Memo::new(move |_| following.lines.with(TailLines::waiting));
    let skipped = Memo::new(move |_| following.lines.with(TailLines::skipped));
    let hold = move |_| {
        let held = waiting.get_untracked().is_some();
        following.lines.update(|lines| lines.hold(!held));
    };
    let words = move || match waiting.get() {
        None => "Hold".to_owned(),
        Some(0) => "Follow".to_owned(),
        Some(n) => format!("Follow, {} more", words::grouped(n as u64)),
    };
    view! {
        <div class="bar tail-bar">
            <b>"Live events"</b>
            <label class="field tail-filter">
                <Icon name="filter" />
                <span class="sr">"Only events that contain this"</span>
                <input
                    placeholder="Only what contains …"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    prop:value=move || following.filter.get()
                    on:input=move |event| following.narrow(event_target_value(&event))
                />
            </label>
            <button class="btn tail-hold" aria-pressed=move || waiting.get().is_some().to_string() on:click=hold>
                {move || view! { <Icon name=if waiting.get().is_some() { "play" } else { "pause" } /> }}
                {words}
            </button>
            <span class="soft small" role="status">
                {move || match skipped.get() {
                    0 => String::new(),
                    n => format!("{} came too fast to be shown", words::grouped(n)),
                }}
            </span>
            <div class="bar-end">
                <button
                    class="btn btn-plain btn-icon"
                    aria-label="Close the live events"
                    title="Close (t)"
                    on:click=move |_| listening.is_tailing.set(false)
                >
                    <Icon name="close" />
                </button>
            </div>
        </div>
    }
}

#[component]
fn TailLinesOf(following: Following) -> impl IntoView {
    let node = NodeRef::<html::Ul>::new();
    let each = move || following.lines.with(|lines| lines.lines().cloned().collect::<Vec<_>>());
    let none = Memo::new(move |_| following.lines.with(|lines| lines.lines().next().is_none()));
    // The end stays in sight unless the list is held.
    Effect::new(move |_| {
        following.lines.track();
        host::after_ms(0, move || {
            let Some(Some(node)) = node.try_get_untracked() else { return };
            if following.lines.try_with_untracked(|lines| lines.waiting().is_none()) == Some(true) {
                node.set_scroll_top(node.scroll_height());
            }
        });
    });
    let nothing = move || match following.filter.with(|filter| filter.trim().is_empty()) {
        true => "Nothing has come since this was opened.",
        false => "Nothing that came contains this.",
    };
    view! {
        <ul class="events tail-events" node_ref=node tabindex="0" aria-label="Events">
            <For each=each key=|line: &Numbered| line.0 let(line)>
                <EventLine event=line.1 />
            </For>
        </ul>
        <Show when=move || none.get()>
            <p class="soft tail-none">{nothing}</p>
        </Show>
    }
}
