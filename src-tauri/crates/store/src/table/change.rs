//! The change feed: which assets changed, a row a batch, read by cursor.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Timestamp};

use crate::column::{ColumnError, ColumnReader, ColumnWriter};
use crate::row::{count, get, signed, time};
use crate::{Store, StoreError};

/// The most assets that a row may claim to name.
const ASSETS_MAX: usize = 16_777_216;
/// Rows that one step of pruning deletes, so that a batch never waits long.
const PRUNE_ROWS: i64 = 1_000;

/// Assets that one batch changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number, counted from 1.
    pub seq: u64,
    /// The instant that the pipeline had reached.
    pub reached: Timestamp,
    /// The assets, in order, each once.
    pub assets: Vec<AssetIndex>,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Change)(cause)
}

impl Store {
    /// The changes after a number, the oldest first, at most `limit`.
    pub async fn change_list(&self, after: u64, limit: u32) -> Result<Vec<Change>, StoreError> {
        let rows = sqlx::query("select * from change where seq > $1 order by seq limit $2")
            .bind(signed(after))
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect()
    }

    /// Deletes all changes but the last `keep`, a few at a time so that batches get in between.
    /// Says how many it deleted. The future borrows nothing, so that a task can be made of it.
    pub fn change_prune(
        &self,
        keep: u64,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send + use<> {
        let store = self.clone();
        async move {
            let mut pruned = 0;
            loop {
                let mut tx = store.begin().await?;
                let outcome = change_prune_step(tx.connection()?, keep).await;
                let step = tx.end(outcome).await?;
                pruned += step;
                if step < PRUNE_ROWS as u64 {
                    return Ok(pruned);
                }
            }
        }
    }
}

async fn change_prune_step(
    connection: &mut SqliteConnection,
    keep: u64,
) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "delete from change where seq in
            (select seq from change
            where seq <= (select change_seq from progress where id = 0) - $1
            order by seq limit $2)",
    )
    .bind(signed(keep))
    .bind(PRUNE_ROWS)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected())
}

pub(crate) async fn change_insert(
    connection: &mut SqliteConnection,
    seq: u64,
    reached: Timestamp,
    assets: &[AssetIndex],
) -> Result<(), StoreError> {
    sqlx::query("insert into change (seq, reached, assets) values ($1, $2, $3)")
        .bind(signed(seq))
        .bind(reached.0)
        .bind(encode(assets))
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Change, StoreError> {
    let parts = || Ok((count(row, "seq")?, time(row, "reached")?, get::<&[u8]>(row, "assets")?));
    let (seq, reached, assets) = parts().map_err(failed)?;
    let assets = decode(assets)
        .map_err(|ColumnError(_)| StoreError::Corrupt { what: "a row of the change feed" })?;
    Ok(Change { seq, reached, assets })
}

/// In order and each once: as steps from one to the next, most fit a byte.
fn encode(assets: &[AssetIndex]) -> Vec<u8> {
    let mut sorted = assets.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut writer = ColumnWriter::new(Vec::new());
    writer.varint(sorted.len() as u64);
    let mut before = 0;
    let steps: Vec<u64> = sorted
        .iter()
        .map(|asset| {
            let step = asset.0 - before;
            before = asset.0;
            step.into()
        })
        .collect();
    writer.unsigned(&steps);
    writer.finish()
}

fn decode(bytes: &[u8]) -> Result<Vec<AssetIndex>, ColumnError> {
    let mut reader = ColumnReader::new(bytes);
    let count = reader.length(ASSETS_MAX)?;
    let steps = reader.unsigned(count)?;
    reader.finish()?;
    let mut at = 0u32;
    steps
        .into_iter()
        .map(|step| {
            let next = u32::try_from(step).ok().and_then(|step| at.checked_add(step));
            at = next.ok_or(ColumnError("an asset beyond 32 bits"))?;
            Ok(AssetIndex(at))
        })
        .collect()
}
