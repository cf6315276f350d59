//! `[[door]]`: where people walk from one place into another.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;
use trackward_locate::Layout;
use trackward_locate::way::{DOORS_MAX, DOORS_OF_PLACE_MAX};
use trackward_model::{Door, FloorId, Place, PlaceId, PlaceIndex, Site};

use super::declared::Declared;
use super::fields::{Fields, Report, described, wrong_type};
use super::places::point;
use crate::text_file::quoted;

const DOOR_KEYS: &[&str] = &["floor", "at", "joins"];

/// A door further away from a place is not one of its doors: the number or the name is a slip.
const FROM_OUTLINE_M_MAX: f64 = 3.0;

/// The doors between the places of a site.
pub(super) fn read(
    root: &Fields<'_>,
    site: &Site,
    floor_ids: &Declared<FloorId>,
    place_ids: &Declared<PlaceId>,
    report: &mut Report,
) -> Vec<Door> {
    let tables = root.tables("door", DOOR_KEYS, report);
    if let Some(past) = tables.get(DOORS_MAX) {
        report.wrong(&past.span, format!("the file has more than {DOORS_MAX} doors"));
    }
    let mut drawn = Drawn { layout: Layout::new(site), places: BTreeMap::new() };
    for (i, place) in site.places.iter().enumerate() {
        drawn.places.insert(&place.id, (PlaceIndex::of(i), place, 0));
    }
    let mut doors = Vec::new();
    for fields in tables.iter().take(DOORS_MAX) {
        let floor = fields.required_id::<FloorId>("floor", report);
        if let Some(floor) = &floor {
            floor_ids.check("floor", floor, report);
        }
        let at = fields.get("at");
        if at.is_none() {
            fields.missing("at", report);
        }
        let at = at.and_then(|at| Some(Spanned::new(at.span(), point(at, "\"at\"", report)?)));
        let joins = joins(fields, place_ids, report);
        let floor = floor.filter(|floor| floor_ids.has(floor.get_ref()));
        let (Some(floor), Some(at), Some([a, b])) = (floor, at, joins) else { continue };
        for place in [&a, &b] {
            drawn.check(place, floor.get_ref(), &at, report);
        }
        let (floor, at) = (floor.into_inner(), at.into_inner());
        doors.push(Door { floor, at, joins: [a.into_inner(), b.into_inner()] });
    }
    doors
}

/// The two places that a door joins.
fn joins(
    fields: &Fields<'_>,
    place_ids: &Declared<PlaceId>,
    report: &mut Report,
) -> Option<[Spanned<PlaceId>; 2]> {
    let Some(value) = fields.get("joins") else {
        fields.missing("joins", report);
        return None;
    };
    let expected = "a list of two places";
    let DeValue::Array(items) = value.get_ref() else {
        report.wrong(&value.span(), wrong_type("joins", expected, value.get_ref()));
        return None;
    };
    let [a, b] = &items[..] else {
        let message = format!("\"joins\" must be {expected}, found a list of {}", items.len());
        report.wrong(&value.span(), message);
        return None;
    };
    let [a, b] = [a, b].map(|item| place(item, place_ids, report));
    let (a, b) = (a?, b?);
    if a.get_ref() == b.get_ref() {
        let message = "a door joins two places: both are the same here";
        report.wrong(&b.span(), message);
        return None;
    }
    Some([a, b])
}

fn place(
    item: &Spanned<DeValue<'_>>,
    place_ids: &Declared<PlaceId>,
    report: &mut Report,
) -> Option<Spanned<PlaceId>> {
    let DeValue::String(text) = item.get_ref() else {
        let found = described(item.get_ref());
        let message = format!("\"joins\" must hold the ids of two places, found {found}");
        report.wrong(&item.span(), message);
        return None;
    };
    match text.parse::<PlaceId>() {
        Ok(id) => {
            let id = Spanned::new(item.span(), id);
            place_ids.check("joins", &id, report);
            Some(id)
        }
        Err(error) => {
            report.wrong(&item.span(), format!("\"joins\" holds no id: {error}"));
            None
        }
    }
}

/// The places as they are drawn, each with the number of its doors so far.
struct Drawn<'a> {
    layout: Layout,
    places: BTreeMap<&'a PlaceId, (PlaceIndex, &'a Place, usize)>,
}

impl Drawn<'_> {
    /// Reports a door that cannot be one of this place.
    fn check(
        &mut self,
        id: &Spanned<PlaceId>,
        floor: &FloorId,
        at: &Spanned<[f64; 2]>,
        report: &mut Report,
    ) {
        // One that is not drawn rightly is reported where it is drawn.
        let Some((index, place, doors)) = self.places.get_mut(id.get_ref()) else { return };
        let name = quoted(id.get_ref().as_str());
        if place.floor != *floor {
            let [is, said] = [&place.floor, floor].map(|floor| quoted(floor.as_str()));
            report.wrong(&id.span(), format!("place {name} is on floor {is}, the door on {said}"));
            return;
        }
        *doors += 1;
        if *doors == DOORS_OF_PLACE_MAX + 1 {
            let message = format!("place {name} has more than {DOORS_OF_PLACE_MAX} doors");
            report.wrong(&id.span(), message);
        }
        let apart_m = self.layout.outside_m(*index, *at.get_ref());
        if apart_m.is_finite() && apart_m > FROM_OUTLINE_M_MAX {
            let message = format!(
                "the door lies {apart_m:.1} m from place {name}: it must be within \
                 {FROM_OUTLINE_M_MAX} m of both places that it joins"
            );
            report.wrong(&at.span(), message);
        }
    }
}
