//! Bindings: which tag is on which asset, from when to when.

use std::collections::{HashMap, HashSet};

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{AssetIndex, Binding, Tag, Timestamp};

use crate::bulk::Bulk;
use crate::row::{get, tag, tag_bytes, time, time_option};
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Asset)(cause)
}

impl Store {
    /// All bindings, in the order in which they were made.
    pub async fn binding_list(&self) -> Result<Vec<Binding>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        binding_list(&mut connection).await.map_err(failed)
    }
}

/// Their position in the list is their key.
pub(crate) async fn binding_list(
    connection: &mut SqliteConnection,
) -> Result<Vec<Binding>, sqlx::Error> {
    let rows = sqlx::query("select tag, asset, from_at, to_at from binding order by binding")
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Binding, sqlx::Error> {
    Ok(Binding {
        tag: tag(row, "tag")?,
        asset: AssetIndex(get(row, "asset")?),
        from: time(row, "from_at")?,
        to: time_option(row, "to_at")?,
    })
}

/// What becomes of the bindings.
#[derive(Debug, PartialEq)]
pub(crate) struct Rebinding {
    /// Those that end: their position in the list, and how they are now.
    pub closed: Vec<(usize, Binding)>,
    /// Those that begin: their position in the list, and what they are.
    pub opened: Vec<(usize, Binding)>,
    /// Assets of the list that carry other tags than before.
    pub retagged: HashSet<AssetIndex>,
    /// Tags that moved from one asset to another.
    pub rebound: usize,
}

/// Decides which bindings end and begin `at`, so that each wanted asset carries just its tags.
pub(crate) fn rebind(
    bindings: &[Binding],
    wanted: &[(AssetIndex, &[Tag])],
    at: Timestamp,
) -> Rebinding {
    let mut by_tag: HashMap<Tag, usize> = HashMap::new();
    let mut by_asset: HashMap<AssetIndex, Vec<usize>> = HashMap::new();
    for (position, binding) in bindings.iter().enumerate().filter(|(_, b)| b.to.is_none()) {
        by_tag.insert(binding.tag, position);
        by_asset.entry(binding.asset).or_default().push(position);
    }
    let tags_ever: HashSet<Tag> = bindings.iter().map(|binding| binding.tag).collect();
    let assets_ever: HashSet<AssetIndex> = bindings.iter().map(|binding| binding.asset).collect();

    let mut ending = HashSet::new();
    let mut opened = Vec::new();
    let mut retagged = HashSet::new();
    let mut rebound = 0;
    for (asset, tags) in wanted {
        let held = by_asset.get(asset).map_or(&[][..], Vec::as_slice);
        let others = held.iter().filter(|position| !tags.contains(&bindings[**position].tag));
        let before = ending.len();
        ending.extend(others);
        let mut differs = ending.len() > before;
        let is_held = |tag: &Tag| held.iter().any(|position| bindings[*position].tag == *tag);
        for tag in tags.iter().filter(|tag| !is_held(tag)) {
            if let Some(position) = by_tag.get(tag) {
                ending.insert(*position);
                rebound += 1;
            }
            let unknown = !tags_ever.contains(tag) && !assets_ever.contains(asset);
            let from = if unknown { Timestamp::MIN } else { at };
            let position = bindings.len() + opened.len();
            opened.push((position, Binding { tag: *tag, asset: *asset, from, to: None }));
            differs = true;
        }
        if differs {
            retagged.insert(*asset);
        }
    }
    let mut closed: Vec<(usize, Binding)> = ending
        .into_iter()
        .map(|position| {
            let binding = bindings[position];
            // Never before it began, whatever the clock says.
            (position, Binding { to: Some(at.max(binding.from)), ..binding })
        })
        .collect();
    closed.sort_unstable_by_key(|(position, _)| *position);
    Rebinding { closed, opened, retagged, rebound }
}

/// Writes what was decided. Tags that are on an asset now are unknown no longer.
pub(crate) async fn binding_change(
    connection: &mut SqliteConnection,
    closed: &[(usize, Binding)],
    opened: &[(usize, Binding)],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into binding (binding, tag, asset, from_at, to_at) values",
        columns: 5,
        after: "on conflict (binding) do update set to_at = excluded.to_at",
    };
    // Ends before beginnings: a tag may be open only once.
    for bindings in [closed, opened] {
        UPSERT
            .run(connection, bindings.iter(), StoreError::Asset, |row, (position, binding)| {
                row.bind(*position as i64)
                    .bind(tag_bytes(&binding.tag))
                    .bind(i64::from(binding.asset.0))
                    .bind(binding.from.0)
                    .bind(binding.to.map(|to| to.0));
            })
            .await?;
    }
    if !opened.is_empty() {
        sqlx::query(
            "delete from unknown_tag
            where tag in (select tag from binding where to_at is null)",
        )
        .execute(connection)
        .await
        .map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(n: u8) -> Tag {
        Tag::epc(&[n]).unwrap()
    }

    fn on(tag: Tag, asset: u32, from: i64, to: Option<i64>) -> Binding {
        Binding { tag, asset: AssetIndex(asset), from: Timestamp(from), to: to.map(Timestamp) }
    }

    #[test]
    fn two_assets_can_swap_their_tags() {
        let bindings = [on(tag(1), 0, i64::MIN, None), on(tag(2), 1, i64::MIN, None)];
        let wanted = [(AssetIndex(0), &[tag(2)][..]), (AssetIndex(1), &[tag(1)])];
        let Rebinding { closed, opened, rebound, .. } = rebind(&bindings, &wanted, Timestamp(9));
        let ended = [(0, on(tag(1), 0, i64::MIN, Some(9))), (1, on(tag(2), 1, i64::MIN, Some(9)))];
        assert_eq!(closed, ended);
        assert_eq!(opened, [(2, on(tag(2), 0, 9, None)), (3, on(tag(1), 1, 9, None))]);
        assert_eq!(rebound, 2);
    }

    #[test]
    fn only_a_binding_without_a_past_holds_from_the_beginning() {
        let bindings = [on(tag(1), 0, 5, Some(6))];
        let wanted = [
            (AssetIndex(1), &[tag(1)][..]),
            (AssetIndex(0), &[tag(2)]),
            (AssetIndex(2), &[tag(3)]),
        ];
        let opened = rebind(&bindings, &wanted, Timestamp(9)).opened;
        assert_eq!(opened[0].1.from, Timestamp(9), "the tag was on another asset before");
        assert_eq!(opened[1].1.from, Timestamp(9), "the asset carried another tag before");
        assert_eq!(opened[2].1.from, Timestamp::MIN);
    }

    #[test]
    fn a_binding_never_ends_before_it_began() {
        let bindings = [on(tag(1), 0, 50, None)];
        let closed = rebind(&bindings, &[(AssetIndex(0), &[])], Timestamp(9)).closed;
        assert_eq!(closed, [(0, on(tag(1), 0, 50, Some(50)))]);
    }
}
