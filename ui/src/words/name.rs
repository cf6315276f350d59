//! Names of states, kinds and reasons.

use trackward_model::{
    Freshness, PlaceKind, ReaderState, RejectReason, Risk, Tag, TypeId, UnitId, UseState,
};

/// `infusion_pump` → `Infusion pump`.
#[must_use]
pub fn type_name(type_id: &TypeId) -> String {
    spoken(type_id.as_str())
}

/// A word of programs as people read it: `no_level` is "No level".
#[must_use]
pub fn spoken(word: &str) -> String {
    let words = word.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// The unit that assets belong to.
#[must_use]
pub fn unit(unit: Option<&UnitId>) -> &str {
    unit.map_or("No unit", UnitId::as_str)
}

/// What an asset is doing.
#[must_use]
pub const fn use_state(state: UseState) -> &'static str {
    match state {
        UseState::Available => "Available",
        UseState::InUse => "In use",
        UseState::Soiled => "Soiled",
        UseState::Down => "Down",
        UseState::Unknown => "Unknown",
    }
}

/// How old the knowledge is.
#[must_use]
pub const fn freshness(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Live => "Live",
        Freshness::Stale => "Stale",
        Freshness::NotSeen => "Not seen",
        Freshness::Missing => "Missing",
        Freshness::NeverSeen => "Never seen",
    }
}

/// What a place is for.
#[must_use]
pub const fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::PatientRoom => "Patient room",
        PlaceKind::CleanUtility => "Clean utility",
        PlaceKind::SoiledUtility => "Soiled utility",
        PlaceKind::Storage => "Storage",
        PlaceKind::BiomedShop => "Biomed shop",
        PlaceKind::NurseStation => "Nurse station",
        PlaceKind::Hallway => "Hallway",
        PlaceKind::Elevator => "Lift",
        PlaceKind::Exit => "Exit",
        PlaceKind::LoadingDock => "Loading dock",
        PlaceKind::Laundry => "Laundry",
        PlaceKind::Other => "Other",
    }
}

/// Risk class.
#[must_use]
pub const fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::LifeSupport => "Life support",
        Risk::High => "High",
        Risk::Standard => "Standard",
    }
}

/// How a reader is.
#[must_use]
pub const fn reader_state(state: ReaderState) -> &'static str {
    match state {
        ReaderState::Unknown => "not known yet",
        ReaderState::Connecting => "connecting",
        ReaderState::Online => "online",
        ReaderState::Offline => "down",
        ReaderState::Taken => "held by another client",
        ReaderState::Paused => "not listened to",
    }
}

/// Why events were not taken.
#[must_use]
pub const fn reject_reason(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::Malformed => "Cannot be read",
        RejectReason::UnknownReader => "From a reader that the site file does not name",
        RejectReason::UnknownFloor => "On a floor that the site file does not name",
        RejectReason::UnknownPlace => "In a place that the site file does not name",
        RejectReason::BadTag => "Tag value that is no tag",
        RejectReason::BadTime => "Time that cannot be read",
        RejectReason::BadNumber => "Number out of range",
        RejectReason::TooLong => "Longer than the limit",
        RejectReason::Duplicate => "Already in the journal",
        RejectReason::TooOld => "Older than the journal keeps",
        RejectReason::Dropped => "Dropped, a queue was full",
        RejectReason::Undated => "Kept by the broker, without a time",
    }
}

/// All tags of an asset: `epc:3034… mac:AC23…`, nothing without one.
#[must_use]
pub fn tags(tags: &[Tag]) -> String {
    tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_the_hospital_s_own_reads_as_words() {
        assert_eq!(type_name(&"infusion_pump".parse().unwrap()), "Infusion pump");
        assert_eq!(type_name(&"bed".parse().unwrap()), "Bed");
        assert_eq!(type_name(&"ëeg".parse().unwrap()), "Ëeg");
    }
}
