//! A recall that stands: its matches, what is decided, what is done, its close-out.

use leptos::prelude::*;
use trackward_model::RecallId;
use trackward_model::ask::{Act, CloseOutRecall, RecallMatches, RecallMatchesQuery, RecallView};

use super::answered::Answered;
use super::fault_line::signed;
use super::recall_rows::{Matches, Of};
use super::recalls::Beside;
use super::sending::{SignForm, said, signing};
use crate::desk::{Kept, desk};
use crate::part::Icon;
use crate::words;

/// The recall that is open beside the list.
#[component]
pub fn OpenedRecall(
    id: RecallId,
    recall: Memo<Option<RecallView>>,
    beside: RwSignal<Option<Beside>>,
) -> impl IntoView {
    let desk = desk();
    let matches: Kept<RecallMatches> = Kept::new();
    let ask = move || {
        matches.ask(RecallMatchesQuery { recall_id: Some(id), typed: None }, |matches| matches);
    };
    desk.upkeep.keep_asked(ask);
    let rows = Memo::new(move |_| matches.with(|m| m.rows.clone()).unwrap_or_default());
    let head = move || {
        recall.get().map(|recall| {
            let opened = signed(desk, &recall.opened);
            let closed = recall.closed.as_ref().map(|closed| signed(desk, closed));
            view! {
                <p class="soft">{words::scope(&recall.scope)}</p>
                <p class="small"><b>"Opened: "</b>{opened}</p>
                {closed.map(|closed| view! { <p class="small"><b>"Closed out: "</b>{closed}</p> })}
                <p><b>{words::recall_progress(&recall)}</b></p>
            }
        })
    };
    let closes = Memo::new(move |_| {
        recall.with(|recall| {
            recall.as_ref().is_some_and(|recall| {
                recall.closed.is_none() && recall.undecided == 0 && recall.done == recall.confirmed
            })
        })
    });
    let standing =
        Memo::new(move |_| recall.with(|r| r.as_ref().is_some_and(|r| r.closed.is_none())));
    let title = move || recall.with(|recall| recall.as_ref().map(|recall| recall.title.clone()));
    view! {
        <aside class="upkeep-side" aria-label="Recall">
            <div class="side-head">
                <div class="sec-head">
                    <h2>{title}</h2>
                    <button
                        class="btn btn-plain btn-icon"
                        aria-label="Close this recall's view"
                        title="Close"
                        on:click=move |_| beside.set(None)
                    >
                        <Icon name="close" />
                    </button>
                </div>
                {head}
            </div>
            <Show when=move || closes.get()>
                <CloseOut id=id />
            </Show>
            <Answered come=matches.come() again=Callback::new(move |()| ask())>
                {move || {
                    let of = if standing.get() { Of::Open(id) } else { Of::Closed };
                    view! { <Matches rows=rows of=of /> }
                }}
            </Answered>
        </aside>
    }
    .into_any()
}

/// Nothing is left of it: it can be closed out.
#[component]
fn CloseOut(id: RecallId) -> impl IntoView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let act = signing(move |by, note| {
        let note = said(note, "Say how it was closed out.")?;
        Ok(Act::CloseOutRecall(CloseOutRecall { recall_id: id, asset_ids: Vec::new(), by, note }))
    });
    view! {
        <div class="side-form">
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <p class="notice">
                        <span class="grow">"Nothing is left to decide or to do."</span>
                        <button class="btn btn-main" on:click=move |_| open.set(true)>"Close the recall"</button>
                    </p>
                }
            >
                <SignForm
                    title="Close the recall"
                    asked="How it was closed out"
                    act=act
                    told="Recall closed".to_owned()
                    close=close
                />
            </Show>
        </div>
    }
}
