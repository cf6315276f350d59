//! What is drawn upon a marker besides its age.

use trackward_model::ask::AssetLive;
use trackward_model::{Freshness, OrderState, Severity, UseState};

/// A device that must not be used is down wherever it is drawn.
#[must_use]
pub const fn drawn_state(state: UseState, hold: bool) -> UseState {
    if hold { UseState::Down } else { state }
}

/// A badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// It must not be used.
    Hold,
    /// Its maintenance is overdue.
    Overdue,
    /// It is due, and stands where it can be taken now: a ring.
    Take,
    /// An alert about it is critical.
    Critical,
}

impl Badge {
    /// All badges.
    pub const ALL: [Self; 4] = [Self::Take, Self::Hold, Self::Overdue, Self::Critical];

    /// The badges of an asset. One that is missing has its ring, which says as much.
    pub fn of(live: &AssetLive) -> impl Iterator<Item = Self> {
        let critical = live.alert == Some(Severity::Critical);
        let critical = critical && live.freshness != Freshness::Missing;
        let late =
            matches!(live.maintenance, Some(OrderState::Overdue | OrderState::UnableToLocate));
        [
            (live.intercept, Self::Take),
            (live.quarantined, Self::Hold),
            // They share a corner: what must not be used says more.
            (late && !live.quarantined, Self::Overdue),
            (critical, Self::Critical),
        ]
        .into_iter()
        .filter_map(|(shown, badge)| shown.then_some(badge))
    }

    /// Its symbol.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Hold => "duty-hold",
            Self::Overdue => "duty-overdue",
            Self::Take => "duty-take",
            Self::Critical => "alert-critical",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample::asset;

    #[track_caller]
    fn check(freshness: Freshness, alert: Option<Severity>, quarantined: bool, is: &[Badge]) {
        let live = AssetLive { freshness, alert, quarantined, ..asset("A-1", None).live };
        assert_eq!(Badge::of(&live).collect::<Vec<_>>(), is);
    }

    #[test]
    fn a_badge_says_what_the_mark_does_not() {
        let critical = Some(Severity::Critical);
        check(Freshness::Live, None, false, &[]);
        check(Freshness::Live, Some(Severity::Warning), false, &[]);
        check(Freshness::NotSeen, critical, false, &[Badge::Critical]);
        check(Freshness::Missing, critical, false, &[]);
        check(Freshness::Live, critical, true, &[Badge::Hold, Badge::Critical]);
    }

    #[test]
    fn a_duty_has_its_own_corner_and_its_ring() {
        let of = |maintenance, intercept, quarantined| {
            let live = AssetLive { maintenance, intercept, quarantined, ..asset("A-1", None).live };
            Badge::of(&live).collect::<Vec<_>>()
        };
        let overdue = Some(OrderState::Overdue);
        assert_eq!(of(Some(OrderState::Due), true, false), [Badge::Take]);
        assert_eq!(of(overdue, false, false), [Badge::Overdue]);
        assert_eq!(of(overdue, true, true), [Badge::Take, Badge::Hold], "one badge a corner");
        assert_eq!(of(Some(OrderState::Upcoming), false, false), []);
    }

    #[test]
    fn what_must_not_be_used_is_down() {
        assert_eq!(drawn_state(UseState::Available, true), UseState::Down);
        assert_eq!(drawn_state(UseState::Available, false), UseState::Available);
    }
}
