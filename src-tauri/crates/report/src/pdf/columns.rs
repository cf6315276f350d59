//! How wide the columns of a table are, how large its type is, and whether the page has to turn.

use super::face::{Face, Faces, Weight};
use super::wrap::{longest_piece, with_unit_held};
use crate::show::shown;
use crate::table::{Column, Table};

/// Room at each side of a cell.
pub(super) const PADDING: f32 = 4.0;
/// From the best to look at down to what is still read: whether the page turns, and the type's
/// size.
const TRIES: [(bool, f32); 5] = [(false, 8.5), (false, 7.5), (true, 8.5), (true, 7.5), (true, 6.5)];
/// The size of type of a table that is too wide for all of these, and comes in parts.
const IN_PARTS: f32 = 7.5;
/// Text wants no more than this, in multiples of its size, and takes no less while there is room.
const TEXT_MAX: f32 = 30.0;
const TEXT_MIN: f32 = 7.0;
/// A word longer than this is broken rather than given a column of its length.
const WORD_MAX: f32 = 14.0;
/// Half of what text wants is comfortable.
const COMFORT: f32 = 0.5;
/// Room that nobody wants goes to all columns alike, up to this: figures stay near their names.
const SPREAD_MAX: f32 = 26.0;

/// What was found to fit.
pub(super) struct Fit {
    pub landscape: bool,
    /// The size of its type.
    pub size: f32,
    /// Of each column, its padding included.
    pub widths: Vec<f32>,
}

/// What a column asks for, at size 1 and without padding.
struct Wish {
    least: f32,
    best: f32,
}

impl Wish {
    fn comfort(&self) -> f32 {
        self.least + COMFORT * (self.best - self.least)
    }
}

/// The columns of a table by the parts in which it is printed: one where it fits a page, else as
/// many as it needs, about as wide each, and each with the first column, which names the rows.
pub(super) fn parts(
    table: &Table,
    rows: usize,
    faces: &Faces,
    [upright, turned]: [f32; 2],
) -> Vec<Vec<usize>> {
    let wishes = wishes(table, rows, faces);
    let least =
        |size: f32| wishes.iter().map(|wish| wish.least * size + 2.0 * PADDING).sum::<f32>();
    let fits = TRIES
        .iter()
        .any(|(landscape, size)| least(*size) <= if *landscape { turned } else { upright });
    if fits {
        return vec![(0..wishes.len()).collect()];
    }
    let asked = |index: usize| wishes[index].comfort() * IN_PARTS + 2.0 * PADDING;
    // A first column that is as wide as the page leaves the others some of it.
    let room = (turned - asked(0)).max(turned / 2.0);
    let all: f32 = (1..wishes.len()).map(asked).sum();
    let enough = all / (all / room).ceil();
    let mut parts = vec![vec![0]];
    let mut width = 0.0;
    for index in 1..wishes.len() {
        let more = asked(index);
        if width >= enough || (width > 0.0 && width + more > room) {
            parts.push(vec![0]);
            width = 0.0;
        }
        parts.last_mut().expect("there is a first part").push(index);
        width += more;
    }
    parts
}

fn wishes(table: &Table, rows: usize, faces: &Faces) -> Vec<Wish> {
    let columns = table.columns.iter().enumerate();
    columns.map(|(index, column)| wish(column, table, index, rows, faces)).collect()
}

/// Fits the rows that are shown into the width of a page, upright or turned.
pub(super) fn fit(table: &Table, rows: usize, faces: &Faces, [upright, turned]: [f32; 2]) -> Fit {
    let wishes = wishes(table, rows, faces);
    let room = |landscape: bool| if landscape { turned } else { upright };
    let asked = |size: f32, wish: fn(&Wish) -> f32| {
        wishes.iter().map(|each| wish(each) * size + 2.0 * PADDING).sum::<f32>()
    };
    let fits = |wish: fn(&Wish) -> f32| {
        TRIES.into_iter().find(|(landscape, size)| asked(*size, wish) <= room(*landscape))
    };
    let (landscape, size) =
        fits(Wish::comfort).or_else(|| fits(|wish| wish.least)).unwrap_or(TRIES[TRIES.len() - 1]);
    Fit { landscape, size, widths: divide(&wishes, size, room(landscape)) }
}

/// Gives each column what it needs, then what it wants, then a little more.
fn divide(wishes: &[Wish], size: f32, room: f32) -> Vec<f32> {
    let least = |wish: &Wish| wish.least * size + 2.0 * PADDING;
    let needed: f32 = wishes.iter().map(least).sum();
    if needed > room {
        // Nothing fits: all are as much too narrow, and their cells break.
        return wishes.iter().map(|wish| least(wish) * room / needed).collect();
    }
    let mut widths: Vec<_> = wishes.iter().map(least).collect();
    let mut left = room - needed;
    // Those who want little get all of it first; the long texts share what remains.
    let wants = |index: usize| (wishes[index].best - wishes[index].least) * size;
    let mut order: Vec<_> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wants(*a).total_cmp(&wants(*b)));
    for (given, index) in order.iter().enumerate() {
        let share = left / (wishes.len() - given) as f32;
        let more = wants(*index).min(share);
        widths[*index] += more;
        left -= more;
    }
    let spread = (left / wishes.len().max(1) as f32).min(SPREAD_MAX);
    widths.iter().map(|width| width + spread).collect()
}

fn wish(column: &Column, table: &Table, index: usize, rows: usize, faces: &Faces) -> Wish {
    let face = faces.get(Weight::Regular);
    let heading = longest_piece(faces.get(Weight::Bold), &with_unit_held(&column.heading));
    let heading = heading.min(WORD_MAX);
    let cells = table.rows.iter().take(rows).filter_map(|row| row.get(index));
    let (mut widest, mut word): (f32, f32) = (0.0, 0.0);
    for cell in cells {
        let text = shown(cell, column.kind);
        let width = line_width(face, &text);
        if width > widest {
            widest = width;
        }
        // A shorter text has no longer word.
        if matches!(cell, crate::Cell::Text(_)) && width > word {
            word = word.max(longest_piece(face, &text));
        }
    }
    let is_text = matches!(column.kind, crate::ColumnKind::Text | crate::ColumnKind::Word);
    let asked = column.width.map_or(0.0, |characters| f32::from(characters) * 0.55);
    let best = widest.max(asked).min(TEXT_MAX).max(heading);
    if is_text {
        let least = word.min(WORD_MAX).max(best.min(TEXT_MIN)).max(heading);
        Wish { least, best: best.max(least) }
    } else {
        // A number or a date is never broken.
        Wish { least: best, best }
    }
}

/// The width of the widest line. A text of many thousand characters wants the most anyway.
fn line_width(face: &Face, text: &str) -> f32 {
    const ENOUGH: usize = 120;
    if text.len() > ENOUGH {
        return TEXT_MAX;
    }
    text.lines().map(|line| face.width(line, 1.0)).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::{Faces, fit, parts};
    use crate::{Cell, Column, ColumnKind, Table};

    fn table(texts: usize, numbers: usize) -> Table {
        let text = |n| Column::new(&format!("t{n}"), "Asset name", ColumnKind::Text);
        let number = |n| Column::new(&format!("n{n}"), "In use, h", ColumnKind::Integer);
        let columns = (0..texts).map(text).chain((0..numbers).map(number)).collect();
        let mut table = Table::new("t", "T", columns);
        let texts = (0..texts).map(|_| Cell::text("Infusion pump north"));
        table.push(texts.chain((0..numbers).map(|_| Cell::Integer(301_862))).collect());
        table
    }

    #[track_caller]
    fn check(texts: usize, numbers: usize, landscape: bool) {
        let fit = fit(&table(texts, numbers), 9, &Faces::embedded(), [499.0, 745.0]);
        assert_eq!(fit.landscape, landscape, "at {}", fit.size);
        let room = if landscape { 745.0 } else { 499.0 };
        assert!(fit.widths.iter().sum::<f32>() <= room + 0.01, "{:?}", fit.widths);
    }

    #[test]
    fn a_table_stays_upright_while_it_can_be_read() {
        check(1, 3, false);
        check(1, 9, false);
    }

    #[test]
    fn a_wide_table_turns_the_page() {
        check(2, 12, true);
        check(4, 10, true);
    }

    #[test]
    fn no_table_is_wider_than_its_page() {
        check(10, 30, true);
    }

    #[test]
    fn a_table_that_fits_is_in_one_part() {
        let parts = parts(&table(4, 10), 9, &Faces::embedded(), [499.0, 745.0]);
        assert_eq!(parts, [(0..14).collect::<Vec<_>>()]);
    }

    #[test]
    fn a_table_too_wide_for_a_page_comes_in_parts_that_name_their_rows() {
        let whole = table(10, 30);
        let parts = parts(&whole, 9, &Faces::embedded(), [499.0, 745.0]);
        assert!(parts.len() > 2);
        assert!(parts.iter().all(|part| part[0] == 0 && part.len() > 2), "{parts:?}");
        let columns: Vec<_> = parts.iter().flat_map(|part| &part[1..]).copied().collect();
        assert_eq!(columns, (1..40).collect::<Vec<_>>(), "each once, in order");
        for part in parts {
            let mut some = Table::new("t", "T", Vec::new());
            some.columns = part.iter().map(|index| whole.columns[*index].clone()).collect();
            some.push(part.iter().map(|index| whole.rows[0][*index].clone()).collect());
            let fit = fit(&some, 9, &Faces::embedded(), [499.0, 745.0]);
            assert!(fit.size >= 7.5, "{} for {part:?}", fit.size);
        }
    }
}
