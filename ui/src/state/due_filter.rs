//! Filters of the worklist, and how many orders each choice would show.

use std::collections::{BTreeMap, BTreeSet};

use trackward_model::ask::OrderRow;
use trackward_model::{FloorId, OrderState, PlanId, Risk, UnitId, UseState};

/// One choice of one group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueChoice {
    /// How far an order has come.
    State(OrderState),
    /// Risk class of its asset.
    Risk(Risk),
    /// Whether the asset is with a patient.
    InUse(bool),
    /// The duty.
    Plan(PlanId),
    /// The floor that the asset is on, or none.
    Floor(Option<FloorId>),
    /// The unit that the asset belongs to, or none.
    Unit(Option<UnitId>),
}

const GROUPS: usize = 6;

impl DueChoice {
    /// The choices that an order belongs to, one of each group.
    #[must_use]
    pub fn of(row: &OrderRow, unit: Option<UnitId>) -> [Self; GROUPS] {
        [
            Self::State(row.state),
            Self::Risk(row.risk),
            Self::InUse(row.use_state == UseState::InUse),
            Self::Plan(row.plan.clone()),
            Self::Floor(row.floor.clone()),
            Self::Unit(unit),
        ]
    }

    /// Choices of the same group add up.
    #[must_use]
    pub const fn group(&self) -> usize {
        match self {
            Self::State(_) => 0,
            Self::Risk(_) => 1,
            Self::InUse(_) => 2,
            Self::Plan(_) => 3,
            Self::Floor(_) => 4,
            Self::Unit(_) => 5,
        }
    }
}

/// What is to be listed. A group without a choice lets everything through; choices within a
/// group add up, groups narrow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueFilters(BTreeSet<DueChoice>);

impl DueFilters {
    /// How many choices are made.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.0.len()
    }

    /// The choices that are made.
    pub fn all(&self) -> impl Iterator<Item = &DueChoice> {
        self.0.iter()
    }

    /// Whether a choice is made.
    #[must_use]
    pub fn has(&self, choice: &DueChoice) -> bool {
        self.0.contains(choice)
    }

    /// Makes a choice, or takes it back.
    pub fn turn(&mut self, choice: &DueChoice) {
        if !self.0.remove(choice) {
            self.0.insert(choice.clone());
        }
    }

    /// Counts an order for each choice that would show it, and whether it is listed.
    pub(super) fn count(
        &self,
        choices: [DueChoice; GROUPS],
        counts: &mut BTreeMap<DueChoice, usize>,
    ) -> bool {
        let passes: [bool; GROUPS] = std::array::from_fn(|group| {
            let mut own = self.0.iter().filter(|choice| choice.group() == group).peekable();
            own.peek().is_none() || own.any(|choice| *choice == choices[group])
        });
        for choice in choices {
            let group = choice.group();
            let others = (0..GROUPS).all(|other| other == group || passes[other]);
            // Looked up before inserted: most orders share their choices with one before.
            match counts.get_mut(&choice) {
                Some(count) => *count += usize::from(others),
                None => drop(counts.insert(choice, usize::from(others))),
            }
        }
        passes == [true; GROUPS]
    }
}
