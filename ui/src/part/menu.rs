//! A button that opens a panel. One panel is open at a time; Esc and a press elsewhere close it.

use leptos::html;
use leptos::prelude::*;

use crate::desk::desk;
use crate::host;

/// A button with the panel that it opens.
#[component]
pub fn Menu(
    /// Its name, of which there is only one.
    name: &'static str,
    /// What the button is called, where its content is no text.
    #[prop(into, optional)]
    label: Option<String>,
    /// Classes of the button.
    #[prop(into)]
    button_class: Signal<String>,
    /// Where the panel opens: `above`, `end`.
    #[prop(default = "")]
    side: &'static str,
    /// What is in the button.
    button: ViewFn,
    /// What is in the panel.
    children: ChildrenFn,
) -> impl IntoView {
    let desk = desk();
    let root = NodeRef::<html::Div>::new();
    let open = Memo::new(move |_| desk.menu.get() == Some(name));
    Effect::new(move |before: Option<Option<host::Keep>>| {
        drop(before);
        let root = root.get()?;
        open.get().then(|| {
            host::on_press_outside(&root, move || {
                if desk.menu.get_untracked() == Some(name) {
                    desk.menu.set(None);
                }
            })
        })
    });
    let toggle = move |_| desk.menu.set(if open.get_untracked() { None } else { Some(name) });
    let children = StoredValue::new(children);
    view! {
        <div class="menu" node_ref=root>
            <button
                class=button_class
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                aria-label=label
                on:click=toggle
            >
                {move || button.run()}
            </button>
            <Show when=move || open.get()>
                <div class=format!("menu-panel {side}")>{children.with_value(|inner| inner())}</div>
            </Show>
        </div>
    }
}
