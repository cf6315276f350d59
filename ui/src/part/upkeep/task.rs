//! In the drawer: the form that is open for the asset.

use leptos::prelude::*;
use trackward_model::AssetId;
use trackward_model::ask::{Act, ApproveUnlocated, QuarantineAsset, ReportFault};

use super::attempt_form::AttemptForm;
use super::complete_form::CompleteForm;
use super::correct_form::CorrectForm;
use super::sending::{SignForm, said, signing};
use crate::desk::{Task, desk};

/// The form of a task.
#[component]
pub fn TaskPart(asset_id: AssetId, task: Task) -> impl IntoView {
    let upkeep = desk().upkeep;
    let close = Callback::new(move |()| upkeep.task.set(None));
    let id = asset_id.clone();
    let form = match task {
        Task::Complete(plan) => {
            view! { <CompleteForm asset_id=asset_id plan=plan close=close /> }.into_any()
        }
        Task::Correct(completion) => {
            view! { <CorrectForm completion=completion close=close /> }.into_any()
        }
        Task::Attempt => view! { <AttemptForm asset_id=asset_id close=close /> }.into_any(),
        Task::Approve => {
            let act = signing(move |by, note| {
                Ok(Act::ApproveUnlocated(ApproveUnlocated { asset_id: id.clone(), by, note }))
            });
            let told = format!("{asset_id} approved as not to be located");
            view! {
                <SignForm title="Approve" asked="Note (may stay empty)" act=act told=told close=close>
                    <h2>"Cannot be located"</h2>
                    <p class="soft">
                        "Its maintenance counts as unable to locate from now on. It stays on the list, and is \
                         quarantined when it is heard again, until its maintenance is done."
                    </p>
                </SignForm>
            }
            .into_any()
        }
        Task::ReportFault => {
            let act = signing(move |by, note| {
                let note = said(note, "Say what is wrong.")?;
                Ok(Act::ReportFault(ReportFault { asset_id: id.clone(), by, note }))
            });
            let told = format!("Fault of {asset_id} reported");
            view! {
                <SignForm title="Report the fault" asked="What is wrong" act=act told=told close=close>
                    <h2>"Fault"</h2>
                    <p class="soft">"The device is down until the fault is closed."</p>
                </SignForm>
            }
            .into_any()
        }
        Task::Quarantine => {
            let act = signing(move |by, note| {
                let note = said(note, "Say why it must not be used.")?;
                Ok(Act::QuarantineAsset(QuarantineAsset { asset_id: id.clone(), by, note }))
            });
            let told = format!("{asset_id} quarantined");
            view! {
                <SignForm title="Quarantine" asked="Why it must not be used" act=act told=told close=close>
                    <h2>"Quarantine"</h2>
                    <p class="soft">"\"Do not use, call biomed\", until someone releases it by name."</p>
                </SignForm>
            }
            .into_any()
        }
    };
    view! { <div class="task">{form}</div> }.into_any()
}
