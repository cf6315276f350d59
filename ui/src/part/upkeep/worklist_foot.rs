//! Below the worklist: what is picked, else how many are listed and the keys.

use leptos::prelude::*;

use crate::desk::{Tab, desk};
use crate::state::DueList;
use crate::words;

/// The foot of the worklist.
#[component]
pub fn WorklistFoot(list: Memo<DueList>) -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let picked = Memo::new(move |_| upkeep.picked.with(std::collections::BTreeSet::len));
    let count = Memo::new(move |_| {
        let listed = list.with(DueList::len);
        let all = upkeep.work.with(|work| work.list.rows.len()).unwrap_or_default();
        if listed == all {
            words::counted(all, "order")
        } else {
            format!("{} of {}", words::grouped(listed as u64), words::counted(all, "order"))
        }
    });
    Effect::new(move |_| desk.said.set(count.get()));
    let without = move || {
        let n = upkeep.work.with(|work| work.list.without_date).filter(|n| *n > 0)?;
        Some(format!("{} without a due date", words::counted(n as usize, "order")))
    };
    let keys = || {
        view! {
            <span class="foot-keys quiet small">
                <span><kbd class="key">"j"</kbd> <kbd class="key">"k"</kbd> " move"</span>
                <span><kbd class="key">"x"</kbd> " pick"</span>
                <span><kbd class="key">"c"</kbd> " complete"</span>
                <span><kbd class="key">"o"</kbd> " open"</span>
                <span><kbd class="key">"m"</kbd> " on map"</span>
            </span>
        }
    };
    view! {
        <div class="foot" class:foot-picked=move || picked.get() != 0>
            <Show
                when=move || picked.get() != 0
                fallback=move || view! {
                    <span><b class="rows-shown">{count}</b></span>
                    {move || without().map(|without| view! {
                        <button class="link small" on:click=move |_| upkeep.tab.set(Tab::Compliance)>
                            {without}
                        </button>
                    })}
                    {keys()}
                }
            >
                <b>{move || words::counted(picked.get(), "device")} " picked"</b>
                <button class="btn btn-main" on:click=move |_| upkeep.tab.set(Tab::Round)>
                    "Walk the round"
                    <kbd class="key">"r"</kbd>
                </button>
                <button class="link small" on:click=move |_| upkeep.unpick()>"Clear"</button>
                {keys()}
            </Show>
        </div>
    }
}
