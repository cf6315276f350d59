//! Keeps the alerts as the core has them, and what is chosen among them.

use std::collections::{BTreeSet, HashMap};

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{AlertRow, AlertsQuery, Code};
use trackward_model::{AlertId, AlertState, Timestamp};

use super::{Desk, Load, Page};
use crate::host::{self, ask};
use crate::state::{AlertFilters, Alerts, CauseKey, Raised};
use crate::words;

/// Resolved alerts that are asked for at the start.
const RESOLVED: u32 = 200;
/// Between two attempts to get the alerts.
const AGAIN_MS: i32 = 1_000;

/// What is being done to alerts, where a form is open for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Taking them on.
    Acknowledge,
    /// Putting them off.
    Snooze,
    /// Ending them by hand.
    Resolve,
}

/// What was heard of each alert last while the list is on its way.
type Early = HashMap<AlertId, (Timestamp, AlertRow)>;

/// The alerts and what is chosen among them. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Inbox {
    /// How far the list has come.
    pub load: RwSignal<Load>,
    /// All alerts. Read them after tracking `revision`.
    pub alerts: StoredValue<Alerts, LocalStorage>,
    /// Counts the batches that changed an alert.
    pub revision: RwSignal<u32>,
    /// Which part of the alerts is listed.
    pub segment: RwSignal<AlertState>,
    /// What is listed of it.
    pub filters: RwSignal<AlertFilters>,
    /// Whether those that are put off are listed among the open ones.
    pub snoozed: RwSignal<bool>,
    /// Causes of which only the head is listed.
    pub folded: RwSignal<Vec<CauseKey>>,
    /// The alert whose case is open.
    pub opened: RwSignal<Option<AlertId>>,
    /// At which line that stood last, for when it leaves the list.
    pub stood_at: StoredValue<usize>,
    /// The alerts that are selected together.
    pub selected: RwSignal<BTreeSet<AlertId>>,
    /// Where a range of the selection begins.
    pub anchor: StoredValue<Option<AlertId>>,
    /// The form that is open, for what is selected, else for the case.
    pub doing: RwSignal<Option<Doing>>,
    /// The name that the person at this window gave last.
    pub by: RwSignal<String>,
    /// Whether critical alerts make no sound.
    pub muted: RwSignal<bool>,
    early: StoredValue<Option<Early>, LocalStorage>,
}

impl Inbox {
    /// An inbox that knows nothing yet.
    pub fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Waiting),
            alerts: StoredValue::new_local(Alerts::default()),
            revision: RwSignal::new(0),
            segment: RwSignal::new(AlertState::Open),
            filters: RwSignal::new(AlertFilters::default()),
            snoozed: RwSignal::new(false),
            folded: RwSignal::new(Vec::new()),
            opened: RwSignal::new(None),
            stood_at: StoredValue::new(0),
            selected: RwSignal::new(BTreeSet::new()),
            anchor: StoredValue::new(None),
            doing: RwSignal::new(None),
            by: RwSignal::new(String::new()),
            muted: RwSignal::new(host::muted()),
            early: StoredValue::new_local(None),
        }
    }

    /// One alert, as it is now; tracks every change.
    pub fn alert(self, id: AlertId) -> Option<AlertRow> {
        self.revision.track();
        self.alerts.with_value(|alerts| alerts.get(id).cloned())
    }

    /// Switches the sound off or on.
    pub fn mute(self) {
        self.muted.update(|muted| *muted = !*muted);
        host::set_muted(self.muted.get_untracked());
    }

    /// Lists another part of the alerts, from its top.
    pub fn show(self, segment: AlertState) {
        self.segment.set(segment);
        self.selected.set(BTreeSet::new());
        self.doing.set(None);
        self.opened.set(None);
    }

    /// Closes what was opened last; whether there was something.
    pub fn close(self) -> bool {
        if self.doing.get_untracked().is_some() {
            self.doing.set(None);
        } else if !self.selected.with_untracked(BTreeSet::is_empty) {
            self.selected.set(BTreeSet::new());
        } else {
            return false;
        }
        true
    }

    /// Asks for all alerts.
    pub fn begin(self, desk: Desk) {
        if self.early.with_value(Option::is_some) {
            return;
        }
        self.early.set_value(Some(Early::new()));
        spawn_local(async move {
            let answer = ask(AlertsQuery { resolved: RESOLVED }).await;
            let early = self.early.try_update_value(Option::take).flatten().unwrap_or_default();
            let begins = self.load.get_untracked() != Load::Ready;
            match answer {
                Ok(reply) => {
                    let mut news = Vec::new();
                    self.alerts.update_value(|alerts| {
                        news.push(alerts.replace(reply.rows, begins));
                        // What was heard earlier is in the list, and would turn it back.
                        let later = early.into_values().filter(|(at, _)| *at >= reply.reached);
                        news.push(alerts.apply(later.map(|(_, row)| row).collect()));
                    });
                    self.revision.update(|n| *n += 1);
                    self.load.set(Load::Ready);
                    news.iter().for_each(|raised| self.announce(desk, raised));
                }
                Err(failure) => {
                    let again = failure.code == Code::Unavailable;
                    if begins {
                        self.load.set(Load::Failed(failure));
                    }
                    if again {
                        host::after_ms(AGAIN_MS, move || self.begin(desk));
                    }
                }
            }
        });
    }

    /// Takes the alerts of a batch. A critical one is told of even while the list is on its way.
    pub fn take(self, desk: Desk, reached: Timestamp, rows: Vec<AlertRow>) {
        if rows.is_empty() {
            return;
        }
        self.early.update_value(|early| {
            if let Some(early) = early {
                early.extend(rows.iter().map(|row| (row.alert_id, (reached, row.clone()))));
            }
        });
        let raised = self.alerts.try_update_value(|alerts| alerts.apply(rows)).unwrap_or_default();
        if raised.changed {
            self.revision.update(|n| *n += 1);
        }
        self.announce(desk, &raised);
    }

    /// One tone for a batch, however many are critical in it, and a sentence for screen readers.
    fn announce(self, desk: Desk, raised: &Raised) {
        let sentence = |ids: &[AlertId]| {
            let first = self.alerts.with_value(|alerts| alerts.get(*ids.first()?).cloned())?;
            Some(words::raised(&first, ids.len()))
        };
        if let Some(sentence) = sentence(&raised.critical) {
            if !self.muted.get_untracked() {
                host::tone();
            }
            desk.alarm.set(sentence);
        }
        if let Some(sentence) = sentence(&raised.others) {
            desk.said.set(sentence);
        }
    }
}

impl Desk {
    /// Opens the case of an alert, with nothing hiding it.
    pub fn open_case(self, id: AlertId) {
        let inbox = self.inbox;
        let Some(row) = untrack(|| inbox.alert(id)) else { return };
        inbox.show(row.state);
        inbox.filters.set(AlertFilters::default());
        self.query.set(String::new());
        if row.snoozed.is_some() {
            inbox.snoozed.set(true);
        }
        inbox.opened.set(Some(id));
        self.page.set(Page::Alerts);
    }
}
