//! Charts and tables of use: shares, its course, the week, devices in use at once.

use std::collections::BTreeMap;

use trackward_model::Date;
use trackward_model::ask::ReportBy;
use trackward_report::chart::{Drawing, Heat, Lines, Look, Reference, Stacked, StackedBar};
use trackward_report::{Cell, Chart, Section, Table};

use super::gather::Gathered;
use super::{columns, row};
use crate::report::Making;
use crate::report::frame::{date, hours, in_hours, integer, percent, text as text_column};
use crate::report::usage::{Hours, percentile};

/// How many bars a chart has at most.
const BARS_MAX: usize = 20;
/// With less coverage a cell of the week is not shown.
const COVERAGE_MIN: f64 = 50.0;
/// What is known of other hospitals, to compare with.
const ELSEWHERE: (f64, &str) = (42.0, "42 %, average of pumps (GE, a claim)");
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What to know before looking.
pub const fn text(by: ReportBy) -> &'static str {
    match by {
        ReportBy::Place | ReportBy::PlaceKind => {
            "Hours that devices were located in each place; in service means located there."
        }
        ReportBy::Unit => "By the unit that devices belong to, wherever they were.",
        _ => "",
    }
}

/// How the hours of each group divide.
pub fn shares(gathered: &Gathered, by: ReportBy) -> Option<Chart> {
    let mut groups: Vec<_> =
        gathered.groups.iter().filter(|group| group.hours.in_service > 0).collect();
    groups.sort_by_key(|group| -group.hours.in_service);
    groups.truncate(BARS_MAX);
    let first = groups.iter().max_by_key(|group| {
        group.hours.utilization_percent().map(|percent| (percent * 1e3) as i64)
    })?;
    let shown = |percent: Option<f64>| {
        percent.map_or_else(|| "n/a".to_owned(), |percent| format!("{percent:.1}"))
    };
    let alt = format!("Used most: {}, {} %.", first.key, shown(first.hours.utilization_percent()));
    let bar = |group: &&super::Group| {
        let of = &group.hours;
        let whole = of.in_service as f64;
        let parts = [of.in_use - of.idle, of.idle, of.available, of.soiled, of.down, of.unknown()];
        StackedBar {
            label: group.key.replace('_', " "),
            values: parts.iter().map(|us| 100.0 * *us as f64 / whole).collect(),
            figures: vec![shown(of.utilization_percent())],
        }
    };
    let parts = [
        ("In use", Look::InUse),
        ("Bedside idle", Look::Idle),
        ("Available", Look::Available),
        ("Soiled", Look::Soiled),
        ("Down", Look::Down),
        ("Unknown", Look::Unknown),
    ];
    let drawing = Drawing::Stacked(Stacked {
        of: super::by_words(by).to_owned(),
        parts: parts.map(|(name, look)| (name.to_owned(), look)).to_vec(),
        figures: vec!["U %".to_owned()],
        bars: groups.iter().map(bar).collect(),
        share: true,
        reference: None,
    });
    let title = format!("Share of hours by {}", super::by_words(by));
    Some(Chart { title, alt, unit: "%".to_owned(), drawing })
}

/// Day by day, or month by month where the period is long.
pub fn course(gathered: &Gathered) -> Section {
    const DAYS_MAX: usize = 62;
    let mut days: BTreeMap<Date, Hours> = BTreeMap::new();
    for (slot, of) in gathered.slots.list().iter().zip(&gathered.by_slot) {
        days.entry(slot.day).or_default().join(of);
    }
    let by_month = days.len() > DAYS_MAX;
    let mut steps: BTreeMap<String, Hours> = BTreeMap::new();
    for (day, of) in &days {
        let format = if by_month { "%Y-%m" } else { "%Y-%m-%d" };
        steps.entry(day.format(format).to_string()).or_default().join(of);
    }
    let column = if by_month { text_column("month", "Month") } else { date("day", "Day") };
    let columns = vec![
        column,
        hours("in_service_hours", "In service, h"),
        hours("in_use_hours", "In use, h"),
        percent("utilization_percent", "Utilization, %"),
        percent("coverage_percent", "Coverage, %"),
    ];
    let mut table = Table::new("course", "Use over time", columns);
    for (step, of) in &steps {
        let key = step.parse().map_or_else(|_| Cell::text(&**step), Cell::Date);
        table.push(vec![
            key,
            Cell::Number(in_hours(of.in_service)),
            Cell::Number(in_hours(of.in_use)),
            Cell::from(of.utilization_percent()),
            Cell::from(of.coverage_percent()),
        ]);
    }
    let drawing = Drawing::Lines(Lines {
        of: if by_month { "Month" } else { "Day" }.to_owned(),
        decimals: 1,
        steps: steps.keys().cloned().collect(),
        series: vec![
            ("Utilization".to_owned(), steps.values().map(Hours::utilization_percent).collect()),
            ("Coverage".to_owned(), steps.values().map(Hours::coverage_percent).collect()),
        ],
        reference: Some(Reference { value: ELSEWHERE.0, label: ELSEWHERE.1.to_owned() }),
    });
    let title = "Use over time".to_owned();
    let alt = "Utilization and coverage, step by step.".to_owned();
    let charts = vec![Chart { title: title.clone(), alt, unit: "%".to_owned(), drawing }];
    Section { title, text: String::new(), charts, tables: vec![table] }
}

/// The hours of each weekday and hour.
fn cells(gathered: &Gathered) -> Vec<[Hours; 24]> {
    let mut cells = vec![[Hours::default(); 24]; 7];
    for (slot, of) in gathered.slots.list().iter().zip(&gathered.by_slot) {
        cells[usize::from(slot.weekday)][usize::from(slot.hour)].join(of);
    }
    cells
}

/// A row for each weekday and hour.
pub fn hours_of_week(gathered: &Gathered) -> Table {
    let mut peaks = vec![[0u32; 24]; 7];
    for (slot, peak) in gathered.slots.list().iter().zip(&gathered.all.hourly) {
        let cell = &mut peaks[usize::from(slot.weekday)][usize::from(slot.hour)];
        *cell = (*cell).max(*peak);
    }
    let mut columns = columns("Weekday and hour");
    // Of a single hour the rest is not counted.
    columns.truncate(11);
    let mut table = Table::new("utilization", "Hours and use", columns);
    for (weekday, hours) in cells(gathered).iter().enumerate() {
        for (hour, of) in hours.iter().enumerate() {
            let key = format!("{} {hour:02}:00", WEEKDAYS[weekday]);
            let mut row = row(&key, gathered.all.assets, of, &[peaks[weekday][hour]]);
            row.truncate(11);
            table.push(row);
        }
    }
    table
}

/// A strip of hours for each weekday.
pub fn week(gathered: &Gathered) -> Section {
    let shown = |of: &Hours| {
        let is_known = of.coverage_percent().is_some_and(|percent| percent >= COVERAGE_MIN);
        of.utilization_percent().filter(|_| is_known)
    };
    let values = cells(gathered).iter().map(|hours| hours.iter().map(shown).collect()).collect();
    let drawing = Drawing::Heat(Heat {
        rows: WEEKDAYS.map(str::to_owned).to_vec(),
        of: "Hour".to_owned(),
        columns: (0..24).map(|hour| format!("{hour:02}:00")).collect(),
        values,
        missing: format!("Coverage under {COVERAGE_MIN:.0} %, not shown"),
    });
    let title = "Use by weekday and hour".to_owned();
    let alt = "Utilization in each hour of the week.".to_owned();
    let charts = vec![Chart { title: title.clone(), alt, unit: "%".to_owned(), drawing }];
    Section { title, text: String::new(), charts, tables: Vec::new() }
}

/// The most devices in use at once, day by day.
pub fn concurrent(making: &Making, gathered: &Gathered) -> Section {
    let mut days: BTreeMap<Date, u32> = BTreeMap::new();
    for (slot, peak) in gathered.slots.list().iter().zip(&gathered.all.hourly) {
        let day = days.entry(slot.day).or_default();
        *day = (*day).max(*peak);
    }
    let columns = vec![date("day", "Day"), integer("peak_concurrent", "Peak")];
    let mut table = Table::new("peaks", "Peaks by day", columns);
    for (day, peak) in &days {
        table.push(vec![Cell::Date(*day), Cell::Integer((*peak).into())]);
    }
    let p95 = percentile(&gathered.all.hourly, 95);
    let drawing = Drawing::Lines(Lines {
        of: "Day".to_owned(),
        decimals: 0,
        steps: days.keys().map(ToString::to_string).collect(),
        series: vec![(
            "Peak".to_owned(),
            days.values().map(|peak| Some(f64::from(*peak))).collect(),
        )],
        reference: p95.map(|p95| Reference {
            value: f64::from(p95),
            label: format!("{p95}, 95th percentile of hours"),
        }),
    });
    let title = "Devices in use at once".to_owned();
    let most = days.values().max().copied().unwrap_or_default();
    let alt = format!("At most {most} of {} devices.", making.scope.assets.len());
    let charts = vec![Chart { title: title.clone(), alt, unit: String::new(), drawing }];
    Section { title, text: String::new(), charts, tables: vec![table] }
}
