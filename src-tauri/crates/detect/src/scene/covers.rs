//! Which antennas should hear what is in a place: many places share a set.

use std::collections::BTreeMap;

use trackward_model::{FloorIndex, PlaceIndex, ReaderIndex, Site};

use super::{CoverIndex, ReaderTerms};

type Antennas = Vec<(ReaderIndex, Option<u16>)>;

/// All covers of a site.
#[derive(Debug, Clone)]
pub(super) struct Covers {
    list: Vec<Antennas>,
    by_place: Vec<Option<CoverIndex>>,
    by_floor: Vec<Option<CoverIndex>>,
    by_reader: Vec<CoverIndex>,
    with_reader: Vec<Vec<CoverIndex>>,
}

impl Covers {
    pub(super) fn new(site: &Site, readers: &[ReaderTerms]) -> Self {
        let mut places: Vec<Antennas> = vec![Vec::new(); site.places.len()];
        let mut floors: Vec<Antennas> = vec![Vec::new(); site.floors.len()];
        for (i, reader) in readers.iter().enumerate().filter(|(_, reader)| !reader.is_removed) {
            for &(port, place, floor) in &reader.antennas {
                places[place.at()].push((ReaderIndex::of(i), Some(port)));
                floors[floor.at()].push((ReaderIndex::of(i), Some(port)));
            }
        }
        let mut list = Vec::new();
        let mut known = BTreeMap::new();
        let mut index_of = |mut antennas: Antennas| {
            antennas.sort_unstable();
            antennas.dedup();
            *known.entry(antennas).or_insert_with_key(|antennas| {
                list.push(antennas.clone());
                CoverIndex(list.len() as u32 - 1)
            })
        };
        let mut index_of_some =
            |antennas: Antennas| (!antennas.is_empty()).then(|| index_of(antennas));
        let by_place = places.into_iter().map(&mut index_of_some).collect();
        let by_floor = floors.into_iter().map(&mut index_of_some).collect();
        let by_reader =
            (0..readers.len()).map(|i| index_of(vec![(ReaderIndex::of(i), None)])).collect();
        let mut with_reader = vec![Vec::new(); readers.len()];
        for (i, antennas) in list.iter().enumerate() {
            for (reader, _) in antennas {
                let covers: &mut Vec<CoverIndex> = &mut with_reader[reader.at()];
                if covers.last() != Some(&CoverIndex(i as u32)) {
                    covers.push(CoverIndex(i as u32));
                }
            }
        }
        Self { list, by_place, by_floor, by_reader, with_reader }
    }

    pub(super) fn of_place(&self, place: PlaceIndex) -> Option<CoverIndex> {
        self.by_place.get(place.at()).copied().flatten()
    }

    pub(super) fn of_floor(&self, floor: FloorIndex) -> Option<CoverIndex> {
        self.by_floor.get(floor.at()).copied().flatten()
    }

    pub(super) fn of_reader(&self, reader: ReaderIndex) -> Option<CoverIndex> {
        self.by_reader.get(reader.at()).copied()
    }

    pub(super) fn with_reader(&self, reader: ReaderIndex) -> &[CoverIndex] {
        self.with_reader.get(reader.at()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn antennas(&self, cover: CoverIndex) -> &[(ReaderIndex, Option<u16>)] {
        self.list.get(cover.0 as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }
}
