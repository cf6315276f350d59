//! Many rows in few statements.
//!
//! Each statement is a trip to the connection's thread and back, which costs more than the row
//! itself; so rows go in by `values (…), (…), …`, which PostgreSQL takes as well. The placeholders
//! are `?` and not `$1`, `$2`, …: SQLite looks each named one up in a list, so that the cost of
//! binding them grows with the square of their number. (For PostgreSQL the same text with running
//! numbers, or `unnest` of an array a column.)

use std::fmt::Write;

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe, Encode, Sqlite, Type};
use trackward_model::Signed;

use crate::StoreError;

/// Rows a statement. Few sizes, so that each keeps its place in the cache of prepared statements.
const ROWS: [usize; 4] = [256, 32, 4, 1];

/// A statement with as many rows of values as one likes.
pub(crate) struct Bulk {
    /// What stands before the rows: `insert into t (a, b) values`.
    pub before: &'static str,
    /// Values in a row.
    pub columns: usize,
    /// What stands after them: `on conflict (a) do update set b = excluded.b`.
    pub after: &'static str,
}

impl Bulk {
    /// Runs the statement over all rows. The key of the table must not occur twice in them.
    pub async fn run<T>(
        &self,
        connection: &mut SqliteConnection,
        rows: impl ExactSizeIterator<Item = T>,
        failed: impl Fn(sqlx::Error) -> StoreError,
        bind: impl Fn(&mut Row, T),
    ) -> Result<(), StoreError> {
        let mut left = rows.len();
        let mut rows = rows;
        for size in ROWS {
            if left < size {
                continue;
            }
            let sql: std::sync::Arc<str> = self.sql(size).into();
            while left >= size {
                let mut values = Row(SqliteArguments::default(), Ok(()));
                values.0.reserve(size * self.columns, 0);
                for row in rows.by_ref().take(size) {
                    bind(&mut values, row);
                }
                left -= size;
                values.1.map_err(|cause| failed(sqlx::Error::Encode(cause)))?;
                sqlx::query_with(AssertSqlSafe(sql.clone()), values.0)
                    .execute(&mut *connection)
                    .await
                    .map_err(StoreError::of(&failed))?;
            }
        }
        Ok(())
    }

    fn sql(&self, rows: usize) -> String {
        let mut sql = format!("{} ", self.before);
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ",(" });
            for column in 0..self.columns {
                sql.push_str(if column == 0 { "?" } else { ",?" });
            }
            sql.push(')');
        }
        let _ = write!(sql, " {}", self.after);
        sql
    }
}

/// The values of rows, in the order of their columns.
pub(crate) struct Row(SqliteArguments, Result<(), sqlx::error::BoxDynError>);

impl Row {
    /// The next value.
    pub fn bind<'t>(&mut self, value: impl Encode<'t, Sqlite> + Type<Sqlite>) -> &mut Self {
        if let Err(cause) = self.0.add(value) {
            self.1 = Err(cause);
        }
        self
    }

    /// The next three: when, who, and what they said.
    pub fn bind_signed(&mut self, signed: Option<&Signed>) -> &mut Self {
        self.bind(signed.map(|signed| signed.at.0))
            .bind(signed.map(|signed| signed.by.as_str()))
            .bind(signed.map(|signed| signed.note.as_str()))
    }
}
