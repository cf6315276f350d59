//! What the maintenance page knows, and what is chosen on it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::ask::{AssetMaintenance, AssetMaintenanceQuery, WorklistQuery};
use trackward_model::{AssetId, CompletionId, PlaceId, PlanId};

use super::{Desk, Kept, Page};
use crate::host;
use crate::state::{DueFilters, OrderKey, ROUND_MAX, Tally, Work};

/// Between two questions that no person at this window asked for.
const REST_MS: i32 = 5_000;

/// A view of the maintenance page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What is due, to be walked to.
    Worklist,
    /// The walk.
    Round,
    /// What is due day by day.
    Calendar,
    /// How often what is to be done.
    Plans,
    /// How it went.
    Compliance,
    /// What was searched for and not found.
    Ledger,
    /// What makers call back.
    Recalls,
    /// What is broken.
    Faults,
    /// Who did what.
    Log,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Worklist,
        Self::Round,
        Self::Calendar,
        Self::Plans,
        Self::Compliance,
        Self::Ledger,
        Self::Recalls,
        Self::Faults,
        Self::Log,
    ];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Worklist => "Worklist",
            Self::Round => "Round",
            Self::Calendar => "Calendar",
            Self::Plans => "Plans",
            Self::Compliance => "Compliance",
            Self::Ledger => "Cannot be located",
            Self::Recalls => "Recalls",
            Self::Faults => "Faults",
            Self::Log => "Log",
        }
    }

    /// Whether the search narrows what it lists.
    pub const fn searches(self) -> bool {
        matches!(self, Self::Worklist | Self::Ledger | Self::Faults)
    }
}

/// What is being filled in about the asset in the drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// A duty that is done.
    Complete(PlanId),
    /// A completion that was written down wrongly.
    Correct(CompletionId),
    /// A search that came to something.
    Attempt,
    /// The approval that it cannot be located.
    Approve,
    /// Something is wrong with it.
    ReportFault,
    /// It must not be used.
    Quarantine,
}

/// The maintenance page. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Upkeep {
    /// What is on screen.
    pub tab: RwSignal<Tab>,
    /// The worklist.
    pub work: Kept<Work>,
    /// What is listed of it.
    pub filters: RwSignal<DueFilters>,
    /// By place in the order of a walk; else by urgency.
    pub by_place: RwSignal<bool>,
    /// The order that the keys are at.
    pub cursor: RwSignal<Option<OrderKey>>,
    /// At which line that stood last, for when it leaves the list.
    pub stood_at: StoredValue<usize>,
    /// Where a range of picks begins.
    pub anchor: StoredValue<Option<OrderKey>>,
    /// The devices that are picked for a round.
    pub picked: RwSignal<BTreeSet<AssetId>>,
    /// Where the round begins and ends.
    pub from: RwSignal<Option<PlaceId>>,
    /// Whether the last wish to print came to nothing.
    pub not_printed: RwSignal<bool>,
    /// What is being filled in, and about which asset.
    pub task: RwSignal<Option<(AssetId, Task)>>,
    /// Everything about the maintenance of the asset in the drawer.
    pub of_asset: Kept<AssetMaintenance>,
    /// Counts what was done at this window.
    pub acted: RwSignal<u32>,
    /// Counts the batches in which an asset's duty changed.
    pub changed: RwSignal<u32>,
}

impl Upkeep {
    /// A page that knows nothing yet.
    pub fn new() -> Self {
        Self {
            tab: RwSignal::new(Tab::Worklist),
            work: Kept::new(),
            filters: RwSignal::new(DueFilters::default()),
            by_place: RwSignal::new(true),
            cursor: RwSignal::new(None),
            stood_at: StoredValue::new(0),
            anchor: StoredValue::new(None),
            picked: RwSignal::new(BTreeSet::new()),
            from: RwSignal::new(None),
            not_printed: RwSignal::new(false),
            task: RwSignal::new(None),
            of_asset: Kept::new(),
            acted: RwSignal::new(0),
            changed: RwSignal::new(0),
        }
    }

    /// Asks for the worklist.
    pub fn ask_work(self) {
        self.work.ask(WorklistQuery {}, Work::new);
    }

    /// Asks now, at once after every act at this window, and when the core tells of a change, as
    /// long as the part that wants it is on screen.
    pub fn keep_asked(self, ask: impl Fn() + Copy + 'static) {
        let resting = StoredValue::new(false);
        let missed = StoredValue::new(false);
        let again = RwSignal::new(0_u32);
        Effect::new(move |before: Option<u32>| {
            self.changed.track();
            again.track();
            let acted = self.acted.get();
            if before == Some(acted) && resting.get_value() {
                missed.set_value(true);
                return acted;
            }
            resting.set_value(true);
            missed.set_value(false);
            ask();
            host::after_ms(REST_MS, move || {
                resting.try_update_value(|resting| *resting = false);
                if missed.try_get_value() == Some(true) {
                    again.try_update(|n| *n += 1);
                }
            });
            acted
        });
    }

    /// Picks a device for the round, or takes it back.
    pub fn turn(self, key: &OrderKey) {
        self.anchor.set_value(Some(key.clone()));
        self.picked.update(|picked| {
            if !picked.remove(&key.asset) && picked.len() < ROUND_MAX {
                picked.insert(key.asset.clone());
            }
        });
    }

    /// Picks all of these, or none of them where all are picked.
    pub fn turn_all(self, assets: &[AssetId]) {
        self.picked.update(|picked| {
            if assets.iter().all(|asset| picked.contains(asset)) {
                picked.retain(|asset| !assets.contains(asset));
            } else {
                let room = ROUND_MAX.saturating_sub(picked.len());
                picked.extend(assets.iter().take(room).cloned());
            }
        });
    }

    /// Closes what was opened last; whether there was something.
    pub fn close(self) -> bool {
        if self.task.get_untracked().is_some() {
            self.task.set(None);
        } else {
            return false;
        }
        true
    }

    /// Takes back all picks.
    pub fn unpick(self) {
        if self.picked.with_untracked(|picked| !picked.is_empty()) {
            self.picked.set(BTreeSet::new());
        }
    }
}

impl Desk {
    /// How many assets owe something, once a second at most.
    pub fn tally(self) -> Memo<Tally> {
        Memo::new(move |_| {
            self.second.track();
            self.rows.with_value(|rows| Tally::of(rows.all().iter()))
        })
    }

    /// Opens the form of a task in the drawer of its asset.
    pub fn begin(self, asset: &AssetId, task: Task) {
        self.choose(asset);
        self.upkeep.task.set(Some((asset.clone(), task)));
    }

    /// Shows a view of the maintenance page.
    pub fn show_upkeep(self, tab: Tab) {
        self.upkeep.tab.set(tab);
        self.page.set(Page::Maintenance);
    }

    /// Shows what an asset owes, on the worklist with its drawer.
    pub fn show_duty(self, asset: &AssetId) {
        self.show_upkeep(Tab::Worklist);
        self.choose(asset);
    }

    /// Tells everyone that something was done at this window.
    pub fn did(self, told: String) {
        self.said.set(told);
        self.upkeep.acted.update(|n| *n += 1);
    }

    /// Keeps what the drawer says of the chosen asset's maintenance, and ends a form with its
    /// asset.
    pub fn keep_upkeep(self) {
        let upkeep = self.upkeep;
        let duty = Memo::new(move |_| {
            let id = self.chosen.get()?;
            let live = self.live(&id)?;
            let duty = (live.maintenance, live.fault, live.recalled, live.quarantined);
            Some((id, duty))
        });
        Effect::new(move |before: Option<Option<AssetId>>| {
            upkeep.acted.track();
            let chosen = duty.get().map(|(id, _)| id);
            if before.as_ref() != Some(&chosen) {
                upkeep.of_asset.forget();
            }
            if let Some(asset_id) = chosen.clone() {
                upkeep.of_asset.ask(AssetMaintenanceQuery { asset_id }, |answer| answer);
            }
            chosen
        });
        Effect::new(move |_| {
            let chosen = self.chosen.get();
            let other = upkeep.task.with(|task| {
                task.as_ref().is_some_and(|(asset, _)| Some(asset) != chosen.as_ref())
            });
            if other {
                upkeep.task.set(None);
            }
        });
    }
}
