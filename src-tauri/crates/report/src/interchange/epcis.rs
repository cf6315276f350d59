//! GS1 EPCIS 2.0, JSON: one document with an object event for each arrival, one event a line.
//!
//! What was chosen of the Core Business Vocabulary: the step is `storing` where equipment is kept
//! for use (clean utilities and storage) and `arriving` everywhere else, for that is all that a
//! reader hears. There is no disposition: whether a device is in use is judged from its place, and
//! the vocabulary advises against the `in_progress` that says nothing. Read point and business
//! location are both the room, since a stay is judged from several antennas. Before the events the
//! header names buildings, floors and rooms, each with all that is within it.

use serde::Serialize;
use trackward_model::PlaceKind;

use super::{Arrival, CarriedTag, Origin, Spot, buildings, stamp};

const CONTEXT: [&str; 1] = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];
/// The attribute of master data that is a name.
const NAME: &str = "urn:epcglobal:cbv:mda#name";

/// EPC schemes that name things, the one that fits a hospital's device best first: individual
/// asset, returnable asset, trade item, general, logistic unit. Others name places, papers or
/// people.
const THINGS: [&str; 5] = ["giai", "grai", "sgtin", "gid", "sscc"];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: [&'static str; 1],
    #[serde(rename = "type")]
    kind: &'static str,
    schema_version: &'static str,
    creation_date: String,
    epcis_header: Header<'a>,
    epcis_body: Body,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Header<'a> {
    epcis_master_data: MasterData<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MasterData<'a> {
    vocabulary_list: [Vocabulary<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Vocabulary<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    vocabulary_element_list: Vec<Element<'a>>,
}

/// A location, and everything that is within it.
#[derive(Serialize)]
struct Element<'a> {
    id: String,
    attributes: [Attribute<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<String>,
}

#[derive(Serialize)]
struct Attribute<'a> {
    id: &'static str,
    attribute: &'a str,
}

/// The last of the document: what is open when the events begin.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    event_list: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ObjectEvent {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "eventID")]
    event_id: String,
    event_time: String,
    event_time_zone_offset: String,
    epc_list: [String; 1],
    action: &'static str,
    biz_step: &'static str,
    read_point: Location,
    biz_location: Location,
}

#[derive(Serialize)]
struct Location {
    id: String,
}

/// What stands after the list of events.
const CLOSING: &str = "]}}";

/// The document up to its first event.
#[must_use]
pub fn opening(origin: &Origin<'_>) -> String {
    let document = Document {
        context: CONTEXT,
        kind: "EPCISDocument",
        schema_version: "2.0",
        creation_date: stamp(origin.made_at),
        epcis_header: Header {
            epcis_master_data: MasterData {
                vocabulary_list: [Vocabulary {
                    kind: "urn:epcglobal:epcis:vtype:BusinessLocation",
                    vocabulary_element_list: locations(origin),
                }],
            },
        },
        epcis_body: Body { event_list: [] },
    };
    let mut text = serde_json::to_string(&document).expect("a document has only texts for keys");
    debug_assert!(text.ends_with(CLOSING), "the list of events is the last of a document");
    text.truncate(text.len() - CLOSING.len());
    text
}

/// One event, on a line of its own; the first one has no comma before it.
#[must_use]
pub fn event(origin: &Origin<'_>, arrival: &Arrival<'_>, is_first: bool) -> String {
    let names = origin.names;
    let location = || Location { id: arrival.spot.name(names) };
    let event = ObjectEvent {
        kind: "ObjectEvent",
        event_id: format!("urn:uuid:{}", arrival.id(names)),
        event_time: stamp(arrival.at),
        event_time_zone_offset: arrival.at.format("%:z").to_string(),
        epc_list: [
            named_by_tag(arrival.tags).unwrap_or_else(|| names.asset(&arrival.asset.asset_id))
        ],
        action: "OBSERVE",
        biz_step: step(&arrival.spot),
        read_point: location(),
        biz_location: location(),
    };
    let json = serde_json::to_string(&event).expect("an event has only texts for keys");
    format!("{}\n{json}", if is_first { "" } else { "," })
}

/// What ends the document.
#[must_use]
pub fn closing() -> String {
    format!("\n{CLOSING}\n")
}

/// What the tags say that the thing is: one name, since two would be two things.
fn named_by_tag(tags: &[CarriedTag]) -> Option<String> {
    let rank = |epc: &str| {
        let scheme = epc.strip_prefix("urn:epc:id:")?.split(':').next()?;
        THINGS.iter().position(|thing| *thing == scheme)
    };
    tags.iter()
        .filter_map(|tag| tag.epc.as_deref())
        .filter_map(|epc| Some((rank(epc)?, epc)))
        .min()
        .map(|(_, epc)| epc.to_owned())
}

const fn step(spot: &Spot<'_>) -> &'static str {
    match spot {
        Spot::Place(place) => match place.kind {
            PlaceKind::CleanUtility | PlaceKind::Storage => "storing",
            _ => "arriving",
        },
        Spot::Floor(_) => "arriving",
    }
}

fn locations<'a>(origin: &Origin<'a>) -> Vec<Element<'a>> {
    let Origin { site, names, .. } = *origin;
    let element = |id, name, children| Element {
        id,
        attributes: [Attribute { id: NAME, attribute: name }],
        children,
    };
    let mut all = Vec::with_capacity(site.floors.len() + site.places.len());
    for building in buildings(site) {
        let floors = site.floors.iter().filter(|floor| floor.building == building);
        let mut within: Vec<String> = Vec::new();
        let mut below: Vec<Element<'a>> = Vec::new();
        for floor in floors {
            let places = site.places.iter().filter(|place| place.floor == floor.id);
            let rooms: Vec<Element<'a>> = places
                .map(|place| element(names.place(&place.id), place.name.as_str(), Vec::new()))
                .collect();
            let on_floor: Vec<String> = rooms.iter().map(|room| room.id.clone()).collect();
            within.push(names.floor(&floor.id));
            within.extend(on_floor.iter().cloned());
            below.push(element(names.floor(&floor.id), floor.name.as_str(), on_floor));
            below.extend(rooms);
        }
        all.push(element(names.building(building), building, within));
        all.extend(below);
    }
    all
}
