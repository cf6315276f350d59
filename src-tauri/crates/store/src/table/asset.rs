//! Assets.

use std::collections::{HashMap, HashSet};

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use trackward_model::{Asset, AssetIndex, AssetStatus, Price, Tag, Timestamp, UnitId};

use super::binding::{Rebinding, binding_change, binding_list, rebind};
use crate::bulk::Bulk;
use crate::row::{get, text, text_option, time, to_word, word};
use crate::tx::Tx;
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Asset)(cause)
}

/// What loading a list of assets did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AssetsChange {
    /// Assets that are new.
    pub added: usize,
    /// Assets that were known, and differ now in what they are or in the tag they carry.
    pub changed: usize,
    /// Assets as before.
    pub unchanged: usize,
    /// Tags that moved from one asset to another.
    pub rebound: usize,
}

impl Store {
    /// All assets, by index.
    pub async fn asset_list(&self) -> Result<Vec<Asset>, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        asset_list(&mut connection).await.map_err(failed)
    }

    /// When assets that are retired were: those of which it is known, by asset. Of the others
    /// the list said so from the beginning, or before that was kept.
    pub async fn asset_retired_list(&self) -> Result<Vec<(AssetIndex, Timestamp)>, StoreError> {
        let sql = "select asset, retired_at from asset where retired_at is not null order by asset";
        let rows = sqlx::query(sql).fetch_all(self.readers()).await.map_err(failed)?;
        let read = |row: &SqliteRow| Ok((AssetIndex(get(row, "asset")?), time(row, "retired_at")?));
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    /// Takes a list of assets with the tag on each, in one transaction: new ones get the next
    /// index, known ones (by id) are brought up to date, others stay as they are.
    ///
    /// A tag that is on another asset moves: the old binding ends `at`, the new one begins. A
    /// known asset without a tag in the list loses the one it had. Where neither the tag nor the
    /// asset was ever bound before, the binding holds from the beginning of time, so that what
    /// was heard before the list was loaded counts.
    pub async fn asset_put_batch(
        &self,
        assets: &[(Asset, Vec<Tag>)],
        at: Timestamp,
    ) -> Result<AssetsChange, StoreError> {
        refuse_twice(assets)?;
        let mut tx = self.begin().await?;
        let outcome = asset_put_batch_in_tx(&mut tx, assets, at).await;
        tx.end(outcome).await
    }
}

fn refuse_twice(assets: &[(Asset, Vec<Tag>)]) -> Result<(), StoreError> {
    let mut ids = HashSet::with_capacity(assets.len());
    let mut tags = HashSet::with_capacity(assets.len());
    for (asset, carried) in assets {
        if !ids.insert(&asset.asset_id) {
            return Err(StoreError::Twice(format!("asset \"{}\"", asset.asset_id)));
        }
        if let Some(tag) = carried.iter().find(|tag| !tags.insert(*tag)) {
            return Err(StoreError::Twice(format!("tag {tag}")));
        }
    }
    Ok(())
}

async fn asset_put_batch_in_tx(
    tx: &mut Tx,
    assets: &[(Asset, Vec<Tag>)],
    at: Timestamp,
) -> Result<AssetsChange, StoreError> {
    let connection = tx.connection()?;
    let known = asset_list(connection).await.map_err(failed)?;
    let bindings = binding_list(connection).await.map_err(failed)?;
    let by_id: HashMap<_, _> =
        known.iter().enumerate().map(|(at, asset)| (&asset.asset_id, at)).collect();
    let mut next = known.len();
    let indexes: Vec<AssetIndex> = assets
        .iter()
        .map(|(asset, _)| {
            AssetIndex::of(by_id.get(&asset.asset_id).copied().unwrap_or_else(|| {
                next += 1;
                next - 1
            }))
        })
        .collect();
    let wanted: Vec<(AssetIndex, &[Tag])> =
        indexes.iter().zip(assets).map(|(index, (_, tags))| (*index, tags.as_slice())).collect();
    let Rebinding { closed, opened, retagged, rebound } = rebind(&bindings, &wanted, at);

    let mut change = AssetsChange { rebound, ..AssetsChange::default() };
    let mut rows = Vec::new();
    for (index, (asset, _)) in indexes.iter().zip(assets) {
        match known.get(index.at()) {
            None => change.added += 1,
            Some(before) if before != asset || retagged.contains(index) => change.changed += 1,
            Some(_) => change.unchanged += 1,
        }
        if known.get(index.at()) != Some(asset) {
            let retires = known.get(index.at()).is_some_and(|before| !is_retired(before));
            rows.push((*index, asset, (retires && is_retired(asset)).then_some(at)));
        }
    }
    asset_upsert(connection, &rows).await?;
    binding_change(connection, &closed, &opened).await?;
    Ok(change)
}

fn is_retired(asset: &Asset) -> bool {
    asset.status == AssetStatus::Retired
}

pub(crate) async fn asset_list(
    connection: &mut SqliteConnection,
) -> Result<Vec<Asset>, sqlx::Error> {
    let rows = sqlx::query("select * from asset order by asset").fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Asset, sqlx::Error> {
    Ok(Asset {
        asset_id: text(row, "asset_id")?,
        name: get(row, "name")?,
        type_id: text(row, "type")?,
        manufacturer: get(row, "manufacturer")?,
        model: get(row, "model")?,
        serial: get(row, "serial")?,
        unit: text_option(row, "unit")?,
        udi: get(row, "udi")?,
        risk: word(row, "risk")?,
        rental: get(row, "rental")?,
        status: word(row, "status")?,
        purchase_date: get(row, "purchase_date")?,
        price: get::<Option<i64>>(row, "price")?.map(|price| Price(price.cast_unsigned())),
        notes: get(row, "notes")?,
    })
}

async fn asset_upsert(
    connection: &mut SqliteConnection,
    assets: &[(AssetIndex, &Asset, Option<Timestamp>)],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into asset (asset, asset_id, name, type, manufacturer, model, serial, unit, udi,
            risk, rental, status, purchase_date, price, notes, retired_at) values",
        columns: 16,
        after: "on conflict (asset) do update set asset_id = excluded.asset_id,
            name = excluded.name, type = excluded.type, manufacturer = excluded.manufacturer, model = excluded.model,
            serial = excluded.serial, unit = excluded.unit, udi = excluded.udi,
            risk = excluded.risk, rental = excluded.rental, status = excluded.status,
            purchase_date = excluded.purchase_date, price = excluded.price,
            notes = excluded.notes,
            retired_at = case when excluded.status = 'retired'
                then coalesce(excluded.retired_at, asset.retired_at) end",
    };
    UPSERT
        .run(connection, assets.iter(), StoreError::Asset, |row, (index, asset, retired)| {
            row.bind(i64::from(index.0))
                .bind(asset.asset_id.as_str())
                .bind(asset.name.as_str())
                .bind(asset.type_id.as_str())
                .bind(asset.manufacturer.as_str())
                .bind(asset.model.as_str())
                .bind(asset.serial.as_str())
                .bind(asset.unit.as_ref().map(UnitId::as_str))
                .bind(asset.udi.as_deref())
                .bind(to_word(&asset.risk))
                .bind(asset.rental)
                .bind(to_word(&asset.status))
                .bind(asset.purchase_date.as_deref())
                .bind(asset.price.map(|price| price.0.cast_signed()))
                .bind(asset.notes.as_deref())
                .bind(retired.map(|at| at.0));
        })
        .await
}
