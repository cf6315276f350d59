//! The stays of a period: from blocks that are ready, all else from the table.

use std::collections::HashMap;
use std::ops::Range;

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Row};
use trackward_model::{AssetIndex, Stay, Timestamp};

use super::stay::{failed, read, read_of_asset};
use super::stay_block::{OF_ASSET, SLOT_US, SLOTS, slot};
use crate::pack::unpack;
use crate::row::get;
use crate::{Store, StoreError};

impl Store {
    /// The stays of a range of assets that touch a period, by asset and then the first one first;
    /// assets without any are left out. All of it is read as of one instant.
    pub async fn stay_period_list(
        &self,
        assets: Range<AssetIndex>,
        period: Range<Timestamp>,
    ) -> Result<Vec<(AssetIndex, Vec<Stay>)>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        let mut tx = connection.begin().await.map_err(failed)?;
        let found = period_list(&mut tx, assets, period).await.map_err(failed);
        // Nothing was written: however it ends, it ends well.
        drop(tx.rollback().await);
        found
    }
}

async fn period_list(
    connection: &mut SqliteConnection,
    assets: Range<AssetIndex>,
    period: Range<Timestamp>,
) -> Result<Vec<(AssetIndex, Vec<Stay>)>, sqlx::Error> {
    let bounds = [i64::from(assets.start.0), i64::from(assets.end.0)];
    let [first, end] = [period.start, period.end].map(|at| at.0);
    let packed = sqlx::query("select from_slot, until_slot, assets from stay_packed where id = 0")
        .fetch_optional(&mut *connection)
        .await?;
    let [from, open, of_assets] = match packed {
        Some(row) => [row.try_get(0)?, row.try_get(1)?, row.try_get(2)?],
        None => [i64::MIN; 3],
    };
    // Before all blocks, in those of slots that are over, and since the open slot began.
    let [from_us, open_us] = [from, open].map(|slot| slot.saturating_mul(SLOT_US));
    let before = first..end.min(from_us);
    let over = first.max(from_us)..end.min(open_us);
    let since = first.max(open_us)..end;

    let mut found = Found::default();
    found.add(rows(connection, BEFORE, bounds, &(first..first)).await?);
    found.add(rows(connection, BETWEEN, bounds, &before).await?);
    // Assets that came after the blocks were made have none.
    found.add(rows(connection, BETWEEN, [bounds[0].max(of_assets), bounds[1]], &over).await?);
    if !since.is_empty() {
        let query = sqlx::query(SINCE)
            .bind(bounds[0])
            .bind(bounds[1])
            .bind(since.start)
            .bind(since.end)
            .bind(SLOTS)
            .bind(open);
        let stays = query.fetch_all(&mut *connection).await?;
        found.add(stays.iter().map(read_of_asset).collect::<Result<_, _>>()?);
    }
    let slots = packed_slots(&over, &since, open);
    if slots.is_empty() || of_assets == i64::MIN {
        return Ok(found.sorted());
    }
    for (asset, missed) in read_blocks(connection, bounds, &slots, &period, &mut found).await? {
        let query = sqlx::query(OF_ASSET)
            .bind(i64::from(asset.0))
            .bind(first.max(missed.start))
            .bind(end.min(missed.end));
        for row in query.fetch_all(&mut *connection).await? {
            found.of(asset).push(read(&row)?);
        }
    }
    Ok(found.sorted())
}

/// The slots whose blocks a period needs.
fn packed_slots(over: &Range<i64>, since: &Range<i64>, open: i64) -> Range<i64> {
    let slot = |at: i64| slot(Timestamp(at));
    let start = if over.is_empty() { open } else { slot(over.start) };
    let end = if !since.is_empty() {
        open.saturating_add(1)
    } else if over.is_empty() {
        open
    } else {
        slot(over.end - 1) + 1
    };
    start..end
}

/// Adds what stands in blocks; says from when to when which assets have none that is ready.
async fn read_blocks(
    connection: &mut SqliteConnection,
    [first, end]: [i64; 2],
    slots: &Range<i64>,
    period: &Range<Timestamp>,
    found: &mut Found,
) -> Result<Vec<(AssetIndex, Range<i64>)>, sqlx::Error> {
    let query =
        sqlx::query(BLOCKS).bind(first).bind(end).bind(SLOTS).bind(slots.start).bind(slots.end);
    let mut not_ready: Vec<(AssetIndex, Range<i64>)> = Vec::new();
    for row in query.fetch_all(connection).await? {
        let asset = AssetIndex(get(&row, "asset")?);
        let slot = get::<i64>(&row, "block")? % SLOTS;
        let slot_us = slot * SLOT_US;
        // An open block's stays after its end were read from the table.
        let holds = slot_us..get::<Option<i64>>(&row, "until_at")?.unwrap_or(slot_us + SLOT_US);
        let stays = match get::<i64>(&row, "stays")? {
            0 => continue,
            1.. => found.of(asset),
            _ => {
                miss(&mut not_ready, asset, holds);
                continue;
            }
        };
        let before = stays.len();
        if unpack(get(&row, "bytes")?, stays).is_none() {
            tracing::warn!(
                asset = asset.0,
                slot,
                "a block of stays is corrupt: the stays are read"
            );
            miss(&mut not_ready, asset, holds);
            continue;
        }
        if holds.start < period.start.0 || holds.end > period.end.0 {
            let mut at = 0;
            stays.retain(|stay| {
                at += 1;
                at <= before || (stay.from >= period.start && stay.from < period.end)
            });
        }
    }
    Ok(not_ready)
}

fn miss(not_ready: &mut Vec<(AssetIndex, Range<i64>)>, asset: AssetIndex, missed: Range<i64>) {
    match not_ready.last_mut() {
        Some((of, before)) if *of == asset && before.end == missed.start => before.end = missed.end,
        _ => not_ready.push((asset, missed)),
    }
}

async fn rows(
    connection: &mut SqliteConnection,
    sql: &'static str,
    [first, end]: [i64; 2],
    range: &Range<i64>,
) -> Result<Vec<(AssetIndex, Stay)>, sqlx::Error> {
    if range.start > range.end || first >= end {
        return Ok(Vec::new());
    }
    let query = sqlx::query(sql).bind(first).bind(end).bind(range.start).bind(range.end);
    query.fetch_all(connection).await?.iter().map(read_of_asset).collect()
}

/// Stays by asset, as they come from several places.
#[derive(Default)]
struct Found(HashMap<AssetIndex, Vec<Stay>>);

impl Found {
    fn of(&mut self, asset: AssetIndex) -> &mut Vec<Stay> {
        self.0.entry(asset).or_default()
    }

    fn add(&mut self, stays: Vec<(AssetIndex, Stay)>) {
        for (asset, stay) in stays {
            self.of(asset).push(stay);
        }
    }

    fn sorted(self) -> Vec<(AssetIndex, Vec<Stay>)> {
        let mut found: Vec<_> = self.0.into_iter().filter(|(_, stays)| !stays.is_empty()).collect();
        found.sort_by_key(|(asset, _)| *asset);
        for (_, stays) in &mut found {
            if !stays.is_sorted_by_key(|stay| stay.from) {
                stays.sort_by_key(|stay| stay.from);
            }
        }
        found
    }
}

/// Of each asset the stay that began before $3, where it lasts beyond $4.
const BEFORE: &str = "select stay.* from asset
    join stay on stay.asset = asset.asset and stay.from_at =
        (select max(last.from_at) from stay last
        where last.asset = asset.asset and last.from_at < $3)
    where asset.asset >= $1 and asset.asset < $2
        and (stay.to_at is null or stay.to_at > $4)
    order by asset.asset";

/// Of each asset the stays that began in a range of time.
const BETWEEN: &str = "select stay.* from asset
    join stay on stay.asset = asset.asset and stay.from_at >= $3 and stay.from_at < $4
    where asset.asset >= $1 and asset.asset < $2
    order by asset.asset, stay.from_at";

/// Of each asset the stays that began in a range of time and are not in its open block.
const SINCE: &str = "select stay.* from asset
    left join stay_block open on open.block = asset.asset * $5 + $6
    join stay on stay.asset = asset.asset and stay.from_at < $4 and stay.from_at >=
        case when open.until_at > $3 then open.until_at else $3 end
    where asset.asset >= $1 and asset.asset < $2
    order by asset.asset, stay.from_at";

/// Of each asset the blocks of a range of slots.
const BLOCKS: &str = "select asset.asset, stay_block.* from asset
    join stay_block on stay_block.block >= asset.asset * $3 + $4
        and stay_block.block < asset.asset * $3 + $5
    where asset.asset >= $1 and asset.asset < $2
    order by asset.asset, stay_block.block";
