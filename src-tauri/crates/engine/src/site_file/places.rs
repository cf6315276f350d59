//! `[[place]]`: rooms and zones with their outlines.

use toml::Spanned;
use toml::de::DeValue;
use trackward_model::{Floor, FloorId, Place, PlaceId, PlaceKind, UnitId};

use super::declared::Declared;
use super::fields::{Fields, Report, described, number};
use super::floors::METRES_MAX;
use crate::text_file::{nearest, quoted};

const PLACE_KEYS: &[&str] = &["id", "floor", "name", "kind", "unit", "outline"];

/// The most corners of an outline: rooms have a handful.
const CORNERS_MAX: usize = 1_000;

/// A smaller outline, in square metres, is a line or a slip.
const AREA_M2_MIN: f64 = 1e-6;

/// How far a place may reach beyond its plan, as a part of the plan's side, before it is odd.
const BEYOND_PLAN: f64 = 0.1;

pub(super) fn read(
    root: &Fields<'_>,
    floor_ids: &Declared<FloorId>,
    floors: &[Floor],
    report: &mut Report,
) -> (Declared<PlaceId>, Vec<Place>) {
    let mut ids = Declared::new("place");
    let mut places = Vec::new();
    for fields in root.tables("place", PLACE_KEYS, report) {
        let id = fields.required_id::<PlaceId>("id", report);
        let floor = fields.required_id::<FloorId>("floor", report);
        let name = fields.required_text("name", report);
        let kind = kind(&fields, report);
        let unit = fields.id::<UnitId>("unit", report);
        let outline = outline(&fields, report);
        if let Some(floor) = &floor {
            floor_ids.check("floor", floor, report);
        }
        let Some(id) = id else { continue };
        ids.add(&id, report);
        let (Some(floor), Some(name), Some(kind), Some(outline)) = (floor, name, kind, outline)
        else {
            continue;
        };
        let drawn_on = floors.iter().find(|drawn| drawn.id == *floor.get_ref());
        if let Some(sentence) = drawn_on.and_then(|drawn| beyond(drawn, outline.get_ref())) {
            let message = format!("place {} {sentence}", quoted(id.get_ref().as_str()));
            report.odd(&outline.span(), message);
        }
        places.push(Place {
            id: id.into_inner(),
            floor: floor.into_inner(),
            name: name.into_inner().to_owned(),
            kind,
            unit: unit.map(Spanned::into_inner),
            outline: outline.into_inner(),
            removed: false,
        });
    }
    (ids, places)
}

fn kind(fields: &Fields<'_>, report: &mut Report) -> Option<PlaceKind> {
    let text = fields.required_text("kind", report)?;
    let words = PlaceKind::ALL.map(PlaceKind::word);
    let kind = PlaceKind::ALL.into_iter().find(|kind| kind.word() == *text.get_ref());
    if kind.is_none() {
        let expected = match nearest(text.get_ref(), words) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("expected one of {}", words.join(", ")),
        };
        let message = format!("unknown kind of place {}: {expected}", quoted(text.get_ref()));
        report.wrong(&text.span(), message);
    }
    kind
}

fn outline(fields: &Fields<'_>, report: &mut Report) -> Option<Spanned<Vec<[f64; 2]>>> {
    let Some(value) = fields.get("outline") else {
        fields.missing("outline", report);
        return None;
    };
    let DeValue::Array(items) = value.get_ref() else {
        let found = described(value.get_ref());
        let message = format!("\"outline\" must be a list of points [x, y], found {found}");
        report.wrong(&value.span(), message);
        return None;
    };
    let mut corners = Vec::new();
    for (i, item) in items.iter().take(CORNERS_MAX + 1).enumerate() {
        corners.push(point(item, &format!("point {} of \"outline\"", i + 1), report)?);
    }
    if let Err(sentence) = check_outline(&corners) {
        report.wrong(&value.span(), sentence);
        return None;
    }
    Some(Spanned::new(value.span(), corners))
}

fn check_outline(corners: &[[f64; 2]]) -> Result<(), String> {
    if corners.len() > CORNERS_MAX {
        return Err(format!("\"outline\" has more than {CORNERS_MAX} points"));
    }
    if corners.len() < 3 {
        let (found, points) = (corners.len(), if corners.len() == 1 { "point" } else { "points" });
        return Err(format!("\"outline\" needs at least 3 points, found {found} {points}"));
    }
    for (i, corner) in corners.iter().enumerate() {
        if let Some(first) = corners[..i].iter().position(|other| other == corner) {
            let closes = first == 0 && i == corners.len() - 1;
            let hint = if closes { ": leave it out, an outline closes by itself" } else { "" };
            let (first, again) = (first + 1, i + 1);
            return Err(format!("point {again} of \"outline\" repeats point {first}{hint}"));
        }
    }
    if area_m2(corners) < AREA_M2_MIN {
        return Err(
            "\"outline\" has no area: its points lie on one line or it crosses itself".into()
        );
    }
    Ok(())
}

/// Shoelace formula.
fn area_m2(corners: &[[f64; 2]]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    let doubled: f64 = corners.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    doubled.abs() / 2.0
}

/// A point `[x, y]` in metres.
pub(super) fn point(
    value: &Spanned<DeValue<'_>>,
    what: &str,
    report: &mut Report,
) -> Option<[f64; 2]> {
    let pair = match value.get_ref() {
        DeValue::Array(items) if items.len() == 2 => {
            number(items[0].get_ref()).zip(number(items[1].get_ref()))
        }
        _ => None,
    };
    let Some((x, y)) = pair else {
        let found = match value.get_ref() {
            DeValue::Array(items) if items.len() == 2 => {
                let odd = items.iter().find(|item| number(item.get_ref()).is_none());
                odd.map_or_else(String::new, |item| described(item.get_ref()))
            }
            DeValue::Array(items) => format!("a list of {}", items.len()),
            other => described(other),
        };
        report.wrong(&value.span(), format!("{what} must be two numbers [x, y], found {found}"));
        return None;
    };
    if x.abs().max(y.abs()) > METRES_MAX {
        let message = format!("{what} lies more than {METRES_MAX} m from the origin");
        report.wrong(&value.span(), message);
        return None;
    }
    Some([x, y])
}

/// How points reach beyond a floor's plan, if they do so by far.
pub(super) fn beyond(floor: &Floor, points: &[[f64; 2]]) -> Option<String> {
    let [width, height] = floor.size_m;
    if floor.plan.is_none() || width == 0.0 {
        return None;
    }
    let outside = |at: f64, side: f64| at < -BEYOND_PLAN * side || at > (1.0 + BEYOND_PLAN) * side;
    let [x, y] = points.iter().find(|[x, y]| outside(*x, width) || outside(*y, height))?;
    Some(format!(
        "lies far outside of the plan of floor {}, with [{x}, {y}] on {width:.1} m × {height:.1} m: \
         is \"metres_per_unit\" right?",
        quoted(floor.id.as_str())
    ))
}
