//! `[[floor]]`: floors and their plans.

use std::path::Path;

use trackward_model::{Floor, FloorId, FloorPlan};

use super::declared::Declared;
use super::fields::{Fields, Report};
use super::plan;

const FLOOR_KEYS: &[&str] = &["id", "building", "name", "ordinal", "plan", "metres_per_unit"];

/// The largest floor side, in metres: what lies beyond is a wrong `metres_per_unit`.
pub(super) const METRES_MAX: f64 = 100_000.0;

/// Ordinals are heights in order; no building has more.
const ORDINAL_MAX: i64 = 1_000;

/// What `[[floor]]` tables give.
#[derive(Debug)]
pub(super) struct Floors {
    pub(super) ids: Declared<FloorId>,
    pub(super) floors: Vec<Floor>,
    pub(super) plans: Vec<(FloorId, FloorPlan)>,
}

pub(super) fn read(root: &Fields<'_>, directory: &Path, report: &mut Report) -> Floors {
    let mut found = Floors { ids: Declared::new("floor"), floors: Vec::new(), plans: Vec::new() };
    for fields in root.tables("floor", FLOOR_KEYS, report) {
        let id = fields.required_id::<FloorId>("id", report);
        let building = fields.required_text("building", report);
        let name = fields.required_text("name", report);
        if fields.get("ordinal").is_none() {
            fields.missing("ordinal", report);
        }
        let ordinal = fields.integer("ordinal", -ORDINAL_MAX..=ORDINAL_MAX, report);
        let written = fields.text("plan", report);
        let metres_per_unit = metres_per_unit(&fields, report);
        let picture = written.as_ref().and_then(|written| {
            plan::read(directory, written.get_ref())
                .map_err(|sentence| report.wrong(&written.span(), sentence))
                .ok()
        });
        let Some(id) = id else { continue };
        found.ids.add(&id, report);
        let (Some(building), Some(name), Some(ordinal), Some(metres_per_unit)) =
            (building, name, ordinal, metres_per_unit)
        else {
            continue;
        };
        let id = id.into_inner();
        let size_m = picture
            .as_ref()
            .map_or([0.0; 2], |(_, size)| [size[0] * metres_per_unit, size[1] * metres_per_unit]);
        if let Some(written) = written.as_ref().filter(|_| size_m.iter().any(|m| *m > METRES_MAX)) {
            let message = format!(
                "the plan would be {:.0} m × {:.0} m: \"metres_per_unit\" is too large",
                size_m[0], size_m[1]
            );
            report.wrong(&written.span(), message);
        }
        if let Some((picture, _)) = picture {
            found.plans.push((id.clone(), picture));
        }
        found.floors.push(Floor {
            id,
            building: building.into_inner().to_owned(),
            name: name.into_inner().to_owned(),
            ordinal: ordinal.into_inner() as i32,
            plan: written.map(|written| written.into_inner().to_owned()),
            metres_per_unit,
            size_m,
            removed: false,
        });
    }
    found
}

/// Needed with a plan; without one nothing is measured by it.
fn metres_per_unit(fields: &Fields<'_>, report: &mut Report) -> Option<f64> {
    if fields.get("metres_per_unit").is_none() {
        if fields.get("plan").is_none() {
            return Some(1.0);
        }
        fields.missing("metres_per_unit", report);
    }
    let found = fields.number("metres_per_unit", report)?;
    let metres = *found.get_ref();
    if metres <= 0.0 {
        let message = format!("\"metres_per_unit\" must be more than 0, found {metres}");
        report.wrong(&found.span(), message);
        return None;
    }
    Some(metres)
}
