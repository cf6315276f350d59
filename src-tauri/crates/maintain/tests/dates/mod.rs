//! Plans and stories as text, played and compared.
//!
//! A plan: `fixed 3 months anchor 2026-01-15 grace 5 early 7 lead 30 first 2026-04-15`, from its
//! mode and interval on in any order. A story is steps with ` / ` between them:
//! `2026-05-13 done closes 2026-04-15` and `imported` likewise (`closes nothing` for an extra
//! one), `2026-05-14 open 2026-07-15 upcoming` with `missed 2`, `days 3` and `level 1` behind it
//! where they are not 0.

#![allow(dead_code, reason = "each test root uses its own part")]

use trackward_maintain::{
    Done, Order, Terms, closed_by, closes, days_overdue, escalation, history, open_order, state,
};
use trackward_model::{
    CompletionId, Date, EARLY_DAYS, Interval, LEAD_DAYS, Plan, PlanId, PlanMode, PlanOf, Schedule,
    TypeId,
};

pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is no date"))
}

pub fn plan(mode: PlanMode, interval: Interval) -> Plan {
    Plan {
        plan_id: PlanId::new("PM").unwrap(),
        of: PlanOf::Type(TypeId::new("infusion_pump").unwrap()),
        title: String::new(),
        mode,
        interval,
        anchor: None,
        grace_days: 0,
        early_days: EARLY_DAYS,
        lead_days: LEAD_DAYS,
        procedure: String::new(),
        checklist: Vec::new(),
        ended: None,
        since: None,
    }
}

/// A plan with the schedule of one asset.
pub struct Planned {
    pub plan: Plan,
    pub schedule: Option<Schedule>,
}

impl Planned {
    #[track_caller]
    pub fn new(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let interval = format!("{} {}", words[1], words[2]).parse().unwrap();
        let mut plan = plan(words[0].parse().unwrap(), interval);
        let mut first_due = None;
        for pair in words[3..].chunks(2) {
            let [name, value] = pair else { panic!("{text}: a word is left over") };
            match *name {
                "anchor" => plan.anchor = Some(day(value)),
                "first" => first_due = Some(day(value)),
                "grace" => plan.grace_days = value.parse().unwrap(),
                "early" => plan.early_days = value.parse().unwrap(),
                "lead" => plan.lead_days = value.parse().unwrap(),
                other => panic!("{other} is no word of a plan"),
            }
        }
        let asset = trackward_model::AssetIndex(0);
        let schedule = first_due.map(|first_due| Schedule {
            asset,
            plan: plan.plan_id.clone(),
            anchor: plan.anchor,
            first_due: Some(first_due),
        });
        Self { plan, schedule }
    }

    pub fn terms(&self) -> Terms<'_> {
        Terms::new(&self.plan, self.schedule.as_ref())
    }
}

/// Plays a story and compares what each step says.
#[track_caller]
pub fn check(plan: &str, story: &str) {
    let planned = Planned::new(plan);
    let mut done: Vec<Done> = Vec::new();
    for step in story.split(" / ") {
        let (on, rest) = step.trim().split_once(' ').unwrap();
        let on = day(on);
        let found = match rest.split_once(' ').unwrap() {
            ("open", _) => {
                let order = open_order(&planned.terms(), &done, on);
                format!("open {}", order.map_or("nothing".to_owned(), |order| shown(&order, on)))
            }
            (word @ ("done" | "imported"), _) => {
                let imported = word == "imported";
                let new = Done { id: CompletionId(done.len() as u64 + 1), on, imported };
                let before = closes(&planned.terms(), &done, on);
                done.push(new);
                let closed = closed_by(&planned.terms(), &done, new.id);
                assert!(imported || closed == before, "{step}: {before:?} before, then {closed:?}");
                let closed = closed.map_or("nothing".to_owned(), |due_on| due_on.to_string());
                format!("{word} closes {closed}")
            }
            (other, _) => panic!("{other} is no step"),
        };
        assert_eq!(found, rest, "{plan}: {step}");
    }
}

fn shown(order: &Order, today: Date) -> String {
    let mut shown = format!("{} {}", order.due_on, state(order, today).word());
    let more = [
        ("missed", order.missed),
        ("days", days_overdue(order, today)),
        ("level", escalation(order, today).into()),
    ];
    for (word, n) in more.into_iter().filter(|(_, n)| *n > 0) {
        shown.push_str(&format!(" {word} {n}"));
    }
    shown
}

pub fn done(days: &str) -> Vec<Done> {
    let one = |(n, text): (usize, &str)| {
        let (text, imported) = text.strip_suffix('i').map_or((text, false), |text| (text, true));
        Done { id: CompletionId(n as u64 + 1), on: day(text), imported }
    };
    days.split_whitespace().enumerate().map(one).collect()
}

/// Compares all orders: due dates with `+` between them, then `open` or when it was done.
#[track_caller]
pub fn check_history(plan: &str, days: &str, until: &str, on: &str, expected: &str) {
    let planned = Planned::new(plan);
    let orders = history(&planned.terms(), &done(days), day(until), day(on));
    let shown: Vec<String> = orders
        .iter()
        .map(|order| {
            let dates: Vec<String> = order.due_dates.iter().map(Date::to_string).collect();
            assert_eq!(order.due_on, order.due_dates[0], "an order is due at its first due date");
            let end = order.completed.map_or("open".to_owned(), |done| done.on.to_string());
            format!("{} {end}", dates.join("+"))
        })
        .collect();
    assert_eq!(shown.join(" / "), expected, "{plan}");
}
