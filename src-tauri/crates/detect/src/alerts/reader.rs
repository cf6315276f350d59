//! What readers say of themselves, and what follows from that.

use serde::{Deserialize, Serialize};
use trackward_model::{
    AssetIndex, ReaderEvent, ReaderIndex, Rule, Severity, Subject, Timestamp, Transition,
};

use super::{Alerts, AssetWatch, HEARING, before};
use crate::case::{ClockWord, ReaderCase};
use crate::course::Course;
use crate::evidence;
use crate::health::{Health, is_deaf};
use crate::life::{Matter, Period, Words};
use crate::rule::{self, clock_wrong, reader_down};
use crate::scene::Scene;

/// How much of a reader's own words is kept, in characters.
const WHY_LENGTH_MAX: usize = 200;

/// How far the rules have come with one reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ReaderWatch {
    due: Timestamp,
    known: Timestamp,
    checked: Timestamp,
    /// Why it is in its state, in a sentence.
    why: String,
    clock: ClockWord,
}

impl Default for ReaderWatch {
    fn default() -> Self {
        Self {
            due: Timestamp::MAX,
            known: Timestamp::MIN,
            checked: Timestamp::MIN,
            why: String::new(),
            clock: ClockWord::default(),
        }
    }
}

impl Alerts {
    /// A reader said something of itself at an instant; what comes late counts from the latest
    /// that it said. Nothing follows before the instant is over.
    pub fn reader(
        &mut self,
        scene: &Scene,
        reader: ReaderIndex,
        at: Timestamp,
        event: &ReaderEvent,
        out: &mut Vec<Transition>,
    ) {
        let Some(watch) = self.readers.get(reader.at()) else { return };
        let at = at.max(watch.known);
        // Whether one is down decides what is said of the others of its source.
        let fellows = scene
            .source_of(reader)
            .map_or(std::slice::from_ref(&reader), |source| &source.readers[..]);
        for &fellow in fellows {
            if self.readers.get(fellow.at()).is_some_and(|watch| watch.due < at) {
                self.advance_reader(scene, fellow, before(at), out);
            }
        }
        match event {
            ReaderEvent::State { state, reason } => {
                self.health.note_state(reader, at, *state);
                self.readers[reader.at()].why = reason.chars().take(WHY_LENGTH_MAX).collect();
                for &fellow in fellows {
                    if let Some(watch) = self.readers.get_mut(fellow.at()) {
                        watch.known = watch.known.max(at);
                    }
                    self.wake_reader(fellow, at);
                }
                if !is_deaf(*state) {
                    self.wake_held_back(scene, reader, at);
                }
            }
            ReaderEvent::Antenna { port, connected } => {
                self.health.note_plug(reader, at, *port, *connected);
                if *connected {
                    self.wake_held_back(scene, reader, at);
                }
                return;
            }
            ReaderEvent::Clock { offset_ms } => {
                self.readers[reader.at()].clock = ClockWord { offset_ms: *offset_ms, at };
            }
            ReaderEvent::Buffer { .. } | ReaderEvent::Exception { .. } => return,
        }
        let watch = &mut self.readers[reader.at()];
        watch.known = at;
        watch.due = watch.due.min(at);
        self.reader_is_due(at);
    }

    /// Judges the readers through an instant.
    #[inline]
    pub fn tick_readers(&mut self, scene: &Scene, through: Timestamp, out: &mut Vec<Transition>) {
        if self.readers_due.is_none_or(|due| due > through) {
            return;
        }
        for i in 0..self.readers.len() {
            if self.readers[i].due <= through {
                self.advance_reader(scene, ReaderIndex::of(i), through, out);
            }
        }
        self.readers_due = self.readers.iter().map(|watch| watch.due).min();
    }

    pub(super) fn look_anew_at_readers(&mut self, at: Timestamp) {
        for watch in &mut self.readers {
            watch.known = watch.known.max(at);
            watch.due = watch.due.min(at);
        }
        self.reader_is_due(at);
    }

    pub(super) fn wake_reader(&mut self, reader: ReaderIndex, at: Timestamp) {
        if let Some(watch) = self.readers.get_mut(reader.at()) {
            watch.due = watch.due.min(at);
            self.reader_is_due(at);
        }
    }

    fn reader_is_due(&mut self, at: Timestamp) {
        self.readers_due = Some(self.readers_due.map_or(at, |due| due.min(at)));
    }

    /// The assets that this reader's silence kept from an alert, or theirs from getting worse, have
    /// to be judged again.
    fn wake_held_back(&mut self, scene: &Scene, reader: ReaderIndex, at: Timestamp) {
        let covers = scene.covers_with(reader);
        let held_back = |watch: &&mut AssetWatch| {
            watch.mask & HEARING != 0 && watch.cover.is_some_and(|cover| covers.contains(&cover))
        };
        for watch in self.assets.iter_mut().filter(held_back) {
            watch.due = watch.due.min(at);
        }
    }

    fn advance_reader(
        &mut self,
        scene: &Scene,
        reader: ReaderIndex,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let Self { readers, assets, health, lives, .. } = self;
        let (Some(watch), Some(terms)) = (readers.get_mut(reader.at()), scene.reader(reader))
        else {
            return;
        };
        let period = Period { from: watch.known.max(watch.checked), through };
        if through < period.from {
            return;
        }
        let is_down = |reader: &ReaderIndex| health.down_since(*reader).is_some();
        let case = ReaderCase {
            reader,
            terms,
            down_since: health.down_since(reader),
            source_down: scene.source_of(reader).filter(|one| one.readers.iter().all(is_down)),
            why: &watch.why,
            clock: watch.clock,
            clock_wrong_after: scene.policy().clock_wrong_after,
        };
        let (subject, mut due) = (Subject::Reader(reader), Timestamp::MAX);
        for rule in rule::OF_READERS {
            let course = course(rule, &case, scene, lives.held(subject, rule));
            let silent = case
                .source_down
                .map_or(std::slice::from_ref(&reader), |source| &source.readers[..]);
            let blind = |at| match rule {
                Rule::ReaderDown => assets_blind(scene, health, assets, silent, at),
                _ => 0,
            };
            let words = Words {
                rule,
                subject,
                place: only(terms.antennas.iter().map(|(_, place, _)| *place)),
                floor: only(terms.antennas.iter().map(|(_, _, floor)| *floor)),
                matter: &Matter::default,
                severity: &|_| rule::severity(scene, rule, Severity::Warning),
                reason: &|at, _| match rule {
                    Rule::ReaderDown => reader_down::reason(&case, blind(at)),
                    _ => clock_wrong::reason(&case),
                },
                ended: &|_, _| ended(rule, &case, scene),
                evidence: &|at| evidence::of_reader(rule, &case, scene, health, blind(at), at),
            };
            let delays = rule::delays(scene, rule);
            due = due.min(lives.follow(course.as_ref(), period, delays, &words, out).due);
        }
        watch.checked = through;
        watch.due = due;
    }
}

fn course(rule: Rule, case: &ReaderCase, scene: &Scene, held: Option<Timestamp>) -> Option<Course> {
    if case.terms.is_removed || scene.change(rule).off {
        return None;
    }
    match rule {
        Rule::ReaderDown => reader_down::course(case),
        _ => clock_wrong::course(case, held),
    }
}

fn ended(rule: Rule, case: &ReaderCase, scene: &Scene) -> String {
    if scene.change(rule).off {
        return rule::SWITCHED_OFF.to_owned();
    }
    if case.terms.is_removed {
        return format!("Reader {} was taken out.", case.terms.name);
    }
    match rule {
        Rule::ReaderDown => reader_down::ended(case),
        _ => clock_wrong::ended(case),
    }
}

/// How many assets nobody could hear at an instant because of these readers, among others.
fn assets_blind(
    scene: &Scene,
    health: &Health,
    assets: &[AssetWatch],
    silent: &[ReaderIndex],
    at: Timestamp,
) -> u32 {
    let mut is_blind = vec![false; scene.cover_count()];
    for cover in silent.iter().flat_map(|reader| scene.covers_with(*reader)) {
        is_blind[cover.0 as usize] = health.is_down_at(scene, *cover, at);
    }
    let in_service = |i: usize| scene.asset(AssetIndex::of(i)).is_some_and(|a| !a.is_retired);
    let blind = assets.iter().enumerate().filter(|(i, watch)| {
        watch.stay_cover.is_some_and(|cover| is_blind.get(cover.0 as usize) == Some(&true))
            && in_service(*i)
    });
    u32::try_from(blind.count()).unwrap_or(u32::MAX)
}

/// What all have in common.
fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
