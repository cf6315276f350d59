//! What a report needs of the world, copied out of it in one go.

use std::sync::Arc;

use chrono_tz::Tz;
use trackward_model::ask::{AssetLive, ReportAsked, ReportKind, StockRow};
use trackward_model::{Asset, AssetIndex, Site, Tag, Timestamp};

use crate::clock;
use crate::query::{asset_live, kiosk};
use crate::world::World;

/// What is current, for one report.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The hospital.
    pub site: Arc<Site>,
    /// Its time zone.
    pub zone: Tz,
    /// All assets, by index.
    pub assets: Vec<Asset>,
    /// When each was heard last: of a stay that lasts the store does not keep that up.
    pub last_seen: Vec<Option<Timestamp>>,
    /// The instant that the pipeline has reached.
    pub reached: Timestamp,
    /// The host's time: what lies beyond it is the future.
    pub now: Timestamp,
    /// Where assets are, and the tags on them, for the register alone.
    pub lives: Vec<(AssetLive, Vec<Tag>)>,
    /// The stocks, for their report alone.
    pub stocks: Vec<StockRow>,
    /// What maintenance is owed, for its report alone.
    pub compliance: Option<super::compliance::Found>,
    /// When maintenance on life support was overdue, for the report of use alone.
    pub overdue: Vec<super::utilization::Overdue>,
}

impl Facts {
    /// What a report of this kind needs.
    pub fn of(world: &World, asked: &ReportAsked) -> Self {
        let now = clock::now();
        // Before anything was heard it is now that is known of, and that is nothing.
        let reached = if world.reached == Timestamp::MIN { now } else { world.reached };
        let mut facts = Self {
            site: Arc::clone(&world.site),
            zone: world.zone(),
            assets: world.assets.iter().map(|entry| entry.asset.clone()).collect(),
            last_seen: world.assets.iter().map(|entry| entry.track.last_seen()).collect(),
            reached,
            now,
            lives: Vec::new(),
            stocks: Vec::new(),
            compliance: None,
            overdue: Vec::new(),
        };
        match asked.kind {
            ReportKind::Inventory => {
                let assets = world.assets.iter().enumerate();
                let live = assets
                    .map(|(i, entry)| (asset_live(world, AssetIndex::of(i)), entry.tags.clone()));
                facts.lives = live.collect();
            }
            ReportKind::Par => facts.stocks = kiosk::stocks(world),
            ReportKind::Compliance => {
                // What is wrong with what was asked is said when the report is made.
                if let Ok(scope) = super::scope(&facts, asked) {
                    facts.compliance = Some(super::compliance::find(world, &scope));
                }
            }
            ReportKind::Utilization => {
                if let Ok(scope) = super::scope(&facts, asked) {
                    facts.overdue = super::utilization::overdue(world, &scope);
                }
            }
            _ => {}
        }
        facts
    }

    /// Up to when anything is known.
    pub fn known_until(&self) -> Timestamp {
        self.reached
    }

    /// What lies beyond this has not come yet.
    pub fn future(&self) -> Timestamp {
        self.now.max(self.reached)
    }
}
