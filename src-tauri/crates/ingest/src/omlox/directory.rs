//! What is known of a hub's zones, fences and trackables while it is listened to.

use std::collections::HashMap;

use trackward_model::{FloorIndex, Tag};

use super::geo::Fit;
use super::message::{Fence, Trackable, Zone};
use super::tag::tag;
use crate::link::Roster;

/// A map whose points are off by more is told: a bed is further from its neighbour by little more.
const RESIDUAL_TOLD_M: f64 = 1.0;
/// How many doubts are told at once; the rest is counted.
const DOUBTS_TOLD_MAX: usize = 3;

/// A zone of a hub, and the floor that it lies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneTie {
    /// The zone, by its id, its foreign id or its name.
    pub named: String,
    /// The floor.
    pub floor: FloorIndex,
}

/// What a hub's answers say, as far as positions need it.
#[derive(Debug, Default)]
pub struct Directory {
    zones: Vec<Known>,
    by_source: HashMap<String, usize>,
    fences: HashMap<String, FencePlace>,
    tags: HashMap<String, Tag>,
    doubts: Vec<String>,
}

/// A zone, as positions need it.
#[derive(Debug)]
pub(super) struct Known {
    /// What the zone's reader is called.
    pub reader: String,
    pub floor: Option<FloorIndex>,
    pub fit: Option<Fit>,
    /// A reader that hears and does not measure: a position in it is the reader's own.
    pub is_proximity: bool,
}

/// A fence that is a place of the site.
#[derive(Debug)]
pub(super) struct FencePlace {
    pub place: String,
    pub reader: String,
}

impl Directory {
    /// Puts together what a hub says of itself with what the site file says of it.
    #[must_use]
    pub fn new(
        zones: &[Zone],
        fences: &[Fence],
        trackables: &[Trackable],
        ties: &[ZoneTie],
        roster: &Roster,
    ) -> Self {
        let mut directory = Self::default();
        for zone in zones {
            directory.add_zone(zone, ties, roster);
        }
        for tie in ties {
            if !zones.iter().any(|zone| is_named(zone, &tie.named)) {
                let named = &tie.named;
                directory.doubts.push(format!("The hub has no zone \"{named}\"."));
            }
        }
        for fence in fences {
            directory.add_fence(fence, roster);
        }
        for trackable in trackables {
            let providers = trackable.location_providers.iter().flatten();
            if let Some(tag) = providers.filter_map(|id| tag(id)).next() {
                directory.tags.insert(key(&trackable.id), tag);
            }
        }
        directory
    }

    /// What is doubtful about it, in a few sentences; empty where nothing is.
    #[must_use]
    pub fn doubts(&self) -> String {
        let mut told = self.doubts.iter().take(DOUBTS_TOLD_MAX).cloned().collect::<Vec<_>>();
        if self.doubts.len() > DOUBTS_TOLD_MAX {
            told.push(format!("And {} more of this kind.", self.doubts.len() - DOUBTS_TOLD_MAX));
        }
        told.join(" ")
    }

    /// The zone of this id or foreign id.
    pub(super) fn zone(&self, source: &str) -> Option<&Known> {
        self.by_source
            .get(source)
            .or_else(|| self.by_source.get(&key(source)))
            .map(|at| &self.zones[*at])
    }

    /// The place that a fence is.
    pub(super) fn fence(&self, id: &str) -> Option<&FencePlace> {
        self.fences.get(&key(id))
    }

    /// The tag of a trackable.
    pub(super) fn trackable(&self, id: &str) -> Option<Tag> {
        self.tags.get(&key(id)).copied()
    }

    fn add_zone(&mut self, zone: &Zone, ties: &[ZoneTie], roster: &Roster) {
        let floor = ties.iter().find(|tie| is_named(zone, &tie.named)).map(|tie| tie.floor);
        let points = zone.ground_control_points.as_deref().unwrap_or_default();
        let is_proximity = points.is_empty() && matches!(zone.kind.as_str(), "rfid" | "ibeacon");
        let fit = match Fit::of(points) {
            Ok(fit) => Some(fit),
            Err(error) => {
                // Without any points it speaks in its own coordinates, and that is no fault.
                if floor.is_some() && !points.is_empty() {
                    self.doubts.push(format!(
                        "Positions in degrees of zone \"{}\" cannot be placed: {error}.",
                        shown_name(zone)
                    ));
                }
                None
            }
        };
        if let Some(fit) = fit
            && floor.is_some()
            && fit.residual_m > RESIDUAL_TOLD_M
        {
            self.doubts.push(format!(
                "The ground control points of zone \"{}\" do not agree: they are off by {:.1} m.",
                shown_name(zone),
                fit.residual_m
            ));
        }
        let names = [zone.foreign_id.as_deref(), Some(&zone.id), zone.name.as_deref()];
        let reader = names.into_iter().flatten().find(|name| roster.is_named(name));
        let reader = reader.unwrap_or(&zone.id).to_owned();
        let at = self.zones.len();
        self.zones.push(Known { reader, floor, fit, is_proximity });
        for name in [Some(&zone.id), zone.foreign_id.as_ref()].into_iter().flatten() {
            self.by_source.insert(name.clone(), at);
            self.by_source.insert(key(name), at);
        }
    }

    fn add_fence(&mut self, fence: &Fence, roster: &Roster) {
        let names = [fence.foreign_id.as_deref(), fence.name.as_deref(), Some(&fence.id)];
        let place = names.into_iter().flatten().find(|name| roster.place(name).is_some());
        let Some(place) = place else { return };
        let zone = fence.zone_id.as_deref().and_then(|id| self.zone(id));
        let reader = zone.map(|zone| zone.reader.clone()).unwrap_or_default();
        let place = FencePlace { place: place.to_owned(), reader };
        self.fences.insert(key(&fence.id), place);
    }
}

fn is_named(zone: &Zone, name: &str) -> bool {
    let names = [Some(&zone.id), zone.foreign_id.as_ref(), zone.name.as_ref()];
    names.into_iter().flatten().any(|own| own.eq_ignore_ascii_case(name.trim()))
}

fn shown_name(zone: &Zone) -> &str {
    zone.name.as_deref().unwrap_or(&zone.id)
}

/// UUIDs are the same in capitals.
fn key(id: &str) -> String {
    id.trim().to_ascii_lowercase()
}
