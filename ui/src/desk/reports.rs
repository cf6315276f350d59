//! The reports page: what is chosen, the report that is made of it, and the schedules.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{
    Act, CancelReport, Code, Done, Failure, ReportQuery, ReportRun, ReportSchedules,
    ReportSchedulesQuery, ReportShown, StartReport,
};
use trackward_model::{Date, TypeId};

use super::{Desk, Kept};
use crate::host;
use crate::state::ReportDraft;

/// Between two questions how a report is getting on.
const REST_MS: i32 = 150;

/// A view of the reports page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTab {
    /// One report.
    Report,
    /// Those that are written by themselves.
    Schedules,
}

/// How far the report that was asked for last has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// It is shown, or none was asked for.
    Rests,
    /// It is being made: 0 to 1, and with what.
    Makes(f32, String),
    /// It was stopped.
    Cancelled,
    /// It cannot be made; the sentence says why.
    Refused(String),
    /// The core did not answer as it should.
    Failed(Failure),
}

/// The reports page. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Reports {
    /// What is on screen.
    pub tab: RwSignal<ReportTab>,
    /// What is chosen.
    pub draft: RwSignal<ReportDraft>,
    /// What was chosen before something in the report was opened, outermost first.
    pub trail: RwSignal<Vec<ReportDraft>>,
    /// How far it has come.
    pub progress: RwSignal<Progress>,
    /// The report that was made last.
    pub shown: RwSignal<Option<Arc<ReportShown>>>,
    /// All schedules.
    pub schedules: Kept<ReportSchedules>,
    turn: StoredValue<u32>,
}

impl Reports {
    /// A page that shows nothing yet.
    pub fn new() -> Self {
        Self {
            tab: RwSignal::new(ReportTab::Report),
            draft: RwSignal::new(ReportDraft::default()),
            trail: RwSignal::new(Vec::new()),
            progress: RwSignal::new(Progress::Rests),
            shown: RwSignal::new(None),
            schedules: Kept::new(),
            turn: StoredValue::new(0),
        }
    }

    /// Asks for the schedules.
    pub fn ask_schedules(self) {
        self.schedules.ask(ReportSchedulesQuery {}, |answer| answer);
    }

    /// Stops what is being made.
    pub fn cancel(self) {
        self.next_turn();
        self.progress.set(Progress::Cancelled);
        spawn_local(async move {
            if let Err(failure) = host::act(Act::CancelReport(CancelReport {})).await {
                self.progress.set(Progress::Failed(failure));
            }
        });
    }

    /// Whether a report is being made; tracks.
    pub fn makes(self) -> bool {
        self.progress.with(|progress| matches!(progress, Progress::Makes(..)))
    }

    fn next_turn(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// Starts a report, once the one before has stopped.
    fn begin(self, turn: u32, asked: StartReport) {
        spawn_local(async move {
            let run = host::ask(ReportQuery {}).await;
            if !self.is_turn(turn) {
                return;
            }
            if matches!(run, Ok(ReportRun::Running { .. })) {
                // One at a time: nobody waits for that one any more.
                let stopped = host::act(Act::CancelReport(CancelReport {})).await;
                match stopped {
                    Ok(_) => host::after_ms(REST_MS, move || self.begin(turn, asked)),
                    Err(failure) => self.progress.set(Progress::Failed(failure)),
                }
                return;
            }
            let started = host::act(Act::StartReport(asked)).await;
            if !self.is_turn(turn) {
                return;
            }
            match started {
                Ok(Done::Done) => self.follow(turn),
                Ok(Done::NotNow(why)) => self.progress.set(Progress::Refused(why)),
                Ok(Done::Refused(why)) => self.progress.set(Progress::Refused(why.sentence())),
                Err(failure) => self.progress.set(Progress::Failed(failure)),
            }
        });
    }

    /// Hears how it is getting on until it is made.
    fn follow(self, turn: u32) {
        spawn_local(async move {
            let run = host::ask(ReportQuery {}).await;
            if !self.is_turn(turn) {
                return;
            }
            let progress = match run {
                Ok(ReportRun::Running { part, doing }) => {
                    host::after_ms(REST_MS, move || self.follow(turn));
                    Progress::Makes(part, doing)
                }
                Ok(ReportRun::Made(shown)) => {
                    self.shown.set(Some(Arc::new(*shown)));
                    Progress::Rests
                }
                // What was asked for cannot be: that is no trouble of ours.
                Ok(ReportRun::Failed(failure)) if failure.code != Code::Internal => {
                    Progress::Refused(failure.message)
                }
                Ok(ReportRun::Failed(failure)) => Progress::Failed(failure),
                Ok(ReportRun::Cancelled | ReportRun::Idle) => Progress::Cancelled,
                Err(failure) => Progress::Failed(failure),
            };
            self.progress.set(progress);
        });
    }
}

impl Desk {
    /// Today, in the hospital's zone; does not track.
    pub fn today(self) -> Date {
        untrack(|| self.zone.get().local(self.reached.get()).date())
    }

    /// Makes the report that is chosen.
    pub fn make_report(self) {
        let reports = self.reports;
        let turn = reports.next_turn();
        match reports.draft.with_untracked(|draft| draft.asked(self.today())) {
            Ok(asked) => {
                reports.progress.set(Progress::Makes(0.0, "Starting".to_owned()));
                reports.begin(turn, StartReport { asked });
            }
            Err(wrong) => reports.progress.set(Progress::Refused(wrong)),
        }
    }

    /// Changes what is chosen, and makes it.
    pub fn choose_report(self, change: impl FnOnce(&mut ReportDraft)) {
        self.reports.draft.update(change);
        self.make_report();
    }

    /// Opens a type of the report into its devices.
    pub fn open_type(self, type_id: TypeId) {
        let reports = self.reports;
        let before = reports.draft.get_untracked();
        let inner = before.into_type(type_id);
        reports.trail.update(|trail| trail.push(before));
        self.choose_report(|draft| *draft = inner);
    }

    /// Goes back to what was chosen at this step of the trail.
    pub fn back_to_report(self, step: usize) {
        let reports = self.reports;
        let before = reports.trail.with_untracked(|trail| trail.get(step).cloned());
        if let Some(before) = before {
            reports.trail.update(|trail| trail.truncate(step));
            self.choose_report(|draft| *draft = before);
        }
    }
}
