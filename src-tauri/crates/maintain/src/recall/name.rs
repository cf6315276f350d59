//! Makers' and models' names, which everyone writes differently.

/// Words in a maker's name that say nothing of who it is.
const EMPTY_WORDS: [&str; 46] = [
    "ab",
    "ag",
    "america",
    "and",
    "aps",
    "as",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "deutschland",
    "europe",
    "gmbh",
    "group",
    "healthcare",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "international",
    "kg",
    "kgaa",
    "limited",
    "llc",
    "lp",
    "ltd",
    "medical",
    "medizintechnik",
    "north",
    "nv",
    "of",
    "oy",
    "plc",
    "products",
    "pty",
    "sa",
    "sas",
    "se",
    "spa",
    "srl",
    "systems",
    "technologies",
    "technology",
    "the",
    "usa",
];
/// Shorter names have to be equal: one letter more or less is another name.
const TYPO_LENGTH_MIN: usize = 5;

/// A name, taken apart for comparing.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    words: Vec<String>,
    /// The words without space, with umlauts as plain letters and as two.
    joined: [String; 2],
}

/// How two names compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    Same,
    Alike,
    Different,
}

impl Name {
    /// A maker's name: case, punctuation, legal forms and what every maker calls itself make no
    /// difference.
    pub(crate) fn of_maker(text: &str) -> Self {
        let of = |umlauts| {
            let words = initials_together(words(text, umlauts));
            let telling = |word: &&String| !EMPTY_WORDS.contains(&word.as_str());
            let kept: Vec<String> = words.iter().filter(telling).cloned().collect();
            if kept.is_empty() { words } else { kept }
        };
        Self::new(of)
    }

    /// A model's name: case and punctuation make no difference.
    pub(crate) fn of_model(text: &str) -> Self {
        Self::new(|umlauts| words(text, umlauts).iter().flat_map(|word| pieces(word)).collect())
    }

    fn new(of: impl Fn(Umlauts) -> Vec<String>) -> Self {
        let words = of(Umlauts::Plain);
        let joined = [words.concat(), of(Umlauts::Two).concat()];
        Self { words, joined }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        if self.joined.iter().any(|name| other.joined.contains(name)) {
            return Likeness::Same;
        }
        let alike = self.is_part_of(other)
            || other.is_part_of(self)
            || self.is_short_for(other)
            || other.is_short_for(self)
            || is_typo(&self.joined[0], &other.joined[0]);
        if alike { Likeness::Alike } else { Likeness::Different }
    }

    /// `8100` of `Alaris 8100`.
    fn is_part_of(&self, other: &Self) -> bool {
        self.joined[0].chars().count() >= 2
            && self.words.iter().all(|word| other.words.contains(word))
    }

    /// `GE` of `General Electric`.
    fn is_short_for(&self, other: &Self) -> bool {
        let initials = other.words.iter().filter_map(|word| word.chars().next());
        other.words.len() > 1 && self.joined[0].chars().eq(initials)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Umlauts {
    Plain,
    Two,
}

fn words(text: &str, umlauts: Umlauts) -> Vec<String> {
    let folded: String =
        text.chars().flat_map(char::to_lowercase).map(|c| fold(c, umlauts)).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn fold(c: char, umlauts: Umlauts) -> String {
    let plain = match c {
        'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => "o",
        'ü' | 'ú' | 'ù' | 'û' => "u",
        'ß' => "ss",
        '&' => " and ",
        other => return other.to_string(),
    };
    let two = umlauts == Umlauts::Two && matches!(c, 'ä' | 'ö' | 'ø' | 'ü');
    if two { format!("{plain}e") } else { plain.to_owned() }
}

/// `G.E.` is one word.
fn initials_together(words: Vec<String>) -> Vec<String> {
    let mut together: Vec<String> = Vec::with_capacity(words.len());
    let mut run = false;
    for word in words {
        let single = word.chars().count() == 1;
        match together.last_mut().filter(|_| run && single) {
            Some(last) => last.push_str(&word),
            None => together.push(word),
        }
        run = single;
    }
    together
}

/// `V8` is `v` and `8`.
fn pieces(word: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in word.chars() {
        let goes_on =
            |piece: &&mut String| piece.ends_with(|last: char| last.is_numeric() == c.is_numeric());
        match pieces.last_mut().filter(goes_on) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
    }
    pieces
}

/// Whether two names differ by one letter. Digits are no typos: 8100 and 8110 are two models.
fn is_typo(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|name| name.chars().collect::<Vec<char>>());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < TYPO_LENGTH_MIN || long.len() - short.len() > 1 {
        return false;
    }
    let alike = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = if short.len() == long.len() { alike + 1 } else { alike };
    let odd = [short.get(alike), long.get(alike)];
    let letters = !odd.into_iter().flatten().any(|c| c.is_numeric());
    letters && short.get(rest..).unwrap_or_default() == long.get(alike + 1..).unwrap_or_default()
}
