//! The plans: how often what is to be done, on which assets.

use leptos::prelude::*;
use trackward_model::ask::{PlanRow, Plans, PlansQuery};

use super::answered::Answered;
use super::plan_form::{PlanForm, Writing};
use crate::desk::{Kept, desk};
use crate::part::Icon;
use crate::words;

/// The plans' view.
#[component]
pub fn PlansTab() -> impl IntoView {
    let upkeep = desk().upkeep;
    let plans: Kept<Plans> = Kept::new();
    let writing = RwSignal::new(None::<Writing>);
    let ask = move || plans.ask(PlansQuery {}, |plans| plans);
    upkeep.keep_asked(ask);
    let without = move || {
        let n = plans.with(|plans| plans.assets_without).filter(|n| *n > 0)?;
        Some(format!("{} that no plan speaks of", words::counted(n as usize, "asset")))
    };
    let count = move || {
        plans.with(|plans| {
            words::counted(
                plans.plans.iter().filter(|row| row.plan.ended.is_none()).count(),
                "plan",
            )
        })
    };
    view! {
        <div class="bar">
            <b>{count}</b>
            <span class="soft">{without}</span>
            <div class="bar-end">
                <button class="btn btn-main" on:click=move |_| writing.set(Some(Writing::New))>
                    <Icon name="plus" />
                    "New plan"
                </button>
            </div>
        </div>
        <Answered come=plans.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-split split-form" class:one=move || writing.with(Option::is_none)>
                <Table plans=plans writing=writing />
                {move || writing.get().map(|what| view! { <PlanForm writing=what open=writing /> })}
            </div>
        </Answered>
    }
    .into_any()
}

#[component]
fn Table(plans: Kept<Plans>, writing: RwSignal<Option<Writing>>) -> impl IntoView {
    let rows = Memo::new(move |_| plans.with(|plans| plans.plans.clone()).unwrap_or_default());
    let none = move || rows.with(Vec::is_empty);
    view! {
        <div class="upkeep-scroll">
            <Show when=move || !none() fallback=|| view! {
                <div class="empty">
                    <h2>"No plan yet"</h2>
                    <p>
                        "A plan says how often what is done on which devices, such as electrical safety every 12 \
                         months on all ventilators. Due dates of another system come in with"
                    </p>
                    <code>"trackctl import maintenance FILE.csv"</code>
                </div>
            }>
                <table class="table plans">
                    <thead>
                        <tr>
                            <th scope="col">"Duty"</th>
                            <th scope="col">"Of"</th>
                            <th scope="col">"Interval"</th>
                            <th scope="col">"Dates"</th>
                            <th scope="col">"Window"</th>
                            <th class="num" scope="col">"Checks"</th>
                            <th class="num" scope="col">"Assets"</th>
                            <th class="num" scope="col">"Overdue"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || rows.get().into_iter().map(|row| line(row, writing)).collect_view()}
                    </tbody>
                </table>
            </Show>
        </div>
    }
}

fn line(row: PlanRow, writing: RwSignal<Option<Writing>>) -> impl IntoView {
    let PlanRow { plan, assets, overdue } = row;
    let ended = plan.ended.is_some();
    let window = format!("{} days early, {} grace", plan.early_days, plan.grace_days);
    let mode = words::plan_mode(plan.mode);
    let of = words::plan_of(&plan.of);
    let label = format!("Change {} of {of}", plan.plan_id);
    let overdue = (overdue > 0)
        .then(|| view! { <span class="tag tag-warning">{words::grouped(overdue.into())}</span> });
    let title = plan.title.clone();
    let opened = {
        let key = (plan.plan_id.clone(), plan.of.clone());
        move || {
            writing.with(|writing| match writing {
                Some(Writing::Change(plan)) => (&plan.plan_id, &plan.of) == (&key.0, &key.1),
                _ => false,
            })
        }
    };
    let id = plan.plan_id.to_string();
    let checks = plan.checklist.len();
    let every = plan.interval.to_string();
    let open = {
        let plan = plan.clone();
        move |_| writing.set(Some(Writing::Change(Box::new(plan.clone()))))
    };
    view! {
        <tr class="openable" class:ended=ended aria-selected=move || opened().to_string() on:click=open>
            <td>
                <button class="row-button" aria-label=label><b>{id}</b></button>
                " "
                <span class="soft">{title}</span>
            </td>
            <td>{of}</td>
            <td>{every}</td>
            <td class="soft">{if ended { "Ended" } else { mode }}</td>
            <td class="soft">{window}</td>
            <td class="num soft">{(checks > 0).then_some(checks)}</td>
            <td class="num">{words::grouped(assets.into())}</td>
            <td class="num">{overdue}</td>
        </tr>
    }
}
