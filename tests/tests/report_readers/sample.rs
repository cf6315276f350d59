//! A report with everything that can go wrong in a file.

use chrono::{Days, NaiveDate, TimeDelta};
use trackward_model::Timestamp;
use trackward_report::chart::{Bars, Drawing, Heat, Lines, Look, Reference, Stacked, StackedBar};
use trackward_report::{
    Cell, Chart, Column, ColumnKind, Coverage, Definition, Figure, Filter, LocalTime, Period,
    Report, Section, Table,
};

/// Rows of the long table.
pub const DEVICES: usize = 3_000;

/// Texts that a careless writer would run, break or lose.
pub const NASTY: [&str; 16] = [
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "  =1+1",
    "＝1+1",
    "https://example.org/a?b=1",
    "said \"twice\", then left",
    "first line\nsecond line",
    "semi;=1+1;colon",
    "Größe Ł ő ş Ω Жук",
    "集中治療室 3",
    "0012",
    " spaces ",
    "Pneumonoultramicroscopicsilicovolcanoconiosis-0123456789-0123456789-0123456789",
];

const HOURS: ColumnKind = ColumnKind::Hours { decimals: 1 };

/// Units with in use, idle, available, soiled, down, unknown hours.
pub const UNITS: [(&str, [f64; 6]); 7] = [
    ("ICU", [98_211.5, 14_201.25, 33_621.75, 14_590.0, 2_400.0, 11_843.5]),
    ("ED", [78_912.0, 6_271.5, 62_405.25, 16_514.0, 1_120.0, 8_369.25]),
    ("Med-Surg 4", [41_310.75, 14_688.5, 34_921.0, 14_905.25, 900.0, 14_450.5]),
    ("Med-Surg 5", [39_018.25, 18_302.0, 37_909.5, 13_070.75, 850.0, 12_099.5]),
    ("Surgery", [33_104.0, 2_120.5, 33_852.25, 6_048.75, 410.0, 2_344.5]),
    ("Labor", [11_306.0, 2_281.25, 29_840.5, 3_800.75, 120.0, 4_671.5]),
    ("Closed wing", [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
];

/// The whole report.
pub fn report() -> Report {
    let made = Timestamp(1_795_551_600_000_000);
    Report {
        kind: "utilization".to_owned(),
        title: "Utilization of infusion pumps".to_owned(),
        hospital: "Demo General Hospital".to_owned(),
        zone: "America/Chicago".to_owned(),
        period: Some(Period { from: date("2026-10-01"), to: date("2026-10-31") }),
        filters: vec![
            Filter { label: "Type".to_owned(), text: "Infusion pump".to_owned() },
            Filter { label: "Units".to_owned(), text: "All units, 942 assets".to_owned() },
        ],
        made_at: chicago(made),
        coverage: Some(Coverage {
            percent: Some(92.6),
            sentence: "51,864 of 700,848 h are unknown".to_owned(),
        }),
        summary: summary(),
        sections: vec![
            Section {
                title: "Hours by unit".to_owned(),
                text: "In-service hours of each unit by use state. Closed wing had no assets in \
                       service: its percentages are n/a."
                    .to_owned(),
                charts: vec![share_by_unit(), peak_by_type()],
                tables: vec![by_unit()],
            },
            Section {
                title: "When pumps are in use".to_owned(),
                charts: vec![by_hour(), by_day()],
                ..Section::default()
            },
            Section {
                title: "What was found wrong".to_owned(),
                tables: vec![nothing()],
                ..Section::default()
            },
            Section {
                title: "The devices".to_owned(),
                tables: vec![devices()],
                ..Section::default()
            },
        ],
        definitions: vec![
            define(
                "Utilization",
                "In-use hours / (in-service hours − down hours). Bedside idle is part of in use and is split out.",
            ),
            define(
                "Coverage",
                "1 − unknown hours / in-service hours. Unknown hours are never folded in.",
            ),
            define(
                "=Peak concurrent use",
                "The 95th percentile of hourly maxima: a fleet is sized by it, not by the mean.",
            ),
        ],
        notes: vec![
            "Two readers of Med-Surg 4 were down on 11 October from 02:00 to 05:00.".to_owned(),
            "=1+1 in a note stays a text.".to_owned(),
        ],
    }
}

fn summary() -> Vec<Figure> {
    let figure = |label: &str, value: Cell, kind, note: &str| Figure {
        label: label.to_owned(),
        value,
        kind,
        note: note.to_owned(),
    };
    vec![
        figure("Utilization U", Cell::Number(46.2), ColumnKind::Percent, "301,862 of 653,380 h"),
        figure("Coverage", Cell::Number(92.6), ColumnKind::Percent, "51,864 of 700,848 h unknown"),
        figure(
            "Peak concurrent use",
            Cell::Integer(561),
            ColumnKind::Integer,
            "95th percentile of hourly maxima",
        ),
        figure("Rented", Cell::Empty, ColumnKind::Percent, "No pump was rented in the period"),
    ]
}

fn by_unit() -> Table {
    let percent = |key: &str, heading: &str| Column::new(key, heading, ColumnKind::Percent);
    let hours = |key: &str, heading: &str| Column::new(key, heading, HOURS);
    let mut table = Table::new(
        "by_unit",
        "Hours and utilization [by unit]: all of October, each state",
        vec![
            Column::new("key", "Unit", ColumnKind::Text),
            hours("in_service_hours", "In service, h"),
            hours("in_use_hours", "In use, h"),
            hours("available_hours", "Available, h"),
            hours("soiled_hours", "Soiled, h"),
            hours("down_hours", "Down, h"),
            hours("unknown_hours", "Unknown, h"),
            percent("utilization_percent", "Utilization"),
            percent("coverage_percent", "Coverage"),
        ],
    );
    for (unit, [in_use, idle, available, soiled, down, unknown]) in UNITS {
        let used = in_use + idle;
        let service = used + available + soiled + down + unknown;
        let hours = [service, used, available, soiled, down, unknown].map(Cell::Number);
        let percents =
            [Cell::percent(used, service - down), Cell::percent(service - unknown, service)];
        table.push([Cell::text(unit)].into_iter().chain(hours).chain(percents).collect());
    }
    table
}

fn nothing() -> Table {
    let columns = vec![
        Column::new("asset_id", "Asset", ColumnKind::Text),
        Column::new("value", "Value, USD", ColumnKind::Money),
    ];
    Table::new("wrong", "Assets without a unit", columns)
}

/// Fourteen columns of every kind, three thousand rows.
fn devices() -> Table {
    use ColumnKind::{Bool, Date, DateTime, Integer, Money, Percent, Text};
    let columns = [
        ("asset_id", "Asset", Text),
        ("name", "Name", Text),
        ("type", "Type", Text),
        ("manufacturer", "Manufacturer", Text),
        ("serial", "Serial", Text),
        ("unit", "Unit", Text),
        ("rental", "Rental", Bool),
        ("purchase_date", "Purchased", Date),
        ("last_seen", "Last seen", DateTime),
        ("stays", "Stays", Integer),
        ("balance", "Balance", Integer),
        ("in_use_hours", "In use, h", HOURS),
        ("utilization_percent", "Utilization", Percent),
        ("value", "Value, USD", Money),
    ];
    let columns = columns.map(|(key, heading, kind)| Column::new(key, heading, kind));
    let mut table = Table::new("devices", "The devices", columns.to_vec());
    // The night when clocks are set back: 06:30 and 07:30 UTC are both 01:30 in Chicago.
    let fall_back = Timestamp(1_793_514_600_000_000);
    for n in 0..DEVICES {
        let count = i64::try_from(n).expect("it is small");
        let small = f64::from(u32::try_from(n).expect("it is small"));
        let at = Timestamp(fall_back.0 + count * 3_600_000_000);
        table.push(vec![
            Cell::Text(format!("IP-{n:04}")),
            Cell::text(NASTY[n % NASTY.len()]),
            Cell::text("infusion_pump"),
            Cell::text(["Baxter", "B. Braun", "Becton Dickinson"][n % 3]),
            Cell::Text(format!("SN-{:06}", n * 37)),
            Cell::text(UNITS[n % UNITS.len()].0),
            Cell::Bool(n % 5 == 0),
            Cell::Date(date("2016-02-29") + Days::new(u64::from(n % 4_000 == 0) + n as u64)),
            if n % 7 == 0 { Cell::Empty } else { Cell::Time(chicago(at)) },
            Cell::Integer(count * 3),
            Cell::Integer(1_500 - count),
            Cell::Number(small * 0.1 + 0.2),
            Cell::percent(small, if n % 11 == 0 { 0.0 } else { 3_000.0 }),
            Cell::Number(small * 2.5 + 0.005),
        ]);
    }
    table
}

fn share_by_unit() -> Chart {
    let parts = [
        ("In use", Look::InUse),
        ("Bedside idle, over 12 h unmoved", Look::Idle),
        ("Available", Look::Available),
        ("Soiled", Look::Soiled),
        ("Down", Look::Down),
        ("Unknown", Look::Unknown),
    ];
    let bars = UNITS.map(|(unit, values)| {
        let [used, service] = [values[0] + values[1], values.iter().sum::<f64>()];
        let percent = |cell: Cell| cell.number().map_or("n/a".into(), |n| format!("{n:.1}"));
        let figures = vec![
            percent(Cell::percent(used, service - values[4])),
            percent(Cell::percent(service - values[5], service)),
        ];
        StackedBar { label: unit.to_owned(), values: values.to_vec(), figures }
    });
    Chart {
        title: "Share of hours by unit".to_owned(),
        alt: "The ICU uses its pumps most, 64 % of their hours; Labor least, 26 %.".to_owned(),
        unit: "h".to_owned(),
        drawing: Drawing::Stacked(Stacked {
            of: "Unit".to_owned(),
            parts: parts.map(|(name, look)| (name.to_owned(), look)).to_vec(),
            figures: vec!["U %".to_owned(), "Coverage %".to_owned()],
            bars: bars.to_vec(),
            share: true,
            reference: Some(Reference {
                value: 42.0,
                label: "42 %, average of pumps (GE, a claim)".to_owned(),
            }),
        }),
    }
}

fn peak_by_type() -> Chart {
    let bars = [
        ("Infusion pump", Some(561.0)),
        ("Syringe pump", Some(184.0)),
        ("Ventilator", Some(61.0)),
        ("Feeding pump <small>", None),
    ];
    Chart {
        title: "Peak concurrent use by type".to_owned(),
        alt: "561 infusion pumps, 184 syringe pumps and 61 ventilators were in use at once.".into(),
        unit: String::new(),
        drawing: Drawing::Bars(Bars {
            of: "Type".to_owned(),
            measure: "Peak concurrent use".to_owned(),
            decimals: 0,
            bars: bars.map(|(label, value)| (label.to_owned(), value)).to_vec(),
            reference: Some(Reference { value: 648.0, label: "648 owned and ready".to_owned() }),
        }),
    }
}

fn by_hour() -> Chart {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let values = (0..7).map(|day| {
        let cell = |hour: i32| {
            let rise = 20.0 - f64::from((hour - 13).abs()) * 2.6;
            let weekend = if day > 4 { -9.0 } else { f64::from(day % 3) * 1.7 };
            (day != 6 || !(2..5).contains(&hour)).then_some(44.0 + rise + weekend)
        };
        (0..24).map(cell).collect()
    });
    Chart {
        title: "Utilization by weekday and hour".to_owned(),
        alt: "Pumps are used most around noon on weekdays, least on Sunday nights.".to_owned(),
        unit: "%".to_owned(),
        drawing: Drawing::Heat(Heat {
            rows: days.map(str::to_owned).to_vec(),
            of: "Hour".to_owned(),
            columns: (0..24).map(|hour| format!("{hour:02}:00")).collect(),
            values: values.collect(),
            missing: "Coverage under 50 %, not shown".to_owned(),
        }),
    }
}

fn by_day() -> Chart {
    let wave = |n: u32, base: f64, swing: f64| base + swing * (f64::from(n) * 0.9).sin();
    let first = date("2026-10-01");
    let steps = (0..31).map(|n| (first + Days::new(n)).format("%-d %b").to_string());
    let gap = |n: u32, value: f64| (!(10..12).contains(&n)).then_some(value);
    Chart {
        title: "Concurrent use by day".to_owned(),
        alt: "Between 480 and 560 pumps were in use at the busiest hour of each day.".to_owned(),
        unit: String::new(),
        drawing: Drawing::Lines(Lines {
            of: "Day".to_owned(),
            decimals: 0,
            steps: steps.collect(),
            series: vec![
                (
                    "Busiest hour".to_owned(),
                    (0..31).map(|n| gap(n, wave(n, 520.0, 38.0).round())).collect(),
                ),
                (
                    "Mean of the day".to_owned(),
                    (0..31).map(|n| gap(n, wave(n, 430.0, 25.0).round())).collect(),
                ),
            ],
            reference: Some(Reference { value: 561.0, label: "95th percentile, 561".to_owned() }),
        }),
    }
}

fn define(term: &str, text: &str) -> Definition {
    Definition { term: term.to_owned(), text: text.to_owned() }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Chicago's clocks around the autumn of 2026, which go back on 1 November at 07:00 UTC.
pub fn chicago(at: Timestamp) -> LocalTime {
    let back = Timestamp(1_793_516_400_000_000);
    let hours = if at < back { -5 } else { -6 };
    LocalTime { at, local: at.to_chrono().naive_utc() + TimeDelta::hours(hours) }
}
