//! Devices added up one after another, by everything that a report shows.

use std::collections::BTreeMap;
use std::ops::Range;

use trackward_model::{AssetIndex, PlaceIndex, Span, Timestamp, TypeId, UnitId, UseState};

use super::by_hour::{ByHour, KnownHours};
use super::demand::{Uses, hourly_peaks};
use super::{CivilHours, Demand, Figures, Group, Hours, Stretch};
use crate::fleet::{Fleet, TurnaroundTimes};

/// A device, as far as its group goes.
#[derive(Debug, Clone)]
pub struct Device {
    /// Which.
    pub asset: AssetIndex,
    /// Its type.
    pub type_id: TypeId,
    /// The unit that it belongs to, wherever it is.
    pub unit: Option<UnitId>,
    /// Whether it is rented.
    pub rental: bool,
    /// From when to before when it was in service; what lies outside the period is cut off.
    pub service: Range<Timestamp>,
}

/// What is added up besides all, types and units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Device by device.
    pub assets: bool,
    /// By the place where devices were located.
    pub places: bool,
}

/// Use, while it is added up.
#[derive(Debug)]
pub struct Usage {
    hours: CivilHours,
    idle_after: Span,
    wanted: Wanted,
    cells: BTreeMap<(TypeId, Option<UnitId>), Cell>,
    assets: BTreeMap<AssetIndex, Group>,
    /// By place, as far as any was needed.
    places: Vec<Located>,
    by_hour: ByHour,
    uses: Uses,
}

/// The devices of a type in a unit.
#[derive(Debug)]
struct Cell {
    devices: usize,
    hours: Hours,
    uses: Uses,
    known: KnownHours,
    turnaround: TurnaroundTimes,
    at_end: usize,
    rented_at_end: usize,
}

/// What was located in a place.
#[derive(Debug, Default)]
struct Located {
    last: Option<AssetIndex>,
    devices: usize,
    hours: Hours,
    uses: Uses,
}

impl Usage {
    /// Nothing yet. A device is bedside idle from `idle_after` on after it came to a patient room.
    #[must_use]
    pub fn new(hours: CivilHours, idle_after: Span, wanted: Wanted) -> Self {
        Self {
            by_hour: ByHour::new(&hours),
            hours,
            idle_after,
            wanted,
            cells: BTreeMap::new(),
            assets: BTreeMap::new(),
            places: Vec::new(),
            uses: Uses::default(),
        }
    }

    /// Adds a device, each once, with its stretches in order and never overlapping. One that was
    /// not in service in the period is in no group.
    pub fn add(&mut self, device: &Device, stretches: &[Stretch]) {
        let period = self.hours.period();
        let service = device.service.start.max(period.start)..device.service.end.min(period.end);
        if service.is_empty() {
            return;
        }
        let key = (device.type_id.clone(), device.unit.clone());
        let cell = self.cells.entry(key).or_insert_with(|| Cell::new(&self.hours));
        let length = service.end.since(service.start).0;
        let mut hours = Hours { in_service: length, ..Hours::default() };
        self.by_hour.add_service(&self.hours, &service);
        cell.known.add_service(&self.hours, &service);
        self.uses.clear();
        let mut course = cell.turnaround.course();
        for stretch in stretches.iter().filter_map(|stretch| cut(stretch, &service)) {
            let idle = idle(&stretch, self.idle_after);
            let us = stretch.to.since(stretch.from).0;
            hours.add(stretch.state, us);
            hours.bedside_idle += idle;
            self.by_hour.add_stretch(&self.hours, &stretch, idle);
            cell.known.add_stretch(&self.hours, &stretch);
            course.go_on(&stretch);
            if stretch.state == UseState::InUse {
                cell.uses.add(stretch.from, stretch.to);
                if self.wanted.assets {
                    self.uses.add(stretch.from, stretch.to);
                }
            }
            if let Some(place) = stretch.place.filter(|_| self.wanted.places) {
                if self.places.len() <= place.at() {
                    self.places.resize_with(place.at() + 1, Located::default);
                }
                self.places[place.at()].add(device.asset, &stretch, us, idle);
            }
        }
        course.end();
        cell.devices += 1;
        cell.hours += hours;
        let lasts = service.end == period.end;
        cell.at_end += usize::from(lasts);
        cell.rented_at_end += usize::from(lasts && device.rental);
        if self.wanted.assets {
            let demand = Demand::of(&hourly_peaks(&[&self.uses], &self.hours));
            self.assets.insert(device.asset, Group { devices: 1, hours, demand });
        }
    }

    /// Ends in figures.
    #[must_use]
    pub fn finish(mut self) -> Figures {
        self.cells.values_mut().for_each(|cell| cell.uses.sort());
        let cells: Vec<_> = self.cells.iter().collect();
        let (all, peaks) = joined(&self.hours, cells.iter().map(|(_, cell)| *cell));
        let (mut types, mut type_peaks, mut fleets) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for of in cells.chunk_by(|(a, _), (b, _)| a.0 == b.0) {
            let ((type_id, _), _) = of[0];
            let (group, peaks) = joined(&self.hours, of.iter().map(|(_, cell)| *cell));
            let cells: Vec<&Cell> = of.iter().map(|(_, cell)| *cell).collect();
            fleets.insert(type_id.clone(), fleet(&cells, &group, &peaks, &self.hours));
            types.insert(type_id.clone(), group);
            type_peaks.insert(type_id.clone(), peaks);
        }
        let mut by_unit: BTreeMap<&Option<UnitId>, Vec<&Cell>> = BTreeMap::new();
        let mut unit_fleets = BTreeMap::new();
        for (key, cell) in &cells {
            by_unit.entry(&key.1).or_default().push(cell);
            let (group, peaks) = joined(&self.hours, std::iter::once(*cell));
            unit_fleets.insert((*key).clone(), fleet(&[*cell], &group, &peaks, &self.hours));
        }
        let units = by_unit
            .into_iter()
            .map(|(unit, cells)| (unit.clone(), joined(&self.hours, cells.into_iter()).0));
        let units = units.collect();
        let places = std::mem::take(&mut self.places).into_iter().enumerate();
        let places = places
            .filter(|(_, there)| there.devices > 0)
            .map(|(place, there)| (PlaceIndex::of(place), there.finish(&self.hours)))
            .collect();
        let by_hour = self.by_hour.finish(&self.hours);
        let (hours, assets) = (self.hours, self.assets);
        Figures {
            hours,
            all,
            types,
            units,
            assets,
            places,
            by_hour,
            peaks,
            type_peaks,
            fleets,
            unit_fleets,
        }
    }
}

impl Cell {
    fn new(hours: &CivilHours) -> Self {
        Self {
            devices: 0,
            hours: Hours::default(),
            uses: Uses::default(),
            known: KnownHours::new(hours),
            turnaround: TurnaroundTimes::default(),
            at_end: 0,
            rented_at_end: 0,
        }
    }
}

impl Located {
    fn add(&mut self, asset: AssetIndex, stretch: &Stretch, us: i64, idle: i64) {
        if self.last != Some(asset) {
            self.last = Some(asset);
            self.devices += 1;
        }
        self.hours.in_service += us;
        self.hours.add(stretch.state, us);
        self.hours.bedside_idle += idle;
        if stretch.state == UseState::InUse {
            self.uses.add(stretch.from, stretch.to);
        }
    }

    fn finish(mut self, hours: &CivilHours) -> Group {
        self.uses.sort();
        let demand = Demand::of(&hourly_peaks(&[&self.uses], hours));
        Group { devices: self.devices, hours: self.hours, demand }
    }
}

fn cut(stretch: &Stretch, service: &Range<Timestamp>) -> Option<Stretch> {
    let (from, to) = (stretch.from.max(service.start), stretch.to.min(service.end));
    (from < to).then_some(Stretch { from, to, ..*stretch })
}

/// The part of a stretch, at its end, that is bedside idle.
fn idle(stretch: &Stretch, idle_after: Span) -> i64 {
    match stretch.bedside_since {
        Some(since) if stretch.state == UseState::InUse => {
            stretch.to.since((since + idle_after).max(stretch.from)).0.max(0)
        }
        _ => 0,
    }
}

fn joined<'a>(hours: &CivilHours, cells: impl Iterator<Item = &'a Cell>) -> (Group, Vec<u32>) {
    let mut group = Group::default();
    let mut uses = Vec::new();
    for cell in cells {
        group.devices += cell.devices;
        group.hours += cell.hours;
        uses.push(&cell.uses);
    }
    let peaks = hourly_peaks(&uses, hours);
    group.demand = Demand::of(&peaks);
    (group, peaks)
}

/// The fleet of some cells. Only hours of which enough is known say how many were needed; where
/// there is none, all of them have to.
fn fleet(cells: &[&Cell], group: &Group, peaks: &[u32], hours: &CivilHours) -> Fleet {
    let known: Vec<&KnownHours> = cells.iter().map(|cell| &cell.known).collect();
    let known = KnownHours::of_all(&known, hours);
    let counted = peaks.iter().zip(&known).filter(|(_, known)| **known).map(|(peak, _)| *peak);
    let counted: Vec<u32> = counted.collect();
    let demand = if counted.is_empty() { &group.demand } else { &Demand::of(&counted) };
    let times: Vec<_> = cells.iter().map(|cell| &cell.turnaround).collect();
    let period = hours.period();
    Fleet {
        period: period.end.since(period.start),
        hours: group.hours,
        demand: demand.clone(),
        hours_counted: counted.len(),
        hours_in_all: peaks.len(),
        turnaround: TurnaroundTimes::measured(&times),
        at_end: cells.iter().map(|cell| cell.at_end).sum(),
        rented_at_end: cells.iter().map(|cell| cell.rented_at_end).sum(),
    }
}
