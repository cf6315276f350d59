//! One world that the past is played to.

use std::collections::{BTreeMap, HashMap};

use trackward_model::{
    AlertId, AssetIndex, Binding, ClockKind, JournalEntry, ParLevel, Position, ReaderEvent,
    ReaderIndex, ReaderState, Rule, Severity, Sighting, Site, Span, Stay, StepKind, StockAt,
    Subject, Tag, Timestamp, Transition,
};

use crate::load::Hospital;
use crate::world::{JUDGED_BEHIND, Outcome, World};

/// How many alerts a lane follows at most: a policy that makes more than this is told as such by
/// the number alone.
const RAISED_MAX: usize = 200_000;
/// How often the clock is let run on: what it finds has its exact instant all the same.
const TICK_EVERY: Span = Span::minutes(1);

/// An alert that would have been.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raised {
    pub rule: Rule,
    pub severity: Severity,
    pub subject: Subject,
    pub opened_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
}

/// How it was at the beginning.
#[derive(Debug)]
pub(super) struct Then {
    /// Where each asset was; it was heard there last.
    pub stays: Vec<(AssetIndex, Stay)>,
    /// How the readers were, each with since when.
    pub readers: Vec<(ReaderIndex, Timestamp, ReaderState)>,
}

/// One world that the past is played to.
#[derive(Debug)]
pub(super) struct Lane {
    world: World,
    outcome: Outcome,
    raised: BTreeMap<AlertId, Raised>,
    from: Timestamp,
    to: Timestamp,
    ticked: Timestamp,
    /// How many sightings it took.
    pub sightings: u64,
}

impl Lane {
    /// A hospital as it was at the beginning.
    pub fn new(hospital: Hospital, then: &Then, from: Timestamp, to: Timestamp) -> Self {
        let Hospital { site, assets, bindings } = hospital;
        let mut world = World::new(site, assets, &bindings, Timestamp::MIN);
        let mut outcome = Outcome::default();
        let tags = tags_then(&then.stays, &bindings, from);
        let heard = then.stays.iter();
        let heard =
            heard.filter_map(|(asset, stay)| lead_in(&world, *tags.get(asset)?, stay, from));
        let said = then.readers.iter().map(|&(reader, at, state)| {
            let event = ReaderEvent::State { state, reason: String::new() };
            JournalEntry::Reader { at, reader, event }
        });
        let mut before: Vec<_> = said.chain(heard.map(JournalEntry::Sighting)).collect();
        before.sort_by_key(JournalEntry::at);
        for entry in &before {
            take(&mut world, entry, &mut outcome);
        }
        world.judge(from - JUDGED_BEHIND, &mut outcome);
        let raised = BTreeMap::new();
        let mut lane = Self { world, outcome, raised, from, to, ticked: from, sightings: 0 };
        lane.note();
        lane
    }

    /// Takes what was recorded.
    pub fn take(&mut self, entries: &[JournalEntry]) {
        for entry in entries {
            let (at, heard) = match entry {
                JournalEntry::Sighting(sighting) => (sighting.received_at, 1),
                JournalEntry::Reader { at, .. } => (*at, 0),
            };
            if at <= self.to {
                take(&mut self.world, entry, &mut self.outcome);
                self.sightings += heard;
            }
        }
        if self.world.reached.since(self.ticked) >= TICK_EVERY {
            self.ticked = self.world.reached;
            self.world.judge(self.ticked - JUDGED_BEHIND, &mut self.outcome);
        }
        self.note();
    }

    /// Lets the clock run to the end.
    pub fn finish(&mut self) {
        self.world.judge(self.to, &mut self.outcome);
        self.note();
    }

    /// The alerts that would have been raised in the period, in the order of their numbers.
    pub fn raised(&self) -> impl Iterator<Item = &Raised> {
        self.raised.values().filter(|raised| raised.opened_at >= self.from)
    }

    /// Those, and before them what stood already when it began.
    pub fn standing(&self) -> impl Iterator<Item = &Raised> {
        self.raised.values()
    }

    /// The id of what an alert is about.
    pub fn name(&self, subject: Subject) -> String {
        let site: &Site = &self.world.site;
        match subject {
            Subject::Asset(asset) => self.world.assets[asset.at()].asset.asset_id.to_string(),
            Subject::Reader(reader) => site.readers[reader.at()].id.to_string(),
            Subject::Tag(tag) => tag.to_string(),
            Subject::Stock(stock) => match &site.par_levels[stock.at()] {
                ParLevel { type_id, at: StockAt::Unit(unit), .. } => format!("{unit} {type_id}"),
                ParLevel { type_id, at: StockAt::Place(place), .. } => format!("{place} {type_id}"),
            },
            Subject::Request(id) => format!("request {id}"),
        }
    }

    fn note(&mut self) {
        for Transition { alert, step } in self.outcome.transitions.drain(..) {
            match step.kind {
                StepKind::Opened
                    if self.raised.len() < RAISED_MAX && Rule::OF_HEARING.contains(&alert.rule) =>
                {
                    self.raised.insert(
                        alert.id,
                        Raised {
                            rule: alert.rule,
                            severity: alert.severity,
                            subject: alert.subject,
                            opened_at: alert.opened_at,
                            resolved_at: None,
                        },
                    );
                }
                StepKind::Resolved => {
                    if let Some(raised) = self.raised.get_mut(&alert.id) {
                        raised.resolved_at = Some(step.at);
                    }
                }
                _ => {}
            }
        }
        self.outcome.clear();
    }
}

fn take(world: &mut World, entry: &JournalEntry, outcome: &mut Outcome) {
    match entry {
        JournalEntry::Sighting(sighting) => world.retake(sighting, outcome),
        JournalEntry::Reader { at, reader, event } => {
            world.take_reader(*reader, *at, event, outcome);
        }
    }
}

/// The tag that each asset wore when it was heard last.
fn tags_then(
    stays: &[(AssetIndex, Stay)],
    bindings: &[Binding],
    from: Timestamp,
) -> HashMap<AssetIndex, Tag> {
    let heard: HashMap<AssetIndex, Timestamp> =
        stays.iter().map(|(asset, stay)| (*asset, stay.last_seen.min(from))).collect();
    let worn = bindings.iter().filter(|binding| {
        let at = heard.get(&binding.asset);
        at.is_some_and(|at| binding.from <= *at && binding.to.is_none_or(|to| *at < to))
    });
    worn.map(|binding| (binding.asset, binding.tag)).collect()
}

/// A sighting that says what the stay said: an antenna of its place heard it, or a hub saw it in
/// the middle.
fn lead_in(world: &World, tag: Tag, stay: &Stay, from: Timestamp) -> Option<Sighting> {
    let at = stay.last_seen.min(from);
    let place = stay.place?;
    let sighting = Sighting {
        at,
        received_at: at,
        tag,
        reader: ReaderIndex(0),
        antenna: 0,
        count: 1,
        rssi: None,
        position: None,
        battery_percent: None,
        clock: ClockKind::Host,
    };
    match world.layout.antenna_in(place) {
        Some((reader, antenna)) => Some(Sighting { reader, antenna, ..sighting }),
        None => {
            let [x, y] = world.layout.middle(place)?;
            let position = Position { floor: stay.floor, x, y, accuracy_m: 0.0 };
            Some(Sighting { position: Some(position), ..sighting })
        }
    }
}
