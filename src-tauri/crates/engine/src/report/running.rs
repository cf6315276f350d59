//! The report that a window makes, one at a time.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::value::{RawValue, to_raw_value};
use trackward_model::ask::{Code, Done, Failure, REPORT_ROWS_SHOWN_MAX, ReportAsked, ReportRun};
use trackward_report::{Report, json};
use trackward_store::Store;

use super::{Ear, Facts, make};
use crate::error::{EngineError, failure};

/// How it is getting on. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Reports {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    state: ReportRun,
    ear: Option<Ear>,
    made: Option<Made>,
    count: u64,
}

/// The report that was made last.
#[derive(Debug, Clone)]
struct Made {
    number: u64,
    asked: ReportAsked,
    report: Arc<Report>,
}

impl Reports {
    /// Starts one, unless one is being made.
    pub fn start(&self, store: Store, facts: Facts, asked: ReportAsked) -> Done {
        let told = self.clone();
        let ear = Ear::new(move |part, doing| told.tell(part, doing));
        {
            let mut inner = self.lock();
            if matches!(inner.state, ReportRun::Running { .. }) {
                return Done::NotNow("A report is being made already.".to_owned());
            }
            inner.state = ReportRun::Running { part: 0.0, doing: "Starting".to_owned() };
            inner.ear = Some(ear.clone());
            inner.made = None;
        }
        let running = self.clone();
        tokio::spawn(async move {
            let made = make(&store, facts, asked.clone(), &ear).await;
            let mut inner = running.lock();
            inner.ear = None;
            match made {
                Ok(Some(report)) => {
                    inner.count += 1;
                    let number = inner.count;
                    inner.made = Some(Made { number, asked, report: Arc::new(report) });
                    // What the window gets is written down when it asks.
                    inner.state = ReportRun::Idle;
                }
                Ok(None) => inner.state = ReportRun::Cancelled,
                Err(error) => inner.state = ReportRun::Failed(failure(&error)),
            }
        });
        Done::Done
    }

    /// Stops it.
    pub fn cancel(&self) -> Done {
        match &self.lock().ear {
            Some(ear) => {
                ear.cancel();
                Done::Done
            }
            None => Done::NotNow("No report is being made.".to_owned()),
        }
    }

    /// The report of this number, if it is the one that was made last.
    pub fn made(&self, number: u64) -> Option<Arc<Report>> {
        self.lock()
            .made
            .as_ref()
            .filter(|made| made.number == number)
            .map(|made| made.report.clone())
    }

    /// How it is getting on, as [`ReportRun`] in JSON: a report that is made is written straight
    /// from the document.
    pub fn reply(&self) -> Vec<u8> {
        let (state, made) = {
            let inner = self.lock();
            (inner.state.clone(), inner.made.clone())
        };
        match made {
            Some(made) => shown(&made),
            None => serde_json::to_vec(&state),
        }
        .expect("the model's types have a form in JSON")
    }

    fn tell(&self, part: f32, doing: &str) {
        let mut inner = self.lock();
        if let ReportRun::Running { part: now, doing: what } = &mut inner.state {
            *now = part;
            doing.clone_into(what);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a schedule says of a failure.
pub fn said(error: &EngineError) -> String {
    let Failure { code, message, reference } = failure(error);
    if code == Code::Internal { format!("{message} Reference {reference}.") } else { message }
}

fn shown(made: &Made) -> Result<Vec<u8>, serde_json::Error> {
    #[derive(serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Run<'a> {
        Made(Shown<'a>),
    }
    /// As `ReportShown`.
    #[derive(serde::Serialize)]
    struct Shown<'a> {
        number: u64,
        asked: &'a ReportAsked,
        report: Box<RawValue>,
        cut: Vec<(&'a str, usize)>,
    }
    let tables = made.report.tables().filter(|table| table.rows.len() > REPORT_ROWS_SHOWN_MAX);
    let cut: Vec<(&str, usize)> =
        tables.map(|table| (table.name.as_str(), table.rows.len())).collect();
    let text = if cut.is_empty() { json::report(&made.report) } else { cut_text(&made.report) };
    let report = RawValue::from_string(text).or_else(|_| to_raw_value(&()))?;
    let shown = Shown { number: made.number, asked: &made.asked, report, cut };
    serde_json::to_vec(&Run::Made(shown))
}

/// The report with no more rows than a window shows.
fn cut_text(report: &Report) -> String {
    let mut short = report.clone();
    for table in short.sections.iter_mut().flat_map(|section| &mut section.tables) {
        table.rows.truncate(REPORT_ROWS_SHOWN_MAX);
    }
    json::report(&short)
}
