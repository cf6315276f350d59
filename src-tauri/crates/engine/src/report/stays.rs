//! Reading the stays of a period, some devices at a time.

use std::collections::VecDeque;
use std::ops::Range;

use tokio::task::JoinHandle;
use trackward_model::{AssetIndex, Span, Stay, Timestamp};
use trackward_store::{Store, StoreError};

use super::Making;
use crate::error::{EngineError, chain};

/// Devices whose stays are in memory at once: a year of them is a few megabytes.
const ASSETS_AT_ONCE: u32 = 64;
/// How often as many are being read meanwhile: reading takes longer than counting.
const READ_AHEAD: usize = 2;
/// A period that is longer than this is read from packed stays; a shorter one costs less to read
/// than to pack.
const PACK_FROM: Span = Span::days(35);
const READING: &str = "Reading where devices were";

/// Stays by asset.
type Found = Vec<(AssetIndex, Vec<Stay>)>;

impl Making {
    /// Gives the stays of each wanted device that touch the period, device by device, each stay
    /// that lasts with when it was heard last. Devices without a stay are given too. `false` when
    /// it was cancelled.
    pub async fn each_stays(
        &self,
        mut take: impl FnMut(AssetIndex, &[Stay]),
    ) -> Result<bool, EngineError> {
        if !self.ear.goes_on(0.0, READING) || !self.pack().await {
            return Ok(false);
        }
        let all = self.scope.assets.len().max(1) as f32;
        let mut done = 0;
        let together =
            |a: &AssetIndex, b: &AssetIndex| a.0 / ASSETS_AT_ONCE == b.0 / ASSETS_AT_ONCE;
        let mut parts = self.scope.assets.chunk_by(together);
        let mut ahead: VecDeque<_> =
            parts.by_ref().take(READ_AHEAD).map(|wanted| (wanted, self.read(wanted))).collect();
        while let Some((wanted, reading)) = ahead.pop_front() {
            if !self.ear.goes_on(done as f32 / all, READING) {
                return Ok(false);
            }
            let found = reading.await?;
            let mut found = found.map_err(EngineError::Read)?.into_iter().peekable();
            // While these are counted, the next ones are read.
            ahead.extend(parts.next().map(|wanted| (wanted, self.read(wanted))));
            for &asset in wanted {
                while found.next_if(|(other, _)| *other < asset).is_some() {}
                let stays = found.next_if(|(other, _)| *other == asset);
                let mut stays = stays.map(|(_, stays)| stays).unwrap_or_default();
                self.keep_up(asset, &mut stays);
                take(asset, &stays);
            }
            done += wanted.len();
        }
        Ok(true)
    }

    /// Reads the stays of some assets, in order, on another thread.
    fn read(&self, wanted: &[AssetIndex]) -> JoinHandle<Result<Found, StoreError>> {
        let (store, period) = (self.store.clone(), self.scope.period.clone());
        let first = wanted.first().map_or(AssetIndex(0), |first| *first);
        let range: Range<AssetIndex> =
            first..wanted.last().map_or(first, |at| AssetIndex(at.0 + 1));
        tokio::spawn(async move { store.stay_period_list(range, period).await })
    }

    fn keep_up(&self, asset: AssetIndex, stays: &mut [Stay]) {
        if let Some(last) = stays.last_mut().filter(|stay| stay.to.is_none())
            && let Some(seen) = self.facts.last_seen[asset.at()]
        {
            last.last_seen = last.last_seen.max(seen);
        }
    }

    /// Packs what is not packed yet, where that pays. `false` when it was cancelled.
    async fn pack(&self) -> bool {
        let period = &self.scope.period;
        if period.end.since(period.start) < PACK_FROM {
            return true;
        }
        let packed = pack_stays(&self.store, self.facts.reached, |part| {
            self.ear.goes_on(part, "Packing stays, which is done once")
        });
        // Without it the report takes longer and says the same: a full disk is no reason not to
        // make it.
        packed.await.unwrap_or_else(|error| {
            tracing::warn!(error = %chain(&error), "stays could not be packed");
            !self.ear.is_cancelled()
        })
    }
}

/// Packs the stays of all slots that are over, and of the one that is not what has ended. `false`
/// when `goes_on` said so.
pub async fn pack_stays(
    store: &Store,
    reached: Timestamp,
    goes_on: impl Fn(f32) -> bool,
) -> Result<bool, EngineError> {
    let all = store.stay_block_queue(reached).await.map_err(EngineError::Write)?;
    Ok((all == 0 || pack_over(store, all, &goes_on).await?) && grow_open(store, &goes_on).await?)
}

async fn pack_over(
    store: &Store,
    all: u64,
    goes_on: &impl Fn(f32) -> bool,
) -> Result<bool, EngineError> {
    let mut after = None;
    loop {
        let packing = store.stay_block_pack(after).await.map_err(EngineError::Write)?;
        if !goes_on(1.0 - packing.left as f32 / all as f32) {
            return Ok(false);
        }
        after = packing.after;
        if after.is_none() {
            return Ok(true);
        }
    }
}

async fn grow_open(store: &Store, goes_on: &impl Fn(f32) -> bool) -> Result<bool, EngineError> {
    let mut after = None;
    loop {
        after = store.stay_block_grow(after).await.map_err(EngineError::Write)?;
        if !goes_on(1.0) {
            return Ok(false);
        }
        if after.is_none() {
            return Ok(true);
        }
    }
}
