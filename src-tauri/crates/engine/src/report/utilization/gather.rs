//! The stays of the period, added up device by device: memory does not grow with their number but
//! for the instants at which uses began and ended.

use std::collections::BTreeMap;

use trackward_model::ask::ReportBy;
use trackward_model::{AssetIndex, Span, Timestamp, TypeId};

use super::service::{overrides, service};
use crate::error::EngineError;
use crate::report::Making;
use crate::report::usage::{
    Courses, Hours, Kind, Peaks, Slots, Stretch, Tally, Turnaround, course, peaks,
};

/// In a patient room for longer than this is bedside idle.
pub const IDLE_AFTER: Span = Span::hours(12);
/// What has no unit is grouped under this.
const NONE: &str = "(none)";

/// Everything that the report shows.
pub struct Gathered {
    /// All devices together.
    pub all: Group,
    /// By what was asked for, in the order of their keys; none by hour.
    pub groups: Vec<Group>,
    /// The civil hours of the period.
    pub slots: Slots,
    /// By civil hour: in service, in use, down, known.
    pub by_slot: Vec<Hours>,
    /// By type: what sizes its fleet.
    pub types: BTreeMap<TypeId, Fleet>,
    /// Devices that are retired nobody knows since when.
    pub retired_undated: usize,
}

/// Devices, or a place, together.
#[derive(Default)]
pub struct Group {
    /// Their name.
    pub key: String,
    /// How many they are.
    pub assets: usize,
    /// What they did.
    pub hours: Hours,
    /// The most in use at once, by civil hour.
    pub hourly: Vec<u32>,
}

/// What sizes the fleet of a type.
#[derive(Default)]
pub struct Fleet {
    /// What its devices did.
    pub hours: Hours,
    /// The most in use at once, by civil hour.
    pub hourly: Vec<u32>,
    /// From the end of use to ready.
    pub turnaround: Turnaround,
    /// In service at the end of the period,
    pub have: usize,
    /// of them rented.
    pub rented: usize,
}

/// A group while it is being added up.
#[derive(Default)]
struct Sum {
    assets: usize,
    hours: Hours,
    uses: Peaks,
}

/// Reads and adds up. What was cancelled half-way is not shown by anyone.
pub async fn gather(making: &Making) -> Result<Gathered, EngineError> {
    let period = &making.scope.period;
    let (service, retired_undated) = service(making).await?;
    let overrides = overrides(making).await?;
    let slots = Slots::new(period, making.facts.zone);
    let kinds: Vec<Kind> = making.facts.site.places.iter().map(|place| Some(place.kind)).collect();
    let courses = Courses { kinds: &kinds, until: making.facts.known_until() };
    let by = making.scope.by.unwrap_or(ReportBy::Type);

    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let mut fleets: BTreeMap<TypeId, (Fleet, Peaks)> = BTreeMap::new();
    let mut by_slot = vec![Hours::default(); slots.list().len()];
    let (mut stretches, mut tally) = (Vec::new(), Tally::default());
    making
        .each_stays(|asset, stays| {
            let of = &making.facts.assets[asset.at()];
            let service = &service[asset.at()];
            if service.start >= service.end {
                return;
            }
            let thresholds = making.facts.site.policy.thresholds(&of.type_id, Span::ZERO);
            let strong = &overrides[asset.at()];
            let after = thresholds.not_seen_after;
            course(&courses, stays, strong, after, period, &mut stretches);
            tally.of(&stretches, service, IDLE_AFTER);
            slots.each(service, |slot, us| by_slot[slot].in_service += us);
            for stretch in &stretches {
                let range = stretch.from.max(service.start)..stretch.to.min(service.end);
                slots.each(&range, |slot, us| by_slot[slot].add(stretch.state, us));
            }
            let (fleet, uses) = fleets.entry(of.type_id.clone()).or_default();
            fleet.hours.join(&tally.hours);
            fleet.turnaround.add(&stretches, service);
            tally.uses.iter().for_each(|range| uses.add(range));
            if service.end == period.end {
                fleet.have += 1;
                fleet.rented += usize::from(of.rental);
            }
            match by {
                ReportBy::Type | ReportBy::Hour => fleet_counts(&mut sums, of.type_id.as_str()),
                ReportBy::Place | ReportBy::PlaceKind => {
                    by_place(making, asset, &stretches, service, &mut sums);
                }
                ReportBy::Unit => {
                    let unit = of.unit.as_ref().map_or(NONE, |unit| unit.as_str());
                    add(sums.entry(unit.to_owned()).or_default(), &tally);
                }
                ReportBy::Asset => {
                    add(sums.entry(of.asset_id.to_string()).or_default(), &tally);
                }
            }
        })
        .await?;
    Ok(finish(making, by, sums, fleets, by_slot, slots, retired_undated))
}

/// Types are added up anyway, for their fleets: here only how many devices there are.
fn fleet_counts(sums: &mut BTreeMap<String, Sum>, key: &str) {
    match sums.get_mut(key) {
        Some(sum) => sum.assets += 1,
        None => drop(sums.insert(key.to_owned(), Sum { assets: 1, ..Sum::default() })),
    }
}

fn add(sum: &mut Sum, tally: &Tally) {
    sum.assets += 1;
    sum.hours.join(&tally.hours);
    tally.uses.iter().for_each(|range| sum.uses.add(range));
}

/// The time that a device was located in each place: what was elsewhere or unknown is in none.
fn by_place(
    making: &Making,
    asset: AssetIndex,
    stretches: &[Stretch],
    service: &std::ops::Range<Timestamp>,
    sums: &mut BTreeMap<String, Sum>,
) {
    debug_assert!(making.is_wanted(asset), "only wanted devices are read");
    let mut one = Tally::default();
    let mut places: BTreeMap<&str, Vec<Stretch>> = BTreeMap::new();
    for stretch in stretches {
        let place = stretch.place.and_then(|place| making.facts.site.places.get(place.at()));
        if let Some(place) = place {
            places.entry(place.id.as_str()).or_default().push(*stretch);
        }
    }
    for (id, there) in places {
        one.of(&there, service, IDLE_AFTER);
        let within = |stretch: &Stretch| {
            stretch.to.min(service.end).since(stretch.from.max(service.start)).0.max(0)
        };
        one.hours.in_service = there.iter().map(within).sum();
        if one.hours.in_service > 0 {
            add(sums.entry(id.to_owned()).or_default(), &one);
        }
    }
}

fn finish(
    making: &Making,
    by: ReportBy,
    mut sums: BTreeMap<String, Sum>,
    fleets: BTreeMap<TypeId, (Fleet, Peaks)>,
    by_slot: Vec<Hours>,
    slots: Slots,
    retired_undated: usize,
) -> Gathered {
    let mut uses = Peaks::default();
    let mut types = BTreeMap::new();
    let mut all = Group { key: "all".to_owned(), ..Group::default() };
    for (type_id, (mut fleet, mut of)) in fleets {
        uses.join(&of);
        fleet.hourly = peaks(&mut of, &slots);
        all.hours.join(&fleet.hours);
        types.insert(type_id, fleet);
    }
    all.hourly = peaks(&mut uses, &slots);
    drop(uses);
    let counted = |by: ReportBy| matches!(by, ReportBy::Type | ReportBy::Hour);
    all.assets = if matches!(by, ReportBy::Place | ReportBy::PlaceKind) {
        making.scope.assets.len()
    } else {
        sums.values().map(|sum| sum.assets).sum()
    };
    let groups = std::mem::take(&mut sums).into_iter().map(|(key, mut sum)| {
        let fleet = types.iter().find(|(id, _)| counted(by) && id.as_str() == key);
        let (hours, hourly) = match fleet {
            Some((_, fleet)) => (fleet.hours, fleet.hourly.clone()),
            None => (sum.hours, peaks(&mut sum.uses, &slots)),
        };
        Group { assets: sum.assets, hours, hourly, key }
    });
    let groups = if by == ReportBy::Hour { Vec::new() } else { groups.collect() };
    Gathered { all, groups, by_slot, types, retired_undated, slots }
}
