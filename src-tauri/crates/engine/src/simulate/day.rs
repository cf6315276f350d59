//! A device's day: what it does after what, for how long, and where.
//!
//! Waiting in a clean room, at a patient's bed, soiled, clean again: with the exceptions that
//! a hospital knows. Spans are of the hospital's own time.

use chrono::{TimeZone as _, Timelike as _};
use chrono_tz::Tz;
use trackward_model::{PlaceKind, Timestamp, UnitId};

use super::building::Building;
use super::mishap::hiding;
use super::random::Random;

/// What a device is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Clean, in a clean utility or storage.
    Ready,
    /// At a patient's bed.
    InUse,
    /// Used, waiting in a soiled utility.
    Soiled,
    /// Being cleaned by central supply.
    Decontaminated,
    /// Being checked and packed by central supply.
    Packed,
    /// In the pool of central supply.
    Pooled,
    /// In the biomed shop.
    InRepair,
    /// Repaired, waiting to be fetched.
    Repaired,
    /// Left at a nurse station or in a corridor.
    Parked,
    /// On its way out of the building, or out.
    Leaving,
    /// Where no antenna hears it, see [`hiding`].
    Hidden,
}

/// What sort of device it is, as far as its day is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Pumps: several to a bed, moved often.
    Pump,
    /// Ventilators: one to a room, for days.
    Ventilator,
}

/// What a device did at the start of the simulation.
pub(super) fn first(sort: Sort, random: &mut Random) -> Doing {
    let share = random.unit();
    let in_use = if sort == Sort::Pump { 0.44 } else { 0.40 };
    match share {
        s if s < in_use => Doing::InUse,
        s if s < 0.80 => Doing::Ready,
        s if s < 0.90 => Doing::Soiled,
        s if s < 0.93 => Doing::Parked,
        s if s < 0.945 => Doing::InRepair,
        s if s < 0.96 => Doing::Decontaminated,
        _ => Doing::Pooled,
    }
}

/// What a device does next.
pub(super) fn next(doing: Doing, random: &mut Random) -> Doing {
    let share = random.unit();
    match doing {
        Doing::Ready if share < 0.96 => Doing::InUse,
        Doing::Ready => Doing::InRepair,
        Doing::InUse => match share {
            s if s < 0.82 => Doing::Soiled,
            s if s < 0.92 => Doing::Parked,
            // Cleaning skipped: straight back into a clean room.
            s if s < 0.96 => Doing::Ready,
            _ => Doing::InRepair,
        },
        Doing::Soiled => match share {
            s if s < 0.62 => Doing::Ready,
            s if s < 0.98 => Doing::Decontaminated,
            // Used unclean.
            _ => Doing::InUse,
        },
        Doing::Decontaminated => Doing::Packed,
        Doing::Packed => Doing::Pooled,
        Doing::InRepair => Doing::Repaired,
        Doing::Pooled | Doing::Repaired => Doing::Ready,
        Doing::Parked | Doing::Hidden => Doing::Soiled,
        Doing::Leaving => Doing::Leaving,
    }
}

/// How long a device does it, in hours.
pub(super) fn hours(doing: Doing, sort: Sort, random: &mut Random) -> f64 {
    match (doing, sort) {
        (Doing::Ready, Sort::Pump) => 0.4 + random.exponential(5.0),
        (Doing::Ready, Sort::Ventilator) => 2.0 + random.exponential(14.0),
        (Doing::InUse, Sort::Pump) => 1.0 + random.exponential(4.0) + random.exponential(4.0),
        (Doing::InUse, Sort::Ventilator) => 8.0 + random.exponential(36.0),
        (Doing::Soiled, _) => random.between(0.5, 3.0),
        (Doing::Decontaminated, _) => random.between(0.7, 1.7),
        (Doing::Packed, _) => random.between(1.0, 2.5),
        (Doing::Pooled, _) => random.between(2.0, 12.0),
        (Doing::InRepair, _) => random.between(4.0, 30.0),
        (Doing::Repaired, _) => random.between(1.0, 5.0),
        (Doing::Parked, _) => random.between(0.5, 4.0),
        (Doing::Hidden, _) => random.between(20.0, 40.0),
        // Long enough at the door for its antenna.
        (Doing::Leaving, _) => 0.012,
    }
}

/// Moves what would happen at night to the next morning, mostly: fewer hands.
pub(super) fn by_day(at: Timestamp, zone: Tz, random: &mut Random) -> Timestamp {
    const NIGHT_FROM: u32 = 22;
    const MORNING: u32 = 6;
    let local = zone.from_utc_datetime(&at.to_chrono().naive_utc());
    let hour = local.hour();
    if (MORNING..NIGHT_FROM).contains(&hour) || random.chance(0.3) {
        return at;
    }
    let hours_to_morning = f64::from((24 + MORNING - hour) % 24) - f64::from(local.minute()) / 60.0;
    let later_s = (hours_to_morning + random.between(0.0, 3.0)) * 3600.0;
    Timestamp(at.0 + (later_s * 1e6) as i64)
}

/// The places where a device of a unit can do this.
pub(super) fn places(
    building: &Building,
    doing: Doing,
    unit: Option<&UnitId>,
    random: &mut Random,
) -> Vec<usize> {
    match doing {
        Doing::Ready => {
            let kind =
                if random.chance(0.6) { PlaceKind::CleanUtility } else { PlaceKind::Storage };
            building.of_unit(unit, kind)
        }
        Doing::InUse => beds(building, unit),
        Doing::Soiled => building.of_unit(unit, PlaceKind::SoiledUtility),
        // Central supply is the unit with the loading dock.
        Doing::Decontaminated => beside(building, PlaceKind::LoadingDock, PlaceKind::SoiledUtility),
        Doing::Packed => beside(building, PlaceKind::LoadingDock, PlaceKind::CleanUtility),
        Doing::Pooled => beside(building, PlaceKind::LoadingDock, PlaceKind::Storage),
        Doing::InRepair => building.central(PlaceKind::BiomedShop),
        Doing::Repaired => beside(building, PlaceKind::BiomedShop, PlaceKind::Storage),
        Doing::Parked => parking(building, unit, random),
        Doing::Leaving => building.central(PlaceKind::Exit),
        Doing::Hidden => hiding(building, unit, random),
    }
}

/// Patient rooms of the unit; of all units for what belongs to the pool.
fn beds(building: &Building, unit: Option<&UnitId>) -> Vec<usize> {
    let own = building.has_patients(unit);
    (0..building.rooms.len())
        .filter(|&n| building.rooms[n].kind == PlaceKind::PatientRoom)
        .filter(|&n| !own || building.rooms[n].unit.as_ref() == unit)
        .collect()
}

/// Places of a kind in the units that have a place of another kind.
fn beside(building: &Building, kind: PlaceKind, wanted: PlaceKind) -> Vec<usize> {
    let rooms = &building.rooms;
    let units: Vec<_> =
        rooms.iter().filter(|room| room.kind == kind).map(|room| &room.unit).collect();
    let found: Vec<usize> = (0..rooms.len())
        .filter(|&n| rooms[n].kind == wanted && units.contains(&&rooms[n].unit))
        .collect();
    if found.is_empty() { building.central(wanted) } else { found }
}

/// A nurse station of the unit, or a corridor on its floor.
fn parking(building: &Building, unit: Option<&UnitId>, random: &mut Random) -> Vec<usize> {
    let stations = building.of_unit(unit, PlaceKind::NurseStation);
    if random.chance(0.5) || stations.is_empty() {
        let floor = stations.first().map(|&n| building.rooms[n].floor);
        return (0..building.rooms.len())
            .filter(|&n| building.rooms[n].kind == PlaceKind::Hallway)
            .filter(|&n| floor.is_none_or(|floor| building.rooms[n].floor == floor))
            .filter(|&n| !building.rooms[n].antennas.is_empty())
            .collect();
    }
    stations
}
