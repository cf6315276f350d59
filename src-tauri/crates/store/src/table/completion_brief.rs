//! All completions in short: of years of maintenance what due dates and figures are made from.
//!
//! Half a million rows are read at each start. A row that sqlx hands over costs several times what
//! SQLite needs to find it, so SQLite writes those of an asset and duty into one text:
//! `17 2026-04-15 2026-04-15 - 0 0,…`, in the order of the fields of [`CompletionBrief`].

use std::collections::HashMap;
use std::str::FromStr;

use sqlx::sqlite::SqliteRow;
use trackward_model::{AssetIndex, CompletionId, Date, PlanId};

use super::completion::failed;
use crate::row::{get, refused, text};
use crate::{Store, StoreError};

/// Of a completion what due dates and figures are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionBrief {
    /// Its number.
    pub id: CompletionId,
    /// The asset.
    pub asset: AssetIndex,
    /// The duty.
    pub plan: PlanId,
    /// The civil date on which it was done.
    pub completed_on: Date,
    /// The due date of the order that it closed.
    pub closed_due_on: Option<Date>,
    /// The one that this one stands for instead.
    pub corrects: Option<CompletionId>,
    /// A correction that says that it was not done at all.
    pub withdrawn: bool,
    /// Taken over from another system.
    pub imported: bool,
}

impl Store {
    /// All completions by their number, in short.
    pub async fn completion_list_all(&self) -> Result<Vec<CompletionBrief>, StoreError> {
        const SQL: &str = "select asset, plan_id, string_agg(
                completion_id || ' ' || completed_on || ' ' || coalesce(closed_due_on, '-') || ' '
                || coalesce(cast(corrects as text), '-') || ' ' || withdrawn || ' ' || imported,
                ',') as packed
            from completion group by asset, plan_id";
        let rows = sqlx::query(SQL).fetch_all(self.readers()).await.map_err(failed)?;
        let mut plans = HashMap::new();
        let mut all = Vec::new();
        for row in &rows {
            unpack(row, &mut plans, &mut all).map_err(failed)?;
        }
        all.sort_unstable_by_key(|completion| completion.id);
        Ok(all)
    }
}

/// Plans are few and completions many: each id is made once.
fn unpack(
    row: &SqliteRow,
    plans: &mut HashMap<String, PlanId>,
    all: &mut Vec<CompletionBrief>,
) -> Result<(), sqlx::Error> {
    let asset = AssetIndex(get(row, "asset")?);
    let plan: &str = get(row, "plan_id")?;
    let plan = match plans.get(plan) {
        Some(plan) => plan.clone(),
        None => plans.entry(plan.to_owned()).or_insert(text(row, "plan_id")?).clone(),
    };
    for packed in get::<&str>(row, "packed")?.split(',') {
        let completion = unpack_one(asset, &plan, packed);
        all.push(completion.ok_or_else(|| refused("completion", packed))?);
    }
    Ok(())
}

fn unpack_one(asset: AssetIndex, plan: &PlanId, packed: &str) -> Option<CompletionBrief> {
    let mut parts = packed.split(' ');
    let mut next = || parts.next();
    Some(CompletionBrief {
        id: CompletionId(next()?.parse().ok()?),
        asset,
        plan: plan.clone(),
        completed_on: next()?.parse().ok()?,
        closed_due_on: optional(next()?)?,
        corrects: optional(next()?)?.map(CompletionId),
        withdrawn: next()? != "0",
        imported: next()? != "0",
    })
}

/// `-` stands for nothing.
fn optional<T: FromStr>(part: &str) -> Option<Option<T>> {
    if part == "-" { Some(None) } else { part.parse().ok().map(Some) }
}
