//! Readers, where their antennas are aimed, and the sources that hear for several of them.

use std::collections::HashMap;

use trackward_model::{FloorId, FloorIndex, PlaceIndex, ReaderIndex, Site, Span};

/// What the rules ask of a reader.
#[derive(Debug, Clone)]
pub(crate) struct ReaderTerms {
    pub name: String,
    pub interval: Span,
    pub is_removed: bool,
    /// The source that hears for it and for others, by position in the scene's sources.
    pub source: Option<usize>,
    /// Where its antennas are aimed, by port.
    pub antennas: Vec<(u16, PlaceIndex, FloorIndex)>,
}

/// A source that hears for several readers: they fall silent together, and that is one incident.
#[derive(Debug, Clone)]
pub(crate) struct SourceTerms {
    pub name: String,
    /// In the order of their indexes; the first stands for all.
    pub readers: Vec<ReaderIndex>,
}

/// A site's readers, in the order of their indexes.
pub(super) fn readers(
    site: &Site,
    floor_by_id: &HashMap<&FloorId, FloorIndex>,
) -> Vec<ReaderTerms> {
    let mut readers: Vec<ReaderTerms> = (site.readers.iter())
        .map(|reader| ReaderTerms {
            name: reader.id.as_str().to_owned(),
            interval: Span((reader.interval_s.max(0.0) * 1e6) as i64),
            is_removed: reader.removed,
            source: None,
            antennas: Vec::new(),
        })
        .collect();
    let reader_by_id: HashMap<_, _> =
        (site.readers.iter().enumerate()).map(|(i, reader)| (&reader.id, i)).collect();
    let place_by_id: HashMap<_, _> = (site.places.iter().enumerate())
        .filter(|(_, place)| !place.removed)
        .map(|(i, place)| (&place.id, (PlaceIndex::of(i), &place.floor)))
        .collect();
    for antenna in &site.antennas {
        let Some(&reader) = reader_by_id.get(&antenna.reader) else { continue };
        let Some(&(place, floor)) = place_by_id.get(&antenna.place) else { continue };
        if let Some(&floor) = floor_by_id.get(floor) {
            readers[reader].antennas.push((antenna.port, place, floor));
        }
    }
    readers
}

/// The sources that hear for several readers, each of which is told which is its own.
pub(super) fn sources(site: &Site, readers: &mut [ReaderTerms]) -> Vec<SourceTerms> {
    let mut sources = Vec::new();
    for source in site.sources.iter().filter(|source| !source.removed) {
        let heard =
            site.readers.iter().enumerate().filter(|(_, reader)| {
                !reader.removed && reader.source.as_ref() == Some(&source.id)
            });
        let heard: Vec<ReaderIndex> = heard.map(|(i, _)| ReaderIndex::of(i)).collect();
        if heard.len() > 1 {
            for reader in &heard {
                readers[reader.at()].source = Some(sources.len());
            }
            sources.push(SourceTerms { name: source.id.as_str().to_owned(), readers: heard });
        }
    }
    sources
}
