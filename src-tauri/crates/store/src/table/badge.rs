//! Badges: whose cards open custody. A badge stands for a unit or for nobody, never for a person.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Tag, UnitId};

use crate::bulk::Bulk;
use crate::row::{tag, tag_bytes, text_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Badge)(cause)
}

impl Store {
    /// Replaces the list of badges, each with the unit it belongs to, where that is known. Of a
    /// badge that stands there twice the last one counts.
    pub async fn badge_put_all(&self, badges: &[(Tag, Option<UnitId>)]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let outcome = badge_replace_all(tx.connection()?, badges).await;
        tx.end(outcome).await
    }

    /// All badges, by tag.
    pub async fn badge_list(&self) -> Result<Vec<(Tag, Option<UnitId>)>, StoreError> {
        let rows = sqlx::query("select * from badge order by tag")
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> Result<(Tag, Option<UnitId>), sqlx::Error> {
    Ok((tag(row, "tag")?, text_option(row, "unit")?))
}

async fn badge_replace_all(
    connection: &mut SqliteConnection,
    badges: &[(Tag, Option<UnitId>)],
) -> Result<(), StoreError> {
    const INSERT: Bulk =
        Bulk { before: "insert into badge (tag, unit) values", columns: 2, after: "" };
    sqlx::query("delete from badge").execute(&mut *connection).await.map_err(failed)?;
    let badges = super::last_of_each(badges, |(tag, _)| *tag);
    INSERT
        .run(connection, badges.into_iter(), StoreError::Badge, |row, (tag, unit)| {
            row.bind(tag_bytes(tag)).bind(unit.as_ref().map(UnitId::as_str));
        })
        .await
}
