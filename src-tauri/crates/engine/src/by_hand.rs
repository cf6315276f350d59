//! Sources that were added in the window, when a site file is loaded that does not know them.

use trackward_model::{ReaderId, Site, Source};

/// Adds to a site file's site what was added in the window; a sentence for each source that the
/// file and the window disagree about. What stands in the file is as the file says.
pub fn keep(known: &Site, file: &mut Site) -> Vec<String> {
    let mut told = Vec::new();
    let by_hand = known.sources.iter().filter(|source| source.by_hand && !source.removed);
    for source in by_hand {
        let id = &source.id;
        match file.sources.iter().find(|other| other.id == *id) {
            Some(other) if other.connection != source.connection => {
                told.push(format!("the source {id} is what the site file says now"));
            }
            Some(_) => {}
            None if can_stay(known, file, source) => {
                add(known, file, source);
                told.push(format!("the source {id} was added in the window: it stays as it is"));
            }
            None => told.push(format!(
                "the source {id} was added in the window and is taken out: the site file uses the \
                 name of one of its readers, or lacks a place or floor of it"
            )),
        }
    }
    told
}

/// Whether nothing in the file stands against a source.
fn can_stay(known: &Site, file: &Site, source: &Source) -> bool {
    let readers = known.readers.iter().filter(|reader| crate::sources::hears_for(source, reader));
    let is_free = |id: &ReaderId| file.readers.iter().all(|reader| reader.id != *id);
    let has_places = |id: &ReaderId| {
        let mut aimed = known.antennas.iter().filter(|antenna| antenna.reader == *id);
        aimed.all(|antenna| file.places.iter().any(|place| place.id == antenna.place))
    };
    let mut zones = known.zones.iter().filter(|zone| zone.source == source.id);
    readers.map(|reader| &reader.id).all(|id| is_free(id) && has_places(id))
        && zones.all(|zone| file.floors.iter().any(|floor| floor.id == zone.floor))
}

fn add(known: &Site, file: &mut Site, source: &Source) {
    let readers = known.readers.iter().filter(|reader| crate::sources::hears_for(source, reader));
    for reader in readers {
        let antennas = known.antennas.iter().filter(|antenna| antenna.reader == reader.id);
        file.antennas.extend(antennas.cloned());
        file.readers.push(reader.clone());
    }
    let zones = known.zones.iter().filter(|zone| zone.source == source.id);
    file.zones.extend(zones.cloned());
    file.sources.push(source.clone());
}
