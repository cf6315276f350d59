//! What is done at kiosks, in the name of their units, and what becomes of it at the desk.

use tokio::sync::mpsc;
use trackward_model::ask::{
    AwaitDevice, CloseRequest, Done, Failure, HoldAsset, Refusal, ReleaseHold, ReportFault,
    ReportSymptom, RequestEquipment, TakeUpRequest, TapCard, Told,
};
use trackward_model::{
    AlertId, AssetIndex, EquipmentRequest, HOLD, Hold, REQUEST_COUNT_MAX, RequestId, Rule, Signed,
    Span, Subject, Timestamp, TypeId, UnitId,
};
use trackward_store::NewRequest;

use super::signed::{asset_of, audit, said, signed, unwritten};
use super::{command, fault, gone};
use crate::access::{KioskAt, Session};
use crate::clock;
use crate::pipeline::Control;
use crate::query::kiosk::{card_of_text, is_supplied_by, spot_of, units};
use crate::shared::Shared;
use crate::watch::Pending;
use crate::world::{Command, World};

/// A pipeline that is further behind the clock plays the past.
const PRESENT: Span = Span::minutes(1);
/// For so long a screen that asks for a device is believed to do so still.
const DEVICE_AWAITED: Span = Span::seconds(30);
/// The longest note about a fault, in characters; what is longer is cut.
const NOTE_MAX: usize = 500;

/// Holds a device for the unit.
pub async fn hold(shared: &Shared, kiosk: &KioskAt, act: HoldAsset) -> Result<Done, Failure> {
    if let Some(refused) = no_such_unit(shared, kiosk) {
        return Ok(refused);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    if let Some(refusal) = cannot_be_held(&shared.world(), asset, &kiosk.unit) {
        return Ok(Done::Refused(refusal));
    }
    let signed = by_kiosk(kiosk, "");
    let from = present(shared);
    let hold = Hold { asset, unit: kiosk.unit.clone(), from, until: from + HOLD };
    let entry = audit(&signed, "hold", Some(asset));
    shared.store.hold_put(&hold, &entry).await.map_err(unwritten)?;
    // A card that was tapped while that was written takes the device.
    let held = hold_unless_taken(&mut shared.world_mut(), hold);
    if let Err(refusal) = held {
        let entry = audit(&signed, "release_hold", Some(asset));
        shared.store.hold_end(asset, &entry).await.map_err(unwritten)?;
        tell(shared);
        return Ok(Done::Refused(refusal));
    }
    tell(shared);
    Ok(Done::Done)
}

/// Ends the unit's own hold.
pub async fn release(shared: &Shared, kiosk: &KioskAt, act: ReleaseHold) -> Result<Done, Failure> {
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let is_own = {
        let world = shared.world();
        let hold = world.kiosks.hold_of(asset, world.reached);
        hold.is_some_and(|hold| hold.unit == kiosk.unit)
    };
    if is_own {
        let signed = by_kiosk(kiosk, "");
        let entry = audit(&signed, "release_hold", Some(asset));
        shared.store.hold_end(asset, &entry).await.map_err(unwritten)?;
        shared.world_mut().let_go(asset);
        tell(shared);
    }
    Ok(Done::Done)
}

/// Reports that a device does not work.
pub async fn report(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    kiosk: &KioskAt,
    act: ReportSymptom,
) -> Result<Done, Failure> {
    if let Some(refused) = no_such_unit(shared, kiosk) {
        return Ok(refused);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    if let Some(refusal) = shared.world().already_down(asset, &act.asset_id) {
        return Ok(Done::Refused(refusal));
    }
    let note: String = act.note.trim().chars().take(NOTE_MAX).collect();
    let note = format!("{} {note}", act.symptom.sentence()).trim_end().to_owned();
    let report = ReportFault { asset_id: act.asset_id, by: name(kiosk), note };
    fault::report(shared, control, report).await
}

/// Asks for equipment.
pub async fn request(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    kiosk: &KioskAt,
    act: RequestEquipment,
) -> Result<Done, Failure> {
    if let Some(refused) = no_such_unit(shared, kiosk) {
        return Ok(refused);
    }
    if !(1..=REQUEST_COUNT_MAX).contains(&act.count) {
        return Ok(Done::Refused(Refusal::Count { max: REQUEST_COUNT_MAX }));
    }
    // One request is open for a type and unit: types that nobody has would be no limit.
    if !has_type(&shared.world(), &act.type_id) {
        return Err(gone("This type"));
    }
    let _one_at_a_time = shared.acting.lock().await;
    let signed = by_kiosk(kiosk, "");
    let new = NewRequest {
        type_id: act.type_id,
        unit: kiosk.unit.clone(),
        count: act.count,
        urgency: act.urgency,
        made_at: signed.at,
    };
    let made = shared.store.request_put(&new, &audit(&signed, "request", None)).await;
    let Some(request) = made.map_err(unwritten)? else {
        let world = shared.world();
        let known = world.kiosks.requests().iter().find(|known| {
            known.closed.is_none() && known.unit == new.unit && known.type_id == new.type_id
        });
        let since = known.map_or(signed.at, |known| known.made_at);
        return Ok(Done::Refused(Refusal::AlreadyRequested { since }));
    };
    follow(shared, control, request).await
}

/// Whether the hospital has, or should have, such devices.
fn has_type(world: &World, type_id: &TypeId) -> bool {
    world.assets.iter().any(|entry| entry.asset.type_id == *type_id)
        || world.site.par_levels.iter().any(|level| level.type_id == *type_id)
}

/// Takes up a request: it is brought.
pub async fn take_up(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    session: &Session,
    act: TakeUpRequest,
) -> Result<Done, Failure> {
    let signed = match who(shared, session, act.request_id, &act.by)? {
        Ok(signed) => signed,
        Err(refused) => return Ok(refused),
    };
    let _one_at_a_time = shared.acting.lock().await;
    let entry = audit(&signed, "take_up_request", None);
    let taken = shared.store.request_take_up(act.request_id, &signed, &entry).await;
    let Some(request) = taken.map_err(unwritten)? else {
        return Ok(Done::Refused(Refusal::Closed));
    };
    follow(shared, control, request).await?;
    // Who brings it has seen the alert. That somebody else saw it before is no reason against it.
    let alert = alert_of(shared, act.request_id);
    if let Some(alert) = alert {
        command(control, Command::Acknowledge(vec![alert], signed)).await?;
    }
    Ok(Done::Done)
}

/// Ends a request.
pub async fn close(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    session: &Session,
    act: CloseRequest,
) -> Result<Done, Failure> {
    let signed = match who(shared, session, act.request_id, &act.by)? {
        Ok(signed) => signed,
        Err(refused) => return Ok(refused),
    };
    let _one_at_a_time = shared.acting.lock().await;
    let entry = audit(&signed, "close_request", None);
    let closed = shared.store.request_close(act.request_id, act.end, &signed, &entry).await;
    match closed.map_err(unwritten)? {
        Some(request) => follow(shared, control, request).await,
        None => Ok(Done::Refused(Refusal::Closed)),
    }
}

/// Takes a card or number that a scanner typed; what came of it is on the kiosk's screen too.
pub async fn tap(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    kiosk: &KioskAt,
    act: TapCard,
) -> Result<Done, Failure> {
    if let Some(refused) = no_such_unit(shared, kiosk) {
        return Ok(refused);
    }
    let (card, place) = {
        let world = shared.world();
        (card_of_text(&world, &act.text), spot_of(&world, kiosk).map(|spot| spot.place))
    };
    let at = present(shared);
    command(control, Command::Card(kiosk.unit.clone(), place, card, at)).await?;
    let world = shared.world();
    let told = world.kiosks.cards.last(&kiosk.unit).map(|tap| &tap.told);
    Ok(match told {
        Some(Told::Refused(refusal)) => Done::Refused(refusal.clone()),
        _ => Done::Done,
    })
}

/// Lets the next device's card choose it, or no longer.
pub fn await_device(shared: &Shared, kiosk: &KioskAt, act: &AwaitDevice) -> Done {
    if let Some(refused) = no_such_unit(shared, kiosk) {
        return refused;
    }
    let until = act.asks.then(|| present(shared) + DEVICE_AWAITED);
    shared.world_mut().kiosks.cards.await_device(&kiosk.unit, until);
    Done::Done
}

/// Why a unit cannot hold a device now.
fn cannot_be_held(world: &World, asset: AssetIndex, unit: &UnitId) -> Option<Refusal> {
    let asset_id = || world.assets[asset.at()].asset.asset_id.clone();
    let is_usable = || world.is_usable(asset, world.reached);
    (world.cannot_be_taken(asset, unit, world.reached))
        .or_else(|| (!is_usable()).then(|| Refusal::NotReady { asset_id: asset_id() }))
}

/// Holds a device, or lets it go where it cannot be held any more.
fn hold_unless_taken(world: &mut World, hold: Hold) -> Result<(), Refusal> {
    if let Some(refusal) = cannot_be_held(world, hold.asset, &hold.unit) {
        world.let_go(hold.asset);
        return Err(refusal);
    }
    world.hold(hold);
    Ok(())
}

/// The pipeline and the windows hear of a request.
async fn follow(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    request: EquipmentRequest,
) -> Result<Done, Failure> {
    let done = command(control, Command::Request(Box::new(request))).await;
    tell(shared);
    done
}

/// Who acts on a request: at the desk whoever gives their name; a kiosk for its own unit's, or for
/// those that its unit supplies.
fn who(
    shared: &Shared,
    session: &Session,
    id: RequestId,
    by: &str,
) -> Result<Result<Signed, Done>, Failure> {
    let world = shared.world();
    let request = world.kiosks.request(id).ok_or_else(|| gone("This request"))?;
    Ok(match session {
        Session::Desk => match said(by, "name") {
            Some(refused) => Err(refused),
            None => Ok(signed(by, "")),
        },
        Session::Kiosk(kiosk) => {
            let is_own = request.unit == kiosk.unit;
            if is_own || is_supplied_by(&world, &kiosk.unit, &request.unit, &request.type_id) {
                Ok(by_kiosk(kiosk, ""))
            } else {
                Err(Done::Refused(Refusal::OthersRequest { unit: request.unit.clone() }))
            }
        }
    })
}

fn alert_of(shared: &Shared, id: RequestId) -> Option<AlertId> {
    let world = shared.world();
    let alert = world.alerts.of_subject(Subject::Request(id), Rule::Request)?;
    Some(alert.id)
}

fn by_kiosk(kiosk: &KioskAt, note: &str) -> Signed {
    signed(&name(kiosk), note)
}

/// Now; where the pipeline stands in a recorded past, the instant that it has reached.
fn present(shared: &Shared) -> Timestamp {
    let (now, reached) = (clock::now(), shared.world().reached);
    if now.since(reached) <= PRESENT { now.max(reached) } else { reached }
}

/// How a kiosk signs: nobody logs in at it.
fn name(kiosk: &KioskAt) -> String {
    let unit: &UnitId = &kiosk.unit;
    format!("{unit} kiosk")
}

fn no_such_unit(shared: &Shared, kiosk: &KioskAt) -> Option<Done> {
    let known = units(&shared.world());
    known.binary_search(&kiosk.unit).is_err().then_some(Done::Refused(Refusal::NoSuchUnit))
}

/// Windows ask anew.
fn tell(shared: &Shared) {
    shared.watchers.tell(&Pending { status: true, ..Pending::default() });
}

#[cfg(test)]
mod tests;
