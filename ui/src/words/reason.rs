//! Why an asset is judged to be where it is, in plain sentences.

use trackward_model::ask::WhyView;
use trackward_model::{Doubt, Means, Placement};

/// The rule that decided, with the figures behind it.
#[must_use]
pub fn rule(why: &WhyView, place: &str) -> String {
    match (why.placement, why.margin_db, why.needed_db) {
        (Placement::FirstHeard, ..) => {
            format!("An antenna of {place} was the first to hear it; no other place was stronger.")
        }
        (Placement::HeardStronger, Some(margin), Some(needed)) => format!(
            "{margin:.1} dB stronger here when it moved; {} was needed.",
            if needed > 0.0 { format!("{needed:.1} dB") } else { "no more".to_owned() }
        ),
        (Placement::HeardStronger, ..) => {
            "Heard here by enough reads, and by nothing that compares where it was.".to_owned()
        }
        (Placement::FinerKind, ..) => {
            let finest = why.antennas.first().map_or("A finer reader", |heard| reader(heard.means));
            format!(
                "{finest} of {place} hears it: that tells the room better than what hears it \
                 elsewhere, whatever the strengths."
            )
        }
        (Placement::Tapped, ..) => format!("Its card was held to the reader of {place}: certain."),
        (Placement::Stated, ..) => format!("It is stated to be in {place}."),
        (Placement::OtherFloor, ..) => {
            "Moved to this floor: twice the usual evidence, or a read at a lift.".to_owned()
        }
        (Placement::Inside, ..) => format!("Its position lies inside {place}."),
        (Placement::Nearest, ..) => {
            let outside = why.position.as_ref().map_or(0.0, |position| position.outside_m);
            format!("Its position lies {outside:.1} m outside of {place}, the nearest within 2 m.")
        }
        (Placement::NoRoom, ..) => "Its position lies on this floor, but in no room.".to_owned(),
    }
}

/// What has heard it, as a sentence begins with it.
const fn reader(means: Means) -> &'static str {
    match means {
        Means::Rfid => "An RFID antenna",
        Means::Ble => "A BLE gateway",
        Means::Hub => "A hub",
        Means::Statement => "A statement",
        Means::Card => "A card reader",
    }
}

/// What makes it less sure: `Doubts: one reader only, heard weakly.`
#[must_use]
pub fn doubts(doubts: &[Doubt]) -> Option<String> {
    let words: Vec<&str> = doubts.iter().copied().map(doubt).collect();
    match words.len() {
        0 => None,
        1 => Some(format!("Doubt: {}.", words[0])),
        _ => Some(format!("Doubts: {}.", words.join(", "))),
    }
}

const fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::OneReader => "one reader only",
        Doubt::Weak => "heard weakly",
        Doubt::StaleClock => "the reader's clock is off",
        Doubt::BetweenRooms => "two rooms hear it about equally",
        Doubt::ReaderDegraded => "the reader lost an antenna or its buffer overflowed",
        Doubt::WideAccuracy => "the position is wider than the room",
        Doubt::FewReads => "few reads so far",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(placement: Placement, margin_db: Option<f32>, needed_db: Option<f32>) -> WhyView {
        WhyView {
            placement,
            margin_db,
            needed_db,
            doubts: Vec::new(),
            antennas: Vec::new(),
            position: None,
            tap: None,
        }
    }

    #[test]
    fn a_move_says_its_margin_and_what_was_needed() {
        assert_eq!(
            rule(&why(Placement::HeardStronger, Some(11.83), Some(6.0)), "Clean utility"),
            "11.8 dB stronger here when it moved; 6.0 dB was needed."
        );
        assert_eq!(
            rule(&why(Placement::HeardStronger, Some(1.0), Some(-4.0)), "Clean utility"),
            "1.0 dB stronger here when it moved; no more was needed."
        );
    }

    #[test]
    fn a_finer_kind_and_a_tap_say_so() {
        let finer = rule(&why(Placement::FinerKind, None, None), "ICU 201");
        assert!(
            finer.contains("of ICU 201") && finer.contains("whatever the strengths"),
            "{finer}"
        );
        let tapped = rule(&why(Placement::Tapped, None, None), "Clean utility");
        assert_eq!(tapped, "Its card was held to the reader of Clean utility: certain.");
    }

    #[test]
    fn doubts_are_listed_in_one_sentence() {
        assert_eq!(doubts(&[]), None);
        assert_eq!(doubts(&[Doubt::OneReader]).unwrap(), "Doubt: one reader only.");
        assert_eq!(
            doubts(&[Doubt::OneReader, Doubt::Weak]).unwrap(),
            "Doubts: one reader only, heard weakly."
        );
    }
}
