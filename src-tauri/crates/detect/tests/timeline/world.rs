//! What an engine does around the rules, as small as can be.

use trackward_detect::{Alerts, Scene, Seen, before};
use trackward_model::{
    Asset, AssetIndex, ClockKind, Fix, Policy, ReaderEvent, ReaderIndex, ReaderState, Scheme,
    Sighting, Signed, Site, Span, Tag, Timestamp, Transition,
};

use super::track::Track;
use super::{site, time};

/// How the clock ticks between events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Every minute.
    Minutes,
    /// Only at the end.
    Events,
    /// Every seven minutes, and everything is written and read back before each event.
    Restarts,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub at: Timestamp,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Heard { asset: u32, place: u32, reader: u32, port: u16, battery: Option<u8> },
    Reader { reader: u32, event: ReaderEvent },
    Tag { tag: u8, reader: u32 },
    Bind { tag: u8 },
    Acknowledge,
    Snooze(Span),
    Resolve,
    Nothing,
}

/// Reads a timeline.
pub fn read(timeline: &str) -> Vec<Event> {
    let events = timeline.split('/').filter(|event| !event.trim().is_empty());
    events.map(|event| read_event(&event.split_whitespace().collect::<Vec<_>>())).collect()
}

fn read_event(words: &[&str]) -> Event {
    let at = time(words[0]);
    let what = match &words[1..] {
        ["-"] => What::Nothing,
        ["ack"] => What::Acknowledge,
        ["resolve"] => What::Resolve,
        ["snooze", span] => What::Snooze(span.parse().unwrap()),
        ["bind", tag] => What::Bind { tag: tag.parse().unwrap() },
        ["tag", tag] => What::Tag { tag: tag.parse().unwrap(), reader: 0 },
        [reader, rest @ ..] if site::reader(reader).is_some() => {
            What::Reader { reader: site::reader(reader).unwrap(), event: reader_event(rest) }
        }
        rest => heard(rest),
    };
    Event { at, what }
}

fn reader_event(words: &[&str]) -> ReaderEvent {
    let state = |state| ReaderEvent::State { state, reason: String::new() };
    let port = || words[1].parse().unwrap();
    match words[0] {
        "up" => state(ReaderState::Online),
        "down" => state(ReaderState::Offline),
        "connecting" => state(ReaderState::Connecting),
        "taken" => state(ReaderState::Taken),
        "plug" => ReaderEvent::Antenna { port: port(), connected: true },
        "unplug" => ReaderEvent::Antenna { port: port(), connected: false },
        "clock" => {
            let (sign, span) = match words[1].strip_prefix('-') {
                Some(span) => (-1, span),
                None => (1, words[1]),
            };
            let span: Span = span.parse().unwrap();
            ReaderEvent::Clock { offset_ms: sign * span.as_milliseconds() }
        }
        other => panic!("readers do not {other}"),
    }
}

fn heard(words: &[&str]) -> What {
    let (asset, words) = match site::asset(words[0]) {
        Some(asset) => (asset, &words[1..]),
        None => (0, words),
    };
    let place = site::place(words[0]).unwrap_or_else(|| panic!("no place {}", words[0]));
    let (mut reader, mut port) = site::hearing(words[0]);
    let mut battery = None;
    let mut rest = words[1..].iter();
    while let Some(word) = rest.next() {
        match word.strip_suffix('%') {
            Some(percent) => battery = Some(percent.parse().unwrap()),
            None => (reader, port) = (rest.next().unwrap(), 1),
        }
    }
    What::Heard { asset, place, reader: site::reader(reader).unwrap(), port, battery }
}

/// The hospital with its rules.
pub struct World {
    pub site: Site,
    pub assets: Vec<Asset>,
    pub scene: Scene,
    pub alerts: Alerts,
    pub told: Vec<Transition>,
    tracks: Vec<Track>,
}

impl World {
    pub fn new(change: &dyn Fn(&mut Policy)) -> Self {
        let (mut site, assets) = (site::site(), site::assets());
        change(&mut site.policy);
        let scene = Scene::new(&site, &assets);
        let tracks = vec![Track::default(); assets.len()];
        let (alerts, told) = (Alerts::new(&scene), Vec::new());
        Self { site, assets, scene, alerts, told, tracks }
    }

    /// The policy or the assets are others from now on.
    pub fn change(&mut self, at: Timestamp, change: impl FnOnce(&mut Site, &mut Vec<Asset>)) {
        change(&mut self.site, &mut self.assets);
        self.scene = Scene::new(&self.site, &self.assets);
        self.alerts.look_anew(&self.scene, at);
    }

    pub fn fix(&self, asset: AssetIndex) -> Fix {
        self.tracks[asset.at()].fix.expect("it was heard")
    }

    fn advance(&mut self, asset: AssetIndex, through: Timestamp) {
        let track = &self.tracks[asset.at()];
        let seen = Seen { fix: track.fix.as_ref(), stays: &track.stays };
        self.alerts.advance(&self.scene, asset, seen, through, &mut self.told);
    }

    pub fn tick(&mut self, now: Timestamp) {
        let due: Vec<AssetIndex> = self.alerts.due_assets(now).collect();
        for asset in due {
            self.advance(asset, now);
        }
        self.alerts.tick_readers(&self.scene, now, &mut self.told);
        self.alerts.tick_tags(&self.scene, now, &mut self.told);
    }

    pub fn take(&mut self, event: &Event) {
        let (at, scene, out) = (event.at, &self.scene, &mut self.told);
        match &event.what {
            What::Heard { asset, place, reader, port, battery } => {
                self.hear(at, AssetIndex(*asset), (*place, *reader, *port, *battery));
            }
            What::Reader { reader, event } => {
                self.alerts.reader(scene, ReaderIndex(*reader), at, event, out);
            }
            What::Tag { tag, reader } => {
                self.alerts.unknown_tag(scene, &sighting(at, *tag, *reader), at, out);
            }
            What::Bind { tag } => {
                self.alerts.bound(scene, unknown(*tag), AssetIndex(0), at, out);
            }
            What::Acknowledge | What::Snooze(_) | What::Resolve => self.act(at, &event.what),
            What::Nothing => {}
        }
    }

    /// A person acts on the alert that was opened last, and sees what holds at that time.
    fn act(&mut self, at: Timestamp, what: &What) {
        self.tick(at);
        let latest =
            self.alerts.open().max_by_key(|alert| (alert.opened_at, alert.rule, alert.subject));
        let Some(id) = latest.map(|alert| alert.id) else { return };
        let signed = Signed { at, by: "Kim".into(), note: "because".into() };
        let done = match what {
            What::Acknowledge => self.alerts.acknowledge(id, signed),
            What::Snooze(span) => self.alerts.snooze(id, signed, at + *span),
            _ => self.alerts.resolve(id, signed),
        };
        self.told.extend(done.ok());
    }

    fn hear(&mut self, at: Timestamp, asset: AssetIndex, heard: (u32, u32, u16, Option<u8>)) {
        if self.alerts.is_due(asset, before(at)) {
            self.advance(asset, before(at));
        }
        let track = &mut self.tracks[asset.at()];
        let moved = track.hear(at, heard);
        let moved = track.fix.as_ref().filter(|_| moved);
        self.alerts.heard(&self.scene, asset, at, heard.3, moved, &mut self.told);
    }

    /// Writes everything to a snapshot and reads it back.
    pub fn restart(&mut self) {
        let bytes = postcard::to_allocvec(&self.alerts).expect("plain values");
        let read: Alerts = postcard::from_bytes(&bytes).expect("what was written");
        assert_eq!(read, self.alerts);
        self.alerts = read;
    }
}

pub fn unknown(tag: u8) -> Tag {
    Tag::new(Scheme::Uid, &[tag; 4]).expect("four bytes are a tag")
}

pub fn sighting(at: Timestamp, tag: u8, reader: u32) -> Sighting {
    Sighting {
        at,
        received_at: at,
        tag: unknown(tag),
        reader: ReaderIndex(reader),
        antenna: 1,
        count: 1,
        rssi: None,
        position: None,
        battery_percent: None,
        clock: ClockKind::Reader,
    }
}

/// A world under a ticking clock.
pub struct Run {
    pub world: World,
    pace: Pace,
    now: Option<Timestamp>,
}

impl Run {
    pub fn new(world: World, pace: Pace) -> Self {
        Self { world, pace, now: None }
    }

    pub fn take(&mut self, event: &Event) {
        let step = match self.pace {
            Pace::Minutes => Some(Span::minutes(1)),
            Pace::Restarts => Some(Span::minutes(7)),
            Pace::Events => None,
        };
        if let (Some(step), Some(now)) = (step, self.now) {
            let mut tick = now + step;
            while tick < event.at {
                self.world.tick(tick);
                tick = tick + step;
            }
        }
        if self.pace == Pace::Restarts {
            self.world.restart();
        }
        self.world.take(event);
        self.now = Some(event.at);
    }

    pub fn end(&mut self) {
        self.world.tick(self.now.expect("something happened"));
    }
}
