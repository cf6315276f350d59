//! `[[antenna]]` and `[[zone]]`: what readers and hubs are aimed at.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use trackward_model::{
    Antenna, Floor, FloorId, Place, PlaceId, ReaderId, SourceId, SourceKind, Zone,
};

use super::declared::Declared;
use super::fields::{Fields, Report};
use super::places::{beyond, point};
use super::readers::Readers;
use super::sources::Sources;
use crate::text_file::quoted;

const ANTENNA_KEYS: &[&str] = &["reader", "port", "place", "at"];
const ZONE_KEYS: &[&str] = &["source", "named", "floor"];

/// What an antenna may be aimed at, and by whom.
pub(super) struct Around<'a> {
    pub(super) readers: &'a Readers,
    pub(super) sources: &'a Sources,
    pub(super) place_ids: &'a Declared<PlaceId>,
    pub(super) places: &'a [Place],
    pub(super) floors: &'a [Floor],
}

pub(super) fn antennas(
    root: &Fields<'_>,
    around: &Around<'_>,
    report: &mut Report,
) -> Vec<Antenna> {
    let mut antennas = Vec::new();
    let mut ports: BTreeMap<(ReaderId, u16), usize> = BTreeMap::new();
    let with_ports: BTreeSet<&ReaderId> = around
        .readers
        .readers
        .iter()
        .filter(|reader| {
            let own = reader.source.as_ref().and_then(|id| around.sources.find(id));
            own.is_some_and(|source| source.connection.kind == SourceKind::Llrp)
        })
        .map(|reader| &reader.id)
        .collect();
    let places: BTreeMap<&PlaceId, &Place> =
        around.places.iter().map(|place| (&place.id, place)).collect();
    for fields in root.tables("antenna", ANTENNA_KEYS, report) {
        let reader = fields.required_id::<ReaderId>("reader", report);
        let place = fields.required_id::<PlaceId>("place", report);
        let at = fields.get("at").map(|at| (at.span(), point(at, "\"at\"", report)));
        if let Some(reader) = &reader {
            around.readers.ids.check("reader", reader, report);
        }
        if let Some(place) = &place {
            around.place_ids.check("place", place, report);
        }
        let (Some(reader), Some(place)) = (reader, place) else { continue };
        let has_ports = with_ports.contains(reader.get_ref());
        let Some(port) = port(&fields, has_ports, report) else { continue };
        let span = fields.get("port").map_or_else(|| fields.span.clone(), Spanned::span);
        let aim = (reader.get_ref().clone(), port);
        if let Some(first) = ports.get(&aim) {
            let message = format!(
                "port {port} of reader {} is aimed twice, first on line {first}",
                quoted(reader.get_ref().as_str())
            );
            report.wrong(&span, message);
        } else {
            ports.insert(aim, report.line(&span));
        }
        if let Some((span, Some(at))) = &at {
            let floor = places
                .get(place.get_ref())
                .and_then(|aimed_at| around.floors.iter().find(|f| f.id == aimed_at.floor));
            if let Some(sentence) = floor.and_then(|floor| beyond(floor, &[*at])) {
                let reader = quoted(reader.get_ref().as_str());
                report.odd(span, format!("an antenna of reader {reader} {sentence}"));
            }
        }
        antennas.push(Antenna {
            reader: reader.into_inner(),
            port,
            place: place.into_inner(),
            at: at.and_then(|(_, at)| at),
        });
    }
    antennas
}

/// From 1 on an LLRP reader; what a source hears for may have no ports, which is 0.
fn port(fields: &Fields<'_>, has_ports: bool, report: &mut Report) -> Option<u16> {
    if fields.get("port").is_none() {
        if has_ports {
            fields.missing("port", report);
            return None;
        }
        return Some(0);
    }
    let range = i64::from(has_ports)..=i64::from(u16::MAX);
    fields.integer("port", range, report).map(|port| port.into_inner() as u16)
}

pub(super) fn zones(
    root: &Fields<'_>,
    sources: &Sources,
    floor_ids: &Declared<FloorId>,
    report: &mut Report,
) -> Vec<Zone> {
    let mut zones = Vec::new();
    let mut names: BTreeMap<(SourceId, &str), usize> = BTreeMap::new();
    for fields in root.tables("zone", ZONE_KEYS, report) {
        let source = fields.required_id::<SourceId>("source", report);
        let named = fields.required_text("named", report);
        let floor = fields.required_id::<FloorId>("floor", report);
        if let Some(source) = &source {
            check_hub(source, sources, report);
        }
        if let Some(floor) = &floor {
            floor_ids.check("floor", floor, report);
        }
        let (Some(source), Some(named), Some(floor)) = (source, named, floor) else { continue };
        let key = (source.get_ref().clone(), *named.get_ref());
        if let Some(first) = names.get(&key) {
            let message = format!(
                "zone {} of source {} is there twice, first on line {first}",
                quoted(named.get_ref()),
                quoted(source.get_ref().as_str())
            );
            report.wrong(&named.span(), message);
        } else {
            names.insert(key, report.line(&named.span()));
        }
        zones.push(Zone {
            source: source.into_inner(),
            named: named.into_inner().to_owned(),
            floor: floor.into_inner(),
        });
    }
    zones
}

/// Zones belong to omlox hubs, be they a source or a reader of their own.
fn check_hub(source: &Spanned<SourceId>, sources: &Sources, report: &mut Report) {
    match sources.find(source.get_ref()).map(|source| source.connection.kind) {
        Some(SourceKind::Omlox) => {}
        Some(kind) => {
            let (id, kind) = (quoted(source.get_ref().as_str()), kind.word());
            let message = format!("{id} is of kind \"{kind}\": only an omlox hub has zones");
            report.wrong(&source.span(), message);
        }
        None => sources.ids.check("source", source, report),
    }
}
