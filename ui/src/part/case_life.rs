//! Where an asset was before, and what has become of its alert.

use leptos::prelude::*;
use trackward_model::ask::AlertDetail;
use trackward_model::{AlertStep, StepKind};

use super::StateMark;
use super::stays::use_of;
use crate::desk::desk;
use crate::words;

/// The last stays before the alert.
#[component]
pub fn StaysPanel(detail: Memo<Option<AlertDetail>>) -> impl IntoView {
    let desk = desk();
    let known = Memo::new(move |_| {
        detail.with(|detail| {
            detail.as_ref().map(|detail| (detail.evidence.stays.clone(), detail.row.opened_at))
        })
    });
    let lines = move || {
        let (stays, opened_at) = known.get()?;
        let (hospital, zone) = (desk.hospital.get(), desk.zone.get());
        let now = desk.now.get_untracked();
        let lines = stays.into_iter().map(|stay| {
            let place = stay.place.as_ref().and_then(|id| hospital.place(id));
            let state = place.map_or(trackward_model::UseState::Unknown, |p| use_of(p.kind));
            let name = match &stay.place {
                Some(place) => hospital.place_name(place),
                None => "In no room".to_owned(),
            };
            let length = stay.to.unwrap_or(opened_at).since(stay.from);
            view! {
                <tr>
                    <td class="tight"><StateMark state=state class="mark mark-s" /></td>
                    <td class="stay-place">{name}</td>
                    <td class="quiet stay-floor">{stay.floor.to_string()}</td>
                    <td class="num soft">{words::when(zone.local(stay.from), zone.local(now))}</td>
                    <td class="num">{words::in_words(length)}</td>
                </tr>
            }
        });
        Some(lines.collect_view())
    };
    view! {
        <section class="panel">
            <div class="panel-head"><h2>"Last stays"</h2><span class="quiet small">"latest first"</span></div>
            <table class="table">
                <thead class="sr"><tr><th>"Use"</th><th>"Place"</th><th class="stay-floor">"Floor"</th><th>"Since"</th><th>"Length"</th></tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
}

/// Every step of the alert's life.
#[component]
pub fn LifePanel(detail: Memo<Option<AlertDetail>>) -> impl IntoView {
    let desk = desk();
    let steps = Memo::new(move |_| {
        detail
            .with(|detail| {
                let detail = detail.as_ref()?;
                let mut steps = detail.steps.clone();
                // The evidence begins with the same sentence.
                let reason = &detail.row.reason;
                let same =
                    |step: &&mut AlertStep| step.kind == StepKind::Opened && step.note == *reason;
                steps.iter_mut().filter(same).for_each(|step| step.note.clear());
                Some(steps)
            })
            .unwrap_or_default()
    });
    let line = move |step: AlertStep| {
        let (zone, now) = (desk.zone.get(), desk.now.get_untracked());
        let who = step.by.map_or_else(
            || words::step(step.kind).to_owned(),
            |by| format!("{} by {by}", words::step(step.kind)),
        );
        let class = if step.kind == StepKind::Opened { "step step-first" } else { "step" };
        view! {
            <li class=class>
                <span class="soft nowrap">{words::when(zone.local(step.at), zone.local(now))}</span>
                <div>
                    <b>{who}</b>
                    {(!step.note.is_empty()).then(|| view! { <p class="soft">{step.note}</p> })}
                </div>
            </li>
        }
    };
    view! {
        <section class="panel">
            <div class="panel-head"><h2>"Life"</h2></div>
            <ol class="panel-body steps">{move || steps.get().into_iter().map(line).collect_view()}</ol>
        </section>
    }
}
