//! Ended stays of the slot that is not over: a block of an asset that grows as more of them end.
//!
//! An open block holds all stays of its slot that began before its `until_at`, and the table the
//! rest: at least the latest one, which lasts or was changed last. A change before that instant
//! takes the block away.

use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use trackward_model::{AssetIndex, Stay, Timestamp};

use super::stay::{failed, read};
use super::stay_block::{BLOCKS_AT_ONCE, OF_ASSET, SLOT_US, SLOTS, block};
use crate::bulk::Bulk;
use crate::pack::{pack, unpack};
use crate::row::get;
use crate::{Store, StoreError};

/// A block grows by at least so many stays: fewer are read from the table as quickly.
const GROWS_BY: i64 = 4;

impl Store {
    /// Lets some of the open blocks grow, those after an asset, in one transaction. What counts
    /// as open is as of the last [`Store::stay_block_queue`]. Returns where to go on, or `None` when
    /// there was nothing more to do.
    pub async fn stay_block_grow(&self, after: Option<i64>) -> Result<Option<i64>, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = match tx.connection() {
            Ok(connection) => grow_some(connection, after.unwrap_or(-1)).await,
            Err(error) => Err(error),
        };
        tx.end(outcome).await
    }
}

async fn grow_some(
    connection: &mut SqliteConnection,
    after: i64,
) -> Result<Option<i64>, StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into stay_block (block, stays, bytes, until_at) values",
        columns: 4,
        after: "on conflict (block) do update set stays = excluded.stays, bytes = excluded.bytes,
            until_at = excluded.until_at",
    };
    let open: Option<i64> = sqlx::query_scalar("select until_slot from stay_packed where id = 0")
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let Some(open) = open else { return Ok(None) };
    let grown = sqlx::query(GROWN)
        .bind(SLOTS)
        .bind(open)
        .bind(open * SLOT_US)
        .bind((open + 1) * SLOT_US)
        .bind(after)
        .bind(GROWS_BY)
        .bind(BLOCKS_AT_ONCE)
        .fetch_all(&mut *connection)
        .await
        .map_err(failed)?;
    let mut packed = Vec::with_capacity(grown.len());
    let mut last = None;
    for row in &grown {
        let asset = AssetIndex(get(row, "asset").map_err(failed)?);
        last = Some(i64::from(asset.0));
        let bytes = row.try_get("bytes").map_err(failed)?;
        let until = row.try_get("until_at").map_err(failed)?;
        let stays = grow(connection, asset, open, bytes, until).await.map_err(failed)?;
        if let Some((until, stays)) = stays
            && let Some(bytes) = pack(&stays)
        {
            packed.push((block(asset, open), stays.len() as i64, bytes, until));
        }
    }
    UPSERT
        .run(connection, packed.into_iter(), failed, |row, (block, stays, bytes, until)| {
            row.bind(block).bind(stays).bind(bytes).bind(until.0);
        })
        .await?;
    Ok(last)
}

/// The stays of an asset's open block and those that have ended since, and until when that is.
async fn grow(
    connection: &mut SqliteConnection,
    asset: AssetIndex,
    open: i64,
    bytes: Option<&[u8]>,
    until: Option<i64>,
) -> Result<Option<(Timestamp, Vec<Stay>)>, sqlx::Error> {
    let mut stays = Vec::new();
    let from = match bytes.and_then(|bytes| unpack(bytes, &mut stays)).and(until) {
        Some(until) => until,
        None => open * SLOT_US,
    };
    let rows = sqlx::query(OF_ASSET)
        .bind(i64::from(asset.0))
        .bind(from)
        .bind((open + 1) * SLOT_US)
        .fetch_all(connection)
        .await?;
    let mut ended: Vec<Stay> = rows.iter().map(read).collect::<Result<_, _>>()?;
    // Before one that lasts all have ended; if not, the block must not pass it.
    let lasting = ended.iter().position(|stay| stay.to.is_none());
    let rest = ended.split_off(lasting.unwrap_or(ended.len()).min(ended.len().saturating_sub(1)));
    stays.append(&mut ended);
    Ok(rest.first().map(|next| (next.from, stays)))
}

/// Takes the open blocks away that hold a stay which changes: given with when it began.
pub(super) async fn stay_block_open_spoil(
    connection: &mut SqliteConnection,
    changes: &[(i64, Timestamp)],
) -> Result<(), StoreError> {
    const SPOIL: Bulk = Bulk {
        before: "delete from stay_block where block in (select open.block from (values",
        columns: 2,
        after: ") as change join stay_block open on open.block = change.column1
            where open.until_at > change.column2)",
    };
    SPOIL
        .run(connection, changes.iter(), failed, |row, (block, from)| {
            row.bind(*block).bind(from.0);
        })
        .await
}

/// Of which assets after $5 so many stays of the slot $2 are in no block yet.
const GROWN: &str = "select asset.asset, open.bytes, open.until_at from asset
    left join stay_block open on open.block = asset.asset * $1 + $2
    where asset.asset > $5 and (select count(*) from stay where stay.asset = asset.asset
        and stay.from_at >= coalesce(open.until_at, $3) and stay.from_at < $4) > $6
    order by asset.asset limit $7";
