//! Sources: how they are set up, how they are, and what comes of them.

use trackward_model::ask::{
    Failure, Rejected, SourceReaderView, SourceTail, SourceTailQuery, SourceView, Sources,
};
use trackward_model::{ReaderIndex, RejectReason, Source, SourceIndex};

use super::not_found;
use crate::clock;
use crate::shared::Shared;
use crate::sources::{hears_for, setup_of};
use crate::world::World;

/// All sources that are not taken out.
pub fn sources(shared: &Shared) -> Sources {
    let world = shared.world();
    let listed = world.site.sources.iter().enumerate().filter(|(_, source)| !source.removed);
    let view = |(i, source)| source_view(&world, SourceIndex::of(i), source);
    Sources { sources: listed.map(view).collect() }
}

fn source_view(world: &World, index: SourceIndex, source: &Source) -> SourceView {
    let mut record = world.sources.record(index);
    let mut rejected: Vec<Rejected> =
        record.rejected.iter().map(|(&reason, &count)| Rejected { reason, count }).collect();
    rejected.sort_by_key(|rejected| std::cmp::Reverse(rejected.count));
    let readers = world.site.readers.iter().enumerate();
    let readers = readers.filter(|(_, reader)| hears_for(source, reader));
    SourceView {
        setup: setup_of(&world.site, source),
        paused: source.paused,
        by_hand: source.by_hand,
        state: record.state,
        since: record.since,
        reason: record.reason,
        last_at: record.last_at,
        sightings_per_s: record.rate.per_second(clock::now()),
        taken: record.taken,
        dropped: record.rejected.get(&RejectReason::Dropped).copied().unwrap_or(0),
        rejected,
        readers: readers.map(|(i, _)| reader_view(world, ReaderIndex::of(i))).collect(),
        strangers: record.strangers.list(),
    }
}

fn reader_view(world: &World, reader: ReaderIndex) -> SourceReaderView {
    let record = world.readers.get(reader).cloned().unwrap_or_default().record;
    SourceReaderView {
        reader_id: world.site.readers[reader.at()].id.clone(),
        state: record.state,
        since: record.since,
        reason: record.reason,
        last_at: record.last_at,
        clock_offset_ms: record.clock_offset_ms,
    }
}

/// What came of a source lately; nothing while it does not listen.
pub fn tail(shared: &Shared, query: &SourceTailQuery) -> Result<SourceTail, Failure> {
    let world = shared.world();
    let is_known = |source: &Source| source.id == query.source_id && !source.removed;
    if !world.site.sources.iter().any(is_known) {
        return Err(not_found("This source"));
    }
    drop(world);
    let silent = SourceTail { events: Vec::new(), last: 0, missed: 0 };
    Ok(shared.sources.tail(query).unwrap_or(silent))
}
