//! Where assets went, in the words of two standards: location updates of HL7 FHIR ([`fhir`]) and
//! events of GS1 EPCIS ([`epcis`]).
//!
//! Both are written piece by piece, an opening, one piece for each [`Arrival`] and a closing, so
//! that a year of them never stands in memory. Neither says anything of a person.

pub mod epcis;
pub mod fhir;
mod name;

use chrono::{DateTime, FixedOffset};
use trackward_model::{Asset, AssetId, Floor, Place, Site, Tag};
use uuid::Uuid;

pub use name::{BaseError, Names};

/// Who says it, and when.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The hospital.
    pub site: &'a Site,
    /// How its things are named to others.
    pub names: &'a Names,
    /// When the document was made, by the site's clocks.
    pub made_at: DateTime<FixedOffset>,
}

/// An asset came to where it was judged to be: the beginning of a stay.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// The tags it carried then.
    pub tags: &'a [CarriedTag],
    /// Where it came to.
    pub spot: Spot<'a>,
    /// When, by the site's clocks.
    pub at: DateTime<FixedOffset>,
}

/// A tag, and what the EPC in it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedTag {
    /// The tag.
    pub tag: Tag,
    /// `urn:epc:id:giai:0614141.5678`, where its bits are an EPC.
    pub epc: Option<String>,
}

/// A room or zone; or the floor, where it is in none.
#[derive(Debug, Clone, Copy)]
pub enum Spot<'a> {
    /// In a room or zone of a floor.
    Place(&'a Place),
    /// On the floor.
    Floor(&'a Floor),
}

impl Spot<'_> {
    fn name(&self, names: &Names) -> String {
        match self {
            Spot::Place(place) => names.place(&place.id),
            Spot::Floor(floor) => names.floor(&floor.id),
        }
    }
}

impl Arrival<'_> {
    /// The same for the same move however often it is told, so that a receiver knows it again.
    fn id(&self, names: &Names) -> Uuid {
        let (asset, spot) = (names.asset(&self.asset.asset_id), self.spot.name(names));
        uuid_of(&format!("{asset} {} {spot}", self.at.timestamp_micros()))
    }
}

/// A name of version 5 (RFC 9562) in the namespace of URLs.
fn uuid_of(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
}

fn asset_uuid(names: &Names, asset: &AssetId) -> Uuid {
    uuid_of(&names.asset(asset))
}

/// RFC 3339 in milliseconds, with how far the site's clocks were from UTC then.
fn stamp(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// The buildings of a site by name, each once, in the order of its floors.
fn buildings(site: &Site) -> Vec<&str> {
    let mut buildings: Vec<&str> = Vec::new();
    for floor in &site.floors {
        if !buildings.contains(&floor.building.as_str()) {
            buildings.push(&floor.building);
        }
    }
    buildings
}

#[cfg(test)]
mod tests;
