//! How well a place was listened to, for those who search.

use trackward_model::{PlaceIndex, Timestamp};

use super::Alerts;
use crate::scene::Scene;

impl Alerts {
    /// The share of a time, up to its end, for which no antenna aimed at a place has been healthy
    /// without a break: 0 when one is healthy at the end. `None` where none is aimed at it.
    #[must_use]
    pub fn deaf_part(
        &self,
        scene: &Scene,
        place: PlaceIndex,
        since: Timestamp,
        now: Timestamp,
    ) -> Option<f32> {
        let cover = scene.cover_of_place(place)?;
        let downtimes = self.health.downtimes(scene, cover, since);
        let deaf = downtimes.iter().find(|(from, to)| *from <= now && now < *to);
        let whole = now.since(since).as_seconds();
        Some(match deaf {
            Some((from, _)) if whole > 0.0 => {
                (now.since(since.max(*from)).as_seconds() / whole) as f32
            }
            _ => 0.0,
        })
    }
}
