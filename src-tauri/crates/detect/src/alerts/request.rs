//! What units ask for, and what follows from that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trackward_model::{
    Alert, EquipmentRequest, Evidence, RequestId, Rule, Severity, Subject, Timestamp, Transition,
};

use super::{Alerts, before};
use crate::course::Course;
use crate::life::{Matter, Period, Words};
use crate::rule::{self, request as of_request};
use crate::scene::Scene;

/// All that are not closed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Requests {
    list: BTreeMap<RequestId, RequestWatch>,
    /// None is due earlier.
    due: Option<Timestamp>,
}

/// How far the rule has come with one request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RequestWatch {
    since: Timestamp,
    severity: Severity,
    /// What is asked for, in a sentence.
    reason: String,
    due: Timestamp,
    known: Timestamp,
    checked: Timestamp,
}

impl Requests {
    /// The request as it is at an instant. The hospital's time can be behind the clock by which it
    /// was made: it is asked for from the instant at which that is known.
    fn put(&mut self, request: &EquipmentRequest, at: Timestamp) {
        let known = self.list.get(&request.id);
        let watch = RequestWatch {
            since: known.map_or(request.made_at.min(at), |known| known.since),
            severity: of_request::severity(request.urgency),
            reason: of_request::reason(request),
            due: at,
            known: known.map_or(at, |known| known.known.max(at)),
            checked: known.map_or(Timestamp::MIN, |known| known.checked),
        };
        self.list.insert(request.id, watch);
    }

    /// A request of which only its alert is known.
    pub(super) fn restore(&mut self, id: RequestId, alert: &Alert) {
        self.list.entry(id).or_insert_with(|| RequestWatch {
            since: alert.since,
            severity: alert.severity,
            reason: alert.reason.clone(),
            due: Timestamp::MAX,
            known: alert.opened_at,
            checked: Timestamp::MIN,
        });
    }

    pub(super) fn forget(&mut self, id: RequestId) {
        self.list.remove(&id);
    }

    pub(super) fn look_anew(&mut self, at: Timestamp) {
        for watch in self.list.values_mut() {
            watch.known = watch.known.max(at);
            watch.due = at;
        }
        self.is_due(at);
    }

    pub(super) fn wake(&mut self, id: RequestId, at: Timestamp) {
        if let Some(watch) = self.list.get_mut(&id) {
            watch.due = watch.due.min(at);
            self.is_due(at);
        }
    }

    fn is_due(&mut self, at: Timestamp) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }
}

impl Alerts {
    /// A request is new at an instant, or has come further. To tell of it once more as it is
    /// changes nothing. That it is taken up does not end its alert: who brings it takes that on.
    pub fn request(
        &mut self,
        scene: &Scene,
        request: &EquipmentRequest,
        at: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let (id, watch) = (request.id, self.requests.list.get(&request.id));
        let at = watch.map_or(at, |watch| at.max(watch.known).max(watch.checked));
        if watch.is_some_and(|watch| watch.due < at) {
            self.advance_request(scene, id, before(at), out);
        }
        match &request.closed {
            Some((end, _)) => {
                self.requests.forget(id);
                let note = of_request::ended(*end);
                self.lives.end(Subject::Request(id), Rule::Request, at, note, out);
            }
            None => {
                self.requests.put(request, at);
                self.advance_request(scene, id, at, out);
                let due = self.requests.list.get(&id).map_or(Timestamp::MAX, |watch| watch.due);
                self.requests.is_due(due);
            }
        }
    }

    /// Judges the requests through an instant.
    pub(super) fn tick_requests(
        &mut self,
        scene: &Scene,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        if self.requests.due.is_none_or(|due| due > through) {
            return;
        }
        let due = self.requests.list.iter().filter(|(_, watch)| watch.due <= through);
        let due: Vec<RequestId> = due.map(|(id, _)| *id).collect();
        for id in due {
            self.advance_request(scene, id, through, out);
        }
        self.requests.due = self.requests.list.values().map(|watch| watch.due).min();
    }

    fn advance_request(
        &mut self,
        scene: &Scene,
        id: RequestId,
        through: Timestamp,
        out: &mut Vec<Transition>,
    ) {
        let (rule, subject) = (Rule::Request, Subject::Request(id));
        let Some(watch) = self.requests.list.get_mut(&id) else { return };
        let period = Period { from: watch.known.max(watch.checked), through };
        if through < period.from {
            return;
        }
        let course = (!scene.change(rule).off).then(|| Course::since(watch.since));
        let words = Words {
            rule,
            subject,
            place: None,
            floor: None,
            matter: &Matter::default,
            severity: &|_| rule::severity(scene, rule, watch.severity),
            reason: &|_, _| watch.reason.clone(),
            // One that is closed is ended at once.
            ended: &|_, _| rule::SWITCHED_OFF.to_owned(),
            evidence: &|_| Evidence {
                threshold: Some(rule::on_delay(scene, rule)),
                ..Evidence::default()
            },
        };
        let delays = rule::delays(scene, rule);
        let left = self.lives.follow(course.as_ref(), period, delays, &words, out);
        (watch.checked, watch.due) = (through, left.due);
    }
}
