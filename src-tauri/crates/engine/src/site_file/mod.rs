//! The site file: a hospital as data, with the plans that stand beside it.
//!
//! A file is taken whole or not at all: everything that is wrong in it is reported at once, each
//! with its line, what was found and what was expected.

mod address;
mod antennas;
mod connection;
mod declared;
mod doors;
mod fields;
mod floors;
mod maintenance;
mod par;
mod places;
mod plan;
mod policy;
mod readers;
mod sources;
#[cfg(test)]
mod tests;
mod topics;

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeTable;
use trackward_model::Plan as MaintenancePlan;
use trackward_model::{Antenna, Floor, FloorId, FloorPlan, Place, PlaceId, Site, SourceId};

pub(crate) use self::address::check_address;
pub(crate) use self::connection::{is_hl7_field, is_variable};
use self::fields::{Fields, Report};
pub use self::plan::PLAN_BYTES_MAX;
pub(crate) use self::policy::{change_policy, policy_text, type_id};
pub(crate) use self::topics::is_topic_filter;
use crate::text_file::{self, FileErrors, Problems, is_utf16, nearest, quoted, without_bom};

/// The largest site file.
pub const SITE_FILE_BYTES_MAX: u64 = 4 << 20;

const ROOT_KEYS: &[&str] = &[
    "site", "floor", "place", "door", "reader", "antenna", "source", "zone", "par", "policy",
    "plan",
];
const SITE_KEYS: &[&str] = &["id", "name", "timezone"];

/// What a site file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFile {
    /// The hospital.
    pub site: Site,
    /// The plans of its floors, of those that have one.
    pub plans: Vec<(FloorId, FloorPlan)>,
    /// How often what has to be done.
    pub maintenance: Vec<MaintenancePlan>,
    /// What is odd but was taken: sentences with their lines.
    pub warnings: Vec<String>,
}

/// Why a site file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct SiteFileErrors(#[from] pub FileErrors);

/// Reads a site file and the plans beside it.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(path: &Path) -> Result<SiteFile, SiteFileErrors> {
    let name = text_file::name_of(path);
    let whole = |message: String| {
        let mut problems = Problems::default();
        problems.add(None, None, message);
        SiteFileErrors(problems.into_errors(name.clone()))
    };
    let bytes = text_file::bytes(path, SITE_FILE_BYTES_MAX, "the site file").map_err(&whole)?;
    if is_utf16(&bytes) {
        return Err(whole("the site file is UTF-16: save it as UTF-8".into()));
    }
    let text = std::str::from_utf8(without_bom(&bytes)).map_err(|error| {
        let bytes = without_bom(&bytes);
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let found = bytes[error.valid_up_to()];
        let mut problems = Problems::default();
        let message = format!("byte 0x{found:02X} is not UTF-8: save the file as UTF-8");
        problems.add(Some(line), None, message);
        SiteFileErrors(problems.into_errors(name.clone()))
    })?;
    parse(text, path.parent().unwrap_or(Path::new("")), &name)
}

/// Reads the text of a site file; plans and certificates are looked for in `directory`.
fn parse(text: &str, directory: &Path, name: &str) -> Result<SiteFile, SiteFileErrors> {
    let mut report = Report::new(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // What stands after a slip of syntax may be read wrongly, so nothing else is judged.
        for error in errors {
            let message = format!("not valid TOML: {}", error.message().trim_end());
            report.wrong(&error.span().unwrap_or_default(), message);
        }
        return Err(report.problems.into_errors(name.into()).into());
    }
    let root = Fields::new(table.get_ref(), table.span(), String::new(), ROOT_KEYS, &mut report);
    let (site, plans) = site(&root, directory, &mut report);
    let maintenance = maintenance::read(&root, &mut report);
    if !report.problems.is_empty() {
        return Err(report.problems.into_errors(name.into()).into());
    }
    Ok(SiteFile { site, plans, maintenance, warnings: report.warnings.into_sentences() })
}

/// The site as far as it can be read; it is whole if nothing was reported.
fn site(
    root: &Fields<'_>,
    directory: &Path,
    report: &mut Report,
) -> (Site, Vec<(FloorId, FloorPlan)>) {
    let mut site = head(root, report);
    let mut floors = floors::read(root, directory, report);
    let (place_ids, places) = places::read(root, &floors.ids, &floors.floors, report);
    let mut sources = sources::read(root, directory, report);
    let readers = readers::read(root, &mut sources, directory, report);
    let around = antennas::Around {
        readers: &readers,
        sources: &sources,
        place_ids: &place_ids,
        places: &places,
        floors: &floors.floors,
    };
    site.antennas = antennas::antennas(root, &around, report);
    site.zones = antennas::zones(root, &sources, &floors.ids, report);
    measure_by_drawing(&mut floors.floors, &places, &site.antennas);
    site.places = places;
    site.floors = floors.floors;
    site.doors = doors::read(root, &site, &floors.ids, &place_ids, report);
    site.par_levels = par::read(root, &site, &place_ids, report);
    site.readers = readers.readers;
    site.policy = policy::read(root, &policy::around(&site), report);
    site.sources = sources.sources;
    (site, floors.plans)
}

/// Id, name and time zone.
fn head(root: &Fields<'_>, report: &mut Report) -> Site {
    let mut site = Site::default();
    if root.get("site").is_none() {
        root.missing_table("[site]", report);
    }
    let Some(fields) = root.table("site", "[site]", SITE_KEYS, report) else { return site };
    // A site's id follows the same rules as all ids.
    if let Some(id) = fields.required_id::<SourceId>("id", report) {
        site.id = id.get_ref().to_string();
    }
    if let Some(name) = fields.required_text("name", report) {
        (*name.get_ref()).clone_into(&mut site.name);
    }
    if let Some(zone) = fields.required_text("timezone", report) {
        if zone.get_ref().parse::<chrono_tz::Tz>().is_err() {
            let known = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
            let expected = nearest(zone.get_ref(), known).map_or_else(
                || "expected an IANA name such as America/Chicago".into(),
                |meant| format!("did you mean \"{meant}\"?"),
            );
            let found = quoted(zone.get_ref());
            report.wrong(&zone.span(), format!("unknown time zone {found}: {expected}"));
        }
        (*zone.get_ref()).clone_into(&mut site.timezone);
    }
    site
}

/// Gives floors without a plan the width and height of what is drawn on them.
fn measure_by_drawing(floors: &mut [Floor], places: &[Place], antennas: &[Antenna]) {
    let mut sizes: BTreeMap<&FloorId, [f64; 2]> = BTreeMap::new();
    let floor_of: BTreeMap<&PlaceId, &FloorId> =
        places.iter().map(|place| (&place.id, &place.floor)).collect();
    let corners =
        places.iter().flat_map(|place| place.outline.iter().map(|at| (&place.floor, *at)));
    let aimed =
        antennas.iter().filter_map(|antenna| Some((*floor_of.get(&antenna.place)?, antenna.at?)));
    for (floor, at) in corners.chain(aimed) {
        let size = sizes.entry(floor).or_default();
        *size = [f64::max(size[0], at[0]), f64::max(size[1], at[1])];
    }
    for floor in floors.iter_mut().filter(|floor| floor.plan.is_none()) {
        floor.size_m = sizes.get(&floor.id).copied().unwrap_or_default();
    }
}
