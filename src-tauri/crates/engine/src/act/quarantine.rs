//! Quarantine: by hand, and its end.

use tokio::sync::mpsc;
use trackward_model::ask::{Done, Failure, QuarantineAsset, ReleaseAsset};
use trackward_store::{QuarantineCause, Quarantined};

use super::command;
use super::signed::{asset_of, audit, not_now, said, signed, unwritten};
use crate::pipeline::Control;
use crate::shared::Shared;
use crate::world::{Command, Held};

/// Quarantines an asset by hand.
pub async fn put(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: QuarantineAsset,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "reason")) {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let signed = signed(&act.by, &act.note);
    let reason = format!("{} (by {})", signed.note.trim_end_matches('.'), signed.by);
    let cause = QuarantineCause::ByHand;
    let new = Quarantined { asset, from: signed.at, reason: reason.clone(), cause };
    let entry = audit(&signed, "quarantine", Some(asset));
    if !shared.store.quarantine_put(&new, &entry).await.map_err(unwritten)? {
        return Ok(not_now("This asset is in quarantine already."));
    }
    let held = Held { since: signed.at, reason, cause };
    shared.world_mut().duties.of_mut(asset).quarantine = Some(held);
    command(control, Command::Owe(vec![asset])).await
}

/// Ends the quarantine of an asset.
pub async fn release(
    shared: &Shared,
    control: &mpsc::Sender<Control>,
    act: ReleaseAsset,
) -> Result<Done, Failure> {
    if let Some(not_now) = said(&act.by, "name").or_else(|| said(&act.note, "note")) {
        return Ok(not_now);
    }
    let asset = asset_of(shared, &act.asset_id)?;
    let _one_at_a_time = shared.acting.lock().await;
    let is_recalled = {
        let world = shared.world();
        world.duties.of(asset).matches.iter().any(trackward_model::RecallMatch::holds)
    };
    if is_recalled {
        return Ok(not_now("This asset is recalled: note first what was done about that."));
    }
    let signed = signed(&act.by, &act.note);
    let entry = audit(&signed, "release", Some(asset));
    let released = shared.store.quarantine_release(asset, &signed, &entry).await;
    if !released.map_err(unwritten)? {
        return Ok(not_now("This asset is not in quarantine."));
    }
    shared.world_mut().duties.of_mut(asset).quarantine = None;
    command(control, Command::Owe(vec![asset])).await
}
