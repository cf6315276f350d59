//! What the desk window knows and what is chosen in it, as signals.

mod history;
mod inbox;
mod kept;
mod live;
mod nav;
mod playback;
mod reports;
mod seeking;
mod selection;
mod setup;
mod sources;
mod stocks;
mod subject;
mod upkeep;

use std::sync::Arc;

use leptos::prelude::*;
use trackward_model::ask::{AssetLive, Failure, SiteView, Status};
use trackward_model::{AssetId, Timestamp};

use crate::host::Zone;
use crate::state::{Column, Filters, Hospital, Moved, Order, Row, Rows, Sought};

pub use history::History;
pub use inbox::{Doing, Inbox};
pub use kept::{Come, Kept};
pub use live::start;
pub use nav::{Page, View};
pub use reports::{Progress, ReportTab, Reports};
pub use setup::{Setup, Verdict};
pub use sources::{Listening, SetupTab};
pub use stocks::{AssetsTab, Stocks};
pub use upkeep::{Tab, Task, Upkeep};

/// How far the window has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Load {
    /// The first answers are awaited.
    Waiting,
    /// The core did not answer as it should.
    Failed(Failure),
    /// There is something to show.
    Ready,
}

/// Rows that changed since the map took them last.
#[derive(Debug, Default)]
pub struct Pending {
    /// Which, and where they were.
    pub moved: Vec<Moved>,
    /// Too many to name, or all are new.
    pub all: bool,
}

/// More changes than this are no list any more: the map seats everybody anew.
const PENDING_MAX: usize = 4_000;

impl Pending {
    /// Adds rows that changed.
    fn take(&mut self, moved: Vec<Moved>) {
        if self.all || self.moved.len() + moved.len() > PENDING_MAX {
            self.moved.clear();
            self.all = true;
        } else {
            self.moved.extend(moved);
        }
    }

    /// All rows are others.
    fn take_all(&mut self) {
        self.moved.clear();
        self.all = true;
    }
}

/// Everything that the parts of the window share. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Desk {
    /// How far the window has come.
    pub load: RwSignal<Load>,
    /// Whether the page that the window opened with is drawn: what it does not show waits for
    /// that.
    pub drawn: RwSignal<bool>,
    /// The hospital.
    pub hospital: RwSignal<Arc<Hospital>>,
    /// Its time zone.
    pub zone: RwSignal<Zone, LocalStorage>,
    /// All assets as they are shown: now, or at an instant of the past. Read it after tracking
    /// `revision` or `second`.
    pub rows: StoredValue<Rows, LocalStorage>,
    /// Counts the batches that changed a row.
    pub revision: RwSignal<u32>,
    /// Counts the seconds in which a row changed: for what may not jump ten times a second.
    pub second: RwSignal<u32>,
    /// What the map has not taken yet.
    pub pending: StoredValue<Pending, LocalStorage>,
    /// Readers, rates, storage.
    pub status: RwSignal<Option<Status>>,
    /// The instant that is shown, in whole seconds: the one that the core has reached, or one of
    /// the past.
    pub now: RwSignal<Timestamp>,
    /// The instant that the core has reached, in whole seconds.
    pub reached: RwSignal<Timestamp>,
    /// For how long nothing was heard from the core, once that is worth telling.
    pub quiet_ms: RwSignal<Option<f64>>,
    /// For how long this window has seen that nothing can be saved. The core's own clock stands
    /// still meanwhile.
    pub unsaved_ms: RwSignal<Option<f64>>,
    /// The page.
    pub page: RwSignal<Page>,
    /// Map or table, on the map's page.
    pub view: RwSignal<View>,
    /// Position of the floor that is shown.
    pub floor: RwSignal<usize>,
    /// What is shown.
    pub filters: RwSignal<Filters>,
    /// What is typed in the search.
    pub query: RwSignal<String>,
    /// The order of the table.
    pub order: RwSignal<Order>,
    /// The asset in the drawer.
    pub chosen: RwSignal<Option<AssetId>>,
    /// Counts the wishes to see the chosen asset in the middle of the map.
    pub centred: RwSignal<u32>,
    /// The menu that is open, by its name.
    pub menu: RwSignal<Option<&'static str>>,
    /// Counts changes of the look: theme, pixel ratio.
    pub look: RwSignal<u32>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    /// What it is told at once, whatever it is saying.
    pub alarm: RwSignal<String>,
    /// The alerts.
    pub inbox: Inbox,
    /// The past, on the map's page.
    pub history: History,
    /// The missing asset whose likely places the plan shows.
    pub sought: RwSignal<Option<Sought>>,
    /// Why the plan shows none, where someone asked for them.
    pub not_sought: RwSignal<Option<String>>,
    /// Changes of the policy, and what they would come to.
    pub setup: Setup,
    /// The sources' page.
    pub listening: Listening,
    /// Stocks, on the assets' page.
    pub stocks: Stocks,
    /// The maintenance page.
    pub upkeep: Upkeep,
    /// The reports page.
    pub reports: Reports,
}

impl Desk {
    /// A desk that knows nothing yet.
    pub fn new() -> Self {
        let view = SiteView {
            id: String::new(),
            name: String::new(),
            timezone: "UTC".into(),
            simulated: false,
            floors: Vec::new(),
            places: Vec::new(),
        };
        Self {
            load: RwSignal::new(Load::Waiting),
            drawn: RwSignal::new(false),
            hospital: RwSignal::new(Arc::new(Hospital::new(view))),
            zone: RwSignal::new_local(Zone::new("UTC")),
            rows: StoredValue::new_local(Rows::default()),
            revision: RwSignal::new(0),
            second: RwSignal::new(0),
            pending: StoredValue::new_local(Pending::default()),
            status: RwSignal::new(None),
            now: RwSignal::new(Timestamp::default()),
            reached: RwSignal::new(Timestamp::default()),
            quiet_ms: RwSignal::new(None),
            unsaved_ms: RwSignal::new(None),
            page: RwSignal::new(Page::of_hash()),
            view: RwSignal::new(View::Map),
            floor: RwSignal::new(0),
            filters: RwSignal::new(Filters::default()),
            query: RwSignal::new(String::new()),
            order: RwSignal::new(Order { column: Column::Asset, descending: false }),
            chosen: RwSignal::new(None),
            centred: RwSignal::new(0),
            menu: RwSignal::new(None),
            look: RwSignal::new(0),
            said: RwSignal::new(String::new()),
            alarm: RwSignal::new(String::new()),
            inbox: Inbox::new(),
            history: History::new(),
            sought: RwSignal::new(None),
            not_sought: RwSignal::new(None),
            setup: Setup::new(),
            listening: Listening::new(),
            stocks: Stocks::new(),
            upkeep: Upkeep::new(),
            reports: Reports::new(),
        }
    }

    /// One row, as it is now; tracks every change.
    pub fn row(self, at: usize) -> Option<Row> {
        self.revision.track();
        self.rows.with_value(|rows| rows.get(at).cloned())
    }

    /// How an asset is now; tracks every change.
    pub fn live(self, id: &AssetId) -> Option<AssetLive> {
        self.revision.track();
        self.rows.with_value(|rows| Some(rows.get(rows.position(id)?)?.live.clone()))
    }

    /// Whether a place or floor restricts what the table shows.
    pub fn table_floor(self) -> Option<usize> {
        (self.page.get() == Page::Map).then(|| self.floor.get())
    }

    /// Opens the drawer for an asset.
    pub fn choose(self, id: &AssetId) {
        self.chosen.set(Some(id.clone()));
    }

    /// Opens the drawer for an asset and shows it on the map, on its floor.
    pub fn show(self, id: &AssetId) {
        let floor = self.rows.with_value(|rows| rows.get(rows.position(id)?)?.floor);
        if let Some(floor) = floor {
            if self.floor.get_untracked() != floor {
                self.floor.set(floor);
            }
            self.page.set(Page::Map);
            self.view.set(View::Map);
            self.centred.update(|n| *n += 1);
        }
        self.choose(id);
    }

    /// Tells everything that shows rows that all of them are others.
    fn rows_are_new(self) {
        self.pending.update_value(Pending::take_all);
        self.revision.update(|n| *n += 1);
        self.second.update(|n| *n += 1);
    }

    /// Closes what was opened last: a menu, else a form or a selection, else the likely places,
    /// the drawer, the past.
    pub fn close(self) {
        if self.menu.get_untracked().is_some() {
            self.menu.set(None);
        } else if self.page.get_untracked() == Page::Alerts {
            self.inbox.close();
        } else if self.page.get_untracked() == Page::Setup {
            self.listening.close();
        } else if self.upkeep.close() {
            // A form was open.
        } else if self.sought.with_untracked(Option::is_some) {
            self.sought.set(None);
        } else if self.chosen.get_untracked().is_some() {
            self.chosen.set(None);
        } else if self.page.get_untracked() == Page::Map {
            self.close_history();
        } else if self.page.get_untracked() == Page::Maintenance {
            self.upkeep.unpick();
        }
    }
}

/// The desk that a part belongs to.
pub fn desk() -> Desk {
    use_context().expect("every part is within a desk")
}
