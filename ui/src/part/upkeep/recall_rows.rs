//! The assets that a recall means or may mean, with how sure that is and what is decided.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::ask::{Act, CloseOutRecall, DecideRecall, RecallMatchRow};
use trackward_model::{AssetId, Decision, RecallId, Sureness};

use super::fault_line::signed;
use super::sending::{SignForm, said, signing};
use super::worklist_line::CheckBox;
use crate::desk::{Desk, desk};
use crate::words;

/// Rows that are in the document at once.
const LISTED: usize = 200;

/// What is being said of the rows that are ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saying {
    Meant,
    NotMeant,
    Done,
}

/// Of what the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A recall that is being typed: nothing is decided yet.
    Typed,
    /// A recall that stands: its rows can be ticked and decided on.
    Open(RecallId),
    /// One that was closed out: what was decided stays to be read.
    Closed,
}

impl Of {
    const fn open(self) -> Option<RecallId> {
        match self {
            Self::Open(id) => Some(id),
            Self::Typed | Self::Closed => None,
        }
    }
}

/// The rows, with what can be done about them and what was.
#[component]
pub fn Matches(rows: Memo<Vec<RecallMatchRow>>, of: Of) -> impl IntoView {
    let recall = of.open();
    let ticked = RwSignal::new(BTreeSet::<AssetId>::new());
    let saying = RwSignal::new(None::<Saying>);
    let shown = RwSignal::new(LISTED);
    let all = Memo::new(move |_| {
        let ticked = ticked.with(BTreeSet::len);
        rows.with(|rows| match ticked {
            0 => "false",
            n if n == rows.len() => "true",
            _ => "mixed",
        })
    });
    let turn_all = Callback::new(move |_| {
        let every: BTreeSet<AssetId> =
            rows.with_untracked(|rows| rows.iter().map(|row| row.asset_id.clone()).collect());
        ticked.update(|ticked| *ticked = if *ticked == every { BTreeSet::new() } else { every });
    });
    let lines = move || {
        rows.get().into_iter().take(shown.get()).map(|row| line(&row, of, ticked)).collect_view()
    };
    let empty = move || rows.with(Vec::is_empty);
    let more = move || rows.with(Vec::len) > shown.get();
    view! {
        <Show when=move || !empty() fallback=|| view! {
            <p class="soft side-note">"None of the hospital's devices is meant."</p>
        }>
            {recall.map(|recall| view! { <Bulk recall=recall ticked=ticked saying=saying /> })}
            <table class="table matches">
                <thead>
                    <tr>
                        {recall.map(|_| view! {
                            <th class="c-check"><CheckBox state=all label="Tick all".to_owned() turn=turn_all /></th>
                        })}
                        <th scope="col">"Asset"</th>
                        <th scope="col">"How sure"</th>
                        {(of != Of::Typed).then(|| view! { <th scope="col">"Decided"</th> })}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <Show when=more>
                <button class="btn side-note" on:click=move |_| shown.set(usize::MAX)>"Show all"</button>
            </Show>
        </Show>
    }
    .into_any()
}

/// The class of a sureness's tag: the surer, the louder.
const fn sure_tag(sureness: Sureness) -> &'static str {
    match sureness {
        Sureness::Certain => "tag tag-critical",
        Sureness::Likely => "tag tag-warning",
        Sureness::Possible => "tag",
    }
}

fn line(
    row: &RecallMatchRow,
    of: Of,
    ticked: RwSignal<BTreeSet<AssetId>>,
) -> impl IntoView + use<> {
    let desk = desk();
    let asset = StoredValue::new(row.asset_id.clone());
    let id = row.asset_id.to_string();
    let state = Memo::new(move |_| {
        let is = asset.with_value(|asset| ticked.with(|ticked| ticked.contains(asset)));
        if is { "true" } else { "false" }
    });
    let turn = Callback::new(move |_| {
        asset.with_value(|asset| {
            ticked.update(|ticked| {
                if !ticked.remove(asset) {
                    ticked.insert(asset.clone());
                }
            });
        });
    });
    let label = format!("Tick {id}");
    view! {
        <tr data-asset=id.clone()>
            {of.open().map(|_| view! {
                <td class="c-check"><CheckBox state=state label=label turn=turn /></td>
            })}
            <td>
                <button class="row-button" on:click=move |_| asset.with_value(|asset| desk.choose(asset))>
                    <b>{id.clone()}</b>
                </button>
                <p class="soft small">{model(desk, &row.asset_id)}</p>
            </td>
            <td>
                <span class=sure_tag(row.sureness)>{words::sureness(row.sureness)}</span>
                <p class="soft small">{row.reason.clone()}</p>
            </td>
            {(of != Of::Typed).then(|| view! { <td>{decided(desk, row)}</td> })}
        </tr>
    }
}

fn model(desk: Desk, asset: &AssetId) -> Option<String> {
    desk.rows.with_value(|rows| {
        let info = &rows.get(rows.position(asset)?)?.info;
        Some(format!("{} {}, {}", info.manufacturer, info.model, info.serial))
    })
}

fn decided(desk: Desk, row: &RecallMatchRow) -> impl IntoView + use<> {
    let done = row.done.as_ref().map(|done| {
        view! { <p class="small"><b>"Done: "</b>{signed(desk, done)}</p> }
    });
    let decided = match &row.decided {
        Some((decision, by)) => {
            let class = match (decision, row.done.is_some()) {
                (Decision::Confirmed, false) => "tag tag-critical",
                _ => "tag",
            };
            view! {
                <span class=class>{words::decision(*decision)}</span>
                <p class="soft small">{signed(desk, by)}</p>
            }
            .into_any()
        }
        None => view! { <span class="quiet">"not yet"</span> }.into_any(),
    };
    view! { {decided}{done} }
}

/// What can be said of the rows that are ticked.
#[component]
fn Bulk(
    recall: RecallId,
    ticked: RwSignal<BTreeSet<AssetId>>,
    saying: RwSignal<Option<Saying>>,
) -> impl IntoView {
    let count = Memo::new(move |_| ticked.with(BTreeSet::len));
    let close = Callback::new(move |()| saying.set(None));
    let done = Callback::new(move |()| {
        saying.set(None);
        ticked.set(BTreeSet::new());
    });
    let button = move |what: Saying, name: &'static str| {
        view! {
            <button
                class="btn"
                disabled=move || count.get() == 0
                aria-expanded=move || (saying.get() == Some(what)).to_string()
                on:click=move |_| saying.set(Some(what))
            >
                {name}
            </button>
        }
    };
    let form = move |what: Saying| {
        let (title, asked) = match what {
            Saying::Meant => ("Confirm", "Note (may stay empty)"),
            Saying::NotMeant => ("Not meant", "Note (may stay empty)"),
            Saying::Done => ("It is done", "What was done"),
        };
        let act = signing(move |by, note| act(recall, what, ticked, by, note));
        let told = format!("{} decided", words::counted(count.get_untracked(), "device"));
        view! {
            <SignForm title=title asked=asked act=act told=told close=close done=done>
                {(what == Saying::Meant).then(|| view! {
                    <p class="soft small">"What is confirmed is quarantined until what the recall asks for is done on it."</p>
                })}
            </SignForm>
        }
    };
    view! {
        <div class="side-form">
            <div class="duty-acts">
                <span class="soft small">{move || format!("{} ticked", count.get())}</span>
                {button(Saying::Meant, "Confirm")}
                {button(Saying::NotMeant, "Not meant")}
                {button(Saying::Done, "Done")}
            </div>
            {move || saying.get().map(form)}
        </div>
    }
}

fn act(
    recall_id: RecallId,
    saying: Saying,
    ticked: RwSignal<BTreeSet<AssetId>>,
    by: String,
    note: String,
) -> Result<Act, String> {
    let asset_ids: Vec<AssetId> = ticked.with_untracked(|ticked| ticked.iter().cloned().collect());
    if asset_ids.is_empty() {
        return Err("Tick the devices that you speak of.".to_owned());
    }
    let decision = match saying {
        Saying::Done => {
            let note = said(note, "Say what was done.")?;
            return Ok(Act::CloseOutRecall(CloseOutRecall { recall_id, asset_ids, by, note }));
        }
        Saying::Meant => Decision::Confirmed,
        Saying::NotMeant => Decision::NotMeant,
    };
    Ok(Act::DecideRecall(DecideRecall { recall_id, asset_ids, decision, by, note }))
}
