//! What was heard of an asset, and what follows from that.

use trackward_model::{AssetIndex, Fix, Subject, Timestamp, Transition};

use super::{Alerts, AssetWatch, HEARING, HELD_BACK, Seen, before};
use crate::case::{AssetCase, HeardCase};
use crate::course::Course;
use crate::evidence;
use crate::life::{Period, Words};
use crate::rule;
use crate::scene::{CoverIndex, Scene};

impl Alerts {
    /// An asset was heard at an instant. `battery` is what its tag told then, `moved` its fix if
    /// its stays changed. Nothing follows before the instant is over.
    #[inline]
    pub fn heard(
        &mut self,
        scene: &Scene,
        asset: AssetIndex,
        at: Timestamp,
        battery: Option<u8>,
        moved: Option<&Fix>,
        out: &mut Vec<Transition>,
    ) {
        let Some(watch) = self.assets.get(asset.at()) else { return };
        let is_news = battery.is_some() && battery != watch.battery_percent;
        if watch.mask & HEARING != 0 || moved.is_some() || is_news {
            self.heard_news(scene, asset, at, moved, out);
        }
    }

    fn heard_news(
        &mut self,
        scene: &Scene,
        asset: AssetIndex,
        at: Timestamp,
        moved: Option<&Fix>,
        out: &mut Vec<Transition>,
    ) {
        if let Some(fix) = moved {
            // A reader's alert counts the assets that it leaves blind as of its own instant.
            self.tick_readers(scene, before(at), out);
            let watch = &mut self.assets[asset.at()];
            watch.stay_cover = watch.cover_of_stay(fix, scene.cover_of(fix));
        }
        let watch = &mut self.assets[asset.at()];
        watch.known = watch.known.max(at);
        watch.due = watch.due.min(at);
    }

    /// Judges an asset through an instant: what has become true by then is told with the instant
    /// at which it did. `seen` is what is seen of it now, and nothing was heard of it since.
    pub fn advance(
        &mut self,
        scene: &Scene,
        asset: AssetIndex,
        seen: Seen,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let Some(&watch) = self.assets.get(asset.at()) else { return };
        let period = Period { from: watch.known.max(watch.checked), through };
        if through < period.from {
            return;
        }
        let Some(terms) = scene.asset(asset) else {
            self.assets[asset.at()].due = Timestamp::MAX;
            return;
        };
        let (health, stays) = (&self.health, seen.stays);
        let heard = |fix| HeardCase::new(scene, health, terms, fix, stays, period.from);
        let case = AssetCase { scene, terms, heard: seen.fix.map(heard) };
        let mut next = watch.judged_next(case.heard.as_ref(), through);
        for (bit, rule) in rule::OF_ASSETS.into_iter().enumerate() {
            let is_held = watch.mask & 1 << bit != 0;
            if case.heard.is_none() && !rule::is_of_duty(rule) {
                // Nothing is known of it that could end its alert.
                next.mask |= watch.mask & 1 << bit;
                continue;
            }
            let subject = Subject::Asset(asset);
            let held = if is_held { self.lives.held(subject, rule) } else { None };
            let course = rule::course(rule, &case, held);
            if course.is_none() && !is_held {
                continue;
            }
            let words = Words {
                rule,
                subject,
                place: seen.fix.and_then(|fix| fix.place),
                floor: seen.fix.map(|fix| fix.floor),
                matter: &|| rule::matter(rule, &case),
                severity: &|grade| {
                    rule::severity(scene, rule, rule::own_severity(rule, &case, grade))
                },
                reason: &|at, grade| rule::reason(rule, &case, at, grade),
                ended: &|alert, was| rule::ended(rule, &case, alert, was),
                evidence: &|at| evidence::of_asset(rule, &case, at),
            };
            let delays = rule::delays(scene, rule);
            let left = self.lives.follow(course.as_ref(), period, delays, &words, out);
            next.due = next.due.min(left.due);
            next.mask |= u16::from(left.is_alive) << bit;
            if !rule::is_of_duty(rule) {
                next.hold_back(course.as_ref(), through);
            }
        }
        self.assets[asset.at()] = next;
    }
}

impl AssetWatch {
    /// How it is once it was judged through an instant, before any rule has spoken.
    fn judged_next(self, heard: Option<&HeardCase>, through: Timestamp) -> Self {
        let next = Self { due: Timestamp::MAX, checked: through, mask: 0, ..self };
        let Some(HeardCase { fix, cover, .. }) = heard else { return next };
        let stay_cover = self.cover_of_stay(fix, self.stay_cover.or(*cover));
        Self {
            cover: *cover,
            stay_cover,
            judged: Some((fix.since, fix.place, stay_cover)),
            battery_percent: fix.battery_percent,
            ..next
        }
    }

    /// Who hears it may change with each sighting. What a reader's alert counts by is who should
    /// hear it where its stay began: as it was judged then, or `now` for a stay that is new.
    fn cover_of_stay(&self, fix: &Fix, now: Option<CoverIndex>) -> Option<CoverIndex> {
        let same = |(since, place, _): &(_, _, _)| (fix.since, fix.place) == (*since, *place);
        self.judged.filter(same).map_or(now, |(.., cover)| cover)
    }

    /// Where a condition could hold but for the readers' health or the asset's silence, the next
    /// sighting decides.
    fn hold_back(&mut self, course: Option<&Course>, through: Timestamp) {
        let Some(course) = course else { return };
        if course.earliest > through {
            self.due = self.due.min(course.earliest);
        } else if !course.holds_at(through) {
            self.mask |= HELD_BACK;
        }
    }
}
