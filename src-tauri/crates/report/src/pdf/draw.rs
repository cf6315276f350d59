//! What is laid out, drawn into the PDF.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::LANGUAGE;
use super::face::{Faces, Weight};
use super::flow::LaidOut;
use super::sheet::{Mark, Shape};
use super::style::Type;
use crate::chart::{self, Anchor, HATCH_STEP, Hatch, Rgb, Scene, paint_of, stroke_of, type_of};
use crate::error::ReportError;

pub(super) fn draw(
    document: &mut Document,
    laid_out: LaidOut,
    faces: &Faces,
) -> Result<(), ReportError> {
    let LaidOut { sheets, mut tree, outline } = laid_out;
    for sheet in sheets {
        let size = PageSettings::from_wh(sheet.width, sheet.height);
        let size = size.ok_or_else(|| ReportError::Pdf("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for Mark { shape, part } in sheet.marks {
            let tag = match (&shape, part) {
                (_, None) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                (Shape::Text { .. }, Some(_)) => ContentTag::Span(SpanTag::empty()),
                _ => ContentTag::Other,
            };
            let drawn = surface.start_tagged(tag);
            draw_shape(&mut surface, &shape, faces);
            surface.end_tagged();
            if let Some(part) = part {
                tree.add(part, drawn);
            }
        }
        surface.finish();
        page.finish();
    }
    let mut contents = Outline::new();
    for bookmark in outline {
        let there = XyzDestination::new(bookmark.sheet, Point::from_xy(0.0, bookmark.y));
        contents.push_child(OutlineNode::new(bookmark.text, there));
    }
    document.set_outline(contents);
    document.set_tag_tree(tree.into_tags(LANGUAGE));
    Ok(())
}

fn draw_shape(surface: &mut Surface, shape: &Shape, faces: &Faces) {
    match shape {
        Shape::Text { x, y, style, text } => write(surface, (*x, *y), *style, text, faces),
        Shape::Rule { from, to, width, color } => {
            stroke(surface, &[*from, *to], *color, *width, None);
        }
        Shape::Picture { x, y, scale, scene } => {
            surface.push_transform(&Transform::from_row(*scale, 0.0, 0.0, *scale, *x, *y));
            picture(surface, scene, faces);
            surface.pop();
        }
    }
}

fn write(surface: &mut Surface, (x, y): (f32, f32), style: Type, text: &str, faces: &Faces) {
    let face = faces.get(style.weight);
    surface.set_stroke(None);
    surface.set_fill(Some(filled(style.color)));
    let glyphs = face.glyphs(text);
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, face.font(), text, style.size, false);
}

/// Draws a chart in its own pixels.
fn picture(surface: &mut Surface, scene: &Scene, faces: &Faces) {
    for mark in &scene.marks {
        match mark {
            chart::Mark::Area { x, y, width, height, look } => {
                let paint = paint_of(*look);
                let [x, y, width, height] = [*x, *y, *width, *height].map(|v| v as f32);
                let inset = if paint.outline.is_some() { 0.5 } else { 0.0 };
                let rect = Rect::from_xywh(
                    x + inset,
                    y + inset,
                    (width - 2.0 * inset).max(0.1),
                    (height - 2.0 * inset).max(0.1),
                );
                let Some(rect) = rect else { continue };
                if let Some(color) = paint.fill {
                    surface.set_stroke(None);
                    surface.set_fill(Some(filled(color)));
                    draw_rect(surface, rect);
                }
                if let Some(lines) = paint.hatch {
                    hatch(surface, rect, lines);
                }
                if let Some(color) = paint.outline {
                    surface.set_fill(None);
                    surface.set_stroke(Some(stroked(color, 1.0, None)));
                    draw_rect(surface, rect);
                }
            }
            chart::Mark::Line { points, pen } => {
                let look = stroke_of(*pen);
                let points: Vec<_> = points.iter().map(|(x, y)| (*x as f32, *y as f32)).collect();
                stroke(surface, &points, look.color, look.width as f32, look.dash);
            }
            chart::Mark::Text { x, y, anchor, style, text } => {
                let (_, color, heavy) = type_of(*style);
                let weight = if heavy { Weight::Bold } else { Weight::Regular };
                let size = style.size() as f32;
                let width = faces.get(weight).width(text, size);
                let before = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
                let style = Type { weight, size, leading: size, color };
                write(surface, (*x as f32 - before, *y as f32), style, text, faces);
            }
        }
    }
}

/// Parallel lines over an area. They lie on one grid for all, so that neighbours go on alike.
fn hatch(surface: &mut Surface, rect: Rect, hatch: Hatch) {
    let mut bounds = PathBuilder::new();
    bounds.push_rect(rect);
    let Some(bounds) = bounds.finish() else { return };
    surface.push_clip_path(&bounds, &FillRule::NonZero);
    // Measured across its lines, the step of a pattern that is turned by 45 degrees.
    let step = HATCH_STEP as f32 * std::f32::consts::SQRT_2;
    let (left, right, top, bottom) = (rect.left(), rect.right(), rect.top(), rect.bottom());
    let height = bottom - top;
    let lines = ((right - left + height) / step).ceil() as u32 + 1;
    // Rising lines keep x + y, falling ones x - y.
    let first = if hatch.rising { left + top } else { left - bottom };
    let first = (first / step).floor() * step;
    for line in 0..=lines {
        let at = first + step * line as f32;
        let points = if hatch.rising {
            [(at - bottom, bottom), (at - top, top)]
        } else {
            [(at + top, top), (at + bottom, bottom)]
        };
        stroke(surface, &points, hatch.color, hatch.width as f32, None);
    }
    surface.pop();
}

fn stroke(
    surface: &mut Surface,
    points: &[(f32, f32)],
    color: Rgb,
    width: f32,
    dash: Option<[f64; 2]>,
) {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(stroked(color, width, dash)));
    surface.draw_path(&path);
}

fn draw_rect(surface: &mut Surface, rect: Rect) {
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    let path: Option<Path> = path.finish();
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn filled([red, green, blue]: Rgb) -> Fill {
    Fill {
        paint: krilla::color::rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroked([red, green, blue]: Rgb, width: f32, dash: Option<[f64; 2]>) -> Stroke {
    Stroke {
        paint: krilla::color::rgb::Color::new(red, green, blue).into(),
        width,
        dash: dash.map(|dash| StrokeDash { array: dash.map(|v| v as f32).to_vec(), offset: 0.0 }),
        ..Stroke::default()
    }
}
