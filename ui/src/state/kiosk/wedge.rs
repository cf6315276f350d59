//! Telling what a scanner types from what a person types.

/// A scanner types one character after the other within this time.
const GAP_MS: f64 = 60.0;
/// Somebody who types a card's number by hand goes on within this time.
const PATIENT_GAP_MS: f64 = 2_000.0;
/// Less than this is no card and no device's number.
const LEAST: usize = 4;
/// More than this is no card either.
const MOST: usize = 128;

/// What a key press was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WedgeKey {
    /// A character.
    Character(char),
    /// The end of something that was typed without a pause.
    Scanned(String),
    /// The end of something that was typed by hand.
    Entered,
    /// Anything else.
    Other,
}

/// Gathers characters until Enter.
#[derive(Debug, Default)]
pub struct Wedge {
    text: String,
    last_ms: f64,
}

impl Wedge {
    /// Takes a key by its name, as the browser gives it. `patient` where nothing else is typed:
    /// there a number typed by hand is a card too.
    pub fn key(&mut self, name: &str, at_ms: f64, patient: bool) -> WedgeKey {
        let late = at_ms - self.last_ms > if patient { PATIENT_GAP_MS } else { GAP_MS };
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if !letter.is_control() => {
                if late || self.text.len() >= MOST {
                    self.text.clear();
                }
                self.last_ms = at_ms;
                self.text.push(letter);
                WedgeKey::Character(letter)
            }
            _ if name == "Enter" => {
                let text = std::mem::take(&mut self.text).trim().to_owned();
                if late || text.chars().count() < LEAST {
                    WedgeKey::Entered
                } else {
                    WedgeKey::Scanned(text)
                }
            }
            _ => {
                // A scanner presses Shift for capitals, and nothing else.
                if name != "Shift" {
                    self.text.clear();
                }
                WedgeKey::Other
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, gap_ms: f64, patient: bool, expected: &WedgeKey) {
        let (mut wedge, mut at) = (Wedge::default(), 1_000.0);
        for letter in text.chars() {
            at += gap_ms;
            let letter = letter.to_string();
            wedge.key("Shift", at, patient);
            assert!(matches!(wedge.key(&letter, at, patient), WedgeKey::Character(_)));
        }
        assert_eq!(wedge.key("Enter", at + gap_ms, patient), *expected);
    }

    #[test]
    fn a_scanner_is_told_by_its_pace() {
        check("IP-0398", 8.0, false, &WedgeKey::Scanned("IP-0398".into()));
        check("IP-0398", 120.0, false, &WedgeKey::Entered);
        check("IP-0398", 120.0, true, &WedgeKey::Scanned("IP-0398".into()));
        check("IP", 8.0, true, &WedgeKey::Entered);
    }

    #[test]
    fn what_was_typed_by_hand_before_is_no_part_of_a_scan() {
        let mut wedge = Wedge::default();
        wedge.key("x", 0.0, false);
        for (at, letter) in ["A", "B", "C", "D"].into_iter().enumerate() {
            wedge.key(letter, 500.0 + 5.0 * at as f64, false);
        }
        assert_eq!(wedge.key("Enter", 525.0, false), WedgeKey::Scanned("ABCD".into()));
    }
}
