//! Recalls, and the assets that they mean.

use std::cmp::Reverse;
use std::collections::HashMap;

use trackward_maintain::{Found, match_assets, read_recall};
use trackward_model::ask::{
    Failure, RecallMatchRow, RecallMatches, RecallMatchesQuery, RecallText, RecallView, Recalls,
};
use trackward_model::{AssetIndex, Decision, Recall, RecallId, RecallMatch};
use trackward_store::{Store, StoreError};

use super::{not_found, unreadable};
use crate::shared::Shared;
use crate::world::World;

/// How many matches are answered at most.
const MATCHES_MAX: usize = 5_000;

/// All recalls with their counters, the open ones first, the latest of each first.
pub async fn recalls(shared: &Shared) -> Result<Recalls, Failure> {
    let all = shared.world().duties.recalls.clone();
    let mut rows = recall_views(&shared.store, all).await.map_err(unreadable)?;
    rows.sort_by_key(|recall| (recall.closed.is_some(), Reverse(recall.recall_id)));
    Ok(Recalls { rows })
}

/// Recalls with their counters.
pub async fn recall_views(
    store: &Store,
    recalls: Vec<Recall>,
) -> Result<Vec<RecallView>, StoreError> {
    let mut views = Vec::with_capacity(recalls.len());
    for recall in recalls {
        let matches = store.recall_match_list(recall.id).await?;
        views.push(recall_view(recall, &matches));
    }
    Ok(views)
}

/// A recall with the counts of its matches.
fn recall_view(recall: Recall, matches: &[RecallMatch]) -> RecallView {
    let count = |is: &dyn Fn(&RecallMatch) -> bool| {
        u32::try_from(matches.iter().filter(|found| is(found)).count()).unwrap_or(u32::MAX)
    };
    let decided = |decision: Decision| {
        count(&|found| found.decided.as_ref().is_some_and(|(made, _)| *made == decision))
    };
    RecallView {
        recall_id: recall.id,
        title: recall.title,
        reference: recall.reference,
        scope: recall.scope,
        opened: recall.opened,
        closed: recall.closed,
        undecided: count(&|found| found.decided.is_none()),
        confirmed: decided(Decision::Confirmed),
        done: count(&|found| found.done.is_some()),
        not_meant: decided(Decision::NotMeant),
    }
}

/// The matches of a recall that stands, or of one that is typed.
pub async fn recall_matches(
    shared: &Shared,
    query: &RecallMatchesQuery,
) -> Result<RecallMatches, Failure> {
    match (query.recall_id, &query.typed) {
        (Some(id), _) => {
            let matches = shared.store.recall_match_list(id).await.map_err(unreadable)?;
            standing(&shared.world(), id, &matches).ok_or_else(|| not_found("This recall"))
        }
        (None, typed) => Ok(typed_matches(&shared.world(), &typed.clone().unwrap_or_default())),
    }
}

/// Those of a recall that stands, with why each may be meant.
pub fn standing(world: &World, id: RecallId, matches: &[RecallMatch]) -> Option<RecallMatches> {
    let scope = world.duties.recall(id)?.scope.clone();
    let found = match_assets(&scope, &world.asset_list());
    let reasons: HashMap<AssetIndex, String> =
        found.into_iter().map(|found| (found.asset, found.reason)).collect();
    let mut rows: Vec<RecallMatchRow> = matches
        .iter()
        .filter_map(|found| {
            let asset = &world.assets.get(found.asset.at())?.asset;
            Some(RecallMatchRow {
                asset_id: asset.asset_id.clone(),
                sureness: found.sureness,
                reason: reasons.get(&found.asset).cloned().unwrap_or_default(),
                decided: found.decided.clone(),
                done: found.done.clone(),
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        (Reverse(a.sureness), &a.asset_id).cmp(&(Reverse(b.sureness), &b.asset_id))
    });
    rows.truncate(MATCHES_MAX);
    Some(RecallMatches { scope, rows, wrong: Vec::new() })
}

/// Those of a recall as it is typed.
pub fn typed_matches(world: &World, typed: &RecallText) -> RecallMatches {
    let (scope, wrong) = read_recall(typed);
    let row = |found: Found| RecallMatchRow {
        asset_id: world.assets[found.asset.at()].asset.asset_id.clone(),
        sureness: found.sureness,
        reason: found.reason,
        decided: None,
        done: None,
    };
    let found = match_assets(&scope, &world.asset_list());
    RecallMatches { scope, rows: found.into_iter().take(MATCHES_MAX).map(row).collect(), wrong }
}
