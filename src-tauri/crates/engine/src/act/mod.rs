//! Acts: what a window may change. One file for each kind of thing that is acted on.

mod alerts;
mod correct;
mod fault;
mod kiosk;
mod maintenance;
mod plan;
mod policy;
mod quarantine;
mod recall;
mod report;
mod search;
mod signed;
mod source;

use tokio::sync::{mpsc, oneshot};
use trackward_model::ask::{Act, Code, Done, Failure, RetryReader};

use crate::access::Session;
use crate::error::{EngineError, failure};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::Command;

/// Does what a window asked for.
pub async fn act(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    session: &Session,
    act: Act,
) -> Result<Done, Failure> {
    session.may_do(&act)?;
    match act {
        Act::RetryReader(act) => retry(shared, &act),
        Act::RetrySource(act) => source::retry(shared, &act),
        Act::SaveSource(act) => source::save(shared, control, act).await,
        Act::RemoveSource(act) => source::remove(shared, control, &act).await,
        Act::PauseSource(act) => source::pause(shared, control, &act).await,
        Act::TestSource(act) => Ok(source::test(shared, &act)),
        Act::CancelSourceTest(_) => Ok(shared.sources.trial.cancel()),
        Act::AcknowledgeAlerts(act) => alerts::acknowledge(control, act).await,
        Act::SnoozeAlerts(act) => alerts::snooze(control, act).await,
        Act::ResolveAlerts(act) => alerts::resolve(shared, control, act).await,
        Act::LookedIn(act) => alerts::looked_in(shared, act).await,
        Act::ReleaseAsset(act) => quarantine::release(shared, control, act).await,
        Act::SavePolicy(act) => policy::save(shared, control, act).await,
        Act::StartPolicyReplay(act) => policy::start_replay(shared, &act).await,
        Act::CancelPolicyReplay(_) => Ok(shared.rerun.cancel()),
        Act::CompleteMaintenance(act) => maintenance::complete(shared, control, act).await,
        Act::CorrectCompletion(act) => correct::correct(shared, control, act).await,
        Act::RecordAttempt(act) => search::record(shared, control, act).await,
        Act::ApproveUnlocated(act) => search::approve(shared, control, act).await,
        Act::SavePlan(act) => plan::save(shared, control, act).await,
        Act::EndPlan(act) => plan::end(shared, control, act).await,
        Act::ReportFault(act) => fault::report(shared, control, act).await,
        Act::RepairFault(act) => fault::repair(shared, control, act).await,
        Act::CloseFault(act) => fault::close(shared, control, act).await,
        Act::OpenRecall(act) => recall::open(shared, control, act).await,
        Act::DecideRecall(act) => recall::decide(shared, control, act).await,
        Act::CloseOutRecall(act) => recall::close_out(shared, control, act).await,
        Act::QuarantineAsset(act) => quarantine::put(shared, control, act).await,
        Act::HoldAsset(act) => kiosk::hold(shared, session.kiosk()?, act).await,
        Act::ReleaseHold(act) => kiosk::release(shared, session.kiosk()?, act).await,
        Act::ReportSymptom(act) => kiosk::report(shared, control, session.kiosk()?, act).await,
        Act::RequestEquipment(act) => kiosk::request(shared, control, session.kiosk()?, act).await,
        Act::TakeUpRequest(act) => kiosk::take_up(shared, control, session, act).await,
        Act::CloseRequest(act) => kiosk::close(shared, control, session, act).await,
        Act::StartReport(act) => Ok(report::start(shared, act)),
        Act::CancelReport(_) => Ok(shared.reports.cancel()),
        Act::ExportReport(act) => report::export(shared, act).await,
        Act::SaveReportSchedule(act) => report::save_schedule(shared, act).await,
        Act::RemoveReportSchedule(act) => report::remove_schedule(shared, &act).await,
        Act::RunReportSchedule(act) => report::run_schedule(shared, &act).await,
        Act::AwaitDevice(act) => Ok(kiosk::await_device(shared, session.kiosk()?, &act)),
        Act::TapCard(act) => kiosk::tap(shared, control, session.kiosk()?, act).await,
    }
}

fn retry(shared: &Shared, act: &RetryReader) -> Result<Done, Failure> {
    let site = shared.world().site.clone();
    let reader = site.readers.iter().find(|reader| reader.id == act.reader_id && !reader.removed);
    let Some(reader) = reader else { return Err(gone("This reader")) };
    match &reader.source {
        Some(source) if shared.sources.retry(source) => Ok(Done::Done),
        _ => Ok(Done::NotNow("This reader is not listened to.".to_owned())),
    }
}

/// Has the pipeline do it, and waits until that is committed.
async fn command(control: &mpsc::Sender<Control>, command: Command) -> Result<Done, Failure> {
    let (answer, answered) = oneshot::channel();
    let stopped = |_| failure(&EngineError::Stopped);
    control.send(Control::Do(command, answer)).await.map_err(|_| failure(&EngineError::Stopped))?;
    Ok(match answered.await.map_err(stopped)? {
        Ok(()) => Done::Done,
        Err(sentence) => Done::NotNow(sentence.to_owned()),
    })
}

fn gone(what: &str) -> Failure {
    Failure {
        code: Code::NotFound,
        message: format!("{what} does not exist any more."),
        reference: String::new(),
    }
}
