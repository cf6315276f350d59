//! Tags that are heard and on no asset.

use sqlx::sqlite::SqliteRow;
use trackward_model::{ReaderIndex, Tag, Timestamp};

use crate::bulk::Bulk;
use crate::row::{count, get, signed, tag, tag_bytes, time};
use crate::tx::Tx;
use crate::{Store, StoreError};

/// How many are kept: those heard last. Phones that change their address every few minutes
/// would fill the disk otherwise.
pub const UNKNOWN_TAGS_MAX: usize = 10_000;
/// How many more there may be until the table is cut back.
const UNKNOWN_TAGS_SLACK: usize = 1_000;

/// A tag that is heard and on no asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownTag {
    /// The tag.
    pub tag: Tag,
    /// When it was heard last.
    pub last_at: Timestamp,
    /// How many sightings: in a batch those of the batch, in a list all since it is kept.
    pub count: u64,
    /// Who heard it last.
    pub reader: ReaderIndex,
}

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::UnknownTag)(cause)
}

impl Store {
    /// Tags that are on no asset, the last heard first, at most `limit`.
    pub async fn unknown_tag_list(&self, limit: u32) -> Result<Vec<UnknownTag>, StoreError> {
        let rows = sqlx::query("select * from unknown_tag order by last_at desc, tag limit $1")
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<UnknownTag, sqlx::Error> {
    Ok(UnknownTag {
        tag: tag(row, "tag")?,
        last_at: time(row, "last_at")?,
        count: count(row, "count")?,
        reader: ReaderIndex(get(row, "reader")?),
    })
}

/// Adds to what is kept of them. Each tag stands in the list once.
pub(crate) async fn unknown_tag_add(tx: &mut Tx, tags: &[UnknownTag]) -> Result<(), StoreError> {
    const ADD: Bulk = Bulk {
        before: "insert into unknown_tag (tag, last_at, count, reader) values",
        columns: 4,
        after: "on conflict (tag) do update set count = unknown_tag.count + excluded.count,
            reader = case when excluded.last_at >= unknown_tag.last_at
                then excluded.reader else unknown_tag.reader end,
            last_at = case when excluded.last_at >= unknown_tag.last_at
                then excluded.last_at else unknown_tag.last_at end",
    };
    if tags.is_empty() {
        return Ok(());
    }
    ADD.run(tx.connection()?, tags.iter(), StoreError::UnknownTag, |row, unknown| {
        row.bind(tag_bytes(&unknown.tag))
            .bind(unknown.last_at.0)
            .bind(signed(unknown.count))
            .bind(i64::from(unknown.reader.0));
    })
    .await?;
    tx.unknown_tags_put = tx.unknown_tags_put.saturating_add(tags.len());
    if tx.unknown_tags_put > UNKNOWN_TAGS_SLACK {
        sqlx::query(
            "delete from unknown_tag where tag not in
                (select tag from unknown_tag order by last_at desc, tag limit $1)",
        )
        .bind(UNKNOWN_TAGS_MAX as i64)
        .execute(tx.connection()?)
        .await
        .map_err(failed)?;
        tx.unknown_tags_put = 0;
    }
    Ok(())
}
