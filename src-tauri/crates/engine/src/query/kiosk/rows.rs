//! Lines of a kiosk's lists: devices and places, no person and no history.

use trackward_model::ask::{
    Because, CustodyRow, DoNotUse, FaultRow, HoldRow, RequestRow, StockLevel,
};
use trackward_model::{AssetIndex, Custody, EquipmentRequest, Hold, RequestState};

use super::spot::place_name;
use crate::world::World;

/// A request.
pub fn request_row(request: &EquipmentRequest) -> RequestRow {
    let closed = request.closed.as_ref().map(|(_, signed)| signed.at);
    let taken_up = request.taken_up.as_ref().map(|signed| signed.at);
    RequestRow {
        request_id: request.id,
        type_id: request.type_id.clone(),
        unit: request.unit.clone(),
        count: request.count,
        urgency: request.urgency,
        state: request.state(),
        made_at: request.made_at,
        since: closed.or(taken_up).unwrap_or(request.made_at),
    }
}

/// Whether a request still asks for something.
pub fn is_open(row: &RequestRow) -> bool {
    matches!(row.state, RequestState::Open | RequestState::OnItsWay)
}

/// A hold.
pub fn hold_row(world: &World, hold: &Hold) -> HoldRow {
    let entry = &world.assets[hold.asset.at()];
    HoldRow {
        asset_id: entry.asset.asset_id.clone(),
        type_id: entry.asset.type_id.clone(),
        unit: hold.unit.clone(),
        place_name: place_name(world, entry.track.place()),
        until: hold.until,
    }
}

/// What a unit has by its own tap.
pub fn custody_row(world: &World, custody: &Custody) -> CustodyRow {
    let entry = &world.assets[custody.asset.at()];
    CustodyRow {
        asset_id: entry.asset.asset_id.clone(),
        type_id: entry.asset.type_id.clone(),
        unit: custody.unit.clone(),
        place_name: place_name(world, entry.track.place()),
        since: custody.from,
    }
}

/// A device with a fault; `None` without one.
pub fn fault_row(world: &World, asset: AssetIndex) -> Option<FaultRow> {
    let entry = &world.assets[asset.at()];
    let fault = world.duties.of(asset).faults.first()?;
    Some(FaultRow {
        asset_id: entry.asset.asset_id.clone(),
        type_id: entry.asset.type_id.clone(),
        place_name: place_name(world, entry.track.place()),
        since: fault.reported.at,
        in_repair: fault.repair.is_some(),
    })
}

/// A device that must not be used; `None` where it may.
pub fn do_not_use(world: &World, asset: AssetIndex) -> Option<DoNotUse> {
    let entry = &world.assets[asset.at()];
    let duty = &entry.duty;
    let (because, since) = match (&duty.recalled, &duty.quarantined) {
        (Some((since, _)), _) => (Because::Recalled, *since),
        (None, Some((since, _))) => {
            let held = world.duties.of(asset).quarantine.as_ref();
            let is_for_maintenance = held.is_some_and(crate::world::Held::is_for_maintenance);
            let because =
                if is_for_maintenance { Because::FoundOverdue } else { Because::Quarantined };
            (because, *since)
        }
        (None, None) => return None,
    };
    Some(DoNotUse {
        asset_id: entry.asset.asset_id.clone(),
        type_id: entry.asset.type_id.clone(),
        place_name: place_name(world, entry.track.place()),
        last_seen: entry.track.last_seen(),
        because,
        since,
    })
}

/// How many ready ones compare with what there should be.
pub fn level_of(
    ready: u32,
    target: Option<u32>,
    critical: Option<u32>,
    maximum: Option<u32>,
) -> StockLevel {
    match (target, critical) {
        (_, Some(critical)) if ready < critical => StockLevel::Short,
        (Some(target), _) if ready < target => StockLevel::Low,
        _ if maximum.is_some_and(|maximum| ready > maximum) => StockLevel::Over,
        (Some(_), _) => StockLevel::Enough,
        (None, _) => StockLevel::NoLevel,
    }
}
