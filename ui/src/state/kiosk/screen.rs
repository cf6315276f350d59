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

/// The types to choose from: those of the unit's stock first, then what it supplies and what is
/// near, then all others of the hospital.
#[must_use]
pub fn choices(kiosk: &Kiosk, devices: Option<&Devices>) -> Vec<TypeId> {
    let stock = kiosk.stock.iter().map(|row| &row.type_id);
    let supplied = kiosk.supply.iter().flat_map(|supply| supply.short.iter().chain(&supply.over));
    let near = devices.iter().flat_map(|devices| &devices.rows).map(|row| &row.type_id);
    let mut types: Vec<TypeId> = Vec::new();
    for type_id in stock.chain(supplied.map(|row| &row.type_id)).chain(near).chain(&kiosk.types) {
        if !types.contains(type_id) {
            types.push(type_id.clone());
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use trackward_model::ask::{StockLevel, StockRow};

    use super::super::kept::sample;
    use super::*;

    fn type_id(name: &str) -> TypeId {
        name.parse().unwrap()
    }

    fn stock(name: &str) -> StockRow {
        StockRow {
            type_id: type_id(name),
            unit: None,
            place: None,
            name: String::new(),
            ready: 0,
            held: 0,
            in_use: 0,
            soiled: 0,
            down: 0,
            other: 0,
            target: None,
            critical: None,
            maximum: None,
            level: StockLevel::NoLevel,
        }
    }

    #[test]
    fn every_type_of_the_hospital_can_be_chosen_once_and_the_unit_s_own_come_first() {
        let stock = vec![stock("scale"), stock("infusion_pump")];
        let types = ["bed", "infusion_pump", "scale", "ventilator"].map(type_id).to_vec();
        let kiosk = Kiosk { stock, types, ..sample() };
        let expected = ["scale", "infusion_pump", "bed", "ventilator"].map(type_id);
        assert_eq!(choices(&kiosk, None), expected, "none of the hospital's is out of reach");
    }
}
