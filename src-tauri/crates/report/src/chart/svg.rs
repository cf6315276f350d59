//! A scene as SVG.

use std::fmt::Write;

use super::paint::{HATCH_STEP, Hatch, Rgb, paint_of, stroke_of, type_of};
use super::scene::{Anchor, Mark, Pen, Scene, TextStyle};

/// Where the colours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skin {
    /// Classes, which the window's style sheet colours, light and dark.
    Window,
    /// Attributes with the light colours, for a picture that stands alone.
    Paper,
}

/// Writes a scene. Nothing in it is styled inline: the window forbids that.
pub(super) fn write(scene: &Scene, alt: &str, id: &str, skin: Skin) -> String {
    let mut svg = String::with_capacity(scene.marks.len() * 80);
    put(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {} {}\" \
         role=\"img\" aria-label=\"{}\"",
            Short(scene.width),
            Short(scene.height),
            Escaped(alt),
        ),
    );
    if skin == Skin::Paper {
        put(&mut svg, format_args!(" font-family=\"Inter, sans-serif\" font-size=\"11\""));
    }
    svg.push('>');
    hatches(&mut svg, scene, id, skin);
    for mark in &scene.marks {
        match mark {
            Mark::Area { .. } => area(&mut svg, mark, id, skin),
            Mark::Line { points, pen } => line(&mut svg, points, *pen, skin),
            Mark::Text { x, y, anchor, style, text: words } => {
                text(&mut svg, [*x, *y], *anchor, *style, words, skin);
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The patterns that the scene uses, each once.
fn hatches(svg: &mut String, scene: &Scene, id: &str, skin: Skin) {
    let mut used: Vec<Hatch> = Vec::new();
    for mark in &scene.marks {
        if let Mark::Area { look, .. } = mark
            && let Some(hatch) = paint_of(*look).hatch
            && !used.contains(&hatch)
        {
            used.push(hatch);
        }
    }
    if used.is_empty() {
        return;
    }
    svg.push_str("<defs>");
    for hatch in used {
        let lean = if hatch.rising { 45 } else { -45 };
        put(
            svg,
            format_args!(
                "<pattern id=\"{}-{}\" width=\"{HATCH_STEP}\" height=\"{HATCH_STEP}\" \
             patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({lean})\">\
             <path class=\"{}\" d=\"M3 0v{HATCH_STEP}\"",
                Escaped(id),
                hatch.class,
                hatch.class,
            ),
        );
        if skin == Skin::Paper {
            put(
                svg,
                format_args!(" stroke=\"{}\" stroke-width=\"{}\"", Hex(hatch.color), hatch.width),
            );
        }
        svg.push_str("/></pattern>");
    }
    svg.push_str("</defs>");
}

fn area(svg: &mut String, mark: &Mark, id: &str, skin: Skin) {
    let Mark::Area { x, y, width, height, look } = mark else { return };
    let paint = paint_of(*look);
    // An outline lies within the area.
    let inset = if paint.outline.is_some() { 0.5 } else { 0.0 };
    put(
        svg,
        format_args!(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            paint.class,
            Short(x + inset),
            Short(y + inset),
            Short((width - 2.0 * inset).max(0.0)),
            Short((height - 2.0 * inset).max(0.0)),
        ),
    );
    if let Some(hatch) = paint.hatch {
        put(svg, format_args!(" fill=\"url(#{}-{})\"", Escaped(id), hatch.class));
    }
    if skin == Skin::Paper {
        if let Some(fill) = paint.fill {
            put(svg, format_args!(" fill=\"{}\"", Hex(fill)));
        }
        if let Some(outline) = paint.outline {
            put(svg, format_args!(" stroke=\"{}\"", Hex(outline)));
        }
    }
    svg.push_str("/>");
}

fn line(svg: &mut String, points: &[(f64, f64)], pen: Pen, skin: Skin) {
    let stroke = stroke_of(pen);
    put(svg, format_args!("<path class=\"{}\" d=\"", stroke.class));
    for (index, (x, y)) in points.iter().enumerate() {
        let verb = if index == 0 { 'M' } else { 'L' };
        put(svg, format_args!("{verb}{} {}", Short(*x), Short(*y)));
    }
    // A class that colours a line must not fill the shape below it.
    svg.push_str("\" fill=\"none\"");
    if let Some([dash, gap]) = stroke.dash {
        put(svg, format_args!(" stroke-dasharray=\"{dash} {gap}\""));
    }
    if skin == Skin::Paper {
        put(
            svg,
            format_args!(" stroke=\"{}\" stroke-width=\"{}\"", Hex(stroke.color), stroke.width),
        );
    }
    svg.push_str("/>");
}

fn text(
    svg: &mut String,
    [x, y]: [f64; 2],
    anchor: Anchor,
    style: TextStyle,
    words: &str,
    skin: Skin,
) {
    let (class, color, heavy) = type_of(style);
    put(svg, format_args!("<text class=\"{class}\" x=\"{}\" y=\"{}\"", Short(x), Short(y)));
    match anchor {
        Anchor::Start => {}
        Anchor::Middle => svg.push_str(" text-anchor=\"middle\""),
        Anchor::End => svg.push_str(" text-anchor=\"end\""),
    }
    if skin == Skin::Paper {
        put(svg, format_args!(" fill=\"{}\"", Hex(color)));
        if heavy {
            svg.push_str(" font-weight=\"600\"");
        }
    }
    put(svg, format_args!(">{}</text>", Escaped(words)));
}

fn put(svg: &mut String, what: std::fmt::Arguments<'_>) {
    svg.write_fmt(what).expect("a string takes every character");
}

/// A length with a tenth of a pixel.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

struct Hex(Rgb);

impl std::fmt::Display for Hex {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Text that cannot end its element or attribute. What XML has no place for is left out.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                c if c.is_control() => out.write_str(" ")?,
                '\u{fffe}' | '\u{ffff}' => out.write_str(" ")?,
                c => out.write_char(c)?,
            }
        }
        Ok(())
    }
}
