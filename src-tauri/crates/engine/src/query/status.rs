//! The state of the core: readers, rates, what was not taken, storage.

use trackward_model::ask::{AntennaView, ReaderView, Status};
use trackward_model::{PlaceIndex, ReaderIndex, ReaderState};

use crate::clock;
use crate::shared::Shared;
use crate::world::World;

/// The state of the core as the status bar shows it.
pub fn status(shared: &Shared) -> Status {
    let storage = shared.storage();
    let now = clock::now();
    let mut world = shared.world_mut();
    let sightings_per_s = world.rate.per_second(now);
    Status {
        now,
        reached: world.reached,
        readers: (0..world.site.readers.len())
            .filter(|&i| !world.site.readers[i].removed)
            .map(|i| reader_view(&world, ReaderIndex::of(i)))
            .collect(),
        sightings_per_s,
        unknown_tags: world.unknown.heard_lately(world.reached),
        unknown_tags_untold: world.alerts.unknown_tags_held_back(),
        rejected_today: world.rejections.view(),
        storage,
    }
}

/// One reader as the status bar and the map show it.
pub fn reader_view(world: &World, reader: ReaderIndex) -> ReaderView {
    let declared = &world.site.readers[reader.at()];
    let record = world.readers.get(reader).cloned().unwrap_or_default().record;
    let antennas = world
        .site
        .antennas
        .iter()
        .filter(|antenna| antenna.reader == declared.id)
        .map(|antenna| AntennaView {
            port: antenna.port,
            place: antenna.place.clone(),
            connected: !record.unplugged.contains(&antenna.port),
        })
        .collect();
    ReaderView {
        reader_id: declared.id.clone(),
        state: record.state,
        since: record.since,
        reason: record.reason,
        address: world.site.source_of(declared).map(|source| source.connection.address.clone()),
        antennas,
        last_at: record.last_at,
        clock_offset_ms: record.clock_offset_ms,
        buffer_percent: record.buffer_percent,
        assets_blind: assets_blind(world, reader, record.state),
    }
}

/// Assets at a place that no online reader covers, this one being among those that should.
fn assets_blind(world: &World, reader: ReaderIndex, state: ReaderState) -> u32 {
    if matches!(state, ReaderState::Online | ReaderState::Unknown) {
        return 0;
    }
    let blind: Vec<bool> = (0..world.site.places.len())
        .map(|place| {
            let readers = world.readers_of(PlaceIndex::of(place));
            readers.contains(&reader)
                && readers.iter().all(|&other| {
                    world
                        .readers
                        .get(other)
                        .is_none_or(|entry| entry.record.state != ReaderState::Online)
                })
        })
        .collect();
    let at_blind_place = world.assets.iter().filter(|entry| {
        let place = entry.track.fix().and_then(|fix| fix.place);
        place.is_some_and(|place| blind.get(place.at()).copied().unwrap_or(false))
    });
    at_blind_place.count() as u32
}
