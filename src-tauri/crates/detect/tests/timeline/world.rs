//! What an engine does around the rules, as small as can be.

use trackward_detect::{Alerts, Scene, Seen, StockCount, before};
use trackward_model::{
    Asset, AssetIndex, ClockKind, Duty, Fix, Policy, ReaderIndex, RequestEnd, RequestId, Scheme,
    Sighting, Signed, Site, Span, Subject, Tag, Timestamp, Transition,
};

use super::read::{Event, What};
use super::site;
use super::stock::Supply;
use super::track::Track;

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

/// The hospital with its rules.
pub struct World {
    pub site: Site,
    pub assets: Vec<Asset>,
    pub scene: Scene,
    pub alerts: Alerts,
    pub told: Vec<Transition>,
    tracks: Vec<Track>,
    supply: Supply,
}

impl World {
    pub fn new(change: &dyn Fn(&mut Policy)) -> Self {
        let (mut site, assets) = (site::site(), site::assets());
        change(&mut site.policy);
        let scene = Scene::new(&site, &assets);
        let tracks = vec![Track::default(); assets.len()];
        let (alerts, told) = (Alerts::new(&scene), Vec::new());
        let supply = Supply::new(&site);
        Self { site, assets, scene, alerts, told, tracks, supply }
    }

    /// The policy or the assets are others from now on.
    pub fn change(&mut self, at: Timestamp, change: impl FnOnce(&mut Site, &mut Vec<Asset>)) {
        change(&mut self.site, &mut self.assets);
        let mut scene = Scene::new(&self.site, &self.assets);
        scene.take_duties(&mut self.scene);
        self.scene = scene;
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
        self.count(now);
        self.alerts.tick_supply(&self.scene, now, &mut self.told);
    }

    /// Tells of the stocks as of each whole minute through an instant.
    fn count(&mut self, through: Timestamp) {
        while let Some(minute) = self.supply.next_minute(through) {
            self.alerts.stock(&self.scene, &self.supply.ready, minute, &mut self.told);
        }
    }

    pub fn take(&mut self, event: &Event) {
        self.count(before(event.at));
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
            What::Owes { asset, duty } => self.owe(at, AssetIndex(*asset), duty),
            What::Stock { stock, ready } => {
                self.supply.put(*stock, StockCount { ready: *ready }, at);
            }
            What::Request { .. } | What::TakeUp { .. } | What::Close { .. } => {
                if let Some(request) = self.supply.request(at, &event.what) {
                    self.alerts.request(scene, request, at, out);
                }
            }
            What::Acknowledge | What::Snooze(_) | What::Resolve => self.act(at, &event.what),
            What::Nothing => {}
        }
    }

    /// What an asset owes is another.
    fn owe(&mut self, at: Timestamp, asset: AssetIndex, duty: &Duty) {
        self.advance_before(asset, at);
        self.scene.set_duty(asset, duty.clone());
        self.alerts.look_at(&self.scene, asset, at);
    }

    fn advance_before(&mut self, asset: AssetIndex, at: Timestamp) {
        if self.alerts.is_due(asset, before(at)) {
            self.advance(asset, before(at));
        }
    }

    /// A person acts on the alert that was opened last, and sees what holds at that time.
    fn act(&mut self, at: Timestamp, what: &What) {
        self.tick(at);
        let latest =
            self.alerts.open().max_by_key(|alert| (alert.opened_at, alert.rule, alert.subject));
        let Some((id, subject)) = latest.map(|alert| (alert.id, alert.subject)) else { return };
        let signed = Signed { at, by: "Kim".into(), note: "because".into() };
        let done = match what {
            What::Acknowledge => self.alerts.acknowledge(id, signed),
            What::Snooze(span) => self.alerts.snooze(id, signed, at + *span),
            _ => self.alerts.resolve(id, signed),
        };
        self.told.extend(done.ok());
        if let (What::Resolve, Subject::Request(RequestId(id))) = (what, subject) {
            let (out, end) = (&mut self.told, RequestEnd::Cancelled);
            let request = self.supply.request(at, &What::Close { id, end }).expect("it is open");
            self.alerts.request(&self.scene, request, at, out);
        }
    }

    fn hear(&mut self, at: Timestamp, asset: AssetIndex, heard: (u32, u32, u16, Option<u8>)) {
        self.advance_before(asset, at);
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
