//! The rules, the other limits, and where assets may be.

use leptos::prelude::*;
use trackward_model::{PlaceKind, Rule, Severity};

use super::policy_input::{From, PolicyInput};
use crate::desk::desk;
use crate::state::Field;
use crate::words;

/// Longest stays, batteries, clocks, unknown tags, searches.
#[component]
pub fn LimitsPanel() -> impl IntoView {
    let line = |field: Field, name: String| {
        view! {
            <div class="limit">
                <span>{name}</span>
                <PolicyInput field=field />
            </div>
        }
    };
    let others = [Field::BatteryLow, Field::ClockWrong, Field::UnknownTag].map(|field| {
        let name = words::field_name(&field);
        line(field, name)
    });
    let searches = line(Field::SearchDays, "Days searched".to_owned());
    let dwell = PlaceKind::ALL.map(|kind| line(Field::Dwell(kind), words::kind(kind).to_owned()));
    view! {
        <section class="panel" id="policy-limits">
            <div class="panel-head"><h2>"Tags and readers"</h2></div>
            <div class="panel-body limits">{others.collect_view()}</div>
            <div class="panel-head">
                <h2>"Cannot be located"</h2>
                <span class="soft small">"On 2 or 3 different days, before someone may approve it"</span>
            </div>
            <div class="panel-body limits">{searches}</div>
            <div class="panel-head">
                <h2>"Longest stay by kind of place"</h2>
                <span class="soft small">"A length of time, or never for no alert"</span>
            </div>
            <div class="panel-body limits">{dwell.collect_view()}</div>
        </section>
    }
}

/// What watches, when it raises and ends an alert, and how much that asks for.
#[component]
pub fn RulesPanel() -> impl IntoView {
    view! {
        <section class="panel" id="policy-rules">
            <div class="panel-head"><h2>"Rules"</h2></div>
            <table class="table policy-table">
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        <th scope="col">"Watches"</th>
                        <th scope="col">"Raised after"</th>
                        <th scope="col">"Ends after"</th>
                        <th scope="col">"Severity"</th>
                    </tr>
                </thead>
                <tbody>{Rule::ALL.map(|rule| view! { <RuleRow rule=rule /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn RuleRow(rule: Rule) -> impl IntoView {
    let setup = desk().setup;
    let fields = [Field::OnDelay(rule), Field::OffDelay(rule), Field::Severity(rule)];
    let wrong = Memo::new(move |_| {
        fields.iter().filter_map(|field| setup.wrong(field)).collect::<Vec<_>>().join(" ")
    });
    view! {
        <tr>
            <th scope="row">
                {words::rule_name(rule)}
                <span class="field-from quiet">{words::rule_meaning(rule)}</span>
            </th>
            <td><Watches rule=rule /></td>
            <td><PolicyInput field=Field::OnDelay(rule) said=false /></td>
            <td><PolicyInput field=Field::OffDelay(rule) said=false /></td>
            <td><SeverityOf rule=rule /></td>
        </tr>
        <Show when=move || wrong.with(|wrong| !wrong.is_empty())>
            <tr class="wrong-row">
                <td colspan="5"><p class="field-wrong" role="status">{move || wrong.get()}</p></td>
            </tr>
        </Show>
    }
}

/// What a field says with the changes.
fn now(field: &Field) -> String {
    let setup = desk().setup;
    let drafted = setup.draft.with(|draft| draft.get(field).map(str::to_owned));
    drafted.or_else(|| setup.with_view(|view| field.text(&view.policy))).unwrap_or_default()
}

#[component]
fn Watches(rule: Rule) -> impl IntoView {
    let setup = desk().setup;
    let field = StoredValue::new(Field::Off(rule));
    let off = Memo::new(move |_| field.with_value(now) == "true");
    view! {
        <div class="policy-field">
            <button
                class="switch"
                role="switch"
                aria-checked=move || (!off.get()).to_string()
                aria-label=format!("{} watches", words::rule_name(rule))
                on:click=move |_| {
                    let text = (!off.get_untracked()).to_string();
                    field.with_value(|field| setup.set(field, &text));
                }
            >
                <i></i>
                {move || if off.get() { "Off" } else { "On" }}
            </button>
            <Show when=move || setup.draft.with(|d| field.with_value(|f| d.get(f).is_some()))>
                <span class="field-from changed">"changed"</span>
            </Show>
        </div>
    }
}

#[component]
fn SeverityOf(rule: Rule) -> impl IntoView {
    let setup = desk().setup;
    let field = StoredValue::new(Field::Severity(rule));
    let chosen = Memo::new(move |_| field.with_value(now));
    let said = Memo::new(move |_| {
        setup.with_view(|view| field.with_value(|f| !f.text(&view.policy).is_empty())) == Some(true)
    });
    let options = Severity::ALL.map(|severity| {
        let word = severity.word();
        view! {
            <option value=word prop:selected=move || chosen.get() == word>
                {words::severity(severity)}
            </option>
        }
    });
    view! {
        <div class="policy-field">
            <select
                class="input"
                aria-label=field.with_value(words::field_name)
                class:changed=move || setup.draft.with(|d| field.with_value(|f| d.get(f).is_some()))
                on:change=move |event| {
                    let text = event_target_value(&event);
                    field.with_value(|field| setup.set(field, &text));
                }
            >
                // A policy can say another severity, but not none.
                <option
                    value=""
                    prop:selected=move || chosen.get().is_empty()
                    disabled=move || said.get()
                >
                    "rule's own"
                </option>
                {options.collect_view()}
            </select>
            <From field=field />
        </div>
    }
}

/// Where assets may be, a line each.
#[component]
pub fn AreasPanel() -> impl IntoView {
    let setup = desk().setup;
    let field = StoredValue::new(Field::Areas);
    let typed = RwSignal::new(None::<String>);
    let text = Memo::new(move |_| field.with_value(now));
    let wrong = Memo::new(move |_| field.with_value(|field| setup.wrong(field)));
    view! {
        <section class="panel" id="policy-areas">
            <div class="panel-head">
                <h2>"Areas"</h2>
                <span class="soft small">"What no line speaks of may be anywhere"</span>
            </div>
            <div class="panel-body policy-field">
                <textarea
                    class="input areas"
                    rows="4"
                    aria-label="Where assets may be, a line each"
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    placeholder="type ventilator: units ICU, ED; floors L2"
                    spellcheck="false"
                    prop:value=move || typed.get().unwrap_or_else(|| text.get())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        field.with_value(|field| setup.set(field, &text));
                        typed.set(Some(text));
                    }
                    on:blur=move |_| typed.set(None)
                ></textarea>
                <Show when=move || wrong.with(Option::is_some)>
                    <p class="field-wrong" role="status">{move || wrong.get()}</p>
                </Show>
                <p class="soft small">
                    "A line begins with type, unit or asset, and says units, floors or both. Of several that \
                     speak of an asset the most exact counts: asset, then unit, then type."
                </p>
            </div>
        </section>
    }
}
