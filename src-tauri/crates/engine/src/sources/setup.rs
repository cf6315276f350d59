//! What a source is set up to be, read from the site: what is compared, saved and started.

use trackward_model::ask::{ReaderSetup, SourceSetup, ZoneSetup};
use trackward_model::{Reader, Site, Source};

/// How a source is set up, with all that belongs to it.
pub fn setup_of(site: &Site, source: &Source) -> SourceSetup {
    let readers = site.readers.iter().filter(|reader| hears_for(source, reader));
    let zones = site.zones.iter().filter(|zone| zone.source == source.id);
    SourceSetup {
        source_id: source.id.clone(),
        connection: source.connection.clone(),
        readers: readers.map(|reader| reader_setup(site, reader)).collect(),
        zones: zones
            .map(|zone| ZoneSetup { named: zone.named.clone(), floor: zone.floor.clone() })
            .collect(),
    }
}

/// Whether a source hears for a reader.
pub fn hears_for(source: &Source, reader: &Reader) -> bool {
    !reader.removed && reader.source.as_ref() == Some(&source.id)
}

fn reader_setup(site: &Site, reader: &Reader) -> ReaderSetup {
    let antennas = site.antennas.iter().filter(|antenna| antenna.reader == reader.id);
    ReaderSetup {
        reader_id: reader.id.clone(),
        named: reader.named.clone(),
        interval_s: reader.interval_s,
        antennas: antennas.map(|antenna| (antenna.port, antenna.place.clone())).collect(),
    }
}
