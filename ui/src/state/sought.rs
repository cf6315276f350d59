//! Where a missing asset is likely to be, as the plan shows it.

use trackward_model::ask::{AlertDetail, StayView};
use trackward_model::{AlertId, AlertState, AssetId, Timestamp};

use super::Hospital;

/// A missing asset with its likely places.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought {
    /// The alert that they come from.
    pub alert_id: AlertId,
    /// The asset.
    pub asset_id: AssetId,
    /// The places, the likeliest first.
    pub places: Vec<SoughtPlace>,
}

/// A place where a missing asset may be.
#[derive(Debug, Clone, PartialEq)]
pub struct SoughtPlace {
    /// Position of the place.
    pub place: usize,
    /// Position of its floor.
    pub floor: usize,
    /// Its rank, from 1.
    pub rank: usize,
    /// How likely, 0 to 1.
    pub probability: f32,
    /// Whether someone looked there already.
    pub looked: bool,
    /// Why, in a phrase.
    pub reason: String,
}

/// The likely places of an alert that the plan can show; `None` when there is nothing to look for.
#[must_use]
pub fn sought(detail: &AlertDetail, hospital: &Hospital) -> Option<Sought> {
    let asset_id = detail.row.asset_id.clone()?;
    if detail.row.state == AlertState::Resolved {
        return None;
    }
    let places: Vec<SoughtPlace> = detail
        .likely
        .iter()
        .enumerate()
        .filter_map(|(at, likely)| {
            let place = hospital.place_at(&likely.place)?;
            Some(SoughtPlace {
                place,
                floor: hospital.rooms[place].floor?,
                rank: at + 1,
                probability: likely.probability,
                looked: detail.looks.iter().any(|look| look.place == likely.place),
                reason: likely.reason.clone(),
            })
        })
        .collect();
    (!places.is_empty()).then_some(Sought { alert_id: detail.row.alert_id, asset_id, places })
}

impl Sought {
    /// How likely the asset is on each floor.
    #[must_use]
    pub fn by_floor(&self, floors: usize) -> Vec<f32> {
        let mut sums = vec![0.0; floors];
        for place in &self.places {
            if let Some(sum) = sums.get_mut(place.floor) {
                *sum += place.probability;
            }
        }
        sums
    }
}

/// Stays as they were known at an instant: the latest first, the one that held then without an
/// end.
#[must_use]
pub fn stays_at(stays: &[StayView], at: Timestamp) -> Vec<StayView> {
    stays
        .iter()
        .filter(|stay| stay.from <= at)
        .map(|stay| StayView { to: stay.to.filter(|to| *to <= at), ..stay.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::{LikelyPlace, Look};
    use trackward_model::{Rule, Signed, Span};

    use super::super::sample::{alert, evidence, hospital};
    use super::*;

    fn detail(places: &[(&str, f32)]) -> AlertDetail {
        let likely = |(place, probability): &(&str, f32)| LikelyPlace {
            place: place.parse().unwrap(),
            probability: *probability,
            reason: String::new(),
        };
        AlertDetail {
            row: alert(7, Rule::Missing, "VT-0052", 0),
            evidence: evidence(),
            steps: Vec::new(),
            likely: places.iter().map(likely).collect(),
            looks: Vec::new(),
        }
    }

    #[test]
    fn each_floor_has_what_its_places_add_up_to() {
        let hospital = hospital();
        let of = detail(&[("store", 0.5), ("lobby", 0.3), ("icu-1", 0.125), ("gone", 0.05)]);
        let sought = sought(&of, &hospital).unwrap();
        assert_eq!(sought.by_floor(2), [0.625, 0.3]);
        assert_eq!(sought.places.iter().map(|place| place.rank).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn where_someone_looked_is_crossed() {
        let hospital = hospital();
        let mut of = detail(&[("store", 0.5), ("lobby", 0.3)]);
        let signed = Signed { at: Timestamp::default(), by: "J. Ortiz".into(), note: "".into() };
        of.looks.push(Look { place: "lobby".parse().unwrap(), signed });
        let looked: Vec<_> =
            sought(&of, &hospital).unwrap().places.iter().map(|place| place.looked).collect();
        assert_eq!(looked, [false, true]);
    }

    #[test]
    fn what_is_found_is_not_sought() {
        let mut of = detail(&[("store", 0.5)]);
        of.row.state = AlertState::Resolved;
        assert_eq!(sought(&of, &hospital()), None);
        assert_eq!(sought(&detail(&[]), &hospital()), None);
    }

    #[test]
    fn a_stay_that_ended_later_held_then() {
        let at = |minute: i64| Timestamp::default() + Span::minutes(minute);
        let stay = |from, to: Option<i64>| StayView {
            place: None,
            floor: "L1".parse().unwrap(),
            from: at(from),
            to: to.map(at),
        };
        let stays = [stay(50, None), stay(20, Some(50)), stay(0, Some(20))];
        assert_eq!(stays_at(&stays, at(30)), [stay(20, None), stay(0, Some(20))]);
    }
}
