//! The hospital: its own row, and all that belongs to it as one thing.

use std::collections::HashSet;
use std::fmt::Display;

use sqlx::sqlite::SqliteConnection;
use trackward_model::{FloorId, FloorPlan, Site, Source};

use super::antenna::antenna_list;
use super::door::door_list;
use super::floor::{floor_list, floor_put, floor_stays};
use super::par_level::par_level_list;
use super::place::{place_list, place_put, place_stays};
use super::plan::{plan_delete, plan_get, plan_put};
use super::reader::{reader_list, reader_put, reader_was_heard};
use super::site_list::{antennas_put, doors_put, levels_put, zones_put};
use super::source::{source_list, source_put};
use super::zone::zone_list;
use crate::merge::{Merged, Removal, SiteChange};
use crate::merge::{antennas_change, doors_change, merge, zones_change};
use crate::row::{get, json, to_json};
use crate::tx::Tx;
use crate::{Store, StoreError};

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Site)(cause)
}

impl Store {
    /// The hospital, its lists by index with what was removed; `None` before one was loaded.
    pub async fn site_load(&self) -> Result<Option<Site>, StoreError> {
        let mut tx = self.readers().begin().await.map_err(failed)?;
        site_load(&mut tx).await.map_err(failed)
    }

    /// Lays a site over what is kept, in one transaction: new things get the next index, known
    /// ones (by id) are brought up to date, those that are no longer there are marked as removed.
    /// Applied twice it changes nothing. A thing with history that is no longer there is refused
    /// with [`StoreError::HasHistory`] unless `removal` says otherwise.
    ///
    /// `plans` are the pictures of the floors; a floor whose picture is not among them keeps its
    /// own, a floor without a plan loses it.
    pub async fn site_apply(
        &self,
        site: &Site,
        plans: &[(FloorId, FloorPlan)],
        removal: Removal,
    ) -> Result<SiteChange, StoreError> {
        let mut tx = self.begin().await?;
        let outcome = site_apply_in_tx(&mut tx, site, plans, removal).await;
        tx.end(outcome).await
    }
}

async fn site_load(connection: &mut SqliteConnection) -> Result<Option<Site>, sqlx::Error> {
    let own = sqlx::query("select site_id, name, timezone, policy from site where id = 0")
        .fetch_optional(&mut *connection)
        .await?;
    let Some(own) = own else { return Ok(None) };
    let floors = floor_list(connection).await?;
    let places = place_list(connection, &floors).await?;
    let sources = source_list(connection).await?;
    let readers = reader_list(connection, &sources).await?;
    let antennas = antenna_list(connection, &readers, &places).await?;
    let zones = zone_list(connection, &sources, &floors).await?;
    let doors = door_list(connection, &floors, &places).await?;
    let par_levels = par_level_list(connection, &places).await?;
    Ok(Some(Site {
        id: get(&own, "site_id")?,
        name: get(&own, "name")?,
        timezone: get(&own, "timezone")?,
        floors,
        places,
        sources,
        readers,
        antennas,
        zones,
        doors,
        par_levels,
        policy: json(&own, "policy")?,
    }))
}

async fn site_apply_in_tx(
    tx: &mut Tx,
    site: &Site,
    plans: &[(FloorId, FloorPlan)],
    removal: Removal,
) -> Result<SiteChange, StoreError> {
    let connection = tx.connection()?;
    let known = site_load(connection).await.map_err(failed)?.unwrap_or_default();
    let mut change = SiteChange::default();
    let antennas_differ = antennas_change(&known.antennas, &site.antennas, &mut change);
    let zones_differ = zones_change(&known.zones, &site.zones, &mut change);
    let doors_differ = doors_change(&known.doors, &site.doors, &mut change);
    let floors = merge(known.floors, &site.floors, &mut change);
    let places = merge(known.places, &site.places, &mut change);
    let sources = pauses_kept(&known.sources, &site.sources);
    let sources = merge(known.sources, &sources, &mut change);
    let readers = merge(known.readers, &site.readers, &mut change);
    let levels = merge(known.par_levels, &site.par_levels, &mut change);
    if removal == Removal::Refuse {
        refuse_history(connection, &floors, &places, &readers).await?;
    }

    own_row_put(connection, site).await.map_err(failed)?;
    for &at in &floors.dirty {
        floor_put(connection, at, &floors.items[at]).await.map_err(failed)?;
    }
    for &at in &places.dirty {
        let place = &places.items[at];
        let floor = floors.find(&place.floor, || format!("place \"{}\"", place.id), "floor")?;
        place_put(connection, at, floor, place).await.map_err(failed)?;
    }
    for &at in &sources.dirty {
        source_put(connection, at, &sources.items[at]).await.map_err(failed)?;
    }
    for &at in &readers.dirty {
        let reader = &readers.items[at];
        let of = || format!("reader \"{}\"", reader.id);
        let source = reader.source.as_ref().map(|id| sources.find(id, of, "source")).transpose()?;
        reader_put(connection, at, source, reader).await.map_err(failed)?;
    }
    levels_put(connection, &levels, &places).await?;
    if antennas_differ {
        antennas_put(connection, &site.antennas, &readers, &places).await?;
    }
    if zones_differ {
        zones_put(connection, &site.zones, &sources, &floors).await?;
    }
    if doors_differ {
        doors_put(connection, &site.doors, &floors, &places).await?;
    }
    plans_put(connection, &floors, plans, &mut change).await.map_err(failed)?;
    Ok(change)
}

/// Whether a source is paused is no matter of the site file.
fn pauses_kept(known: &[Source], wanted: &[Source]) -> Vec<Source> {
    let paused: HashSet<_> = known.iter().filter(|one| one.paused).map(|one| &one.id).collect();
    let kept = |one: &Source| Source { paused: paused.contains(&one.id), ..one.clone() };
    wanted.iter().map(kept).collect()
}

async fn own_row_put(connection: &mut SqliteConnection, site: &Site) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into site (id, site_id, name, timezone, policy) values (0, $1, $2, $3, $4)
        on conflict (id) do update set site_id = excluded.site_id, name = excluded.name,
            timezone = excluded.timezone, policy = excluded.policy",
    )
    .bind(site.id.as_str())
    .bind(site.name.as_str())
    .bind(site.timezone.as_str())
    .bind(to_json(&site.policy))
    .execute(connection)
    .await?;
    Ok(())
}

/// A floor with a new picture has changed, even where its row has not.
async fn plans_put(
    connection: &mut SqliteConnection,
    floors: &Merged<trackward_model::Floor>,
    plans: &[(FloorId, FloorPlan)],
    change: &mut SiteChange,
) -> Result<(), sqlx::Error> {
    let dirty: HashSet<usize> = floors.dirty.iter().copied().collect();
    for &at in floors.dirty.iter().filter(|at| floors.items[**at].plan.is_none()) {
        plan_delete(connection, at).await?;
    }
    for (id, plan) in plans {
        let at = floors.index.get(id).copied().filter(|at| !floors.items[*at].removed);
        let Some(at) = at else { continue };
        if plan_get(connection, at).await?.as_ref() == Some(plan) {
            continue;
        }
        plan_put(connection, at, plan).await?;
        if !dirty.contains(&at) {
            change.changed += 1;
            change.unchanged -= 1;
        }
    }
    Ok(())
}

async fn refuse_history(
    connection: &mut SqliteConnection,
    floors: &Merged<trackward_model::Floor>,
    places: &Merged<trackward_model::Place>,
    readers: &Merged<trackward_model::Reader>,
) -> Result<(), StoreError> {
    let refuse = |kind: &str, id: &dyn Display, history: String| {
        Err(StoreError::HasHistory { what: format!("{kind} \"{id}\""), history })
    };
    for &at in &places.gone {
        let stays = place_stays(connection, at).await.map_err(failed)?;
        if stays > 0 {
            return refuse("place", &places.items[at].id, recorded(stays, "in it"));
        }
    }
    for &at in &floors.gone {
        let stays = floor_stays(connection, at).await.map_err(failed)?;
        if stays > 0 {
            return refuse("floor", &floors.items[at].id, recorded(stays, "on it"));
        }
    }
    for &at in &readers.gone {
        if reader_was_heard(connection, at).await.map_err(failed)? {
            let history = "what it heard has been recorded".to_owned();
            return refuse("reader", &readers.items[at].id, history);
        }
    }
    Ok(())
}

fn recorded(stays: i64, at: &str) -> String {
    match stays {
        1 => format!("a stay {at} has been recorded"),
        _ => format!("{stays} stays {at} have been recorded"),
    }
}
