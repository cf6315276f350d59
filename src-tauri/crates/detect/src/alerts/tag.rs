//! Tags that are on no asset, and what follows from hearing them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trackward_model::{
    Alert, AssetIndex, FloorIndex, PlaceIndex, Rule, Sighting, Subject, Tag, Timestamp, Transition,
};

use super::{Alerts, before};
use crate::case::{TagCase, TagHeard};
use crate::evidence;
use crate::life::{Matter, Period, Words};
use crate::rule::{self, unknown_tag};
use crate::scene::Scene;

/// How many tags on nothing are followed; when there are more, the older half is forgotten.
pub const UNKNOWN_CANDIDATES_MAX: usize = 10_000;
/// How many of them are told of at the same time: a visitor's ward is one piece of news.
pub const UNKNOWN_ALERTS_MAX: usize = 50;

/// All that are followed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Tags {
    list: BTreeMap<Tag, TagWatch>,
    /// None is due earlier.
    due: Option<Timestamp>,
    pub held_back: u64,
}

/// How far the rule has come with one tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct TagWatch {
    heard: TagHeard,
    due: Timestamp,
    known: Timestamp,
    checked: Timestamp,
    is_held_back: bool,
}

impl TagWatch {
    const fn new(heard: TagHeard) -> Self {
        Self {
            due: Timestamp::MAX,
            known: heard.last,
            checked: Timestamp::MIN,
            is_held_back: false,
            heard,
        }
    }
}

impl Tags {
    pub(super) fn look_anew(&mut self, at: Timestamp) {
        for watch in self.list.values_mut() {
            watch.known = watch.known.max(at);
            watch.due = at;
        }
        self.is_due(at);
    }

    /// A tag of which only its alert is known.
    pub(super) fn restore(&mut self, tag: Tag, alert: &Alert) {
        let last = alert.evidence.last_sighting;
        let heard = TagHeard {
            first: alert.since,
            last: last.map_or(alert.opened_at, |last| last.at),
            sightings: alert.evidence.sightings.unwrap_or(unknown_tag::SIGHTINGS_MIN),
            reader: last.map_or(trackward_model::ReaderIndex(u32::MAX), |last| last.reader),
            antenna: last.map_or(0, |last| last.antenna),
            told_from: Some(alert.since),
        };
        self.list.entry(tag).or_insert(TagWatch::new(heard));
        self.wake(tag, Timestamp::MIN);
    }

    pub(super) fn wake(&mut self, tag: Tag, at: Timestamp) {
        if let Some(watch) = self.list.get_mut(&tag) {
            watch.due = watch.due.min(at);
            self.is_due(at);
        }
    }

    fn is_due(&mut self, at: Timestamp) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// Half at once, so that the price is paid rarely. What was told of stays.
    fn forget_older_half(&mut self, is_told: impl Fn(Tag) -> bool) {
        let mut times: Vec<Timestamp> = self.list.values().map(|watch| watch.heard.last).collect();
        let middle = times.len() / 2;
        let (_, &mut limit, _) = times.select_nth_unstable(middle);
        self.list.retain(|tag, watch| watch.heard.last > limit || is_told(*tag));
    }
}

impl TagHeard {
    /// Takes a sighting at an instant.
    fn take(&mut self, sighting: &Sighting, at: Timestamp, after: trackward_model::Span) {
        if at.since(self.last) >= unknown_tag::GONE_AFTER {
            (self.first, self.sightings, self.told_from) = (at, 0, None);
        }
        let by = (sighting.reader, sighting.antenna);
        // Of several within an instant the order must not matter.
        if at > self.last || by > (self.reader, self.antenna) {
            (self.reader, self.antenna) = by;
        }
        self.last = self.last.max(at);
        self.sightings += 1;
        let is_enough = self.sightings >= unknown_tag::SIGHTINGS_MIN;
        if self.told_from.is_none() && is_enough && at.since(self.first) >= after {
            self.told_from = Some(at);
        }
    }
}

impl Alerts {
    /// A tag that is on no asset was heard at an instant.
    pub fn unknown_tag(
        &mut self,
        scene: &Scene,
        sighting: &Sighting,
        at: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let tag = sighting.tag;
        match self.tags.list.get(&tag) {
            Some(watch) if watch.due < at => self.advance_tag(scene, tag, before(at), out),
            Some(_) => {}
            None if self.tags.list.len() >= UNKNOWN_CANDIDATES_MAX => {
                let lives = &self.lives;
                let is_told = |tag| lives.has(Subject::Tag(tag), Rule::UnknownTag);
                self.tags.forget_older_half(is_told);
            }
            None => {}
        }
        let watch = self.tags.list.entry(tag).or_insert_with(|| {
            let (reader, antenna) = (sighting.reader, sighting.antenna);
            let (first, last) = (at, at);
            TagWatch::new(TagHeard { first, last, sightings: 0, reader, antenna, told_from: None })
        });
        let at = at.max(watch.heard.last);
        watch.heard.take(sighting, at, scene.policy().unknown_tag_after);
        watch.known = at;
        if watch.heard.told_from.is_some() || watch.due < Timestamp::MAX {
            watch.due = watch.due.min(at);
            self.tags.is_due(at);
        }
    }

    /// A tag was put on an asset.
    pub fn bound(
        &mut self,
        scene: &Scene,
        tag: Tag,
        asset: AssetIndex,
        at: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        if self.tags.list.get(&tag).is_some_and(|watch| watch.due < at) {
            self.advance_tag(scene, tag, before(at), out);
        }
        self.tags.list.remove(&tag);
        let name = scene.asset(asset).map_or("an asset", |terms| terms.asset_id.as_str());
        let note = format!("It is on {name} now.");
        self.lives.end(Subject::Tag(tag), Rule::UnknownTag, at, &note, out);
    }

    /// Judges the unknown tags through an instant.
    #[inline]
    pub fn tick_tags(&mut self, scene: &Scene, through: Timestamp, out: &mut Vec<Transition>) {
        if self.tags.due.is_none_or(|due| due > through) {
            return;
        }
        let due = self.tags.list.iter().filter(|(_, watch)| watch.due <= through);
        let due: Vec<Tag> = due.map(|(tag, _)| *tag).collect();
        for tag in due {
            self.advance_tag(scene, tag, through, out);
        }
        self.tags.due = self.tags.list.values().map(|watch| watch.due).min();
    }

    fn advance_tag(
        &mut self,
        scene: &Scene,
        tag: Tag,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let (rule, subject) = (Rule::UnknownTag, Subject::Tag(tag));
        let Some(watch) = self.tags.list.get_mut(&tag) else { return };
        let period = Period { from: watch.known.max(watch.checked), through };
        if through < period.from {
            return;
        }
        (watch.checked, watch.due) = (through, Timestamp::MAX);
        let course = if scene.change(rule).off { None } else { unknown_tag::course(&watch.heard) };
        if course.is_some_and(|course| course.holds_at(through))
            && !self.lives.has(subject, rule)
            && self.lives.count_open(rule) >= UNKNOWN_ALERTS_MAX
        {
            self.tags.held_back += u64::from(!watch.is_held_back);
            watch.is_held_back = true;
            return;
        }
        let case = TagCase { scene, tag, heard: watch.heard };
        let (place, floor) = whereabouts(scene, &watch.heard);
        let words = Words {
            rule,
            subject,
            place,
            floor,
            matter: &Matter::default,
            severity: &|_| rule::severity(scene, rule, unknown_tag::SEVERITY),
            reason: &|_, _| unknown_tag::reason(&case),
            ended: &|_, _| match scene.change(rule).off {
                true => rule::SWITCHED_OFF.to_owned(),
                false => "It is not heard any more.".to_owned(),
            },
            evidence: &|_| evidence::of_tag(&case, scene.policy().unknown_tag_after),
        };
        let delays = rule::delays(scene, rule);
        watch.due = self.lives.follow(course.as_ref(), period, delays, &words, out).due;
    }
}

fn whereabouts(scene: &Scene, heard: &TagHeard) -> (Option<PlaceIndex>, Option<FloorIndex>) {
    let antennas = scene.reader(heard.reader).map_or(&[][..], |terms| &terms.antennas);
    let by = match antennas {
        [only] => Some(only),
        several => several.iter().find(|(port, ..)| *port == heard.antenna),
    };
    (by.map(|(_, place, _)| *place), by.map(|(.., floor)| *floor))
}
