//! What an alert is about, as the desk knows it now.

use leptos::prelude::*;
use trackward_model::ask::{AlertRow, AssetInfo, AssetLive};
use trackward_model::{AlertState, Rule, Timestamp};

use super::Desk;

impl Desk {
    /// The asset of an alert, as it is known; does not track.
    pub fn asset_of(self, row: &AlertRow) -> Option<(AssetInfo, AssetLive)> {
        let id = row.asset_id.as_ref()?;
        self.rows.with_value(|rows| {
            let row = rows.get(rows.position(id)?)?;
            Some((row.info.clone(), row.live.clone()))
        })
    }

    /// Since when something is the matter. A missing asset is missing since it was heard last.
    pub fn began(self, row: &AlertRow) -> Timestamp {
        let unheard = matches!(row.rule, Rule::Missing | Rule::Exit);
        if !unheard || row.state == AlertState::Resolved {
            return row.since;
        }
        let heard = self.asset_of(row).and_then(|(_, live)| live.last_seen);
        heard.map_or(row.since, |heard| heard.min(row.since))
    }

    /// Where an alert was when it was opened: `Lift, Level 2`.
    pub fn place_of(self, row: &AlertRow) -> Option<String> {
        let hospital = self.hospital.get_untracked();
        let floor = row
            .floor
            .as_ref()
            .and_then(|id| Some(hospital.view.floors[hospital.floor_at(id)?].name.clone()));
        match (&row.place, floor) {
            (Some(place), Some(floor)) => Some(format!("{}, {floor}", hospital.place_name(place))),
            (Some(place), None) => Some(hospital.place_name(place)),
            (None, floor) => floor,
        }
    }
}
