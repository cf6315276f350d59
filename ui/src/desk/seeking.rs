//! Where to look for a missing asset, on the plan.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{AlertQuery, AlertRow};
use trackward_model::{AlertState, AssetId, Rule};

use super::{Desk, Page, View};
use crate::host::ask;
use crate::state::{Sought, sought};
use crate::words;

impl Desk {
    /// The alert for which an asset can be looked for; tracks the alerts.
    pub fn lost(self, id: &AssetId) -> Option<AlertRow> {
        self.inbox.revision.track();
        let alerts = self.inbox.alerts.with_value(|alerts| alerts.of_asset(id));
        alerts.into_iter().find(is_lost)
    }

    /// Shows the likely places of a missing asset on the plan; of others nothing.
    pub fn seek(self, row: &AlertRow) {
        if !is_lost(row) {
            self.sought.set(None);
            return;
        }
        let id = row.alert_id;
        self.back_to_now();
        self.not_sought.set(None);
        spawn_local(async move {
            let detail = match ask(AlertQuery { alert_id: id }).await {
                Ok(detail) => detail,
                Err(failure) => return self.not_sought.set(Some(failure.message)),
            };
            let chosen = self.chosen.get_untracked();
            // Who has gone on meanwhile is not called back.
            if chosen.is_none() || chosen != detail.row.asset_id {
                return;
            }
            let found = self.hospital.with_untracked(|hospital| sought(&detail, hospital));
            match &found {
                Some(Sought { places, asset_id, .. }) => {
                    let places = words::counted(places.len(), "likely place");
                    self.said.set(format!("{places} of {asset_id} on the plan"));
                }
                None => {
                    let sentence = "No likely place is known: look where it was last.";
                    self.not_sought.set(Some(sentence.to_owned()));
                }
            }
            self.sought.set(found);
        });
    }

    /// Shows a likely place.
    pub fn show_sought(self, floor: usize) {
        self.floor.set(floor);
        self.view.set(View::Map);
        self.page.set(Page::Map);
    }

    /// Ends the search on the plan when its asset is no longer chosen or no longer missing, and
    /// ranks anew when its alert changes.
    pub fn keep_sought(self) {
        Effect::new(move |_| {
            let chosen = self.chosen.get();
            let gone = self.sought.with(|sought| {
                sought.as_ref().is_some_and(|sought| Some(&sought.asset_id) != chosen.as_ref())
            });
            if gone {
                self.sought.set(None);
            }
        });
        Effect::new(move |_| {
            self.chosen.track();
            self.not_sought.set(None);
        });
        let row = Memo::new(move |_| {
            let id = self.sought.with(|sought| sought.as_ref().map(|sought| sought.alert_id))?;
            self.inbox.alert(id)
        });
        Effect::new(move |before: Option<Option<AlertRow>>| {
            let row = row.get();
            if let (Some(Some(before)), Some(row)) = (before, &row)
                && before.alert_id == row.alert_id
                && before != *row
            {
                self.seek(row);
            }
            row
        });
    }
}

/// Whether an alert says that an asset is nowhere to be heard.
fn is_lost(row: &AlertRow) -> bool {
    matches!(row.rule, Rule::Missing | Rule::Exit) && row.state != AlertState::Resolved
}
