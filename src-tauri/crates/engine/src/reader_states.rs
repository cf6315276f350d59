//! How readers were at an instant in the past.

use std::collections::BTreeMap;

use trackward_model::{ReaderIndex, ReaderState, Timestamp};
use trackward_store::Store;

use crate::error::EngineError;

/// How readers were at an instant, each with since when, by reader. One of which nothing was told
/// before then is left out.
pub async fn reader_states(
    store: &Store,
    at: Timestamp,
) -> Result<Vec<(ReaderIndex, Timestamp, ReaderState)>, EngineError> {
    let records = store.reader_record_list().await.map_err(EngineError::Read)?;
    // What has been so since before then stands in the record, however old it is.
    let lasting = records.into_iter().filter_map(|(reader, record)| {
        let since = record.since.filter(|since| *since <= at)?;
        Some((reader, (since, record.state)))
    });
    let mut states: BTreeMap<ReaderIndex, (Timestamp, ReaderState)> = lasting.collect();
    for (reader, since, state) in store.reader_state_at(at).await.map_err(EngineError::Read)? {
        states.insert(reader, (since, state));
    }
    Ok(states.into_iter().map(|(reader, (since, state))| (reader, since, state)).collect())
}
