//! `trackctl quarantine`: what must not be used.

use trackward_model::ask::{Act, QuarantineAsset, ReleaseAsset};

use super::{Outcome, done};
use crate::arguments::{Quarantine, QuarantineAct};

/// Keeps an asset from use, or releases it.
pub async fn run(arguments: Quarantine) -> Outcome {
    match arguments.what {
        QuarantineAct::Put { signed } => {
            let act = QuarantineAsset { asset_id: signed.asset, by: signed.by, note: signed.note };
            done(&signed.database, Act::QuarantineAsset(act)).await
        }
        QuarantineAct::Release { signed } => {
            let act = ReleaseAsset { asset_id: signed.asset, by: signed.by, note: signed.note };
            done(&signed.database, Act::ReleaseAsset(act)).await
        }
    }
}
