//! Search while typing, over number, serial, tag, model, maker, type and place.

use super::{Hospital, Rows};

/// How many results are listed.
pub const HITS_MAX: usize = 8;

/// One result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row that was found.
    pub row: usize,
    /// How good it is: the smaller, the better.
    pub score: u32,
}

/// The best rows for what was typed, the best first, and how many match in all. Every word of
/// the query must be found somewhere in a row; an asset's own number counts most.
#[must_use]
pub fn search(query: &str, rows: &Rows, hospital: &Hospital) -> (Vec<Hit>, usize) {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return (Vec::new(), 0);
    }
    // Per word: which places are named so. Far fewer than rows, so it is worked out first.
    let places: Vec<Vec<Option<u32>>> = words
        .iter()
        .map(|word| hospital.rooms.iter().map(|room| place_score(&room.name_lower, word)).collect())
        .collect();
    let mut hits: Vec<Hit> = Vec::with_capacity(HITS_MAX + 1);
    let mut found = 0;
    for (at, row) in rows.all().iter().enumerate() {
        let score = words.iter().enumerate().try_fold(0, |sum, (n, word)| {
            let own = row_score(rows.haystack(at), word);
            let place = row.place.and_then(|place| places[n][place]);
            Some(sum + own.into_iter().chain(place).min()?)
        });
        let Some(score) = score else { continue };
        found += 1;
        let better = |hit: &Hit| (hit.score, rows.all()[hit.row].rank);
        let place = hits.partition_point(|hit| better(hit) <= (score, row.rank));
        if place < HITS_MAX {
            hits.insert(place, Hit { row: at, score });
            hits.truncate(HITS_MAX);
        }
    }
    (hits, found)
}

const WHOLE_NUMBER: u32 = 0;
const NUMBER_STARTS: u32 = 1;
const NUMBER_HOLDS: u32 = 2;
const FIELD_STARTS: u32 = 4;
const PLACE_IS: u32 = 3;
const PLACE_STARTS: u32 = 5;
const WORD_STARTS: u32 = 6;
const HOLDS: u32 = 8;

fn row_score(haystack: &str, word: &str) -> Option<u32> {
    let at = haystack.find(word)?;
    let number = haystack.find('\n').unwrap_or(haystack.len());
    if at + word.len() <= number {
        return Some(match at {
            0 if word.len() == number => WHOLE_NUMBER,
            0 => NUMBER_STARTS,
            _ => NUMBER_HOLDS,
        });
    }
    let before = haystack[..at].chars().next_back();
    Some(match before {
        Some('\n' | ':') => FIELD_STARTS,
        Some(c) if !c.is_alphanumeric() => WORD_STARTS,
        _ => HOLDS,
    })
}

fn place_score(name: &str, word: &str) -> Option<u32> {
    let at = name.find(word)?;
    Some(match name[..at].chars().next_back() {
        None if word.len() == name.len() => PLACE_IS,
        None => PLACE_STARTS,
        Some(c) if !c.is_alphanumeric() => WORD_STARTS,
        Some(_) => HOLDS,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asset, hospital};
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let hospital = hospital();
        let mut tagged = asset("V-0412", Some("store"));
        tagged.info.tags = vec![
            "epc:3034257BF7194E4000001A85".parse().unwrap(),
            "mac:AC233FC07DA5".parse().unwrap(),
        ];
        tagged.info.model = "Lung 400".into();
        let rows = Rows::new(
            vec![asset("IP-04123", Some("icu-1")), asset("IP-0412", Some("store")), tagged],
            &hospital,
        );
        let (hits, found) = search(query, &rows, &hospital);
        let ids: Vec<_> =
            hits.iter().map(|hit| rows.all()[hit.row].info.asset_id.as_str()).collect();
        assert_eq!(ids, expected, "{query}");
        assert_eq!(found, expected.len(), "{query}");
    }

    #[test]
    fn each_tag_of_an_asset_finds_it() {
        check("epc:3034257bf7194e4000001a85", &["V-0412"]);
        check("ac233fc07da5", &["V-0412"]);
    }

    #[test]
    fn the_number_counts_most() {
        check("ip-0412", &["IP-0412", "IP-04123"]);
        check("0412", &["IP-0412", "IP-04123", "V-0412"]);
    }

    #[test]
    fn serial_tag_model_and_place_are_found() {
        check("SNIP-04123", &["IP-04123"]);
        check("3034257b", &["V-0412"]);
        check("lung", &["V-0412"]);
        check("icu", &["IP-04123"]);
    }

    #[test]
    fn every_word_must_be_found() {
        check("pump store", &["IP-0412", "V-0412"]);
        check("pump nowhere", &[]);
        check("   ", &[]);
    }

    #[test]
    fn the_list_is_bounded_and_the_rest_counted() {
        let hospital = hospital();
        let rows = (0..50).map(|n| asset(&format!("A-{n:02}"), Some("icu-1"))).collect();
        let rows = Rows::new(rows, &hospital);
        let (hits, found) = search("a-", &rows, &hospital);
        assert_eq!((hits.len(), found), (HITS_MAX, 50));
        assert!(hits.is_sorted_by_key(|hit| rows.all()[hit.row].rank));
    }
}
