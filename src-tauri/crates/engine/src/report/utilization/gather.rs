//! The stays of the period, given to the figures device by device.

use trackward_locate::{Stronger as Nothing, use_state};
use trackward_model::ask::ReportBy;
use trackward_model::{Freshness, PlaceKind, Span};
use trackward_report::usage::{
    CivilHours, Device, Figures, Knowledge, PlaceUse, Usage, Wanted, stretches,
};

use super::service::{service, stronger};
use crate::error::EngineError;
use crate::report::Making;

/// In a patient room for longer than this is bedside idle.
const IDLE_AFTER: Span = Span::hours(12);

/// Everything that the report shows.
pub struct Gathered {
    /// How devices were used.
    pub figures: Figures,
    /// Devices that are retired nobody knows since when.
    pub retired_undated: usize,
}

/// Reads and adds up. What was cancelled half-way is not shown by anyone.
pub async fn gather(making: &Making) -> Result<Gathered, EngineError> {
    let facts = &making.facts;
    let period = &making.scope.period;
    let (service, retired_undated) = service(making).await?;
    let stronger = stronger(making).await?;
    let kinds = facts.site.places.iter().map(|place| place.kind);
    let places: Vec<PlaceUse> = kinds.map(says).collect();
    let wanted = Wanted {
        assets: making.scope.by == Some(ReportBy::Asset),
        places: making.scope.by == Some(ReportBy::Place),
    };
    let mut usage = Usage::new(CivilHours::new(period, facts.zone), IDLE_AFTER, wanted);
    let mut found = Vec::new();
    making
        .each_stays(|asset, stays| {
            let of = &facts.assets[asset.at()];
            let knowledge = Knowledge {
                places: &places,
                not_seen_after: facts
                    .site
                    .policy
                    .thresholds(&of.type_id, Span::ZERO)
                    .not_seen_after,
                until: facts.known_until(),
            };
            stretches(stays, &stronger[asset.at()], &knowledge, period, &mut found);
            let device = Device {
                asset,
                type_id: of.type_id.clone(),
                unit: of.unit.clone(),
                rental: of.rental,
                service: service[asset.at()].clone(),
            };
            usage.add(&device, &found);
        })
        .await?;
    Ok(Gathered { figures: usage.finish(), retired_undated })
}

/// What a place says of a device that was heard in it.
fn says(kind: PlaceKind) -> PlaceUse {
    PlaceUse {
        state: use_state(Some(kind), Freshness::Live, Nothing::default()),
        is_bedside: kind == PlaceKind::PatientRoom,
    }
}
