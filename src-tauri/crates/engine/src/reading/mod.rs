//! A database, read without running anything: what `trackctl` asks.

mod maintenance;
mod report;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use trackward_locate::Track;
use trackward_model::ask::{AlertRow, AssetLive, PolicyReplayed, StayView, WhyView};
use trackward_model::{
    Alert, AssetId, AssetIndex, Date, Doubts, JournalEntry, Sighting, Span, Stay, Timestamp, UnitId,
};
use trackward_store::{OpenMode, Store};

use crate::error::EngineError;
use crate::load::Hospital;
use crate::query::{alert_row, live_of, stay_view, why_view};
use crate::rerun::{DAYS_MAX, Rerun, rerun};
use crate::restore::restore;
use crate::site_file::{change_policy, policy_text};
use crate::world::{Outcome, World};
pub use maintenance::{Proof, prove_audit};

/// How far before a stay the journal is read, so that the reads that led to it are known.
const LEAD: Span = Span::minutes(10);
/// How far back evidence is gathered for an instant in the past.
const BACK_MAX: Span = Span::days(1);
/// How many stays are listed at most.
const STAYS_MAX: u32 = 100_000;

/// A database that is only read.
#[derive(Debug)]
pub struct Reading {
    store: Store,
    world: World,
}

/// Where an asset is, how sure that is, and why.
#[derive(Debug)]
pub struct Whereabouts {
    /// The place and how the asset is.
    pub live: AssetLive,
    /// The unit of the place.
    pub unit: Option<UnitId>,
    /// The evidence; `None` when it was never seen.
    pub why: Option<WhyView>,
}

impl Reading {
    /// Opens a database that exists, as of the instant that its pipeline has reached.
    pub async fn open(path: &Path) -> Result<Self, EngineError> {
        let store = Store::open(path, OpenMode::Existing)
            .await
            .map_err(|source| EngineError::Open { path: path.to_owned(), source })?;
        let world = restore(&store, path).await?;
        Ok(Self { store, world })
    }

    /// Where an asset is, or was.
    pub async fn where_is(
        &self,
        asset_id: &AssetId,
        at: Option<Timestamp>,
    ) -> Result<Whereabouts, EngineError> {
        let asset = self.asset(asset_id)?;
        let entry = &self.world.assets[asset.at()];
        let at = at.unwrap_or(self.world.reached);
        if at >= self.world.reached {
            return Ok(self.whereabouts(asset, &entry.track, at));
        }
        self.where_was(asset, at).await
    }

    /// The stays of an asset that touch a period, the first one first.
    pub async fn stays(
        &self,
        asset_id: &AssetId,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Result<Vec<StayView>, EngineError> {
        let asset = self.asset(asset_id)?;
        let mut stays = self.stays_touching(asset, from, to, STAYS_MAX).await?;
        stays.reverse();
        Ok(stays.iter().filter_map(|stay| stay_view(&self.world.site, stay)).collect())
    }

    /// The alerts that are not resolved, or all of them, in the order in which they were raised.
    /// At a later instant than the pipeline has reached: as if the clock had run on to it.
    pub async fn alerts(
        &mut self,
        all: bool,
        at: Option<Timestamp>,
    ) -> Result<Vec<AlertRow>, EngineError> {
        let reached = self.world.reached;
        let mut ended = Vec::new();
        if all {
            let resolved = self.store.alert_resolved_list(u32::MAX).await;
            ended = resolved.map_err(EngineError::Read)?;
        }
        let mut alerts: Vec<Alert> = match at {
            Some(at) if at < reached => {
                let was = |alert: &Alert| alert.resolved.as_ref().is_some_and(|by| by.at <= at);
                ended.retain(was);
                let mut then = self.store.alert_at_list(at).await.map_err(EngineError::Read)?;
                then.iter_mut().for_each(|alert| forget_after(alert, at));
                then
            }
            _ => {
                let mut outcome = Outcome::default();
                if let Some(at) = at {
                    self.world.judge(at, &mut outcome);
                }
                let made = outcome.transitions.into_iter().map(|made| made.alert);
                ended.extend(made.filter(|alert| all && alert.resolved.is_some()));
                self.world.alerts.open().cloned().collect()
            }
        };
        alerts.append(&mut ended);
        alerts.sort_by_key(|alert| (alert.opened_at, alert.id));
        Ok(alerts.iter().map(|alert| alert_row(&self.world, alert)).collect())
    }

    /// The hospital as it is.
    pub(crate) const fn world(&self) -> &World {
        &self.world
    }

    /// What is kept of it.
    pub(crate) const fn store(&self) -> &Store {
        &self.store
    }

    /// The civil date of an instant in the hospital's time zone.
    #[must_use]
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.world.date_of(at.max(self.world.reached))
    }

    /// The policy as it would stand in a site file.
    #[must_use]
    pub fn policy_text(&self) -> String {
        policy_text(&self.world.site.policy)
    }

    /// What the recorded past would have come to with a changed policy.
    ///
    /// # Errors
    /// The changes cannot be taken, or the database cannot be read.
    pub async fn policy_replay(
        &self,
        changes: &[String],
        days: u32,
        progress: impl Fn(f32),
    ) -> Result<PolicyReplayed, EngineError> {
        let site = &self.world.site;
        let (changed, _) = change_policy(&site.policy, changes, site)
            .map_err(|wrong| EngineError::Policy(wrong.join(" ")))?;
        let assets = self.world.asset_list();
        let bindings = self.store.binding_list().await.map_err(EngineError::Read)?;
        let hospital = Hospital { site: (**site).clone(), assets, bindings };
        let to = self.world.reached;
        let from = to - Span::days(i64::from(days.clamp(1, DAYS_MAX)));
        let never = AtomicBool::new(false);
        let what = Rerun { hospital, changed, from, to };
        let replayed = rerun(&self.store, what, &never, progress).await?;
        replayed.ok_or(EngineError::Stopped)
    }

    /// Which asset that is.
    pub(crate) fn asset(&self, asset_id: &AssetId) -> Result<AssetIndex, EngineError> {
        self.world.asset_index(asset_id).ok_or_else(|| EngineError::UnknownAsset(asset_id.clone()))
    }

    fn whereabouts(&self, asset: AssetIndex, track: &Track, at: Timestamp) -> Whereabouts {
        let entry = &self.world.assets[asset.at()];
        let fix = track.fix();
        let site = &self.world.site;
        let place = fix.and_then(|fix| fix.place).and_then(|place| site.places.get(place.at()));
        let doubts = fix.map_or(Doubts::default(), |fix| fix.doubts);
        Whereabouts {
            live: live_of(&self.world, entry, fix.as_ref(), at),
            unit: place.and_then(|place| place.unit.clone()),
            why: track.why(&self.world.layout).map(|why| why_view(site, why, doubts)),
        }
    }

    /// What was known of an asset at an instant in the past: the stay that it was in, and the
    /// journal of that stay taken again. Sightings that arrived late count: they correct history.
    async fn where_was(
        &self,
        asset: AssetIndex,
        at: Timestamp,
    ) -> Result<Whereabouts, EngineError> {
        let stays = self.stays_touching(asset, None, Some(at), 1).await?;
        let Some(stay) = stays.first() else {
            return Ok(self.whereabouts(asset, &Track::default(), at));
        };
        let track = self.track_of(asset, stay, at).await?;
        let mut found = self.whereabouts(asset, &track, at);
        let site = &self.world.site;
        let place = stay.place.and_then(|place| site.places.get(place.at()));
        found.unit = place.and_then(|place| place.unit.clone());
        found.live.place = place.map(|place| place.id.clone());
        found.live.floor = site.floors.get(stay.floor.at()).map(|floor| floor.id.clone());
        found.live.since = Some(stay.from);
        if found.live.last_seen.is_none() {
            found.live.last_seen = Some(stay.last_seen.min(at));
            (found.live.freshness, found.live.use_state) =
                self.world.looks_then(asset, stay.place, stay.last_seen.min(at), at);
        }
        Ok(found)
    }

    async fn track_of(
        &self,
        asset: AssetIndex,
        stay: &Stay,
        at: Timestamp,
    ) -> Result<Track, EngineError> {
        let end = stay.to.map_or(at, |to| to.min(at));
        let period = (stay.from - LEAD).max(end - BACK_MAX)..=at;
        let spans = self.store.journal_span_list(*period.start(), *period.end()).await;
        let mut heard: Vec<Sighting> = Vec::new();
        for span in spans.map_err(EngineError::Read)? {
            let block = self.store.journal_block(span.last_seq).await.map_err(EngineError::Read)?;
            let entries = block.map_or_else(Vec::new, |block| block.entries);
            heard.extend(entries.iter().filter_map(|entry| match entry {
                JournalEntry::Sighting(sighting) if period.contains(&sighting.at) => {
                    let on = self.world.bindings.asset_at(&sighting.tag, sighting.at);
                    (on == Some(asset)).then_some(*sighting)
                }
                _ => None,
            }));
        }
        heard.sort_by_key(|sighting| sighting.at);
        let mut track = Track::default();
        for sighting in &heard {
            self.world.observe_alone(asset, &mut track, sighting);
        }
        Ok(track)
    }

    async fn stays_touching(
        &self,
        asset: AssetIndex,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Stay>, EngineError> {
        // The store's range leaves its end out; a stay that begins at that instant touches it.
        let end = to.map_or(Timestamp::MAX, |to| to + Span(1));
        let range = from.unwrap_or(Timestamp::MIN)..end;
        self.store.stay_list(asset, range, limit).await.map_err(EngineError::Read)
    }
}

/// What people and rules did to an alert after an instant was not known then.
fn forget_after(alert: &mut Alert, at: Timestamp) {
    alert.acknowledged = alert.acknowledged.take().filter(|signed| signed.at <= at);
    alert.snoozed = alert.snoozed.take().filter(|snooze| snooze.signed.at <= at);
    alert.resolved = alert.resolved.take().filter(|resolved| resolved.at <= at);
}
