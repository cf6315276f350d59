//! What stands where an answer is awaited, and where it did not come.

use leptos::prelude::*;

use crate::desk::Come;
use crate::part::Notice;

/// Its content once the answer is there; until then its shape in grey, or the fault with a way to
/// try again.
#[component]
pub fn Answered(come: Memo<Come>, again: Callback<()>, children: ChildrenFn) -> impl IntoView {
    move || match come.get() {
        Come::Ready => children().into_any(),
        Come::Waiting => view! { <Shape /> }.into_any(),
        Come::Failed(failure) => view! {
            <div class="upkeep-fault">
                <Notice failure=failure />
                <p><button class="btn" on:click=move |_| again.run(())>"Try again"</button></p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Shape() -> impl IntoView {
    view! {
        <div class="upkeep-shape waiting" aria-busy="true" aria-label="Loading">
            <div class="skeleton w-40"></div>
            <div class="skeleton tall"></div>
            <div class="skeleton w-80"></div>
            <div class="skeleton w-60"></div>
            <div class="skeleton w-80"></div>
        </div>
    }
}
