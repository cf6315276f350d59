//! Charts: small, plain, the same in the window and on paper.
//!
//! A [`Chart`] is data with a title and a text for those who do not see it. It is laid out once, as
//! a [`Scene`] of areas, lines and texts; [`Chart::svg`] writes that as SVG, and the PDF draws the
//! same scene as vectors. In the window each role is a class (`ax`, `ax-2`, `ax-b`, `rule`,
//! `rule-e`, `st-critical ref`, `f-in_use`, `idle`, `avail`, `soil`, `downed`, `f-plain`, `h0` to
//! `h6`, `series-0` to `series-3`, and the hatches `hatch`, `hatch-i`, `hatch-s`, `hatch-d`), which
//! the style sheet colours; on paper it is a colour.
//!
//! Invariants:
//! - Pure: no I/O, no fonts, nothing but numbers and text.
//! - Each chart carries its data: [`Chart::table`].
//! - An area or a line is told apart by more than its colour.
//! - A value that is missing is a gap or a hatch, never a zero.

mod bars;
mod data;
mod heat;
mod legend;
mod lines;
mod paint;
mod scale;
mod scene;
mod stacked;
mod svg;
mod width;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub use paint::{HATCH_STEP, Hatch, Paint, Rgb, Stroke, paint_of, stroke_of, type_of};
pub use scene::{Anchor, Look, Mark, Pen, Scene, TextStyle};
pub use svg::Skin;

use crate::table::Table;

/// How wide a chart is where nobody says, in pixels.
pub const WIDTH: f64 = 824.0;
/// Less than this has no room for a plot between its labels.
const WIDTH_MIN: f64 = 320.0;

/// Data that is better seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, in a few words. Stands above it, not in it.
    pub title: String,
    /// What one sees in it, for those who do not: the finding, not the shape.
    pub alt: String,
    /// The unit of its values, `%` or `h`; may be empty.
    pub unit: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// How each of some wholes divides.
    Stacked(Stacked),
    /// How large each of some things is.
    Bars(Bars),
    /// How values went over time.
    Lines(Lines),
    /// How a value goes with the hour and the weekday.
    Heat(Heat),
}

/// Horizontal bars made of parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stacked {
    /// What the bars are: "Unit".
    pub of: String,
    /// The parts, each with its name; the order is that within a bar.
    pub parts: Vec<(String, Look)>,
    /// What stands over the figures at the right: "U %".
    pub figures: Vec<String>,
    /// The bars from the top down.
    pub bars: Vec<StackedBar>,
    /// Whether each bar is as long as the axis, which is in percent then.
    pub share: bool,
    /// A value on the axis to compare with.
    pub reference: Option<Reference>,
}

/// One bar of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct StackedBar {
    /// Whose it is.
    pub label: String,
    /// As many values as there are parts, none below zero.
    pub values: Vec<f64>,
    /// What stands at its right.
    pub figures: Vec<String>,
}

/// Horizontal bars.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// What the bars are: "Type".
    pub of: String,
    /// What is measured: "Peak concurrent use".
    pub measure: String,
    /// Digits behind the point.
    pub decimals: u8,
    /// Labels and values, from the top down. A missing value is "n/a".
    pub bars: Vec<(String, Option<f64>)>,
    /// A value to compare with.
    pub reference: Option<Reference>,
}

/// Values over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// What the steps are: "Day".
    pub of: String,
    /// Digits behind the point.
    pub decimals: u8,
    /// The names of the steps, from the left.
    pub steps: Vec<String>,
    /// Up to four lines: a name, and as many values as there are steps. A missing value is a gap.
    pub series: Vec<(String, Vec<Option<f64>>)>,
    /// A value to compare with.
    pub reference: Option<Reference>,
}

/// Cells coloured by their values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    /// The rows' names: Mon to Sun.
    pub rows: Vec<String>,
    /// What the columns are: "Hour".
    pub of: String,
    /// The columns' names: 00:00 to 23:00.
    pub columns: Vec<String>,
    /// A list of cells for each row. A missing value is hatched.
    pub values: Vec<Vec<Option<f64>>>,
    /// What a hatched cell means: "Coverage under 50 %, not shown".
    pub missing: String,
}

/// A line to compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where it is on the axis.
    pub value: f64,
    /// What it is, with its source.
    pub label: String,
}

impl Chart {
    /// Laid out for a width in pixels.
    #[must_use]
    pub fn scene(&self, width: f64) -> Scene {
        let scene = Scene::new(width.max(WIDTH_MIN));
        match &self.drawing {
            Drawing::Stacked(stacked) => stacked::lay_out(stacked, &self.unit, scene),
            Drawing::Bars(bars) => bars::lay_out(bars, &self.unit, scene),
            Drawing::Lines(lines) => lines::lay_out(lines, &self.unit, scene),
            Drawing::Heat(heat) => heat::lay_out(heat, &self.unit, scene),
        }
    }

    /// As SVG. The id goes before the names of its patterns: charts on one page need different
    /// ones.
    #[must_use]
    pub fn svg(&self, width: f64, id: &str, skin: Skin) -> String {
        svg::write(&self.scene(width), &self.alt, id, skin)
    }

    /// Its data, for those who look things up.
    #[must_use]
    pub fn table(&self) -> Table {
        data::table(self)
    }

    /// Its title as a name for a table, a sheet or an id: `share_of_hours_by_unit`.
    #[must_use]
    pub fn name(&self) -> String {
        let words = self.title.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let name = words.join("_").to_ascii_lowercase();
        if name.is_empty() { "chart".to_owned() } else { name }
    }
}

impl Serialize for Chart {
    /// As the window takes it: the picture and its data.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut chart = serializer.serialize_struct("Chart", 4)?;
        chart.serialize_field("title", &self.title)?;
        chart.serialize_field("alt", &self.alt)?;
        chart.serialize_field("svg", &self.svg(WIDTH, &self.name(), Skin::Window))?;
        chart.serialize_field("table", &self.table())?;
        chart.end()
    }
}
