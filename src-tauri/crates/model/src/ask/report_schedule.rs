//! Reports that are written by themselves: every day, week or month, to a folder.

use serde::{Deserialize, Serialize};

use super::{ReportAsked, ReportFormat};
use crate::Timestamp;

/// The number of a schedule of reports, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportScheduleId(pub u64);

/// A report that is written by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportSchedule {
    /// What people call it; the names of its files begin with it.
    pub title: String,
    /// What is asked for. Its period is not looked at: it is the day, week or month before.
    pub asked: ReportAsked,
    /// How often.
    pub every: ReportEvery,
    /// At which hour of the site's clocks, 0 to 23.
    pub hour: u8,
    /// The form of the file.
    pub format: ReportFormat,
    /// Where to: the whole path of a folder.
    pub folder: String,
    /// How many files are kept; older ones of this schedule are deleted.
    pub keep: u32,
}

/// How many files of a schedule may be kept.
pub const REPORT_KEEP_MAX: u32 = 400;
/// How many schedules there may be.
pub const REPORT_SCHEDULES_MAX: usize = 50;

/// How often a report is written, and so what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportEvery {
    /// Every day, about the day before.
    Day,
    /// Every Monday, about the week before, Monday to Sunday.
    Week,
    /// On the first of every month, about the month before.
    Month,
}

/// Save a schedule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SaveReportSchedule {
    /// The one that is changed; a new one without it.
    pub id: Option<ReportScheduleId>,
    /// As it should be.
    pub schedule: ReportSchedule,
}

/// Remove a schedule. The files stay.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveReportSchedule {
    /// Which.
    pub id: ReportScheduleId,
}

/// Write the report of a schedule now, about the period before today.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunReportSchedule {
    /// Which.
    pub id: ReportScheduleId,
}

/// Asks for all schedules.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportSchedulesQuery {}

/// All schedules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportSchedules {
    /// By number.
    pub schedules: Vec<ReportScheduleView>,
}

/// A schedule, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportScheduleView {
    /// Its number.
    pub id: ReportScheduleId,
    /// What it says.
    pub schedule: ReportSchedule,
    /// When it comes next.
    pub next: Timestamp,
    /// What came of it last; nothing before it came the first time.
    pub last: Option<ReportOutcome>,
}

/// What came of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportOutcome {
    /// When it was written, or tried.
    pub at: Timestamp,
    /// The file, where it was written.
    pub file: Option<String>,
    /// Why not, in a sentence, where it was not.
    pub failed: Option<String>,
}
