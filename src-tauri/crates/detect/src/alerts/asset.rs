//! What was heard of an asset, and what follows from that.

use trackward_model::{AssetIndex, Fix, Subject, Timestamp, Transition};

use super::{Alerts, AssetWatch, HELD_BACK, Seen, before};
use crate::case::AssetCase;
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
        if watch.mask != 0 || moved.is_some() || is_news {
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
        let case = seen.fix.and_then(|fix| {
            AssetCase::new(scene, &self.health, asset, fix, seen.stays, period.from)
        });
        let Some(case) = case else {
            self.assets[asset.at()].due = Timestamp::MAX;
            return;
        };
        let subject = Subject::Asset(asset);
        let stay_cover = watch.cover_of_stay(case.fix, watch.stay_cover.or(case.cover));
        let mut next = AssetWatch {
            due: Timestamp::MAX,
            known: watch.known,
            checked: through,
            cover: case.cover,
            stay_cover,
            judged: Some((case.fix.since, case.fix.place, stay_cover)),
            battery_percent: case.fix.battery_percent,
            mask: 0,
        };
        for (bit, rule) in rule::OF_ASSETS.into_iter().enumerate() {
            let is_held = watch.mask & 1 << bit != 0;
            let held = if is_held { self.lives.held(subject, rule) } else { None };
            let course = rule::course(rule, &case, held);
            if course.is_none() && !is_held {
                continue;
            }
            let words = Words {
                rule,
                subject,
                place: case.fix.place,
                floor: Some(case.fix.floor),
                severity: &|grade| {
                    rule::severity(scene, rule, rule::own_severity(rule, &case, grade))
                },
                reason: &|at, _| rule::reason(rule, &case, at),
                ended: &|alert| rule::ended(rule, &case, alert),
                evidence: &|at| evidence::of_asset(rule, &case, at),
            };
            let delays = rule::delays(scene, rule);
            let left = self.lives.follow(course.as_ref(), period, delays, &words, out);
            next.due = next.due.min(left.due);
            next.mask |= u16::from(left.is_alive) << bit;
            next.hold_back(course.as_ref(), through);
        }
        self.assets[asset.at()] = next;
    }
}

impl AssetWatch {
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
