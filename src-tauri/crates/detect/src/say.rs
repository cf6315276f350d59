//! Sentences' parts: lengths of time and places as people say them.

use trackward_model::{FloorIndex, PlaceIndex, Span};

use crate::scene::Scene;

/// A length of time in whole numbers of its unit: `5 minutes`, `24 hours`, `3 days`.
pub(crate) fn spoken(span: Span) -> String {
    let seconds = span.0 / 1_000_000;
    // Twice a unit and more is said in that unit: 90 minutes stay 90 minutes.
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let unit = units.into_iter().find(|(length, _)| seconds >= 2 * length);
    let (length, unit) = unit.unwrap_or((1, "second"));
    counted(seconds / length, unit)
}

/// `1 asset`, `2 assets`.
pub(crate) fn counted(number: i64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A place with its floor: `ICU 201 (Level 2)`; a floor alone: `Level 2, in no room`.
pub(crate) fn whereabouts(scene: &Scene, place: Option<PlaceIndex>, floor: FloorIndex) -> String {
    let floor = scene.floor_name(floor);
    match place.and_then(|place| scene.place(place)) {
        Some(place) => format!("{} ({floor})", place.name),
        None => format!("{floor}, in no room"),
    }
}

/// Several names: `ICU`, `ICU or ED`, `ICU, ED or OR`.
pub(crate) fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_said_in_whole_numbers() {
        let said = |text: &str| spoken(text.parse().unwrap());
        assert_eq!(said("1s"), "1 second");
        assert_eq!(said("5m"), "5 minutes");
        assert_eq!(said("24h"), "24 hours");
        assert_eq!(said("73h"), "3 days");
        assert_eq!(either(&["ICU", "ED", "OR"]), "ICU, ED or OR");
    }
}
