//! The screens, and the types that they offer.

use trackward_model::TypeId;
use trackward_model::ask::{Devices, Kiosk};

/// What a kiosk shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Screen {
    /// The start.
    #[default]
    Start,
    /// The nearest ready ones: of which type, once it is chosen.
    Find(Option<TypeId>),
    /// A fault.
    Fault,
    /// A request: of which type, once it is chosen.
    Ask(Option<TypeId>),
    /// All stock of the unit.
    Stock,
    /// What must not be used.
    DoNotUse,
    /// What the unit has out, holds, asked for and reported.
    Ours,
    /// Whom the unit supplies.
    Supply,
}

/// The types to choose from: those of the unit's stock first.
#[must_use]
pub fn choices(kiosk: &Kiosk, devices: Option<&Devices>) -> Vec<TypeId> {
    let stock = kiosk.stock.iter().map(|row| &row.type_id);
    let supplied = kiosk.supply.iter().flat_map(|supply| supply.short.iter().chain(&supply.over));
    let near = devices.iter().flat_map(|devices| &devices.rows).map(|row| &row.type_id);
    let mut types: Vec<TypeId> = Vec::new();
    for type_id in stock.chain(supplied.map(|row| &row.type_id)).chain(near) {
        if !types.contains(type_id) {
            types.push(type_id.clone());
        }
    }
    types
}
