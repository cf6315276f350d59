//! What all acts have in common: who does them to what, and what they say.

use trackward_model::ask::{Done, Failure};
use trackward_model::{AssetId, AssetIndex, Signed};
use trackward_store::{AuditEntry, StoreError};

use super::gone;
use crate::clock;
use crate::error::{EngineError, failure};
use crate::shared::Shared;

/// The longest name and the longest note, in characters; what is longer is cut.
const NAME_MAX: usize = 80;
const TITLE_MAX: usize = 200;
const NOTE_MAX: usize = 1_000;

/// Why it cannot be done where something is not said: `Give a name.`
pub fn said(text: &str, what: &str) -> Option<Done> {
    text.trim().is_empty().then(|| not_now(format!("Give a {what}.")))
}

/// Not now, and why.
pub fn not_now(sentence: impl Into<String>) -> Done {
    Done::NotNow(sentence.into())
}

/// Who does it now.
pub fn signed(by: &str, note: &str) -> Signed {
    Signed { at: clock::now(), by: name(by), note: cut(note, NOTE_MAX) }
}

/// A name as it is kept.
pub fn name(by: &str) -> String {
    cut(by, NAME_MAX)
}

/// A title or a reference as it is kept.
pub fn heading(text: &str) -> String {
    cut(text, TITLE_MAX)
}

fn cut(text: &str, characters: usize) -> String {
    text.trim().chars().take(characters).collect()
}

/// The act as the log notes it.
pub fn audit<'a>(signed: &'a Signed, act: &'a str, asset: Option<AssetIndex>) -> AuditEntry<'a> {
    AuditEntry { asset, ..AuditEntry::new(signed.at, &signed.by, act) }
}

/// An asset by its id.
pub fn asset_of(shared: &Shared, asset_id: &AssetId) -> Result<AssetIndex, Failure> {
    shared.world().asset_index(asset_id).ok_or_else(|| gone("This asset"))
}

/// It could not be kept.
pub fn unwritten(error: StoreError) -> Failure {
    failure(&EngineError::Write(error))
}
