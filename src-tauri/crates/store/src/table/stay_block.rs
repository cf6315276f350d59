//! Ended stays, packed by asset and by when they began, 30 days at a time: what reads a year of them.
//!
//! A copy of the table of stays and nothing more. A block that is not ready (not made yet, or one
//! of its stays has changed since) is read from the table instead, so that no reader ever sees
//! stays other than those of the table. The slot that is not over has open blocks
//! ([`super::stay_block_open`]).

use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use trackward_model::{AssetIndex, Stay, StayChange, Timestamp};

use super::stay::{failed, read};
use super::stay_block_open::stay_block_open_spoil;
use crate::bulk::Bulk;
use crate::pack::pack;
use crate::{Store, StoreError};

/// Blocks that are made in one transaction: short enough that a batch of the pipeline can wait.
pub(super) const BLOCKS_AT_ONCE: i64 = 256;
/// How long a slot is: a few hundred stays of a busy pump.
pub(super) const SLOT_US: i64 = 30 * 86_400_000_000;
/// Slots that a block's key has room for: 5,000 years from 1970 on.
pub(super) const SLOTS: i64 = 1 << 16;

/// How far the packing of stays came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packing {
    /// Where to go on; `None` when there was nothing more to do.
    pub after: Option<i64>,
    /// Blocks that are not ready.
    pub left: u64,
}

impl Store {
    /// Sees to it that there is a block, ready or not, for each asset and each slot of time
    /// that is over at an instant. Returns how many are not ready.
    pub async fn stay_block_queue(&self, at: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = match tx.connection() {
            Ok(connection) => queue(connection, slot(at)).await.map_err(failed),
            Err(error) => Err(error),
        };
        tx.end(outcome).await
    }

    /// Makes some of the blocks that are not ready, those after a block, in one transaction.
    /// A block stays as it is while one of its stays lasts.
    pub async fn stay_block_pack(&self, after: Option<i64>) -> Result<Packing, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = match tx.connection() {
            Ok(connection) => pack_some(connection, after.unwrap_or(-1)).await,
            Err(error) => Err(error),
        };
        tx.end(outcome).await
    }
}

/// The slot of an instant; the first and the last one stand for what lies beyond them.
pub(super) const fn slot(at: Timestamp) -> i64 {
    let slot = at.0.div_euclid(SLOT_US);
    if slot < 0 {
        0
    } else if slot < SLOTS {
        slot
    } else {
        SLOTS - 1
    }
}

pub(super) const fn block(asset: AssetIndex, slot: i64) -> i64 {
    asset.0 as i64 * SLOTS + slot
}

async fn queue(connection: &mut SqliteConnection, until: i64) -> Result<u64, sqlx::Error> {
    let assets: i64 =
        sqlx::query_scalar("select count(*) from asset").fetch_one(&mut *connection).await?;
    let known = sqlx::query("select from_slot, until_slot, assets from stay_packed where id = 0")
        .fetch_optional(&mut *connection)
        .await?;
    let (from, done) = match known {
        Some(row) => (row.try_get(0)?, (row.try_get::<i64, _>(1)?, row.try_get::<i64, _>(2)?)),
        None => match first_slot(connection).await? {
            Some(first) => (first, (first, 0)),
            None => return Ok(0),
        },
    };
    let until = until.max(done.0);
    for slot in from..until {
        // What is there already is known to be: only new slots and new assets are looked at.
        let first_new = if slot < done.0 { done.1 } else { 0 };
        if first_new < assets {
            queue_slot(connection, slot, first_new).await?;
        }
    }
    sqlx::query(
        "insert into stay_packed (id, from_slot, until_slot, assets) values (0, $1, $2, $3)
        on conflict (id) do update set until_slot = excluded.until_slot, assets = excluded.assets",
    )
    .bind(from)
    .bind(until)
    .bind(assets)
    .execute(&mut *connection)
    .await?;
    left(connection, -1).await
}

async fn queue_slot(
    connection: &mut SqliteConnection,
    slot: i64,
    first_asset: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into stay_block (block, stays, bytes)
        select asset * $1 + $2, -1, $3 from asset where asset >= $4
        on conflict (block) do update set stays = -1, bytes = excluded.bytes, until_at = null
        where stay_block.until_at is not null",
    )
    .bind(SLOTS)
    .bind(slot)
    .bind(&[][..])
    .bind(first_asset)
    .execute(connection)
    .await?;
    Ok(())
}

async fn first_slot(connection: &mut SqliteConnection) -> Result<Option<i64>, sqlx::Error> {
    let first: Option<i64> = sqlx::query_scalar(
        "select min(first) from (select
            (select min(from_at) from stay where stay.asset = asset.asset) as first from asset) a",
    )
    .fetch_one(connection)
    .await?;
    Ok(first.map(|first| slot(Timestamp(first))))
}

async fn left(connection: &mut SqliteConnection, after: i64) -> Result<u64, sqlx::Error> {
    let left: i64 =
        sqlx::query_scalar("select count(*) from stay_block where stays < 0 and block > $1")
            .bind(after)
            .fetch_one(connection)
            .await?;
    Ok(left.unsigned_abs())
}

async fn pack_some(connection: &mut SqliteConnection, after: i64) -> Result<Packing, StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into stay_block (block, stays, bytes) values",
        columns: 3,
        after: "on conflict (block) do update set stays = excluded.stays, bytes = excluded.bytes",
    };
    let blocks: Vec<i64> = sqlx::query_scalar(
        "select block from stay_block where stays < 0 and block > $1 order by block limit $2",
    )
    .bind(after)
    .bind(BLOCKS_AT_ONCE)
    .fetch_all(&mut *connection)
    .await
    .map_err(failed)?;
    let Some(&last) = blocks.last() else { return Ok(Packing { after: None, left: 0 }) };
    let mut packed = Vec::with_capacity(blocks.len());
    for run in blocks.chunk_by(|a, b| a + 1 == *b && a / SLOTS == b / SLOTS) {
        let stays = of_blocks(connection, run).await.map_err(failed)?;
        let mut rest = stays.as_slice();
        for &block in run {
            let is_here = |stay: &&Stay| slot(stay.from) == block % SLOTS;
            let here = rest.iter().take_while(is_here).count();
            let (stays, others) = rest.split_at(here);
            rest = others;
            if let Some(bytes) = pack(stays) {
                packed.push((block, stays.len() as i64, bytes));
            }
        }
    }
    UPSERT
        .run(connection, packed.into_iter(), failed, |row, (block, stays, bytes)| {
            row.bind(block).bind(stays).bind(bytes);
        })
        .await?;
    let left = left(connection, last).await.map_err(failed)?;
    Ok(Packing { after: (left > 0).then_some(last), left })
}

/// The stays of blocks of one asset that follow each other.
async fn of_blocks(
    connection: &mut SqliteConnection,
    run: &[i64],
) -> Result<Vec<Stay>, sqlx::Error> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Ok(Vec::new()) };
    let rows = sqlx::query(OF_ASSET)
        .bind(first / SLOTS)
        .bind(first % SLOTS * SLOT_US)
        .bind((last % SLOTS + 1) * SLOT_US)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

/// Marks the blocks of stays that change as not ready, in the transaction of the change.
pub(super) async fn stay_block_spoil(
    connection: &mut SqliteConnection,
    changes: &[(AssetIndex, StayChange)],
) -> Result<(), StoreError> {
    const SPOIL: Bulk = Bulk {
        before: "update stay_block set stays = -1, bytes = x'' where stays >= 0
            and block in (values",
        columns: 1,
        after: ")",
    };
    if changes.is_empty() {
        return Ok(());
    }
    let until: Option<i64> = sqlx::query_scalar("select until_slot from stay_packed where id = 0")
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let Some(until) = until else { return Ok(()) };
    let mut blocks = Vec::new();
    let mut open = Vec::new();
    for (asset, change) in changes {
        let (StayChange::Put(Stay { from, .. }) | StayChange::Remove { from }) = change;
        match slot(*from) {
            slot if slot < until => blocks.push(block(*asset, slot)),
            slot if slot == until => open.push((block(*asset, slot), *from)),
            _ => {}
        }
    }
    blocks.sort_unstable();
    blocks.dedup();
    SPOIL
        .run(&mut *connection, blocks.into_iter(), failed, |row, block| {
            row.bind(block);
        })
        .await?;
    stay_block_open_spoil(connection, &open).await
}

/// Of one asset the stays that began in a range of time.
pub(super) const OF_ASSET: &str = "select * from stay
    where asset = $1 and from_at >= $2 and from_at < $3 order by from_at";
