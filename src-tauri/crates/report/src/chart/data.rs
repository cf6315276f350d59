//! A chart's data as a table.

use super::{Bars, Chart, Drawing, Heat, Lines, Stacked};
use crate::table::{Cell, Column, ColumnKind, Table};

const DECIMALS: u8 = 1;

pub(super) fn table(chart: &Chart) -> Table {
    let mut table = Table::new(&chart.name(), &chart.title, Vec::new());
    match &chart.drawing {
        Drawing::Stacked(stacked) => stack(stacked, &chart.unit, &mut table),
        Drawing::Bars(bars) => list(bars, &chart.unit, &mut table),
        Drawing::Lines(lines) => course(lines, &chart.unit, &mut table),
        Drawing::Heat(heat) => grid(heat, &chart.unit, &mut table),
    }
    table
}

fn stack(stacked: &Stacked, unit: &str, table: &mut Table) {
    table.columns.push(label(&stacked.of));
    let parts = stacked.parts.iter().map(|(name, _)| value(name, unit, DECIMALS));
    table.columns.extend(parts);
    for bar in &stacked.bars {
        let values = stacked.parts.iter().enumerate();
        let values = values.map(|(index, _)| Cell::from(bar.values.get(index).copied()));
        table.push([Cell::text(&*bar.label)].into_iter().chain(values).collect());
    }
}

fn list(bars: &Bars, unit: &str, table: &mut Table) {
    table.columns = vec![label(&bars.of), value(&bars.measure, unit, bars.decimals)];
    for (name, value) in &bars.bars {
        table.push(vec![Cell::text(&**name), Cell::from(*value)]);
    }
}

fn course(lines: &Lines, unit: &str, table: &mut Table) {
    table.columns.push(label(&lines.of));
    table.columns.extend(lines.series.iter().map(|(name, _)| value(name, unit, lines.decimals)));
    for (index, step) in lines.steps.iter().enumerate() {
        let values = lines.series.iter();
        let values = values.map(|(_, values)| Cell::from(values.get(index).copied().flatten()));
        table.push([Cell::text(&**step)].into_iter().chain(values).collect());
    }
}

/// Hours down, weekdays across: a page is wide enough for seven, not for twenty-four.
fn grid(heat: &Heat, unit: &str, table: &mut Table) {
    table.columns.push(label(&heat.of));
    table.columns.extend(heat.rows.iter().map(|row| value(row, unit, DECIMALS)));
    for (index, column) in heat.columns.iter().enumerate() {
        let values = heat.values.iter();
        let values = values.map(|row| Cell::from(row.get(index).copied().flatten()));
        table.push([Cell::text(&**column)].into_iter().chain(values).collect());
    }
}

fn label(of: &str) -> Column {
    Column::new(&key(of), of, ColumnKind::Text)
}

fn value(name: &str, unit: &str, decimals: u8) -> Column {
    if unit == "%" {
        return Column::new(
            &format!("{}_percent", key(name)),
            &format!("{name}, %"),
            ColumnKind::Percent,
        );
    }
    let heading = if unit.is_empty() { name.to_owned() } else { format!("{name}, {unit}") };
    let kind = if decimals == 0 { ColumnKind::Integer } else { ColumnKind::Hours { decimals } };
    Column::new(&key(name), &heading, kind)
}

fn key(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}
