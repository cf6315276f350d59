//! Assets as devices.

use trackward_model::AssetStatus;
use uuid::Uuid;

use super::resource::{Concept, Device, DeviceName, Identifier, Meta, Reference, UdiCarrier, said};
use crate::interchange::{Arrival, Names, asset_uuid, stamp};

const PROFILE: &str = "http://hl7.org/fhir/uv/rtls/StructureDefinition/rtlsDevice";
/// The system of identifiers that are URIs by themselves.
const URI: &str = "urn:ietf:rfc:3986";

/// The asset at the location to which it came.
pub fn at<'a>(names: &Names, arrival: &Arrival<'a>, location: String) -> (Uuid, Device<'a>) {
    let asset = arrival.asset;
    let id = asset_uuid(names, &asset.asset_id);
    let device = Device {
        id: id.to_string(),
        meta: Meta { last_updated: Some(stamp(arrival.at)), ..Meta::of(PROFILE) },
        identifier: identifiers(names, arrival),
        udi_carrier: asset
            .udi
            .as_deref()
            .and_then(said)
            .map(|udi| [UdiCarrier { carrier_hrf: udi }]),
        status: match asset.status {
            AssetStatus::Active => "active",
            AssetStatus::Retired => "inactive",
        },
        manufacturer: said(&asset.manufacturer),
        serial_number: said(&asset.serial),
        device_name: said(&asset.name)
            .map(|name| [DeviceName { name, kind: "user-friendly-name" }]),
        model_number: said(&asset.model),
        kind: Concept::in_words(asset.type_id.as_str()),
        owner: asset.unit.as_ref().map(|unit| Reference::called(unit.as_str())),
        location: Reference::to(location),
    };
    (id, device)
}

/// The hospital's own number, each tag, and what its EPC names.
fn identifiers(names: &Names, arrival: &Arrival<'_>) -> Vec<Identifier> {
    let number = arrival.asset.asset_id.to_string();
    let mut all = vec![Identifier { system: names.system(Names::ASSET), value: number }];
    for carried in arrival.tags {
        let (system, value) = (names.system(Names::TAG), carried.tag.to_string());
        all.push(Identifier { system, value });
        let epc = carried.epc.as_ref();
        all.extend(epc.map(|epc| Identifier { system: URI.to_owned(), value: epc.clone() }));
    }
    all
}
