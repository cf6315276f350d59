//! Recalls, each with its counter to close-out; beside them the one that is open, or a new one.

use leptos::prelude::*;
use trackward_model::RecallId;
use trackward_model::ask::{RecallView, Recalls, RecallsQuery};

use super::answered::Answered;
use super::recall_new::NewRecall;
use super::recall_open::OpenedRecall;
use crate::desk::{Kept, desk};
use crate::part::Icon;
use crate::words;

/// What stands beside the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A recall that is being typed.
    New,
    /// One that stands.
    Recall(RecallId),
    /// The first that was opened after that one, or of all: known once the list is.
    After(Option<RecallId>),
}

impl Beside {
    fn of(self, rows: &[RecallView]) -> Option<&RecallView> {
        match self {
            Self::New => None,
            Self::Recall(id) => rows.iter().find(|row| row.recall_id == id),
            Self::After(before) => rows
                .iter()
                .filter(|row| Some(row.recall_id) > before)
                .min_by_key(|row| row.recall_id),
        }
    }
}

/// The recalls' view.
#[component]
pub fn RecallsTab() -> impl IntoView {
    let upkeep = desk().upkeep;
    let recalls: Kept<Recalls> = Kept::new();
    let beside = RwSignal::new(None::<Beside>);
    let ask = move || recalls.ask(RecallsQuery {}, |recalls| recalls);
    upkeep.keep_asked(ask);
    let rows = Memo::new(move |_| recalls.with(|recalls| recalls.rows.clone()).unwrap_or_default());
    let open = move || rows.with(|rows| rows.iter().filter(|row| row.closed.is_none()).count());
    let recall = Memo::new(move |_| {
        let beside = beside.get()?;
        rows.with(|rows| beside.of(rows).cloned())
    });
    let latest = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.recall_id).max()));
    let id =
        Memo::new(move |_| recall.with(|recall| recall.as_ref().map(|recall| recall.recall_id)));
    view! {
        <div class="bar">
            <b>
                {move || match open() {
                    0 => "No open recall".to_owned(),
                    n => words::counted(n, "open recall"),
                }}
            </b>
            <div class="bar-end">
                <button class="btn btn-main" on:click=move |_| beside.set(Some(Beside::New))>
                    <Icon name="plus" />
                    "New recall"
                </button>
            </div>
        </div>
        <Answered come=recalls.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-split split-wide" class:one=move || beside.with(Option::is_none)>
                <Show
                    when=move || beside.get() == Some(Beside::New)
                    fallback=move || view! { <List rows=rows opened=id beside=beside /> }
                >
                    <NewRecall beside=beside latest=latest />
                </Show>
                {move || id.get().map(|id| view! { <OpenedRecall id=id recall=recall beside=beside /> })}
            </div>
        </Answered>
    }
    .into_any()
}

#[component]
fn List(
    rows: Memo<Vec<RecallView>>,
    opened: Memo<Option<RecallId>>,
    beside: RwSignal<Option<Beside>>,
) -> impl IntoView {
    view! {
        <div class="upkeep-scroll">
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=Nothing>
                <ul class="recalls">
                    {move || rows.get().into_iter().map(|row| line(&row, opened, beside)).collect_view()}
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"No recall"</h2>
            <p>
                "When a maker calls devices back, type or paste which: maker, models, serials, lots. You see at once \
                 which of yours that may mean and how sure it is, and decide for each."
            </p>
        </div>
    }
}

fn line(
    recall: &RecallView,
    opened: Memo<Option<RecallId>>,
    beside: RwSignal<Option<Beside>>,
) -> impl IntoView + use<> {
    let id = recall.recall_id;
    let done = f64::from(recall.done);
    let all = f64::from(recall.confirmed.max(1));
    let progress = words::recall_progress(recall);
    let closed = recall.closed.is_some();
    let tag = match (closed, recall.undecided) {
        (true, _) => ("tag", "Closed"),
        (false, 0) if recall.done == recall.confirmed => ("tag tag-available", "To be closed"),
        (false, 0) => ("tag tag-warning", "Open"),
        (false, _) => ("tag tag-critical", "To decide"),
    };
    view! {
        <li>
            <button
                class="recall-line"
                aria-pressed=move || (opened.get() == Some(id)).to_string()
                on:click=move |_| beside.set(Some(Beside::Recall(id)))
            >
                <span class="grow">
                    <b>{recall.title.clone()}</b>
                    " "
                    <span class="soft nowrap">{recall.reference.clone()}</span>
                    <span class="side-place soft small">{words::scope(&recall.scope)}</span>
                </span>
                <span class="recall-sum">
                    <span class=tag.0>{tag.1}</span>
                    <span class="soft small">{progress}</span>
                    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="f-sunken" width="100" height="4"></rect>
                        <rect class="f-available" width=done * 100.0 / all height="4"></rect>
                    </svg>
                </span>
            </button>
        </li>
    }
}
