//! A chart that the spreadsheet draws itself, from the cells beside it.

use rust_xlsxwriter::{
    Chart as Native, ChartFormat, ChartLine, ChartLineDashType, ChartPatternFill,
    ChartPatternFillType, ChartSolidFill, ChartType, Color, ConditionalFormat2ColorScale,
    Worksheet, XlsxError,
};

use crate::chart::{Chart, Drawing, Look, Pen, Rgb, paint_of, stroke_of};
use crate::table::Table;

const WIDTH: u32 = 720;
const HEIGHT_MIN: u32 = 288;
/// What a bar takes, with the room below it.
const BAR_HEIGHT: u32 = 30;

/// Puts the chart at the right of its data; a heat strip colours the data itself.
pub(super) fn insert(
    sheet: &mut Worksheet,
    name: &str,
    chart: &Chart,
    table: &Table,
) -> Result<(), XlsxError> {
    let (Ok(last), Ok(columns)) =
        (u32::try_from(table.rows.len()), u16::try_from(table.columns.len()))
    else {
        return Ok(());
    };
    if last == 0 || columns < 2 {
        return Ok(());
    }
    let mut native = match &chart.drawing {
        Drawing::Heat(_) => {
            let shades = ConditionalFormat2ColorScale::new()
                .set_minimum_color(color(paint_of(Look::Heat(0)).fill.unwrap_or_default()))
                .set_maximum_color(color(paint_of(Look::Heat(5)).fill.unwrap_or_default()));
            sheet.add_conditional_format(1, 1, last, columns - 1, &shades)?;
            return Ok(());
        }
        Drawing::Stacked(stacked) if stacked.share => Native::new(ChartType::BarPercentStacked),
        Drawing::Stacked(_) => Native::new(ChartType::BarStacked),
        Drawing::Bars(_) => Native::new(ChartType::Bar),
        Drawing::Lines(_) => Native::new(ChartType::Line),
    };
    for column in 1..columns {
        let series = native.add_series();
        series
            .set_name((name, 0, column))
            .set_categories((name, 1, 0, last, 0))
            .set_values((name, 1, column, last, column))
            .set_format(&mut looks(&chart.drawing, column - 1));
        if !matches!(chart.drawing, Drawing::Lines(_)) {
            series.set_gap(60);
        }
    }
    native.title().set_name(chart.title.as_str());
    native.set_alt_text(chart.alt.as_str());
    if matches!(chart.drawing, Drawing::Lines(_)) {
        native.y_axis().set_name(chart.unit.as_str());
    } else {
        // From the top down, as the rows are.
        native.x_axis().set_reverse();
    }
    if columns == 2 {
        native.legend().set_hidden();
    } else {
        native.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    }
    let bars = if matches!(chart.drawing, Drawing::Lines(_)) { 0 } else { last };
    native.set_width(WIDTH).set_height(HEIGHT_MIN.max(120 + bars.min(60) * BAR_HEIGHT));
    sheet.insert_chart(1, columns + 1, &native)?;
    Ok(())
}

/// The same colours and patterns as everywhere.
fn looks(drawing: &Drawing, series: u16) -> ChartFormat {
    let mut format = ChartFormat::new();
    match drawing {
        Drawing::Stacked(stacked) => {
            let look =
                stacked.parts.get(usize::from(series)).map_or(Look::Plain, |(_, look)| *look);
            fill(&mut format, look);
        }
        Drawing::Bars(_) | Drawing::Heat(_) => fill(&mut format, Look::Plain),
        Drawing::Lines(_) => {
            let stroke = stroke_of(Pen::Series(u8::try_from(series).unwrap_or(u8::MAX)));
            let mut line = ChartLine::new();
            line.set_color(color(stroke.color)).set_width(stroke.width);
            if stroke.dash.is_some() {
                line.set_dash_type(ChartLineDashType::Dash);
            }
            format.set_line(&line);
        }
    }
    format
}

fn fill(format: &mut ChartFormat, look: Look) {
    let paint = paint_of(look);
    if let Some(hatch) = paint.hatch {
        let pattern = match (hatch.rising, look) {
            (false, _) => ChartPatternFillType::DiagonalStripesWideDownwards,
            (true, Look::Soiled) => ChartPatternFillType::DiagonalStripesDarkUpwards,
            (true, _) => ChartPatternFillType::DiagonalStripesWideUpwards,
        };
        format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(color(hatch.color))
                .set_background_color(Color::White),
        );
    } else {
        let white = [0xff; 3];
        format.set_solid_fill(ChartSolidFill::new().set_color(color(paint.fill.unwrap_or(white))));
    }
    if let Some(outline) = paint.outline.or((look == Look::Unknown).then_some([0x7b, 0x86, 0x94])) {
        format.set_border(ChartLine::new().set_color(color(outline)).set_width(0.75));
    }
}

fn color([red, green, blue]: Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}
