//! Queries: one file each, answered from the world in memory and, for the past, from the store.

mod alert;
mod asset;
mod assets;
mod audit;
mod fault;
pub mod kiosk;
mod maintenance;
mod past;
mod plan;
mod policy;
mod recall;
mod report;
mod site;
mod source;
mod status;

use serde::Serialize;
use trackward_model::ask::{AssetsQuery, Code, Failure, Form, PastQuery, Query, Request};

pub use alert::alert_row;
pub use asset::{asset_detail, stay_view, why_view};
pub use assets::{asset_live, asset_rows, live_of};
pub use audit::audit_row;
pub use fault::fault_rows;
pub use maintenance::{compliance, compliance_of, worklist};
pub use recall::{recall_views, standing, typed_matches};
pub use status::{reader_view, status};

use crate::access::Session;
use crate::error::{EngineError, failure};
use crate::shared::Shared;

/// Answers a query with its reply, written in the form of that query.
pub async fn answer(shared: &Shared, session: &Session, query: Query) -> Result<Vec<u8>, Failure> {
    session.may_ask(&query)?;
    match query {
        Query::SiteQuery(_) => json(&site::site_view(&shared.world(), shared.simulated)),
        Query::PlanQuery(query) => json(&plan::plan_reply(shared, &query.floor).await?),
        Query::AssetsQuery(_) => reply_to::<AssetsQuery>(&asset_rows(&shared.world())),
        Query::AssetQuery(query) => json(&asset_detail(shared, &query.asset_id).await?),
        Query::StatusQuery(_) => json(&status(shared)),
        Query::AlertsQuery(query) => json(&alert::alerts(shared, query.resolved).await?),
        Query::AlertQuery(query) => json(&alert::alert_detail(shared, query.alert_id).await?),
        Query::PastQuery(query) => reply_to::<PastQuery>(&past::past(shared, query.at).await?),
        Query::PastRangeQuery(_) => json(&past::past_range(shared).await?),
        Query::PolicyQuery(_) => json(&policy::policy_view(shared)),
        Query::PolicyCheckQuery(query) => json(&policy::checked(shared, &query.changes)),
        Query::PolicyReplayQuery(_) => json(&shared.rerun.state()),
        Query::PolicyHistoryQuery(_) => json(&policy::history(shared).await?),
        Query::SourcesQuery(_) => json(&source::sources(shared)),
        Query::SourceTailQuery(query) => json(&source::tail(shared, &query)?),
        Query::SourceTestQuery(_) => json(&shared.sources.trial.state()),
        Query::WorklistQuery(_) => json(&maintenance::worklist(&shared.world(), None, false)),
        Query::AssetMaintenanceQuery(query) => {
            json(&maintenance::asset_maintenance(shared, &query.asset_id).await?)
        }
        Query::RoundQuery(query) => json(&maintenance::round(&shared.world(), &query)),
        Query::CalendarQuery(query) => json(&maintenance::calendar(&shared.world(), &query)),
        Query::PlansQuery(_) => json(&maintenance::plans(&shared.world())),
        Query::ComplianceQuery(query) => json(&maintenance::compliance(&shared.world(), &query)),
        Query::LedgerQuery(_) => json(&maintenance::ledger(shared).await?),
        Query::FaultsQuery(query) => json(&fault::faults(shared, query.closed).await?),
        Query::RecallsQuery(_) => json(&recall::recalls(shared).await?),
        Query::RecallMatchesQuery(query) => json(&recall::recall_matches(shared, &query).await?),
        Query::ActsQuery(query) => json(&audit::acts(shared, &query).await?),
        Query::ProveActsQuery(query) => json(&audit::proved(shared, &query.noted).await?),
        Query::KioskQuery(_) => json(&kiosk::kiosk(shared, session.kiosk()?)),
        Query::NearestQuery(query) => {
            json(&kiosk::nearest(&shared.world(), session.kiosk()?, &query.type_id))
        }
        Query::DevicesQuery(query) => {
            json(&kiosk::devices(&shared.world(), session.kiosk()?, &query))
        }
        Query::StockQuery(_) => json(&kiosk::stock(&shared.world())),
        Query::ReportQuery(_) => Ok(shared.reports.reply()),
        Query::ReportSchedulesQuery(_) => json(&report::schedules(shared).await?),
    }
}

fn json<T: Serialize>(reply: &T) -> Result<Vec<u8>, Failure> {
    written(Form::Json, reply)
}

/// In the form that the window expects of this query.
fn reply_to<Q: Request>(reply: &Q::Reply) -> Result<Vec<u8>, Failure> {
    written(Q::FORM, reply)
}

fn written<T: Serialize>(form: Form, reply: &T) -> Result<Vec<u8>, Failure> {
    form.write(reply).map_err(|error| Failure {
        code: Code::Internal,
        message: "The answer could not be written down.".to_owned(),
        reference: error.to_string(),
    })
}

fn not_found(what: &str) -> Failure {
    Failure {
        code: Code::NotFound,
        message: format!("{what} does not exist any more."),
        reference: String::new(),
    }
}

fn unreadable(error: trackward_store::StoreError) -> Failure {
    failure(&EngineError::Read(error))
}
