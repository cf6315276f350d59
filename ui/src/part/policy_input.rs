//! One field of the policy: what it says, where that comes from, and what is wrong with it.

use leptos::prelude::*;

use crate::desk::desk;
use crate::state::{Field, Origin};
use crate::words;

/// A field for a length of time or a number, with where its value comes from beneath.
#[component]
pub fn PolicyInput(
    field: Field,
    /// Whether the sentence about what is wrong stands beneath it.
    #[prop(default = true)]
    said: bool,
) -> impl IntoView {
    let setup = desk().setup;
    let field = StoredValue::new(field);
    // What is typed stays as it is typed; once the field is left, it shows what counts.
    let typed = RwSignal::new(None::<String>);
    let drafted =
        Memo::new(move |_| setup.draft.with(|d| field.with_value(|f| d.get(f).map(str::to_owned))));
    let policy = Memo::new(move |_| setup.with_view(|v| field.with_value(|f| f.text(&v.policy))));
    let instead =
        Memo::new(move |_| setup.with_view(|v| field.with_value(|f| f.instead(&v.policy))));
    let wrong = Memo::new(move |_| field.with_value(|f| setup.wrong(f)));
    let value = move || {
        let typed = typed.get().or_else(|| drafted.get());
        typed.or_else(|| policy.get()).unwrap_or_default()
    };
    let label = field.with_value(words::field_name);
    view! {
        <div class="policy-field">
            <input
                class="input"
                class:changed=move || drafted.with(Option::is_some)
                aria-label=label
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                autocomplete="off"
                maxlength="20"
                placeholder=move || instead.get()
                prop:value=value
                on:input=move |event| {
                    let text = event_target_value(&event);
                    field.with_value(|field| setup.set(field, &text));
                    typed.set(Some(text));
                }
                on:blur=move |_| typed.set(None)
            />
            <From field=field />
            <Show when=move || said && wrong.with(Option::is_some)>
                <p class="field-wrong" role="status">{move || wrong.get()}</p>
            </Show>
        </div>
    }
}

/// Where the value of a field comes from, or what it was before it was changed.
#[component]
pub fn From(field: StoredValue<Field>) -> impl IntoView {
    let setup = desk().setup;
    let words = Memo::new(move |_| {
        let changed = setup.draft.with(|draft| field.with_value(|f| draft.get(f).is_some()));
        setup.with_view(|view| {
            field.with_value(|field| {
                let (own, default) = (field.text(&view.policy), field.text(&view.default));
                if changed {
                    let was = if own.is_empty() { field.instead(&view.policy) } else { own };
                    return (format!("was {was}"), "field-from changed");
                }
                let inherits = own.is_empty() && default.is_empty();
                if inherits && matches!(field, Field::Threshold(Some(_), _)) {
                    return ("as all types".to_owned(), "field-from quiet");
                }
                match field.origin(view) {
                    Origin::Default => ("default".to_owned(), "field-from quiet"),
                    raised @ Origin::Raised(_) => {
                        (words::origin(raised, &default), "field-from raised")
                    }
                    policy @ Origin::Policy => (words::origin(policy, &default), "field-from"),
                }
            })
        })
    });
    move || words.get().map(|(words, class)| view! { <span class=class>{words}</span> })
}
