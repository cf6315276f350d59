//! Schedules of reports.

use trackward_model::Timestamp;
use trackward_model::ask::{
    ReportAsked, ReportEvery, ReportFormat, ReportKind, ReportOutcome, ReportSchedule,
    ReportScheduleId,
};
use trackward_store::KeptReportSchedule;

use crate::fixture::{Home, date};

fn weekly(title: &str) -> ReportSchedule {
    ReportSchedule {
        title: title.into(),
        asked: ReportAsked::all(ReportKind::Utilization),
        every: ReportEvery::Week,
        hour: 6,
        format: ReportFormat::Pdf,
        folder: "/srv/reports".into(),
        keep: 12,
    }
}

#[tokio::test]
async fn schedules_are_kept_changed_and_removed() {
    let home = Home::with(1).await;
    let (first, second) = (ReportScheduleId(1), ReportScheduleId(2));
    let day = date("2026-01-04");
    let ids = [
        home.store.report_schedule_put(&weekly("Pumps"), day).await.unwrap(),
        home.store.report_schedule_put(&weekly("Beds"), day).await.unwrap(),
    ];
    assert_eq!(ids, [first, second]);
    let later = date("2026-01-11");
    let outcome = ReportOutcome { at: Timestamp(5), file: Some("/a.pdf".into()), failed: None };
    assert!(home.store.report_schedule_done(first, later, &outcome).await.unwrap());
    assert!(home.store.report_schedule_change(second, &weekly("All"), later).await.unwrap());

    let home = home.reopened().await;
    let kept = |id, title, last| KeptReportSchedule {
        id,
        schedule: weekly(title),
        done_through: later,
        last,
    };
    let list = home.store.report_schedule_list().await.unwrap();
    assert_eq!(list, [kept(first, "Pumps", Some(outcome.clone())), kept(second, "All", None)]);

    assert!(home.store.report_schedule_remove(first).await.unwrap());
    assert!(!home.store.report_schedule_remove(first).await.unwrap(), "it is gone");
    let gone = home.store.report_schedule_done(first, day, &outcome).await.unwrap();
    assert!(!gone, "what was removed while it was written stays removed");
    assert_eq!(home.store.report_schedule_list().await.unwrap().len(), 1);
}
