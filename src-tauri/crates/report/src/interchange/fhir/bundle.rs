//! The two bundles: all locations, and one device's move.

use super::resource::{Bundle, Coding, Entry, MessageHeader, Meta, Reference, Resource, Source};
use super::{device, location};
use crate::interchange::{Arrival, Origin, stamp, uuid_of};

const MESSAGE: &str =
    "http://hl7.org/fhir/uv/rtls/StructureDefinition/rtlsMessageBundleLocationUpdate";
const HEADER: &str =
    "http://hl7.org/fhir/uv/rtls/StructureDefinition/rtlsMessageLocationUpdateHeader";
const LOCATION_UPDATE: Coding = Coding {
    system: "http://hl7.org/fhir/uv/rtls/CodeSystem/rtlsMessageEvents",
    code: "location-update",
    display: "Location Update",
};

/// The first line: the locations of the site.
#[must_use]
pub fn locations(origin: &Origin<'_>) -> String {
    let entry = location::all(origin).into_iter().map(|(id, location)| Entry {
        full_url: location::address(id),
        resource: Resource::Location(Box::new(location)),
    });
    line(&Bundle {
        id: uuid_of(&format!("{} locations", origin.names.base())).to_string(),
        meta: Meta { last_updated: Some(stamp(origin.made_at)), profile: None },
        kind: "collection",
        timestamp: stamp(origin.made_at),
        entry: entry.collect(),
    })
}

/// A line for each arrival: a message that says where a device is now.
#[must_use]
pub fn update(origin: &Origin<'_>, arrival: &Arrival<'_>) -> String {
    let (at, location) = location::alone(origin, &arrival.spot);
    let at = location::address(at);
    let (device_id, device) = device::at(origin.names, arrival, at.clone());
    let message = arrival.id(origin.names);
    let header_id = uuid_of(&format!("{message} header"));
    let header = MessageHeader {
        id: header_id.to_string(),
        meta: Meta::of(HEADER),
        event_coding: LOCATION_UPDATE,
        source: Source {
            name: &origin.site.name,
            software: "Trackward",
            version: env!("CARGO_PKG_VERSION"),
            endpoint: origin.names.base(),
        },
        focus: [Reference::to(location::address(device_id))],
    };
    let entry = |full_url, resource| Entry { full_url, resource };
    line(&Bundle {
        id: message.to_string(),
        meta: Meta { last_updated: Some(stamp(origin.made_at)), ..Meta::of(MESSAGE) },
        kind: "message",
        timestamp: stamp(arrival.at),
        entry: vec![
            entry(location::address(header_id), Resource::MessageHeader(Box::new(header))),
            entry(location::address(device_id), Resource::Device(Box::new(device))),
            entry(at, Resource::Location(Box::new(location))),
        ],
    })
}

fn line(bundle: &Bundle<'_>) -> String {
    let mut json = serde_json::to_string(bundle).expect("a bundle has only texts for keys");
    json.push('\n');
    json
}
