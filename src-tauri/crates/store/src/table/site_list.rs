//! The site's lists that tie other things together, each row with the indexes of what it names.

use sqlx::sqlite::SqliteConnection;
use trackward_model::{
    Antenna, Door, Floor, ParLevel, Place, PlaceId, Reader, Source, StockAt, Zone,
};

use super::antenna::antenna_replace_all;
use super::door::door_replace_all;
use super::par_level::par_level_put;
use super::zone::zone_replace_all;
use crate::StoreError;
use crate::merge::Merged;

fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Site)(cause)
}

pub(super) async fn antennas_put(
    connection: &mut SqliteConnection,
    antennas: &[Antenna],
    readers: &Merged<Reader>,
    places: &Merged<Place>,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(antennas.len());
    for antenna in antennas {
        let of = || format!("antenna {} of reader \"{}\"", antenna.port, antenna.reader);
        let reader = readers.find(&antenna.reader, of, "reader")?;
        rows.push((reader, places.find(&antenna.place, of, "place")?, antenna));
    }
    antenna_replace_all(connection, &rows).await.map_err(failed)
}

pub(super) async fn zones_put(
    connection: &mut SqliteConnection,
    zones: &[Zone],
    sources: &Merged<Source>,
    floors: &Merged<Floor>,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(zones.len());
    for zone in zones {
        let of = || format!("zone \"{}\"", zone.named);
        let source = sources.find(&zone.source, of, "source")?;
        rows.push((source, floors.find(&zone.floor, of, "floor")?, zone));
    }
    zone_replace_all(connection, &rows).await.map_err(failed)
}

pub(super) async fn doors_put(
    connection: &mut SqliteConnection,
    doors: &[Door],
    floors: &Merged<Floor>,
    places: &Merged<Place>,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(doors.len());
    for door in doors {
        let [one, other] = &door.joins;
        let of = || format!("the door between \"{one}\" and \"{other}\"");
        let place = |id: &PlaceId| places.find(id, of, "place");
        let floor = floors.find(&door.floor, of, "floor")?;
        rows.push((floor, [place(one)?, place(other)?], door));
    }
    door_replace_all(connection, &rows).await.map_err(failed)
}

/// Of levels, those that changed: alerts refer to them, so that each stays at its index.
pub(super) async fn levels_put(
    connection: &mut SqliteConnection,
    levels: &Merged<ParLevel>,
    places: &Merged<Place>,
) -> Result<(), StoreError> {
    for &index in &levels.dirty {
        let level = &levels.items[index];
        let of = || format!("a stock level of \"{}\"", level.type_id);
        let place = match &level.at {
            StockAt::Place(id) => Some(places.find(id, of, "place")?),
            StockAt::Unit(_) => None,
        };
        par_level_put(connection, index, place, level).await.map_err(failed)?;
    }
    Ok(())
}
