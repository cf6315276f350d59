//! One row of a maintenance list, cell by cell.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use trackward_maintain::{Terms, YEARS_PLANNED, check_plan, due_dates};
use trackward_model::{
    Asset, AssetId, AssetIndex, Date, EARLY_DAYS, Interval, LEAD_DAYS, Plan, PlanId, PlanMode,
    PlanOf, WINDOW_DAYS_MAX,
};

use super::{COLUMNS, ListedDuty};
use crate::csv_file::{Header, Record};
use crate::text_file::{Problems, nearest, quoted};

/// A list of more assets than this is not searched for a name that was probably meant.
const MEANT_AMONG_MAX: usize = 20_000;

/// The order is that of [`COLUMNS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    AssetId,
    Plan,
    LastCompleted,
    NextDue,
    Interval,
    Mode,
    Anchor,
    Grace,
    Early,
}

/// What is known of the hospital, and what the rows before this one have used up.
pub(super) struct Seen<'a> {
    by_id: BTreeMap<&'a str, AssetIndex>,
    duties: HashMap<(AssetIndex, PlanId), usize>,
    today: Date,
}

impl<'a> Seen<'a> {
    pub(super) fn new(assets: &'a [Asset], today: Date) -> Self {
        let by_id = assets.iter().enumerate();
        let by_id = by_id.map(|(i, asset)| (asset.asset_id.as_str(), AssetIndex::of(i))).collect();
        Self { by_id, duties: HashMap::new(), today }
    }
}

/// Where a row's sentences go.
struct Report<'a> {
    line: usize,
    problems: &'a mut Problems,
}

impl Report<'_> {
    fn wrong(&mut self, column: Column, message: String) {
        let name = COLUMNS.names[column as usize].to_owned();
        self.problems.add(Some(self.line), Some(name), message);
    }
}

/// The duty of a row; `None` when something in it was reported.
pub(super) fn read(
    record: &Record<'_>,
    header: &Header,
    seen: &mut Seen<'_>,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Option<ListedDuty> {
    let line = record.line;
    let before = problems.count();
    let report = &mut Report { line, problems };
    let cell = |column: Column| header.cell(record, column as usize);
    let asset = asset(cell(Column::AssetId), seen, report);
    let plan = PlanId::new(cell(Column::Plan))
        .map_err(|error| report.wrong(Column::Plan, error.to_string()))
        .ok();
    let interval: Option<Interval> = cell(Column::Interval)
        .parse()
        .map_err(|error| report.wrong(Column::Interval, format!("{error}")))
        .ok();
    let mode: Option<PlanMode> = cell(Column::Mode)
        .parse()
        .map_err(|error| report.wrong(Column::Mode, format!("{error}")))
        .ok();
    let last_completed = date(Column::LastCompleted, cell(Column::LastCompleted), report);
    let next_due = date(Column::NextDue, cell(Column::NextDue), report);
    let anchor = date(Column::Anchor, cell(Column::Anchor), report);
    let grace_days = days(Column::Grace, cell(Column::Grace), report);
    let early_days = days(Column::Early, cell(Column::Early), report);
    if report.problems.count() > before {
        return None;
    }
    let duty = ListedDuty {
        line,
        asset: asset?,
        plan: plan?,
        last_completed,
        next_due,
        interval: interval?,
        mode: mode?,
        anchor,
        grace_days,
        early_days,
    };
    check(&duty, seen, report, warnings);
    (report.problems.count() == before).then_some(duty)
}

/// What the cells say together.
fn check(duty: &ListedDuty, seen: &mut Seen<'_>, report: &mut Report<'_>, warnings: &mut Problems) {
    let key = (duty.asset, duty.plan.clone());
    if let Some(first) = seen.duties.insert(key, duty.line) {
        let message = format!("this duty of this asset is there twice, first on line {first}");
        report.wrong(Column::Plan, message);
    }
    let plan = plan_of(duty, PlanOf::Type("any".parse().expect("a plain word is an id")));
    for sentence in check_plan(&plan).err().unwrap_or_default() {
        report.wrong(Column::Interval, sentence);
    }
    let dates = [
        (Column::LastCompleted, duty.last_completed),
        (Column::NextDue, duty.next_due),
        (Column::Anchor, duty.anchor),
    ];
    for (column, date) in dates {
        if let Some(date) = date.filter(|date| !YEARS_PLANNED.contains(&date.year())) {
            let [first, last] = [YEARS_PLANNED.start(), YEARS_PLANNED.end()];
            report.wrong(column, format!("{date} is not between the years {first} and {last}"));
        }
    }
    if duty.next_due.is_none() && duty.anchor.is_none() && duty.last_completed.is_none() {
        let message = "there is no date to count from: give next_due, anchor or last_completed";
        report.wrong(Column::NextDue, message.into());
    }
    if let Some(last) = duty.last_completed.filter(|last| *last > seen.today) {
        report.wrong(Column::LastCompleted, format!("{last} is in the future"));
    }
    if let (Some(anchor), Some(due)) = (duty.anchor, duty.next_due)
        && duty.mode != PlanMode::Floating
    {
        check_anchor(&plan, anchor, due, report);
    }
    if let (Some(last), Some(due)) = (duty.last_completed, duty.next_due)
        && last > due
    {
        let message = format!("last_completed {last} is after next_due {due}, which stays due");
        warnings.add(Some(duty.line), None, message);
    }
}

/// A due date that is none of the schedule's would be followed by one that is.
fn check_anchor(plan: &Plan, anchor: Date, due: Date, report: &mut Report<'_>) {
    let terms = Terms { plan, anchor: Some(anchor), first_due: None };
    let is_due = match plan.mode {
        PlanMode::MonthBased => {
            let month = |date: Date| date.format("%Y-%m").to_string();
            let nearby = due_dates(&terms, &[], first_of_month(due), due + chrono::Days::new(31));
            nearby.iter().any(|date| month(*date) == month(due))
        }
        _ => due_dates(&terms, &[], due, due).contains(&due),
    };
    if !is_due && due >= anchor {
        let message = format!(
            "{due} is no date of a schedule of every {} from {anchor}: take the anchor out, or \
             give the date that is meant",
            plan.interval
        );
        report.wrong(Column::NextDue, message);
    }
}

fn first_of_month(date: Date) -> Date {
    date.with_day(1).expect("every month has a first day")
}

/// The plan that a row describes.
pub(crate) fn plan_of(duty: &ListedDuty, of: PlanOf) -> Plan {
    Plan {
        plan_id: duty.plan.clone(),
        of,
        title: String::new(),
        mode: duty.mode,
        interval: duty.interval,
        anchor: None,
        grace_days: duty.grace_days.unwrap_or(0),
        early_days: duty.early_days.unwrap_or(EARLY_DAYS),
        lead_days: LEAD_DAYS,
        procedure: String::new(),
        checklist: Vec::new(),
        ended: None,
        since: None,
    }
}

fn asset(text: &str, seen: &Seen<'_>, report: &mut Report<'_>) -> Option<AssetIndex> {
    let id = AssetId::new(text)
        .map_err(|error| report.wrong(Column::AssetId, error.to_string()))
        .ok()?;
    if let Some(asset) = seen.by_id.get(id.as_str()) {
        return Some(*asset);
    }
    let known = seen.by_id.keys().copied().take(MEANT_AMONG_MAX);
    let meant = nearest(text, known).map(|meant| format!(": did you mean \"{meant}\"?"));
    let message = format!("there is no asset {}{}", quoted(text), meant.unwrap_or_default());
    report.wrong(Column::AssetId, message);
    None
}

/// A civil date; an empty cell is none.
fn date(column: Column, text: &str, report: &mut Report<'_>) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let found = crate::maintenance_list::civil_date(text);
    found.map_err(|sentence| report.wrong(column, sentence)).ok()
}

/// A number of days; an empty cell is none.
fn days(column: Column, text: &str, report: &mut Report<'_>) -> Option<u16> {
    if text.is_empty() {
        return None;
    }
    let number = text.trim_end_matches("days").trim_end_matches("day").trim_end();
    let found = number.parse().ok().filter(|days| *days <= WINDOW_DAYS_MAX);
    if found.is_none() {
        let message = format!(
            "{} is no number of days: expected a whole number from 0 to {WINDOW_DAYS_MAX}",
            quoted(text)
        );
        report.wrong(column, message);
    }
    found
}
