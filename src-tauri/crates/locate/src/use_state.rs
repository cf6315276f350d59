//! What an asset is doing, from where it is and from what is known besides.

use trackward_model::{Freshness, PlaceKind, UseState};

/// What overrules the kind of place, the strongest first. Nothing of it holds by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stronger {
    /// The device is recalled by its maker.
    pub recalled: bool,
    /// Biomed must look at it before it is used again.
    pub quarantined: bool,
    /// A fault was reported and is not mended.
    pub open_fault: bool,
    /// Someone has tapped it out at a kiosk.
    pub custody: bool,
    /// Maintenance is overdue on a life-support device.
    pub overdue_life_support: bool,
}

/// The use state of an asset in a place of this kind; `None` is no room, or nowhere at all.
#[must_use]
pub fn use_state(kind: Option<PlaceKind>, freshness: Freshness, stronger: Stronger) -> UseState {
    if stronger.recalled || stronger.quarantined || stronger.open_fault {
        return UseState::Down;
    }
    if stronger.custody {
        return UseState::InUse;
    }
    if stronger.overdue_life_support {
        return UseState::Down;
    }
    if !matches!(freshness, Freshness::Live | Freshness::Stale) {
        return UseState::Unknown;
    }
    match kind {
        Some(PlaceKind::PatientRoom) => UseState::InUse,
        Some(PlaceKind::CleanUtility | PlaceKind::Storage) => UseState::Available,
        Some(PlaceKind::SoiledUtility) => UseState::Soiled,
        Some(PlaceKind::BiomedShop) => UseState::Down,
        _ => UseState::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Stronger = Stronger {
        recalled: false,
        quarantined: false,
        open_fault: false,
        custody: false,
        overdue_life_support: false,
    };

    #[track_caller]
    fn check(kind: PlaceKind, stronger: Stronger, expected: UseState) {
        assert_eq!(use_state(Some(kind), Freshness::Live, stronger), expected);
    }

    #[test]
    fn the_kind_of_place_tells_and_all_others_tell_nothing() {
        for kind in PlaceKind::ALL {
            let expected = match kind {
                PlaceKind::PatientRoom => UseState::InUse,
                PlaceKind::CleanUtility | PlaceKind::Storage => UseState::Available,
                PlaceKind::SoiledUtility => UseState::Soiled,
                PlaceKind::BiomedShop => UseState::Down,
                PlaceKind::NurseStation
                | PlaceKind::Hallway
                | PlaceKind::Elevator
                | PlaceKind::Exit
                | PlaceKind::LoadingDock
                | PlaceKind::Laundry
                | PlaceKind::Other => UseState::Unknown,
            };
            check(kind, NOTHING, expected);
            let stale = use_state(Some(kind), Freshness::Stale, NOTHING);
            assert_eq!(stale, expected, "a stale fix still tells");
        }
        assert_eq!(use_state(None, Freshness::Live, NOTHING), UseState::Unknown);
    }

    #[test]
    fn what_was_not_heard_for_long_is_unknown() {
        for freshness in [Freshness::NotSeen, Freshness::Missing, Freshness::NeverSeen] {
            let state = use_state(Some(PlaceKind::Storage), freshness, NOTHING);
            assert_eq!(state, UseState::Unknown, "{freshness:?}");
        }
    }

    #[test]
    fn stronger_causes_overrule_the_place_and_its_age() {
        check(PlaceKind::Storage, Stronger { recalled: true, ..NOTHING }, UseState::Down);
        check(PlaceKind::PatientRoom, Stronger { quarantined: true, ..NOTHING }, UseState::Down);
        check(PlaceKind::Storage, Stronger { open_fault: true, ..NOTHING }, UseState::Down);
        check(PlaceKind::Storage, Stronger { custody: true, ..NOTHING }, UseState::InUse);
        let overdue = Stronger { overdue_life_support: true, ..NOTHING };
        check(PlaceKind::PatientRoom, overdue, UseState::Down);
        let missing = use_state(None, Freshness::Missing, Stronger { custody: true, ..NOTHING });
        assert_eq!(missing, UseState::InUse, "a tap needs no radio");
    }

    #[test]
    fn a_fault_is_stronger_than_custody_and_custody_than_overdue_maintenance() {
        let fault = Stronger { open_fault: true, custody: true, ..NOTHING };
        check(PlaceKind::Storage, fault, UseState::Down);
        let custody = Stronger { custody: true, overdue_life_support: true, ..NOTHING };
        check(PlaceKind::Storage, custody, UseState::InUse);
    }
}
