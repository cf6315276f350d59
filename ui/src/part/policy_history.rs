//! Who changed the policy, when, and from what to what.

use leptos::prelude::*;
use trackward_model::PolicyChange;
use trackward_model::ask::{PolicyHistory, PolicyHistoryQuery};

use super::upkeep::Answered;
use crate::desk::{Kept, desk};
use crate::state::{Field, policy_diff};
use crate::words;

/// The changes, the latest first.
#[component]
pub fn HistoryPanel() -> impl IntoView {
    let setup = desk().setup;
    let history: Kept<PolicyHistory> = Kept::new();
    let ask = move || history.ask(PolicyHistoryQuery {}, |history| history);
    // It is read anew whenever the policy is, which every saving brings about.
    Effect::new(move |_| {
        setup.view.track();
        ask();
    });
    let changes = move || history.with(|history| history.changes.clone()).unwrap_or_default();
    view! {
        <section class="panel" id="policy-history">
            <div class="panel-head"><h2>"Who changed it"</h2></div>
            <Answered come=history.come() again=Callback::new(move |()| ask())>
                {move || match changes() {
                    none if none.is_empty() => {
                        view! { <p class="panel-note soft">"Nobody has changed the policy yet."</p> }
                            .into_any()
                    }
                    changes => view! {
                        <ul class="ledger">{changes.into_iter().map(entry).collect_view()}</ul>
                    }
                    .into_any(),
                }}
            </Answered>
        </section>
    }
}

fn entry(change: PolicyChange) -> impl IntoView {
    let desk = desk();
    let zone = desk.zone.get_untracked();
    let when = words::when(zone.local(change.at), zone.local(desk.now.get_untracked()));
    let lines: Vec<_> = policy_diff(&change.before, &change.after)
        .into_iter()
        .map(|(field, before, after)| line(&field, &before, after))
        .collect();
    view! {
        <li class="ledger-row">
            <div class="ledger-what">
                <b>{change.by}</b>
                <span class="soft small">{when}</span>
            </div>
            <ul class="ledger-attempts small differences">{lines}</ul>
        </li>
    }
}

/// `Missing after, ventilator: 4h → 2h`.
fn line(field: &Field, before: &str, after: String) -> impl IntoView + use<> {
    let what = format!("{}: ", words::field_name(field));
    let was = (!before.is_empty()).then(|| {
        let before = before.to_owned();
        view! { <span class="was">{before}</span>" → " }
    });
    let is = if after.is_empty() { "the rule's own".to_owned() } else { after };
    view! { <li><span class="soft">{what}</span>{was}<span>{is}</span></li> }
}
