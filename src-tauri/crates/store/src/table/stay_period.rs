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
    let [from, until, of_assets] = match packed {
        Some(row) => [row.try_get(0)?, row.try_get(1)?, row.try_get(2)?],
        None => [0i64; 3],
    };
    let slots = slot(period.start).max(from)..(slot(period.end) + 1).min(until);
    let mut found = Found::default();
    for (asset, stay) in rows(connection, BEFORE, bounds, [first, first]).await? {
        found.of(asset).push(stay);
    }
    if slots.is_empty() {
        for (asset, stay) in rows(connection, BETWEEN, bounds, [first, end]).await? {
            found.of(asset).push(stay);
        }
        return Ok(found.sorted());
    }
    let before = [first, end.min(slots.start * SLOT_US)];
    let after = [first.max(slots.end * SLOT_US), end];
    let packed = [before[1], after[0]];
    let new = [bounds[0].max(of_assets), bounds[1]];
    for (bounds, range) in [(bounds, before), (bounds, after), (new, packed)] {
        if range[0] < range[1] && bounds[0] < bounds[1] {
            for (asset, stay) in rows(connection, BETWEEN, bounds, range).await? {
                found.of(asset).push(stay);
            }
        }
    }
    let not_ready = read_blocks(connection, bounds, &slots, &period, &mut found).await?;
    for (asset, slots) in not_ready {
        let range = [first.max(slots.start * SLOT_US), end.min(slots.end * SLOT_US)];
        let query = sqlx::query(OF_ASSET).bind(i64::from(asset.0)).bind(range[0]).bind(range[1]);
        for row in query.fetch_all(&mut *connection).await? {
            found.of(asset).push(read(&row)?);
        }
    }
    Ok(found.sorted())
}

/// Adds what stands in blocks; says which slots of which assets have none that is ready.
async fn read_blocks(
    connection: &mut SqliteConnection,
    [first, end]: [i64; 2],
    slots: &Range<i64>,
    period: &Range<Timestamp>,
    found: &mut Found,
) -> Result<Vec<(AssetIndex, Range<i64>)>, sqlx::Error> {
    let rows = sqlx::query(BLOCKS)
        .bind(first)
        .bind(end)
        .bind(SLOTS)
        .bind(slots.start)
        .bind(slots.end)
        .fetch_all(connection)
        .await?;
    let mut not_ready: Vec<(AssetIndex, Range<i64>)> = Vec::new();
    for row in &rows {
        let asset = AssetIndex(get(row, "asset")?);
        let slot = get::<i64>(row, "block")? % SLOTS;
        let stays = match get::<i64>(row, "stays")? {
            0 => continue,
            1.. => found.of(asset),
            _ => {
                miss(&mut not_ready, asset, slot);
                continue;
            }
        };
        let before = stays.len();
        if unpack(get(row, "bytes")?, stays).is_none() {
            tracing::warn!(
                asset = asset.0,
                slot,
                "a block of stays is corrupt: the stays are read"
            );
            miss(&mut not_ready, asset, slot);
            continue;
        }
        if slot == self::slot(period.start) || slot == self::slot(period.end) {
            let mut at = 0;
            stays.retain(|stay| {
                at += 1;
                at <= before || (stay.from >= period.start && stay.from < period.end)
            });
        }
    }
    Ok(not_ready)
}

fn miss(not_ready: &mut Vec<(AssetIndex, Range<i64>)>, asset: AssetIndex, slot: i64) {
    match not_ready.last_mut() {
        Some((of, slots)) if *of == asset && slots.end == slot => slots.end += 1,
        _ => not_ready.push((asset, slot..slot + 1)),
    }
}

async fn rows(
    connection: &mut SqliteConnection,
    sql: &'static str,
    [first, end]: [i64; 2],
    [from, to]: [i64; 2],
) -> Result<Vec<(AssetIndex, Stay)>, sqlx::Error> {
    let query = sqlx::query(sql).bind(first).bind(end).bind(from).bind(to);
    query.fetch_all(connection).await?.iter().map(read_of_asset).collect()
}

/// Stays by asset, as they come from several places.
#[derive(Default)]
struct Found(HashMap<AssetIndex, Vec<Stay>>);

impl Found {
    fn of(&mut self, asset: AssetIndex) -> &mut Vec<Stay> {
        self.0.entry(asset).or_default()
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

/// Of each asset the blocks of a range of slots.
const BLOCKS: &str = "select asset.asset, stay_block.* from asset
    join stay_block on stay_block.block >= asset.asset * $3 + $4
        and stay_block.block < asset.asset * $3 + $5
    where asset.asset >= $1 and asset.asset < $2
    order by asset.asset, stay_block.block";
