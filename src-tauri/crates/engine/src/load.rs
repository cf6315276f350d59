//! Loading a site file and an asset list into a database.

use std::path::Path;

use trackward_maintain::{civil_day, in_place_of, match_assets};
use trackward_model::{Asset, Binding, Date, Plan, Site};
use trackward_store::{
    AssetsChange, AuditEntry, NewMatch, OpenMode, Removal, SiteChange, Store, StoreError,
};

use crate::asset_list::AssetListErrors;
use crate::badge_list::{self, BadgeListErrors};
use crate::site_file::SiteFileErrors;
use crate::{EngineError, asset_list, by_hand, clock, site_file};

/// Why nothing was loaded. Loading one file is all or nothing.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database.
    #[error(transparent)]
    Database(#[from] EngineError),
    /// The site file.
    #[error(transparent)]
    Site(#[from] SiteFileErrors),
    /// The asset list.
    #[error(transparent)]
    Assets(#[from] AssetListErrors),
    /// The list of badges.
    #[error(transparent)]
    Badges(#[from] BadgeListErrors),
}

/// What loading changed.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Of the site, when a site file was given.
    pub site: Option<SiteChange>,
    /// How many maintenance plans are new or others.
    pub plans: usize,
    /// Of the assets, when a list was given.
    pub assets: Option<AssetsChange>,
    /// What is odd but was taken.
    pub warnings: Vec<String>,
}

/// Makes or migrates a database and loads what is given. Both files are read and checked before
/// anything is written.
///
/// # Errors
/// What is wrong with the files, each with its line; the database cannot be written; another
/// Trackward runs on it.
pub async fn load(
    db: &Path,
    site: Option<&Path>,
    assets: Option<&Path>,
    removal: Removal,
) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let site_file = site.map(site_file::read).transpose()?;
    let stored = match (&site_file, db.exists()) {
        (None, true) => stored_site(db).await?,
        _ => None,
    };
    let known_site = site_file.as_ref().map(|file| &file.site).or(stored.as_ref());
    let list = match (assets, known_site) {
        (Some(path), Some(site)) => Some(asset_list::read(path, site)?),
        (Some(_), None) => return Err(EngineError::NoSite(db.to_owned()).into()),
        (None, _) => None,
    };
    let store = open(db, OpenMode::Create).await?;
    let _claim = store.claim().map_err(|source| not_opened(db, source))?;
    if let Some(mut file) = site_file {
        if let Some(known) = store.site_load().await.map_err(EngineError::Read)? {
            loaded.warnings.extend(by_hand::keep(&known, &mut file.site));
            let put = store.policy_put(&file.site.policy, clock::now(), "site file").await;
            if put.map_err(EngineError::Write)? {
                let is_another = "the policy is what the site file says now; what it was is kept";
                loaded.warnings.push(is_another.to_owned());
            }
        }
        let change = store.site_apply(&file.site, &file.plans, removal).await;
        loaded.site = Some(change.map_err(EngineError::Write)?);
        let audit = AuditEntry::new(clock::now(), "site file", "save_plan");
        let today = civil_day(clock::now(), file.site.timezone.parse().unwrap_or_default());
        let plans = dated(&store, file.maintenance, today).await.map_err(EngineError::Read)?;
        let put = store.maintenance_plan_put(&plans, &audit).await;
        loaded.plans = put.map_err(EngineError::Write)?;
        loaded.warnings.extend(file.warnings);
    }
    if let Some(list) = list {
        let change = store.asset_put_batch(&list.assets, clock::now()).await;
        loaded.assets = Some(change.map_err(EngineError::Write)?);
        loaded.warnings.extend(list.warnings);
        loaded.warnings.extend(match_recalls(&store).await?);
    }
    store.close().await.map_err(EngineError::Write)?;
    Ok(loaded)
}

/// Registers the badges of a list, in place of those before, and says how many.
///
/// # Errors
/// What is wrong with the list, each with its line; the database cannot be written; another
/// Trackward runs on it.
pub async fn load_badges(db: &Path, list: &Path) -> Result<usize, LoadError> {
    let badges = badge_list::read(list)?;
    let store = open(db, OpenMode::Create).await?;
    let _claim = store.claim().map_err(|source| not_opened(db, source))?;
    store.badge_put_all(&badges).await.map_err(EngineError::Write)?;
    store.close().await.map_err(EngineError::Write)?;
    Ok(badges.len())
}

/// The plans of a file with the day since which each counts: today, where its terms are others than
/// they were. A plan that someone has ended stays ended: a file that still names it does not know
/// that.
async fn dated(store: &Store, plans: Vec<Plan>, today: Date) -> Result<Vec<Plan>, StoreError> {
    if plans.is_empty() {
        return Ok(plans);
    }
    let known = store.maintenance_plan_list().await?;
    let dated = plans.into_iter().filter_map(|plan| {
        let old = known.iter().find(|old| plan.is_in_place_of(old));
        let is_ended = old.is_some_and(|old| old.ended.is_some());
        (!is_ended).then(|| in_place_of(plan, old, today))
    });
    Ok(dated.collect())
}

/// Adds what came new to the recalls that are not closed out and may mean it; one sentence each.
async fn match_recalls(store: &Store) -> Result<Vec<String>, EngineError> {
    let recalls = store.recall_list().await.map_err(EngineError::Read)?;
    let assets = store.asset_list().await.map_err(EngineError::Read)?;
    let mut told = Vec::new();
    for recall in recalls.iter().filter(|recall| recall.closed.is_none()) {
        let found = match_assets(&recall.scope, &assets);
        let matches: Vec<NewMatch> = found.iter().map(|one| (one.asset, one.sureness)).collect();
        let audit = AuditEntry::new(clock::now(), "asset list", "match_recall");
        let added = store.recall_match_put(recall.id, &matches, &audit).await;
        let added = added.map_err(EngineError::Write)?;
        if added != 0 {
            told.push(format!(
                "recall {}, {}: may mean {added} more; decide on them",
                recall.id, recall.title
            ));
        }
    }
    Ok(told)
}

/// Loads the demo hospital into a database that is new.
pub(crate) async fn load_demo(db: &Path, folder: &Path) -> Result<(), LoadError> {
    if db.exists() && stored_site(db).await?.is_some() {
        return Ok(());
    }
    if let Some(parent) = db.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|source| EngineError::File { path: parent.to_owned(), source })?;
    }
    let (site, assets) = (folder.join("site.toml"), folder.join("assets.csv"));
    load(db, Some(&site), Some(&assets), Removal::Refuse).await.map(|_| ())
}

/// What is loaded: the site, its assets and their tags.
#[derive(Debug, Clone)]
pub(crate) struct Hospital {
    pub site: Site,
    pub assets: Vec<Asset>,
    pub bindings: Vec<Binding>,
}

impl Hospital {
    /// Reads it from the store.
    pub async fn read(store: &Store, db: &Path) -> Result<Self, EngineError> {
        let site = store.site_load().await.map_err(EngineError::Read)?;
        Ok(Self {
            site: site.ok_or_else(|| EngineError::NoSite(db.to_owned()))?,
            assets: store.asset_list().await.map_err(EngineError::Read)?,
            bindings: store.binding_list().await.map_err(EngineError::Read)?,
        })
    }
}

async fn stored_site(db: &Path) -> Result<Option<Site>, EngineError> {
    let store = open(db, OpenMode::Existing).await?;
    let site = store.site_load().await.map_err(EngineError::Read)?;
    store.close().await.map_err(EngineError::Read)?;
    Ok(site)
}

async fn open(db: &Path, mode: OpenMode) -> Result<Store, EngineError> {
    Store::open(db, mode).await.map_err(|source| not_opened(db, source))
}

fn not_opened(db: &Path, source: StoreError) -> EngineError {
    EngineError::Open { path: db.to_owned(), source }
}
