//! Buildings, floors and rooms as locations.

use trackward_model::{Floor, Place, PlaceKind, Site};
use uuid::Uuid;

use super::resource::{Coding, Concept, Identifier, Location, Meta, Reference};
use crate::interchange::{Names, Origin, Spot, buildings, uuid_of};

const PROFILE: &str = "http://hl7.org/fhir/uv/rtls/StructureDefinition/rtlsLocation";
const PHYSICAL_TYPE: &str = "http://terminology.hl7.org/CodeSystem/location-physical-type";

/// All locations of the site: each building with its floors, each floor with its rooms.
pub fn all<'a>(origin: &Origin<'a>) -> Vec<(Uuid, Location<'a>)> {
    let Origin { site, names, .. } = *origin;
    let mut all = Vec::with_capacity(site.floors.len() + site.places.len());
    for name in buildings(site) {
        let (id, building) = building(origin, name);
        let around_floors = address(id);
        all.push((id, building));
        for floor in site.floors.iter().filter(|floor| floor.building == name) {
            let (id, location) = of_floor(names, floor, Reference::to(around_floors.clone()));
            let around_rooms = address(id);
            all.push((id, location));
            for place in site.places.iter().filter(|place| place.floor == floor.id) {
                all.push(of_place(names, place, Some(Reference::to(around_rooms.clone()))));
            }
        }
    }
    all
}

/// One location in a message that holds no other: what it is part of is named.
pub fn alone<'a>(origin: &Origin<'a>, spot: &Spot<'a>) -> (Uuid, Location<'a>) {
    let Origin { site, names, .. } = *origin;
    match *spot {
        Spot::Place(place) => of_place(names, place, floor_of(site, place, names)),
        Spot::Floor(floor) => of_floor(
            names,
            floor,
            Reference {
                reference: None,
                identifier: Some(Identifier {
                    system: names.system(Names::BUILDING),
                    value: floor.building.clone(),
                }),
                display: Some(&floor.building),
            },
        ),
    }
}

/// Where a resource of a bundle is referred to.
pub fn address(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

fn floor_of<'a>(site: &'a Site, place: &Place, names: &Names) -> Option<Reference<'a>> {
    let floor = site.floors.iter().find(|floor| floor.id == place.floor)?;
    let system = names.system(Names::FLOOR);
    let identifier = Some(Identifier { system, value: floor.id.to_string() });
    Some(Reference { reference: None, identifier, display: Some(&floor.name) })
}

fn building<'a>(origin: &Origin<'a>, name: &'a str) -> (Uuid, Location<'a>) {
    let Origin { site, names, .. } = *origin;
    let is_used = site.floors.iter().any(|floor| floor.building == name && !floor.removed);
    let id = uuid_of(&names.building(name));
    let identifier = Identifier { system: names.system(Names::BUILDING), value: name.to_owned() };
    let location = Location {
        managing_organization: Some(Reference::called(&site.name)),
        ..location(id, identifier, name, is_used, ("bu", "Building"))
    };
    (id, location)
}

fn of_floor<'a>(names: &Names, floor: &'a Floor, part_of: Reference<'a>) -> (Uuid, Location<'a>) {
    let id = uuid_of(&names.floor(&floor.id));
    let identifier = Identifier { system: names.system(Names::FLOOR), value: floor.id.to_string() };
    let location = Location {
        part_of: Some(part_of),
        ..location(id, identifier, &floor.name, !floor.removed, ("lvl", "Level"))
    };
    (id, location)
}

fn of_place<'a>(
    names: &Names,
    place: &'a Place,
    part_of: Option<Reference<'a>>,
) -> (Uuid, Location<'a>) {
    let id = uuid_of(&names.place(&place.id));
    let identifier = Identifier { system: names.system(Names::PLACE), value: place.id.to_string() };
    let location = Location {
        kind: Some([Concept::in_words(place.kind.word())]),
        managing_organization: place.unit.as_ref().map(|unit| Reference::called(unit.as_str())),
        part_of,
        ..location(id, identifier, &place.name, !place.removed, physical_type(place.kind))
    };
    (id, location)
}

fn location<'a>(
    id: Uuid,
    identifier: Identifier,
    name: &'a str,
    is_used: bool,
    (code, display): (&'static str, &'static str),
) -> Location<'a> {
    Location {
        id: id.to_string(),
        meta: Meta::of(PROFILE),
        identifier: [identifier],
        status: if is_used { "active" } else { "inactive" },
        name,
        mode: "instance",
        kind: None,
        physical_type: Concept::coded(Coding { system: PHYSICAL_TYPE, code, display }),
        managing_organization: None,
        part_of: None,
    }
}

const fn physical_type(kind: PlaceKind) -> (&'static str, &'static str) {
    match kind {
        PlaceKind::Hallway => ("co", "Corridor"),
        PlaceKind::Elevator
        | PlaceKind::Exit
        | PlaceKind::LoadingDock
        | PlaceKind::NurseStation
        | PlaceKind::Other => ("area", "Area"),
        PlaceKind::PatientRoom
        | PlaceKind::CleanUtility
        | PlaceKind::SoiledUtility
        | PlaceKind::Storage
        | PlaceKind::BiomedShop
        | PlaceKind::Laundry => ("ro", "Room"),
    }
}
