//! What comes next, below what came before, on the next page where there is no room.

use std::num::NonZeroU16;

use krilla::tagging::{Tag, TagKind};

use super::Paper;
use super::face::Faces;
use super::sheet::{Mark, Shape, Sheet};
use super::style::{self, Type};
use super::tree::{PartId, Tree};
use super::wrap::wrap;

/// Room around what is on a page; the foot stands in the lower margin.
const SIDE: f32 = 48.0;
const TOP: f32 = 48.0;
const BOTTOM: f32 = 60.0;
/// Lines of a paragraph that stay together at its begin and end.
const TOGETHER: usize = 2;
/// More lines than this no paragraph has.
const LINES_MAX: usize = 200;

/// What has been laid out.
pub(super) struct LaidOut {
    pub sheets: Vec<Sheet>,
    pub tree: Tree,
    pub outline: Vec<Bookmark>,
}

/// A heading in the list of contents.
pub(super) struct Bookmark {
    pub text: String,
    pub sheet: usize,
    pub y: f32,
}

/// Pages being filled.
pub(super) struct Flow<'a> {
    pub faces: &'a Faces,
    pub tree: Tree,
    /// Where the next thing begins.
    pub y: f32,
    paper: Paper,
    landscape: bool,
    sheets: Vec<Sheet>,
    outline: Vec<Bookmark>,
}

impl<'a> Flow<'a> {
    pub fn new(faces: &'a Faces, paper: Paper) -> Self {
        let mut flow = Self {
            faces,
            tree: Tree::new(),
            y: TOP,
            paper,
            landscape: false,
            sheets: Vec::new(),
            outline: Vec::new(),
        };
        flow.next_page();
        flow
    }

    pub fn finish(self) -> LaidOut {
        LaidOut { sheets: self.sheets, tree: self.tree, outline: self.outline }
    }

    pub fn left(&self) -> f32 {
        SIDE
    }

    pub fn right(&self) -> f32 {
        self.sheet().width - SIDE
    }

    /// Room from side to side.
    pub fn width(&self) -> f32 {
        self.right() - self.left()
    }

    /// The same on a page of the other or the same orientation.
    pub fn width_if(&self, landscape: bool) -> f32 {
        self.size(landscape).0 - 2.0 * SIDE
    }

    /// Room for one thing on an empty page.
    pub fn height(&self) -> f32 {
        self.sheet().height - TOP - BOTTOM
    }

    /// Which page it is, from 0.
    pub fn page(&self) -> usize {
        self.sheets.len() - 1
    }

    /// Goes on in this orientation, on a new page where the present one has the other.
    pub fn turn(&mut self, landscape: bool) {
        if self.landscape == landscape {
            return;
        }
        self.landscape = landscape;
        if self.sheet().marks.is_empty() {
            self.sheets.pop();
        }
        self.next_page();
    }

    /// Goes to the next page where this much has no room; says whether it did.
    pub fn need(&mut self, height: f32) -> bool {
        let full = self.y + height > self.sheet().height - BOTTOM && self.y > TOP;
        if full {
            self.next_page();
        }
        full
    }

    /// Leaves room before what comes, but not at the top of a page.
    pub fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    pub fn put(&mut self, part: Option<PartId>, shape: Shape) {
        let sheet = self.sheets.last_mut().expect("there is a page");
        sheet.marks.push(Mark { shape, part });
    }

    /// A line of text whose line box begins at `top`.
    pub fn text(&mut self, part: Option<PartId>, (x, top): (f32, f32), style: Type, text: String) {
        let y = top + baseline(style);
        self.put(part, Shape::Text { x, y, style, text });
    }

    /// A line from side to side at the present height.
    pub fn rule(&mut self, (from, to): (f32, f32), width: f32, color: crate::chart::Rgb) {
        let y = self.y;
        self.put(None, Shape::Rule { from: (from, y), to: (to, y), width, color });
    }

    /// A paragraph of a width from an x on; never one line of it alone on a page.
    pub fn paragraph(&mut self, part: PartId, (x, width): (f32, f32), style: Type, text: &str) {
        let face = self.faces.get(style.weight);
        let lines = wrap(face, text, style.size, width, LINES_MAX);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let left = count - index;
            let starts = index == 0 || left == TOGETHER;
            let together = if starts { left.min(TOGETHER + usize::from(left == 3)) } else { 1 };
            self.need(style.leading * together as f32);
            let at = (x, self.y);
            self.text(Some(part), at, style, line);
            self.y += style.leading;
        }
    }

    /// A heading, on one page with at least `after` of what follows it.
    pub fn heading(&mut self, parent: PartId, level: u16, text: &str, after: f32) {
        let (style, before, below) = match level {
            1 => (style::TITLE, 0.0, 6.0),
            2 => (style::HEADING, 22.0, 4.0),
            _ => (style::SUBHEADING, 14.0, 4.0),
        };
        if text.is_empty() {
            return;
        }
        let lines = wrap(self.faces.get(style.weight), text, style.size, self.width(), 4);
        let height = style.leading * lines.len() as f32 + below;
        self.space(before);
        self.need(height + after);
        let tag = Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(text.to_owned()));
        let part = self.tree.open(parent, tag);
        if level < 3 {
            let (sheet, y) = (self.page(), self.y);
            self.outline.push(Bookmark { text: text.to_owned(), sheet, y });
        }
        for line in lines {
            let at = (self.left(), self.y);
            self.text(Some(part), at, style, line);
            self.y += style.leading;
        }
        self.y += below;
    }

    /// Begins a part of the structure at its top.
    pub fn open(&mut self, tag: impl Into<TagKind>) -> PartId {
        self.tree.open(Tree::ROOT, tag)
    }

    /// Every text that has been laid out.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let marks = self.sheets.iter().flat_map(|sheet| &sheet.marks);
        marks.flat_map(|mark| match &mark.shape {
            Shape::Text { text, .. } => vec![text.as_str()],
            Shape::Rule { .. } => Vec::new(),
            Shape::Picture { scene, .. } => super::picture::texts(scene).collect(),
        })
    }

    pub fn next_page(&mut self) {
        let (width, height) = self.size(self.landscape);
        self.sheets.push(Sheet { width, height, marks: Vec::new() });
        self.y = TOP;
    }

    fn size(&self, landscape: bool) -> (f32, f32) {
        let (width, height) = self.paper.size();
        if landscape { (height, width) } else { (width, height) }
    }

    fn sheet(&self) -> &Sheet {
        self.sheets.last().expect("there is a page")
    }
}

/// From the top of a line to its baseline: Inter's capitals stand in the middle of the line.
pub(super) fn baseline(style: Type) -> f32 {
    const CAPITALS: f32 = 0.727;
    (style.leading + style.size * CAPITALS) / 2.0
}
