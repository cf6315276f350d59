//! The policy, and what a change of it would come to.

use trackward_model::Policy;
use trackward_model::ask::{Failure, POLICY_HISTORY_MAX, PolicyChecked, PolicyHistory, PolicyView};

use super::unreadable;
use crate::shared::Shared;
use crate::site_file::{change_policy, policy_text};

/// The policy as it is, and the defaults.
pub fn policy_view(shared: &Shared) -> PolicyView {
    let policy = shared.world().site.policy.clone();
    let text = policy_text(&policy);
    PolicyView { policy, default: Policy::default(), text }
}

/// What changes would come to.
pub fn checked(shared: &Shared, changes: &[String]) -> PolicyChecked {
    let site = shared.world().site.clone();
    match change_policy(&site.policy, changes, &site) {
        Ok((policy, odd)) => PolicyChecked { policy: Some(policy), wrong: Vec::new(), odd },
        Err(wrong) => PolicyChecked { policy: None, wrong, odd: Vec::new() },
    }
}

/// How the policy was changed, the latest first.
pub async fn history(shared: &Shared) -> Result<PolicyHistory, Failure> {
    let changes = shared.store.policy_change_list(POLICY_HISTORY_MAX).await;
    Ok(PolicyHistory { changes: changes.map_err(unreadable)? })
}
