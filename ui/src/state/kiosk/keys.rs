//! The keys on the screen, and what they write.

use crate::words::kiosk::Language;

/// The most characters of a note.
pub const NOTE_MAX: usize = 200;
/// The most characters of a device's number.
pub const NUMBER_MAX: usize = 40;

/// The rows of keys of a language; where accents are needed they have a row.
#[must_use]
pub fn key_rows(language: Language, note: bool) -> Vec<Vec<char>> {
    let rows: &[&str] = match (language, note) {
        (Language::English, true) => &["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm,.?"],
        (Language::Spanish, true) => {
            &["1234567890", "qwertyuiop", "asdfghjklñ", "zxcvbnm,.-", "áéíóúü¿?¡!"]
        }
        (_, false) => &["1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM./_"],
    };
    rows.iter().map(|row| row.chars().collect()).collect()
}

/// A text with one more character; no space at its beginning, a capital there.
#[must_use]
pub fn typed(text: &str, letter: char, most: usize) -> String {
    let first = text.is_empty();
    if text.chars().count() >= most || (first && letter == ' ') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    if first {
        text.extend(letter.to_uppercase());
    } else {
        text.push(letter);
    }
    text
}

/// A text without its last characters.
#[must_use]
pub fn erased(text: &str, count: usize) -> String {
    let left = text.chars().count().saturating_sub(count);
    text.chars().take(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_write_and_erase_whole_letters() {
        assert_eq!(typed("", 'ñ', 9), "Ñ");
        assert_eq!(typed("Gotea", ' ', 9), "Gotea ");
        assert_eq!(typed("", ' ', 9), "");
        assert_eq!(typed("123", '4', 3), "123", "a note has an end");
        assert_eq!(erased("añ", 1), "a");
        assert_eq!(erased("", 1), "");
    }

    #[test]
    fn every_row_of_keys_is_as_long_as_the_others() {
        for language in Language::ALL {
            for note in [true, false] {
                assert!(key_rows(language, note).iter().all(|row| row.len() == 10));
            }
        }
        assert!(key_rows(Language::Spanish, true).iter().flatten().any(|key| *key == 'ñ'));
    }
}
