//! The schedules of reports, and what came of each last.

use trackward_model::ask::{Failure, ReportScheduleView, ReportSchedules};

use super::unreadable;
use crate::report::comes_next;
use crate::shared::Shared;

/// All schedules, by number.
pub async fn schedules(shared: &Shared) -> Result<ReportSchedules, Failure> {
    let kept = shared.store.report_schedule_list().await.map_err(unreadable)?;
    let zone = shared.world().zone();
    let view = |kept: trackward_store::KeptReportSchedule| ReportScheduleView {
        id: kept.id,
        next: comes_next(&kept, zone),
        schedule: kept.schedule,
        last: kept.last,
    };
    Ok(ReportSchedules { schedules: kept.into_iter().map(view).collect() })
}
