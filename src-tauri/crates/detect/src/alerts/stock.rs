//! How many ready assets were counted where, and what follows from that.

use serde::{Deserialize, Serialize};
use trackward_model::{Evidence, Rule, StockIndex, Subject, Timestamp, Transition};

use super::{Alerts, before};
use crate::case::StockCase;
use crate::course::Course;
use crate::life::{Matter, Period, Words};
use crate::rule::{self, par_high, par_low};
use crate::scene::Scene;

/// What was counted of a stock as of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StockCount {
    /// Assets of its type that are ready there.
    pub ready: u32,
}

/// How far the rules have come with one stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StockWatch {
    due: Timestamp,
    known: Timestamp,
    checked: Timestamp,
    /// `None` before it was counted first.
    counted: Option<StockCount>,
    /// Since when there is none.
    empty_since: Option<Timestamp>,
}

impl Default for StockWatch {
    fn default() -> Self {
        Self {
            due: Timestamp::MAX,
            known: Timestamp::MIN,
            checked: Timestamp::MIN,
            counted: None,
            empty_since: None,
        }
    }
}

impl StockWatch {
    /// Takes what was counted as of an instant.
    fn take(&mut self, count: StockCount, at: Timestamp) {
        self.known = self.known.max(at);
        self.counted = Some(count);
        self.empty_since = match count.ready {
            0 => self.empty_since.or(Some(at)),
            _ => None,
        };
    }

    pub(super) fn look_anew(&mut self, at: Timestamp) {
        self.known = self.known.max(at);
        self.due = self.due.min(at);
    }

    pub(super) fn wake(&mut self, at: Timestamp) {
        self.due = self.due.min(at);
    }
}

impl Alerts {
    /// Stocks were counted as of an instant, each level by the position of its index: tell it of
    /// every whole minute, of the same ones live and replayed. A stock has what was counted last
    /// until it is counted again. One of which nothing is new costs two comparisons.
    pub fn stock(
        &mut self,
        scene: &Scene,
        counts: &[StockCount],
        at: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        self.fit(scene);
        for (i, &count) in counts.iter().enumerate() {
            let Some(&watch) = self.stocks.get(i) else { return };
            if watch.counted == Some(count) && watch.due > at {
                continue;
            }
            let stock = StockIndex::of(i);
            if watch.due < at {
                self.advance_stock(scene, stock, before(at), out);
            }
            self.stocks[i].take(count, at);
            self.advance_stock(scene, stock, at, out);
        }
    }

    /// Judges stocks and requests through an instant: after all counts up to it were told.
    pub fn tick_supply(&mut self, scene: &Scene, through: Timestamp, out: &mut Vec<Transition>) {
        for i in 0..self.stocks.len() {
            if self.stocks[i].due <= through {
                self.advance_stock(scene, StockIndex::of(i), through, out);
            }
        }
        self.tick_requests(scene, through, out);
    }

    fn advance_stock(
        &mut self,
        scene: &Scene,
        stock: StockIndex,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let Some(watch) = self.stocks.get_mut(stock.at()) else { return };
        let period = Period { from: watch.known.max(watch.checked), through };
        if through < period.from {
            return;
        }
        (watch.checked, watch.due) = (through, Timestamp::MAX);
        let (Some(terms), Some(count)) = (scene.level(stock), watch.counted) else { return };
        let (ready, empty_since) = (count.ready, watch.empty_since);
        let case = StockCase { terms, ready, empty_since };
        let subject = Subject::Stock(stock);
        for rule in rule::OF_STOCKS {
            let held = self.lives.kept(subject, rule);
            // Someone who ended its alert was told of it too.
            let is_told = held.is_some()
                && (self.lives.of(subject, rule).is_some()
                    || self.lives.is_dismissed(subject, rule));
            let course = course(rule, &case, scene, (held, is_told), period.from);
            let words = Words {
                rule,
                subject,
                place: terms.at.map(|(place, _)| place),
                floor: terms.at.and_then(|(_, floor)| floor),
                matter: &Matter::default,
                severity: &|_| rule::severity(scene, rule, own_severity(rule)),
                reason: &|_, _| match rule {
                    Rule::ParLow => par_low::reason(&case),
                    _ => par_high::reason(&case),
                },
                ended: &|_, _| ended(rule, &case, scene),
                evidence: &|_| Evidence {
                    threshold: Some(rule::on_delay(scene, rule)),
                    ..Evidence::default()
                },
            };
            let delays = rule::delays(scene, rule);
            let left = self.lives.follow(course.as_ref(), period, delays, &words, out);
            watch.due = watch.due.min(left.due);
        }
    }
}

fn course(
    rule: Rule,
    case: &StockCase,
    scene: &Scene,
    (held, is_told): (Option<Timestamp>, bool),
    at: Timestamp,
) -> Option<Course> {
    if case.terms.is_removed || scene.change(rule).off {
        return None;
    }
    match rule {
        Rule::ParLow => par_low::course(case, held, is_told, at),
        _ => par_high::course(case, held, is_told, at),
    }
}

fn own_severity(rule: Rule) -> trackward_model::Severity {
    match rule {
        Rule::ParLow => par_low::SEVERITY,
        _ => par_high::SEVERITY,
    }
}

fn ended(rule: Rule, case: &StockCase, scene: &Scene) -> String {
    if scene.change(rule).off {
        return rule::SWITCHED_OFF.to_owned();
    }
    if case.terms.is_removed {
        return "No level is set any more.".to_owned();
    }
    match rule {
        Rule::ParLow => par_low::ended(case),
        _ => par_high::ended(case),
    }
}
