//! Who may ask and do what: the desk everything that is not a kiosk's own, a kiosk what its screen
//! needs and nothing else. Every query and act is named here, so a new one has to be decided on.

use trackward_model::ask::{Act, Code, Failure, Query};
use trackward_model::{PlaceId, UnitId};

/// Whom the engine answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Session {
    /// The desk window, or `trackctl`.
    Desk,
    /// A kiosk: nobody has to log in at it.
    Kiosk(KioskAt),
}

/// Whose kiosk it is and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskAt {
    /// The unit.
    pub unit: UnitId,
    /// The place; where it is not said, the unit's nurse station.
    pub place: Option<PlaceId>,
}

impl Session {
    /// Whether it may ask this.
    ///
    /// # Errors
    /// It may not.
    pub(crate) fn may_ask(&self, query: &Query) -> Result<(), Failure> {
        allowed(match self {
            Self::Desk => !is_kiosk_query(query),
            Self::Kiosk(_) => is_kiosk_query(query) || is_of_both(query),
        })
    }

    /// Whether it may do this.
    ///
    /// # Errors
    /// It may not.
    pub(crate) fn may_do(&self, act: &Act) -> Result<(), Failure> {
        allowed(match self {
            Self::Desk => !is_kiosk_act(act),
            Self::Kiosk(_) => is_kiosk_act(act) || is_done_at_both(act),
        })
    }

    /// The kiosk, where it is one.
    ///
    /// # Errors
    /// It is none.
    pub(crate) fn kiosk(&self) -> Result<&KioskAt, Failure> {
        match self {
            Self::Kiosk(kiosk) => Ok(kiosk),
            Self::Desk => Err(refused()),
        }
    }
}

fn allowed(is_allowed: bool) -> Result<(), Failure> {
    if is_allowed { Ok(()) } else { Err(refused()) }
}

fn refused() -> Failure {
    Failure {
        code: Code::NotAllowed,
        message: "This window may not do that.".to_owned(),
        reference: String::new(),
    }
}

/// What only a kiosk asks, as it is answered for its unit.
const fn is_kiosk_query(query: &Query) -> bool {
    matches!(query, Query::KioskQuery(_) | Query::NearestQuery(_) | Query::DevicesQuery(_))
}

/// What a kiosk may ask like the desk: the building, where no person and no history is in it.
const fn is_of_both(query: &Query) -> bool {
    match query {
        Query::SiteQuery(_) | Query::PlanQuery(_) => true,
        Query::KioskQuery(_)
        | Query::NearestQuery(_)
        | Query::DevicesQuery(_)
        | Query::StockQuery(_)
        | Query::AssetsQuery(_)
        | Query::AssetQuery(_)
        | Query::StatusQuery(_)
        | Query::AlertsQuery(_)
        | Query::AlertQuery(_)
        | Query::PastQuery(_)
        | Query::PastRangeQuery(_)
        | Query::PolicyQuery(_)
        | Query::PolicyCheckQuery(_)
        | Query::PolicyReplayQuery(_)
        | Query::PolicyHistoryQuery(_)
        | Query::SourcesQuery(_)
        | Query::SourceTailQuery(_)
        | Query::SourceTestQuery(_)
        | Query::WorklistQuery(_)
        | Query::AssetMaintenanceQuery(_)
        | Query::RoundQuery(_)
        | Query::CalendarQuery(_)
        | Query::PlansQuery(_)
        | Query::ComplianceQuery(_)
        | Query::LedgerQuery(_)
        | Query::FaultsQuery(_)
        | Query::RecallsQuery(_)
        | Query::RecallMatchesQuery(_)
        | Query::ActsQuery(_)
        | Query::ProveActsQuery(_)
        | Query::ReportQuery(_)
        | Query::ReportSchedulesQuery(_) => false,
    }
}

/// What only a kiosk does, in the name of its unit.
const fn is_kiosk_act(act: &Act) -> bool {
    matches!(
        act,
        Act::HoldAsset(_)
            | Act::ReleaseHold(_)
            | Act::ReportSymptom(_)
            | Act::RequestEquipment(_)
            | Act::TapCard(_)
            | Act::AwaitDevice(_)
    )
}

/// What a kiosk may do like the desk.
const fn is_done_at_both(act: &Act) -> bool {
    match act {
        Act::TakeUpRequest(_) | Act::CloseRequest(_) => true,
        Act::HoldAsset(_)
        | Act::ReleaseHold(_)
        | Act::ReportSymptom(_)
        | Act::RequestEquipment(_)
        | Act::TapCard(_)
        | Act::AwaitDevice(_)
        | Act::RetryReader(_)
        | Act::RetrySource(_)
        | Act::SaveSource(_)
        | Act::RemoveSource(_)
        | Act::PauseSource(_)
        | Act::TestSource(_)
        | Act::CancelSourceTest(_)
        | Act::AcknowledgeAlerts(_)
        | Act::SnoozeAlerts(_)
        | Act::ResolveAlerts(_)
        | Act::LookedIn(_)
        | Act::ReleaseAsset(_)
        | Act::SavePolicy(_)
        | Act::StartPolicyReplay(_)
        | Act::CancelPolicyReplay(_)
        | Act::CompleteMaintenance(_)
        | Act::CorrectCompletion(_)
        | Act::RecordAttempt(_)
        | Act::ApproveUnlocated(_)
        | Act::SavePlan(_)
        | Act::EndPlan(_)
        | Act::ReportFault(_)
        | Act::RepairFault(_)
        | Act::CloseFault(_)
        | Act::OpenRecall(_)
        | Act::DecideRecall(_)
        | Act::CloseOutRecall(_)
        | Act::QuarantineAsset(_)
        | Act::StartReport(_)
        | Act::CancelReport(_)
        | Act::ExportReport(_)
        | Act::SaveReportSchedule(_)
        | Act::RemoveReportSchedule(_)
        | Act::RunReportSchedule(_) => false,
    }
}
