//! Filters of the inbox, and how many alerts each choice would show.

use std::collections::{BTreeMap, BTreeSet};

use trackward_model::ask::AlertRow;
use trackward_model::{Rule, Severity, TypeId, UnitId};

use super::About;

/// What is to be listed. A group without a choice lets everything through; choices within a
/// group add up, groups narrow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertFilters {
    /// Rules.
    pub rules: BTreeSet<Rule>,
    /// Severities.
    pub severities: BTreeSet<Severity>,
    /// Units; `None` stands for alerts of no unit.
    pub units: BTreeSet<Option<UnitId>>,
    /// Types; `None` stands for alerts about no asset.
    pub types: BTreeSet<Option<TypeId>>,
}

/// One choice of one group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AlertChoice {
    /// A severity.
    Severity(Severity),
    /// A rule.
    Rule(Rule),
    /// A type, or no asset.
    Type(Option<TypeId>),
    /// A unit, or none.
    Unit(Option<UnitId>),
}

impl AlertFilters {
    /// How many choices are made.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.rules.len() + self.severities.len() + self.units.len() + self.types.len()
    }

    /// Whether an alert is to be listed.
    #[must_use]
    pub fn lets(&self, row: &AlertRow, about: &About) -> bool {
        self.passes(row, about) == [true; 4]
    }

    /// Whether a choice is made.
    #[must_use]
    pub fn has(&self, choice: &AlertChoice) -> bool {
        match choice {
            AlertChoice::Severity(severity) => self.severities.contains(severity),
            AlertChoice::Rule(rule) => self.rules.contains(rule),
            AlertChoice::Type(type_id) => self.types.contains(type_id),
            AlertChoice::Unit(unit) => self.units.contains(unit),
        }
    }

    /// Makes a choice, or takes it back.
    pub fn turn(&mut self, choice: &AlertChoice) {
        fn turn<T: Ord + Clone>(set: &mut BTreeSet<T>, value: &T) {
            if !set.remove(value) {
                set.insert(value.clone());
            }
        }
        match choice {
            AlertChoice::Severity(severity) => turn(&mut self.severities, severity),
            AlertChoice::Rule(rule) => turn(&mut self.rules, rule),
            AlertChoice::Type(type_id) => turn(&mut self.types, type_id),
            AlertChoice::Unit(unit) => turn(&mut self.units, unit),
        }
    }

    fn passes(&self, row: &AlertRow, about: &About) -> [bool; 4] {
        fn within<T: Ord>(chosen: &BTreeSet<T>, value: &T) -> bool {
            chosen.is_empty() || chosen.contains(value)
        }
        [
            within(&self.severities, &row.severity),
            within(&self.rules, &row.rule),
            within(&self.types, &about.type_id),
            within(&self.units, &about.unit),
        ]
    }
}

/// For each choice, how many alerts it would show together with the other groups' choices.
#[must_use]
pub fn alert_facets<'a>(
    rows: impl Iterator<Item = (&'a AlertRow, About)>,
    filters: &AlertFilters,
) -> BTreeMap<AlertChoice, usize> {
    let mut counts = BTreeMap::new();
    for (row, about) in rows {
        let passes = filters.passes(row, &about);
        let choices = [
            AlertChoice::Severity(row.severity),
            AlertChoice::Rule(row.rule),
            AlertChoice::Type(about.type_id),
            AlertChoice::Unit(about.unit),
        ];
        for (group, choice) in choices.into_iter().enumerate() {
            let others = (0..passes.len()).all(|other| other == group || passes[other]);
            *counts.entry(choice).or_default() += usize::from(others);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::sample::alert;
    use super::*;

    #[test]
    fn a_choice_counts_what_it_would_show_with_the_other_groups() {
        let rows = [
            alert(1, Rule::Missing, "A-1", 0),
            alert(2, Rule::Dwell, "A-2", 0),
            alert(3, Rule::Dwell, "A-3", 0),
        ];
        let icu = About { unit: Some("ICU".parse().unwrap()), ..About::default() };
        let abouts = [icu.clone(), icu, About::default()];
        let mut filters = AlertFilters::default();
        filters.turn(&AlertChoice::Rule(Rule::Missing));
        let facets = alert_facets(rows.iter().zip(abouts), &filters);
        assert_eq!(facets[&AlertChoice::Rule(Rule::Dwell)], 2, "choosing dwell too adds two");
        assert_eq!(facets[&AlertChoice::Unit(Some("ICU".parse().unwrap()))], 1);
        assert_eq!(facets[&AlertChoice::Unit(None)], 0, "the one of no unit is not missing");
        filters.turn(&AlertChoice::Rule(Rule::Missing));
        assert_eq!(filters.chosen(), 0, "a second turn takes the choice back");
    }
}
