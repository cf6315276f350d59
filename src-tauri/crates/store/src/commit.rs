//! What the pipeline commits: a batch, whole or not at all.

use sqlx::sqlite::SqliteConnection;
use trackward_model::{
    AssetIndex, Custody, Fix, JournalEntry, ReaderIndex, RejectReason, StayChange, Timestamp,
    Transition,
};

use crate::table::alert::alert_transition;
use crate::table::audit::{AuditEntry, BY_ITSELF, Log, act};
use crate::table::change::change_insert;
use crate::table::custody::custody_put_in_tx;
use crate::table::fix::fix_upsert;
use crate::table::journal_append::{Packed, journal_append, journal_pack};
use crate::table::progress::progress_advance;
use crate::table::quarantine::quarantine_begin;
use crate::table::reader::reader_heard;
use crate::table::reader_record::reader_record_upsert;
use crate::table::reader_state::reader_state_insert;
use crate::table::rejected::rejected_add;
use crate::table::snapshot::{snapshot_pack, snapshot_put};
use crate::table::stay::stay_change;
use crate::table::unknown_tag::unknown_tag_add;
use crate::table::unlocated::unlocated_finish;
use crate::tx::Tx;
use crate::{Quarantined, ReaderRecord, Store, StoreError, UnknownTag};

/// What one turn of the pipeline has to be kept of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Batch<'a> {
    /// What was heard, in order.
    pub entries: &'a [JournalEntry],
    /// What became of stays, in order.
    pub stays: &'a [(AssetIndex, StayChange)],
    /// Where assets are now. All numbers must be finite. Of an asset that stands here twice the
    /// last fix counts.
    pub fixes: &'a [(AssetIndex, Fix)],
    /// Assets of which something visible changed: a row of the change feed, unless empty.
    pub changed_assets: &'a [AssetIndex],
    /// Readers of which something changed.
    pub readers: &'a [(ReaderIndex, ReaderRecord)],
    /// What became of alerts, in order: each is kept as the last one says, with every step.
    pub transitions: &'a [Transition],
    /// Assets that were put in quarantine; one that is in quarantine stays as it is.
    pub quarantined: &'a [Quarantined],
    /// Assets that could not be located and are found: when, and how in a sentence.
    pub located: &'a [(AssetIndex, Timestamp, String)],
    /// What became of custody, in order: that of an asset since an instant is kept as the last one
    /// says.
    pub custody: &'a [Custody],
    /// What was not taken.
    pub rejected: &'a [Rejections],
    /// Tags that are on no asset, each once.
    pub unknown_tags: &'a [UnknownTag],
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// The instant through which the rules have judged everything, if they have.
    pub judged: Option<Timestamp>,
    /// The pipeline's state after this batch.
    pub snapshot: Option<&'a [u8]>,
}

/// Events of one day that were not taken for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejections {
    /// The civil date in the site's time zone, `YYYY-MM-DD`.
    pub date: String,
    /// Why.
    pub reason: RejectReason,
    /// How many.
    pub count: u64,
}

/// How far a committed batch brought the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The number of the last entry of the journal.
    pub journal_seq: u64,
    /// The number of the last row of the change feed.
    pub change_seq: u64,
}

impl Store {
    /// Keeps a batch in one transaction. When it returns, the batch survives the death of the
    /// process and of the machine; when it fails, nothing of the batch is kept, and after
    /// [`StoreError::Full`] and [`StoreError::Busy`] the same batch can be given again.
    pub async fn commit(&self, batch: &Batch<'_>) -> Result<Committed, StoreError> {
        let blocks = journal_pack(batch.entries);
        let snapshot = batch.snapshot.map(snapshot_pack);
        let mut tx = self.begin().await?;
        let outcome = commit_in_tx(&mut tx, batch, blocks, snapshot).await;
        tx.end(outcome).await
    }
}

async fn commit_in_tx(
    tx: &mut Tx,
    batch: &Batch<'_>,
    blocks: Vec<Packed>,
    snapshot: Option<Vec<u8>>,
) -> Result<Committed, StoreError> {
    let entries = batch.entries.len() as u64;
    let changes = u64::from(!batch.changed_assets.is_empty());
    let connection = tx.connection()?;
    let progress = progress_advance(connection, entries, changes, batch).await?;
    let (journal_seq, change_seq) = (progress.journal_seq, progress.change_seq);
    if entries > 0 {
        journal_append(tx, journal_seq - entries, blocks).await?;
        mark_heard(tx, batch.entries).await?;
        reader_state_insert(tx.connection()?, batch.entries).await?;
    }
    let connection = tx.connection()?;
    stay_change(connection, batch.stays).await?;
    fix_upsert(connection, batch.fixes).await?;
    reader_record_upsert(connection, batch.readers).await?;
    alert_transition(connection, batch.transitions).await?;
    found_again(connection, batch).await?;
    custody_put_in_tx(connection, batch.custody).await?;
    rejected_add(connection, batch.rejected).await?;
    if changes > 0 {
        change_insert(connection, change_seq, batch.reached, batch.changed_assets).await?;
    }
    if let Some(packed) = snapshot {
        snapshot_put(connection, journal_seq, batch.reached, packed).await?;
    }
    unknown_tag_add(tx, batch.unknown_tags).await?;
    Ok(Committed { journal_seq, change_seq })
}

/// Keeps what became of assets that were found again, each with its entry in the log of acts.
async fn found_again(
    connection: &mut SqliteConnection,
    batch: &Batch<'_>,
) -> Result<(), StoreError> {
    let mut log = Log::default();
    for (asset, at, how) in batch.located {
        if let Some((before, after)) = unlocated_finish(connection, *asset, *at, how).await? {
            let entry = AuditEntry::new(*at, BY_ITSELF, act::END_UNLOCATED);
            log.note(&entry, Some(*asset), Some(&before), &after);
        }
    }
    for quarantined in batch.quarantined {
        if let Some(after) = quarantine_begin(connection, quarantined).await? {
            let entry = AuditEntry::new(quarantined.from, BY_ITSELF, act::QUARANTINE);
            log.note(&entry, Some(after.asset), None, &after);
        }
    }
    log.append(connection).await
}

/// Keeps which readers the journal has entries of: those have history.
async fn mark_heard(tx: &mut Tx, entries: &[JournalEntry]) -> Result<(), StoreError> {
    let mut last = None;
    for entry in entries {
        let reader = match entry {
            JournalEntry::Sighting(sighting) => sighting.reader,
            JournalEntry::Reader { reader, .. } => *reader,
        };
        // Entries of a report come one after the other: most need no look at the set.
        if last == Some(reader) || tx.heard.contains(&reader.0) {
            last = Some(reader);
            continue;
        }
        reader_heard(tx.connection()?, reader.0).await.map_err(StoreError::of(StoreError::Site))?;
        tx.heard.insert(reader.0);
        last = Some(reader);
    }
    Ok(())
}
