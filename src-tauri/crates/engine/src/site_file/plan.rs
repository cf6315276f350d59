//! Floor plans: what kind of picture a file is, and how large in its own units.

use std::path::{Component, Path};

use trackward_model::FloorPlan;

use crate::text_file::{self, quoted, without_bom};

/// The largest plan file.
pub const PLAN_BYTES_MAX: u64 = 8 << 20;

/// The longest side of a PNG plan: decoded, a larger one would fill the window's memory.
const PNG_SIDE_PX_MAX: u32 = 16_384;

/// The most elements that an SVG plan may have.
const SVG_NODES_MAX: u32 = 1_000_000;

/// CSS pixels, the unit of an SVG without a view box, in one of each unit of length.
const SVG_UNITS_PX: [(&str, f64); 7] = [
    ("px", 1.0),
    ("mm", 96.0 / 25.4),
    ("cm", 96.0 / 2.54),
    ("in", 96.0),
    ("pt", 96.0 / 72.0),
    ("pc", 16.0),
    ("", 1.0),
];

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads a plan that stands beside the site file: the picture, and its width and height in its
/// own units. An error is a whole sentence.
pub(super) fn read(directory: &Path, written: &str) -> Result<(FloorPlan, [f64; 2]), String> {
    let what = format!("the plan {}", quoted(written));
    let path = Path::new(written);
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(format!("{what} must be a path beside the site file, without \"..\""));
    }
    let bytes = text_file::bytes(&directory.join(path), PLAN_BYTES_MAX, &what)?;
    let (media_type, size) = if bytes.starts_with(PNG_SIGNATURE) {
        ("image/png", png_size(&bytes).map_err(|why| format!("{what} {why}"))?)
    } else if looks_like_xml(&bytes) {
        ("image/svg+xml", svg_size(&bytes).map_err(|why| format!("{what} {why}"))?)
    } else {
        return Err(format!("{what} is neither an SVG nor a PNG"));
    };
    Ok((FloorPlan { media_type: media_type.into(), bytes }, size))
}

fn looks_like_xml(bytes: &[u8]) -> bool {
    without_bom(bytes).trim_ascii_start().starts_with(b"<")
}

/// Pixels, from the header chunk, which comes first.
fn png_size(bytes: &[u8]) -> Result<[f64; 2], String> {
    let header = bytes
        .get(8..24)
        .filter(|header| header.starts_with(b"\0\0\0\x0dIHDR"))
        .ok_or("is a PNG without a header")?;
    let side = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let (width, height) = (side(8), side(12));
    if width == 0 || height == 0 {
        return Err(format!("is a PNG of {width} × {height} pixels"));
    }
    if width.max(height) > PNG_SIDE_PX_MAX {
        return Err(format!(
            "is a PNG of {width} × {height} pixels: at most {PNG_SIDE_PX_MAX} a side are taken"
        ));
    }
    Ok([f64::from(width), f64::from(height)])
}

/// User units: of the view box, or of width and height where there is none.
fn svg_size(bytes: &[u8]) -> Result<[f64; 2], String> {
    let text = std::str::from_utf8(without_bom(bytes)).map_err(|_| "is not UTF-8")?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: SVG_NODES_MAX,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| format!("is no well-formed SVG: {error}"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("is neither an SVG nor a PNG".into());
    }
    if let Some(script) = document.descendants().find(is_script) {
        let line = document.text_pos_at(script.range().start).row;
        return Err(format!("holds a script on its line {line}: export it without"));
    }
    match root.attribute("viewBox") {
        Some(view_box) => view_box_size(view_box)
            .ok_or_else(|| format!("has the viewBox {}, which has no size", quoted(view_box))),
        None => {
            let side = |name| root.attribute(name).and_then(length_px);
            side("width")
                .zip(side("height"))
                .map(|(width, height)| [width, height])
                .ok_or_else(|| "has neither a viewBox nor a width and a height".into())
        }
    }
}

/// A script element, or an attribute such as `onload`.
fn is_script(node: &roxmltree::Node<'_, '_>) -> bool {
    node.is_element()
        && (node.tag_name().name().eq_ignore_ascii_case("script")
            || node.attributes().any(|attribute| {
                attribute.name().get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
            }))
}

fn view_box_size(text: &str) -> Option<[f64; 2]> {
    let numbers: Vec<f64> = text
        .split(|c: char| c == ',' || c.is_ascii_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if is_size(width) && is_size(height) => Some([width, height]),
        _ => None,
    }
}

fn length_px(text: &str) -> Option<f64> {
    let text = text.trim();
    // "" comes last in the list, so that a unit is tried before none.
    let (number, px) = SVG_UNITS_PX
        .iter()
        .find_map(|(unit, px)| text.strip_suffix(unit).map(|number| (number, px)))?;
    number.trim_end().parse::<f64>().ok().map(|number| number * px).filter(|px| is_size(*px))
}

fn is_size(number: f64) -> bool {
    number.is_finite() && number > 0.0
}
