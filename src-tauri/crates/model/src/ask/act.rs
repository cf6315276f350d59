//! Acts: what a window may change.

use serde::{Deserialize, Serialize};

use super::{
    AcknowledgeAlerts, ApproveUnlocated, AwaitDevice, CancelPolicyReplay, CancelReport,
    CancelSourceTest, CloseFault, CloseOutRecall, CloseRequest, CompleteMaintenance,
    CorrectCompletion, DecideRecall, EndPlan, ExportReport, HoldAsset, LookedIn, OpenRecall,
    PauseSource, QuarantineAsset, RecordAttempt, Refusal, ReleaseHold, RemoveReportSchedule,
    RemoveSource, RepairFault, ReportFault, ReportSymptom, RequestEquipment, ResolveAlerts,
    RetrySource, RunReportSchedule, SavePlan, SavePolicy, SaveReportSchedule, SaveSource,
    SnoozeAlerts, StartPolicyReplay, StartReport, TakeUpRequest, TapCard, TestSource,
};
use crate::{AssetId, ReaderId};

/// Everything that can be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Connect to a reader now instead of at the end of its pause.
    RetryReader(RetryReader),
    /// Connect to a source now instead of at the end of its pause.
    RetrySource(RetrySource),
    /// Save a source.
    SaveSource(SaveSource),
    /// Take a source out.
    RemoveSource(RemoveSource),
    /// Have a source listen, or not.
    PauseSource(PauseSource),
    /// Try a connection, and show what comes.
    TestSource(TestSource),
    /// Leave a test.
    CancelSourceTest(CancelSourceTest),
    /// Take alerts on.
    AcknowledgeAlerts(AcknowledgeAlerts),
    /// Put alerts off.
    SnoozeAlerts(SnoozeAlerts),
    /// End alerts by hand.
    ResolveAlerts(ResolveAlerts),
    /// Note that someone looked for an asset in a place.
    LookedIn(LookedIn),
    /// Release an asset that was quarantined.
    ReleaseAsset(ReleaseAsset),
    /// Save changes of the policy.
    SavePolicy(SavePolicy),
    /// Play the recorded past with another policy.
    StartPolicyReplay(StartPolicyReplay),
    /// Stop that.
    CancelPolicyReplay(CancelPolicyReplay),
    /// Note a completed maintenance.
    CompleteMaintenance(CompleteMaintenance),
    /// Correct one.
    CorrectCompletion(CorrectCompletion),
    /// Note a search for an asset that has maintenance due.
    RecordAttempt(RecordAttempt),
    /// Approve that an asset is unable to be located.
    ApproveUnlocated(ApproveUnlocated),
    /// Save a plan.
    SavePlan(SavePlan),
    /// End a plan.
    EndPlan(EndPlan),
    /// Report a fault.
    ReportFault(ReportFault),
    /// Take a fault to repair.
    RepairFault(RepairFault),
    /// Close a fault.
    CloseFault(CloseFault),
    /// Open a recall.
    OpenRecall(OpenRecall),
    /// Decide on matches of a recall.
    DecideRecall(DecideRecall),
    /// Note that what a recall asks for was done.
    CloseOutRecall(CloseOutRecall),
    /// Quarantine an asset by hand.
    QuarantineAsset(QuarantineAsset),
    /// Hold a device for a kiosk's unit.
    HoldAsset(HoldAsset),
    /// Hold it no longer.
    ReleaseHold(ReleaseHold),
    /// Report at a kiosk that a device does not work.
    ReportSymptom(ReportSymptom),
    /// Ask for equipment.
    RequestEquipment(RequestEquipment),
    /// Take up a request.
    TakeUpRequest(TakeUpRequest),
    /// End a request.
    CloseRequest(CloseRequest),
    /// Take a card that a scanner typed at a kiosk.
    TapCard(TapCard),
    /// Let the next device's card at a kiosk choose it.
    AwaitDevice(AwaitDevice),
    /// Make a report.
    StartReport(StartReport),
    /// Stop making it.
    CancelReport(CancelReport),
    /// Write the report that was made last to a file.
    ExportReport(ExportReport),
    /// Save a schedule of reports.
    SaveReportSchedule(SaveReportSchedule),
    /// Remove one.
    RemoveReportSchedule(RemoveReportSchedule),
    /// Write the report of a schedule now.
    RunReportSchedule(RunReportSchedule),
}

/// Connect to a reader now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RetryReader {
    /// The reader.
    pub reader_id: ReaderId,
}

/// Release an asset that was quarantined: it may be used again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReleaseAsset {
    /// The asset.
    pub asset_id: AssetId,
    /// By whom.
    pub by: String,
    /// Why; must not be empty.
    pub note: String,
}

/// What came of an act. That it is not possible right now is no failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It is done.
    Done,
    /// Not now, and why, in a sentence.
    NotNow(String),
    /// Not at this kiosk now, and why, for it to say in the nurse's language.
    Refused(Refusal),
}
