//! One asset with its evidence and stays.

use trackward_ingest::epc;
use trackward_model::ask::{
    AssetDetail, AssetRow, EvidenceView, Failure, PositionView, StayView, TapView, WhyView,
};
use trackward_model::{
    AssetId, AssetIndex, Doubts, PlaceId, PlaceIndex, ReaderId, ReaderIndex, Scheme, Site, Stay,
    Tag, Timestamp, Why,
};

use super::assets::{asset_info, asset_live};
use super::{not_found, unreadable};
use crate::shared::Shared;
use crate::world::World;

/// How many stays the drawer lists.
const STAYS_MAX: u32 = 200;

/// One asset as the drawer shows it.
pub async fn asset_detail(shared: &Shared, asset_id: &AssetId) -> Result<AssetDetail, Failure> {
    let (asset, mut detail) = {
        let world = shared.world();
        let asset = world.asset_index(asset_id).ok_or_else(|| not_found("This asset"))?;
        (asset, detail_without_stays(&world, asset))
    };
    let stays = shared
        .store
        .stay_list(asset, Timestamp::MIN..Timestamp::MAX, STAYS_MAX)
        .await
        .map_err(unreadable)?;
    let world = shared.world();
    detail.stays = stays.iter().filter_map(|stay| stay_view(&world.site, stay)).collect();
    Ok(detail)
}

fn detail_without_stays(world: &World, asset: AssetIndex) -> AssetDetail {
    let entry = &world.assets[asset.at()];
    let fix = entry.track.fix();
    let doubts = fix.map_or(Doubts::default(), |fix| fix.doubts);
    AssetDetail {
        row: AssetRow { info: asset_info(entry), live: asset_live(world, asset) },
        udi: entry.asset.udi.clone(),
        purchase_date: entry.asset.purchase_date.clone(),
        price: entry.asset.price,
        notes: entry.asset.notes.clone(),
        tag_uri: entry.tags.iter().find_map(tag_uri),
        properties: entry.properties.as_deref().map(str::to_owned),
        battery_percent: fix.and_then(|fix| fix.battery_percent),
        reader: fix.and_then(|fix| reader_id(&world.site, fix.reader)),
        antenna: fix.map(|fix| fix.antenna),
        why: entry.track.why(&world.layout).map(|why| why_view(&world.site, why, doubts)),
        stays: Vec::new(),
    }
}

/// Evidence by ids.
pub fn why_view(site: &Site, why: Why, doubts: Doubts) -> WhyView {
    WhyView {
        placement: why.placement,
        margin_db: why.margin_db,
        needed_db: why.needed_db,
        doubts: doubts.iter().collect(),
        antennas: why
            .antennas
            .into_iter()
            .filter_map(|heard| {
                Some(EvidenceView {
                    reader: reader_id(site, heard.reader)?,
                    antenna: heard.antenna,
                    means: heard.means,
                    place: heard.place.and_then(|place| place_id(site, place)),
                    mean_dbm: heard.mean_dbm,
                    reads_dbm: heard.reads_dbm,
                    last_at: heard.last_at,
                })
            })
            .collect(),
        position: why.position.and_then(|position| {
            Some(PositionView {
                reader: reader_id(site, position.reader)?,
                means: position.means,
                x: position.x,
                y: position.y,
                accuracy_m: position.accuracy_m,
                outside_m: position.outside_m,
                at: position.at,
            })
        }),
        tap: why.tap.and_then(|tap| {
            Some(TapView {
                reader: reader_id(site, tap.reader)?,
                antenna: tap.antenna,
                place: place_id(site, tap.place),
                at: tap.at,
            })
        }),
    }
}

/// A stay by ids.
pub fn stay_view(site: &Site, stay: &Stay) -> Option<StayView> {
    Some(StayView {
        place: stay.place.and_then(|place| place_id(site, place)),
        floor: site.floors.get(stay.floor.at())?.id.clone(),
        from: stay.from,
        to: stay.to,
    })
}

fn tag_uri(tag: &Tag) -> Option<String> {
    (tag.scheme() == Scheme::Epc)
        .then(|| epc::decode(tag.bytes()).map(|code| code.pure_identity))
        .flatten()
}

fn place_id(site: &Site, place: PlaceIndex) -> Option<PlaceId> {
    site.places.get(place.at()).map(|place| place.id.clone())
}

fn reader_id(site: &Site, reader: ReaderIndex) -> Option<ReaderId> {
    site.readers.get(reader.at()).map(|reader| reader.id.clone())
}
