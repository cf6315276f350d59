//! What stands at the foot of each page.

use super::face::Faces;
use super::sheet::{Mark, Shape, Sheet};
use super::style::{FOOT, LINE};
use super::wrap::cut;
use crate::document::Report;
use crate::show::period_in_words;

const SIDE: f32 = 48.0;
/// From the lower edge to the baseline.
const RISE: f32 = 30.0;

/// Hospital, report and period at the left, "3 of 12" at the right.
pub(super) fn number(sheets: &mut [Sheet], report: &Report, faces: &Faces) {
    let count = sheets.len();
    let face = faces.get(FOOT.weight);
    let mut about = vec![report.hospital.clone()];
    about.extend(report.period.as_ref().map(period_in_words));
    about.push(report.title.clone());
    let about = about.join("  ·  ");
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let page = format!("{} of {count}", index + 1);
        let (y, right) = (sheet.height - RISE, sheet.width - SIDE);
        let x = right - face.width(&page, FOOT.size);
        let text = cut(face, &about, FOOT.size, x - SIDE - 24.0);
        let line = y - 14.0;
        let (from, to) = ((SIDE, line), (right, line));
        let shapes = [
            Shape::Rule { from, to, width: 0.6, color: LINE },
            Shape::Text { x: SIDE, y, style: FOOT, text },
            Shape::Text { x, y, style: FOOT, text: page },
        ];
        sheet.marks.extend(shapes.map(|shape| Mark { shape, part: None }));
    }
}
