//! The words of the kiosk, in English and Spanish.

mod say;
mod texts;
mod types;

pub use texts::{Ask, Fault, Find, Lists, No, Shared, Start, Trouble};
pub use types::{counted_type, type_word};

/// A language that a kiosk speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// What it calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// Its tag, as in the `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language of a tag; English where it is another.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default()
    }

    /// Everything it says.
    #[must_use]
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::English => &Texts::ENGLISH,
            Self::Spanish => &Texts::SPANISH,
        }
    }
}

/// Everything that a kiosk says, in one language.
#[derive(Debug)]
pub struct Texts {
    /// Which.
    pub language: Language,
    /// On every screen.
    pub shared: Shared,
    /// The first screen.
    pub start: Start,
    /// Find the nearest.
    pub find: Find,
    /// Report a fault.
    pub fault: Fault,
    /// Ask for equipment.
    pub ask: Ask,
    /// Lists.
    pub lists: Lists,
    /// What is wrong.
    pub trouble: Trouble,
    /// Why not.
    pub no: No,
}

impl Texts {
    const ENGLISH: Self = Self {
        language: Language::English,
        shared: Shared::ENGLISH,
        start: Start::ENGLISH,
        find: Find::ENGLISH,
        fault: Fault::ENGLISH,
        ask: Ask::ENGLISH,
        lists: Lists::ENGLISH,
        trouble: Trouble::ENGLISH,
        no: No::ENGLISH,
    };

    const SPANISH: Self = Self {
        language: Language::Spanish,
        shared: Shared::SPANISH,
        start: Start::SPANISH,
        find: Find::SPANISH,
        fault: Fault::SPANISH,
        ask: Ask::SPANISH,
        lists: Lists::SPANISH,
        trouble: Trouble::SPANISH,
        no: No::SPANISH,
    };
}

/// A text with `{0}`, `{1}` and so on filled in.
#[must_use]
pub fn fill(text: &str, with: &[&str]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((number, after)) = after.split_once('}') else { break };
        filled.push_str(number.parse().ok().and_then(|at: usize| with.get(at)).unwrap_or(&""));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_in_the_same() {
        let groups = [
            Shared::PAIRS,
            Start::PAIRS,
            Find::PAIRS,
            Fault::PAIRS,
            Ask::PAIRS,
            Lists::PAIRS,
            Trouble::PAIRS,
            No::PAIRS,
        ];
        for (english, spanish) in groups.into_iter().flatten() {
            assert!(!english.trim().is_empty() && !spanish.trim().is_empty());
            for at in 0..4 {
                let slot = format!("{{{at}}}");
                let has = |text: &str| text.contains(&slot);
                assert_eq!(has(english), has(spanish), "{english} / {spanish}");
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("{1} has {0}.", &["{1}", "ICU"]), "ICU has {1}.");
        assert_eq!(fill("{0}", &[]), "", "what is missing is left out");
        assert_eq!(fill("plain", &["x"]), "plain");
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!(Language::of_tag("es"), Language::Spanish);
        assert_eq!(Language::of_tag("de"), Language::English);
    }
}
