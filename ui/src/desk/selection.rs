//! What is selected in the inbox, and what can be done with it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trackward_model::ask::AlertRow;
use trackward_model::{AlertId, AlertState};

use super::{Desk, Inbox, Page, View};
use crate::state::Listing;

impl Inbox {
    /// Selects an alert, or takes that back.
    pub fn turn(self, id: AlertId) {
        if self.segment.get_untracked() == AlertState::Resolved {
            return;
        }
        self.doing.set(None);
        self.anchor.set_value(Some(id));
        self.selected.update(|selected| {
            if !selected.remove(&id) {
                selected.insert(id);
            }
        });
    }

    /// Selects all lines from where the selection began last.
    pub fn turn_range(self, listing: &Listing, id: AlertId) {
        if self.segment.get_untracked() == AlertState::Resolved {
            return;
        }
        let from = self.anchor.get_value().unwrap_or(id);
        self.doing.set(None);
        self.selected.update(|selected| selected.extend(listing.between(from, id)));
    }

    /// Selects all of these, or none of them where all are selected.
    pub fn turn_all(self, ids: &[AlertId]) {
        self.doing.set(None);
        self.selected.update(|selected| {
            if ids.iter().all(|id| selected.contains(id)) {
                ids.iter().for_each(|id| {
                    selected.remove(id);
                });
            } else {
                selected.extend(ids);
            }
        });
    }

    /// Whether several are selected, so that an action is for them and not for the case.
    pub fn bulk(self) -> bool {
        !self.selected.with(BTreeSet::is_empty)
    }

    /// What an action is for: what is selected, else the open case.
    pub fn target_ids(self) -> Vec<AlertId> {
        let selected: Vec<AlertId> =
            self.selected.with_untracked(|selected| selected.iter().copied().collect());
        if selected.is_empty() {
            self.opened.get_untracked().into_iter().collect()
        } else {
            selected
        }
    }

    /// Something of each alert that an action is for.
    pub fn targets<T>(self, of: impl Fn(&AlertRow) -> T) -> Vec<T> {
        let ids = self.target_ids();
        self.alerts
            .with_value(|alerts| ids.iter().filter_map(|id| alerts.get(*id)).map(of).collect())
    }
}

impl Desk {
    /// Whether the map can show what an alert is about.
    pub fn can_show(self, row: &AlertRow) -> bool {
        let hospital = self.hospital.get_untracked();
        let asset = row.asset_id.as_ref().and_then(|id| {
            self.rows.with_value(|rows| rows.get(rows.position(id)?).and_then(|row| row.floor))
        });
        asset.is_some()
            || row.floor.as_ref().is_some_and(|floor| hospital.floor_at(floor).is_some())
    }

    /// Shows what an alert is about on the map: its asset with the drawer and where to look for
    /// it, else its floor.
    pub fn show_alert(self, row: &AlertRow) {
        if !self.can_show(row) {
            return;
        }
        if let Some(id) = &row.asset_id {
            self.show(id);
            self.seek(row);
            return;
        }
        let floor = row
            .floor
            .as_ref()
            .and_then(|floor| self.hospital.with_untracked(|hospital| hospital.floor_at(floor)));
        if let Some(floor) = floor {
            self.floor.set(floor);
            self.view.set(View::Map);
            self.page.set(Page::Map);
        }
    }
}
