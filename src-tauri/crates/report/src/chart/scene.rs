//! A drawing before it is SVG or PDF: areas, lines and texts, each with the role it plays.

/// A drawing; lengths are CSS pixels from the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What to draw, in this order.
    pub marks: Vec<Mark>,
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Area {
        /// Its left edge.
        x: f64,
        /// Its upper edge.
        y: f64,
        /// How wide it is.
        width: f64,
        /// How high it is.
        height: f64,
        /// What it stands for.
        look: Look,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// What it stands for.
        pen: Pen,
    },
    /// A line of text on its baseline.
    Text {
        /// Where its anchor is.
        x: f64,
        /// Where its baseline is.
        y: f64,
        /// Which of its ends stands at `x`.
        anchor: Anchor,
        /// Its type.
        style: TextStyle,
        /// What it says.
        text: String,
    },
}

/// What an area stands for. Each is told from its neighbours by a pattern or an outline too, not
/// by its colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In use.
    InUse,
    /// In use by its place, and unmoved for long.
    Idle,
    /// Available.
    Available,
    /// Soiled.
    Soiled,
    /// Down.
    Down,
    /// Not known: a dashed line, no area.
    Unknown,
    /// A plain bar.
    Plain,
    /// A step of the heat scale, 0 to 6.
    Heat(u8),
    /// Left out on purpose.
    NotShown,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pen {
    /// A line of the grid.
    Rule,
    /// The axis itself.
    Axis,
    /// Hours that nobody knows about.
    Unknown,
    /// A value to compare with.
    Reference,
    /// One of up to four series, told apart by their dashes too.
    Series(u8),
}

/// Which end of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// The type of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Ticks and units.
    Axis,
    /// Labels beside the plot.
    Label,
    /// The name of a row, a figure.
    Strong,
}

impl TextStyle {
    /// Its size in pixels.
    #[must_use]
    pub fn size(self) -> f64 {
        11.0
    }
}

impl Scene {
    pub(super) fn new(width: f64) -> Self {
        Self { width, height: 0.0, marks: Vec::new() }
    }

    pub(super) fn area(&mut self, [x, y, width, height]: [f64; 4], look: Look) {
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        if look == Look::Unknown {
            let y = y + height / 2.0;
            return self.line(vec![(x, y), (x + width, y)], Pen::Unknown);
        }
        self.marks.push(Mark::Area { x, y, width, height, look });
    }

    pub(super) fn line(&mut self, points: Vec<(f64, f64)>, pen: Pen) {
        self.marks.push(Mark::Line { points, pen });
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, style: TextStyle, text: &str) {
        if !text.is_empty() {
            let (x, y) = at;
            self.marks.push(Mark::Text { x, y, anchor, style, text: text.to_owned() });
        }
    }
}
