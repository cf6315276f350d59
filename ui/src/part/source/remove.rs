//! Takes a source out, once it was said what stays.

use leptos::prelude::*;
use trackward_model::SourceId;
use trackward_model::ask::{Act, RemoveSource};

use crate::desk::desk;
use crate::host;
use crate::part::act_form::SaidLine;
use crate::part::upkeep::Sending;

/// The way out.
#[component]
pub fn Remove(id: SourceId) -> impl IntoView {
    let desk = desk();
    let asked = RwSignal::new(false);
    let sending = Sending::new();
    let name = id.to_string();
    let id = StoredValue::new(id);
    let remove = move |_| {
        let source_id = id.get_value();
        let told = format!("{source_id} is taken out");
        let act = Act::RemoveSource(RemoveSource { source_id });
        sending.send(desk, act, told, move || desk.listening.chosen.set(None));
    };
    let ask = move |_| {
        asked.set(true);
        host::after_ms(0, || host::focus(".remove-asked .btn-keep"));
    };
    view! {
        <div class="side-note">
            <Show
                when=move || asked.get()
                fallback=move || view! { <button class="link" on:click=ask>"Take this source out"</button> }
            >
                <div class="remove-asked" role="group" aria-label="Take this source out">
                    <p>
                        "Take out " <b>{name.clone()}</b> " and its readers? What they heard stays: where assets were, \
                         their stays and alerts. What only they hear grows stale from now on."
                    </p>
                    <div class="form-end">
                        <button class="btn btn-keep" on:click=move |_| asked.set(false)>"Keep it"</button>
                        <button class="btn btn-remove" disabled=move || sending.busy.get() on:click=remove>
                            "Take it out"
                        </button>
                        <SaidLine said=sending.said />
                    </div>
                </div>
            </Show>
        </div>
    }
}
