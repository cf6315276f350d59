//! Names that sheets may have.

use std::collections::BTreeSet;

/// As long as a sheet's name may be, in UTF-16 units.
const LENGTH_MAX: usize = 31;

/// The names taken so far; to a spreadsheet, upper and lower case are the same.
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    pub fn with(taken: &[&str]) -> Self {
        // Excel keeps this one for itself.
        let taken = taken.iter().copied().chain(["History"]);
        Self(taken.map(str::to_lowercase).collect())
    }

    /// A name like the wanted one that is allowed and free.
    pub fn next(&mut self, wanted: &str, otherwise: &str) -> String {
        let base = [wanted, otherwise, "Table"]
            .into_iter()
            .map(allowed)
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        let mut name = cut(&base, LENGTH_MAX);
        let mut number = 1;
        while !self.0.insert(name.to_lowercase()) {
            number += 1;
            let ending = format!(" ({number})");
            name = format!("{}{ending}", cut(&base, LENGTH_MAX - ending.len()));
        }
        name
    }
}

fn allowed(wanted: &str) -> String {
    let forbidden = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let name: String =
        wanted.chars().map(|c| if forbidden(c) || c.is_control() { ' ' } else { c }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // At its ends an apostrophe would end the name in a reference to its cells.
    name.trim_matches(['\'', ' ']).to_owned()
}

fn cut(name: &str, units_max: usize) -> String {
    let mut units = 0;
    let kept = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= units_max
    });
    kept.collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::SheetNames;

    #[track_caller]
    fn check(wanted: &[&str], names: &[&str]) {
        let mut sheets = SheetNames::with(&["Summary"]);
        let got: Vec<_> = wanted.iter().map(|wanted| sheets.next(wanted, "by_unit")).collect();
        assert_eq!(got, names);
    }

    #[test]
    fn forbidden_signs_become_spaces() {
        check(&["Missing: opened/found [all]*?"], &["Missing opened found all"]);
        check(&["'quoted'"], &["quoted"]);
        check(&["::"], &["by_unit"]);
    }

    #[test]
    fn a_name_is_cut_and_stays_its_own() {
        let long = "Utilization by weekday and hour of the day";
        check(
            &[long, long],
            &["Utilization by weekday and hour", "Utilization by weekday and (2)"],
        );
        // An emoji takes two of the 31 units.
        let pumps = "🩺".repeat(20);
        check(&[&pumps], &[&"🩺".repeat(15)]);
    }

    #[test]
    fn no_name_comes_twice_or_is_taken_by_excel() {
        check(&["summary", "HISTORY"], &["summary (2)", "HISTORY (2)"]);
    }
}
