//! Ways on foot: how far it is from one spot to another, through doors and by lift.
//!
//! [`Ways`] is a site compiled for walking. [`Ways::from`] looks once at all of the hospital from
//! one spot; what it returns answers for thousands of others in less than a microsecond each.
//!
//! Inside a place one walks inside its outline. A door joins the two places that it names. A place
//! without a door is an open part of the smallest place around its middle. Lifts of one building
//! whose middles are hardly apart are one shaft. Where doors do not lead, the way is a straight
//! line, to another floor by the nearest lift, and says so.
//!
//! Invariants: a way is as long in both directions, and never shorter than the straight line on
//! its floor; the order of doors makes no difference to it; no coordinate makes it panic.

mod crow;
mod from;
mod graph;
mod ground;
mod lift;
mod room;
mod walk;

use std::sync::Arc;

use trackward_model::{FloorIndex, PlaceIndex, Site};

pub use from::From;
use graph::Graph;
pub use walk::Walk;

/// What a floor up or down costs, in metres on foot: waiting for the lift and riding it.
pub const FLOOR_M: f64 = 30.0;
/// The most doors of a site; what comes after them is not walked through.
pub const DOORS_MAX: usize = 20_000;
/// The most doors of one place; what comes after them is not walked through.
pub const DOORS_OF_PLACE_MAX: usize = 200;
/// The most lifts of a site, counted on each floor; what comes after them is not ridden.
pub const LIFTS_MAX: usize = 1_000;
/// The most corners of an outline that is walked around; one with more is walked straight through.
pub const CORNERS_MAX: usize = 128;
/// The most lines between doors and corners that are looked along in all of a site. A hospital has
/// a few thousand in each hall that is no rectangle; the places past the limit are walked straight
/// through, so that no site file takes longer than seconds to compile.
pub const LINES_MAX: usize = 1_000_000;

/// A site compiled for walking. Made once for each version of the site.
#[derive(Debug, Clone)]
pub struct Ways(Arc<Graph>);

impl Ways {
    /// Compiles a site. Doors that join nothing, or that are nowhere, are left out.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self(Arc::new(Graph::new(site)))
    }

    /// Looks at the whole hospital from a spot. A place that is not known, or not on this floor, is
    /// looked up by the point; without a point one stands in the middle of the place.
    #[must_use]
    pub fn from(&self, floor: FloorIndex, place: Option<PlaceIndex>, at: [f64; 2]) -> From {
        From::new(&self.0, self.0.spot(floor, place, at))
    }
}
