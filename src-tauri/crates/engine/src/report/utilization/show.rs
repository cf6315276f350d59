//! Charts and tables of use: shares, its course, the week, devices in use at once.

use std::collections::BTreeMap;

use trackward_model::ask::ReportBy;
use trackward_model::{Date, figure};
use trackward_report::chart::{Drawing, Heat, Lines, Look, Reference, Stacked, StackedBar};
use trackward_report::usage::{Figures, Hours};
use trackward_report::{Cell, Chart, Section, Table, in_words};

use super::Named;
use crate::report::frame::{date, hours, in_hours, integer, percent, text as text_column};

/// How many bars a chart has at most.
const BARS_MAX: usize = 20;
/// With less coverage a cell of the week is not shown.
const COVERAGE_MIN: f64 = 50.0;
/// What is known of other hospitals, to compare with.
const ELSEWHERE: (f64, &str) = (42.0, "42 %, average of pumps (GE, a claim)");

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
pub fn shares(groups: &[Named], by: ReportBy) -> Option<Chart> {
    let mut groups: Vec<_> =
        groups.iter().filter(|named| named.group.hours.in_service > 0).collect();
    groups.sort_by_key(|named| -named.group.hours.in_service);
    groups.truncate(BARS_MAX);
    let first = groups.iter().max_by_key(|named| {
        named.group.hours.utilization_percent().map(|percent| (percent * 1e3) as i64)
    })?;
    let shown = |percent: Option<f64>| percent.map_or_else(|| "n/a".to_owned(), figure::percent);
    let most = shown(first.group.hours.utilization_percent());
    let alt = format!("Used most: {}, {most} %.", first.name);
    let bar = |named: &&Named| {
        let of = &named.group.hours;
        let whole = of.in_service as f64;
        let [moving, idle] = [of.in_use - of.bedside_idle, of.bedside_idle];
        let parts = [moving, idle, of.available, of.soiled, of.down, of.unknown()];
        StackedBar {
            label: named.name.clone(),
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
        of: in_words(super::by_words(by)),
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
pub fn course(figures: &Figures) -> Section {
    const DAYS_MAX: usize = 62;
    let days = figures.daily();
    let by_month = days.len() > DAYS_MAX;
    let steps: BTreeMap<String, Hours> = if by_month {
        let months = figures.monthly().into_iter();
        months.map(|((year, month), of)| (format!("{year:04}-{month:02}"), of)).collect()
    } else {
        days.into_iter().map(|(day, of)| (day.to_string(), of)).collect()
    };
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

/// A strip of hours for each weekday.
pub fn week(figures: &Figures) -> Section {
    let shown = |of: &Hours| {
        let is_known = of.coverage_percent().is_some_and(|percent| percent >= COVERAGE_MIN);
        of.utilization_percent().filter(|_| is_known)
    };
    let week = figures.weekly();
    let values = week.iter().map(|hours| hours.iter().map(shown).collect()).collect();
    let drawing = Drawing::Heat(Heat {
        rows: super::rows::WEEKDAYS.map(str::to_owned).to_vec(),
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
pub fn concurrent(figures: &Figures) -> Section {
    let mut days: BTreeMap<Date, u32> = BTreeMap::new();
    for (hour, peak) in figures.hours.list().iter().zip(&figures.peaks) {
        let day = days.entry(hour.day).or_default();
        *day = (*day).max(*peak);
    }
    let columns = vec![date("day", "Day"), integer("peak_concurrent", "Peak")];
    let mut table = Table::new("peaks", "Peaks by day", columns);
    for (day, peak) in &days {
        table.push(vec![Cell::Date(*day), Cell::Integer((*peak).into())]);
    }
    let p95 = figures.all.demand.percentile(95);
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
    let alt = format!("At most {most} of {} devices.", figures.all.devices);
    let charts = vec![Chart { title: title.clone(), alt, unit: String::new(), drawing }];
    Section { title, text: String::new(), charts, tables: vec![table] }
}
