//! A message of a source as it came.

use leptos::prelude::*;
use trackward_model::RawEvent;

use crate::desk::desk;
use crate::host;
use crate::words;

/// One line, which opens to the whole message.
#[component]
pub fn EventLine(event: RawEvent) -> impl IntoView {
    let desk = desk();
    let open = RwSignal::new(false);
    let came = words::came_of(&event);
    let refused = !event.rejected.is_empty();
    let RawEvent { at, from, text, .. } = event;
    let time = words::clock(desk.zone.get_untracked().local(at));
    let copied = text.clone();
    let copy = move |_| {
        host::copy(&copied);
        desk.said.set("The event is copied".to_owned());
    };
    view! {
        <li class="event" class:open=move || open.get()>
            <button
                class="event-line"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="event-at">{time}</span>
                {(!from.is_empty()).then(|| view! { <span class="event-from">{from.clone()}</span> })}
                <span class="event-came" class:is-down=refused>{came}</span>
                <code>{text}</code>
            </button>
            <button class="link event-copy" aria-label="Copy this event" on:click=copy>"Copy"</button>
        </li>
    }
    .into_any()
}
