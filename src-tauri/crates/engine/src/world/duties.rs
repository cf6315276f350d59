//! What assets owe, in memory: plans, what was done, searches, faults, recalls, quarantine.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use chrono_tz::Tz;
use trackward_maintain::{
    Done, Order, PastOrder, PlanIndex, Terms, closes, closes_through, due_dates, due_dates_through,
    effective, first_due_from, history_through, instants, open_order, open_order_through,
    start_of_day, state,
};
use trackward_model::{
    Asset, AssetIndex, AttemptOutcome, Completion, Date, Duty, Fault, OrderState, OwedOrder, Plan,
    PlanId, Recall, RecallId, RecallMatch, Schedule, Timestamp, Unlocated,
};
use trackward_store::QuarantineCause;

/// The duties of all assets.
#[derive(Debug, Default)]
pub struct Duties {
    plans: Vec<Plan>,
    /// What plans were before they became what they are.
    past_plans: Vec<Plan>,
    index: PlanIndex,
    assets: Vec<AssetDuties>,
    /// All recalls, the first one first.
    pub recalls: Vec<Recall>,
}

/// What is known of one asset.
#[derive(Debug, Clone, Default)]
pub struct AssetDuties {
    /// Where its duties start.
    pub schedules: Vec<Schedule>,
    completions: Vec<Completion>,
    /// What the completions come to, by duty.
    done: Vec<(PlanId, Vec<Done>)>,
    /// Searches for it, the first one first.
    pub searches: Vec<Search>,
    /// Its faults that are not closed.
    pub faults: Vec<Fault>,
    /// From when to when it was in repair for those that are.
    repaired: Vec<Range<Timestamp>>,
    /// What recalls that are not closed out may mean it.
    pub matches: Vec<RecallMatch>,
    /// When it could not be located, as someone has approved, the first time first.
    pub unlocated: Vec<Unlocated>,
    /// It must not be used.
    pub quarantine: Option<Held>,
}

/// A search for an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// When.
    pub at: Timestamp,
    /// The civil date of that.
    pub on: Date,
    /// What came of it.
    pub outcome: AttemptOutcome,
}

/// An asset is held back from use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Since when.
    pub since: Timestamp,
    /// Why, in a sentence.
    pub reason: String,
    /// What brought it there: what can end it.
    pub cause: QuarantineCause,
}

/// One duty of an asset.
#[derive(Debug, Clone)]
pub struct Owed<'a> {
    /// Its terms for this asset.
    pub terms: Terms<'a>,
    /// The terms that counted before, one after the other; mostly none.
    before: Vec<Terms<'a>>,
    /// What was done of it, the first first.
    pub done: &'a [Done],
}

impl Owed<'_> {
    /// The order that is open; `None` where there is no date to count from.
    pub fn order(&self, today: Date) -> Option<Order> {
        match self.ever() {
            None => open_order(&self.terms, self.done, today),
            Some(plans) => open_order_through(&plans, self.done, today),
        }
    }

    /// The due date of the order that a completion on a day closes, beside these; `None` for an
    /// extra one.
    pub fn closes(&self, done: &[Done], on: Date) -> Option<Date> {
        match self.ever() {
            None => closes(&self.terms, done, on),
            Some(plans) => closes_through(&plans, done, on),
        }
    }

    /// The due dates of a period that nothing has closed.
    pub fn due_dates(&self, from: Date, to: Date, today: Date) -> Vec<Date> {
        match self.ever() {
            None => due_dates(&self.terms, self.done, from, to),
            Some(plans) => due_dates_through(&plans, self.done, [from, to], today),
        }
    }

    /// All terms that counted, where others did before those that count.
    fn ever(&self) -> Option<Vec<Terms<'_>>> {
        let ever = self.before.iter().chain([&self.terms]).copied();
        (!self.before.is_empty()).then(|| ever.collect())
    }

    /// Whether that is due, or overdue.
    pub fn is_due(&self, today: Date) -> bool {
        self.order(today).is_some_and(|order| state(&order, today) != OrderState::Upcoming)
    }

    /// Whether that is overdue.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.order(today).is_some_and(|order| state(&order, today) == OrderState::Overdue)
    }
}

impl Duties {
    /// Those of so many assets, by these plans and by what they were before.
    pub fn new(
        assets: usize,
        plans: Vec<Plan>,
        past_plans: Vec<Plan>,
        recalls: Vec<Recall>,
    ) -> Self {
        let index = PlanIndex::new(&plans).with_past(&past_plans);
        let assets = vec![AssetDuties::default(); assets];
        Self { plans, past_plans, index, assets, recalls }
    }

    /// All plans.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// Takes plans, each in place of the one for the same duty and assets. What that was on
    /// earlier days is kept, as in the store.
    pub fn put_plans(&mut self, plans: Vec<Plan>) {
        let key = |plan: &Plan| (plan.plan_id.clone(), plan.of.folded().into_owned());
        let known = self.plans.iter().enumerate();
        let mut at: HashMap<_, usize> = known.map(|(at, plan)| (key(plan), at)).collect();
        for plan in plans {
            match at.entry(key(&plan)) {
                Entry::Occupied(old) => {
                    let (since, old) = (plan.since, &mut self.plans[*old.get()]);
                    let old = std::mem::replace(old, plan);
                    if old.since != since {
                        self.past_plans
                            .retain(|past| past.since < since || !past.is_in_place_of(&old));
                        self.past_plans.extend((old.since < since).then_some(old));
                    }
                }
                Entry::Vacant(new) => {
                    new.insert(self.plans.len());
                    self.plans.push(plan);
                }
            }
        }
        self.index = PlanIndex::new(&self.plans).with_past(&self.past_plans);
    }

    /// The plan that another one would take the place of.
    pub fn plan_like(&self, plan: &Plan) -> Option<&Plan> {
        self.plans.iter().find(|old| plan.is_in_place_of(old))
    }

    /// Since when a plan and all that it was before have counted; `None` for always.
    pub fn first_since(&self, plan: &Plan) -> Option<Date> {
        let ever = self.past_plans.iter().chain([plan]);
        ever.filter(|past| past.is_in_place_of(plan)).map(|past| past.since).min().flatten()
    }

    /// What is known of an asset.
    pub fn of(&self, asset: AssetIndex) -> &AssetDuties {
        &self.assets[asset.at()]
    }

    /// The same, to change.
    pub fn of_mut(&mut self, asset: AssetIndex) -> &mut AssetDuties {
        &mut self.assets[asset.at()]
    }

    /// The plan that counts for a duty of an asset.
    pub fn plan_of(&self, asset: &Asset, plan_id: &PlanId) -> Option<&Plan> {
        self.index.of_asset(asset).find(|plan| plan.plan_id == *plan_id)
    }

    /// The plan that counted last for a duty that an asset has or had.
    pub fn last_plan_of(&self, asset: &Asset, plan_id: &PlanId) -> Option<&Plan> {
        let plans = self.index.ever_of_asset(asset);
        let of_duty = plans.flatten().filter(|plan| plan.plan_id == *plan_id);
        of_duty.filter(|plan| plan.ended.is_none()).last()
    }

    /// The duties of an asset, each with its most exact plan.
    pub fn owed(&self, index: AssetIndex, asset: &Asset) -> impl Iterator<Item = Owed<'_>> {
        let known = &self.assets[index.at()];
        self.index.of_asset(asset).map(|plan| self.owed_by(known, plan, asset))
    }

    /// A duty by the plan that counts and by those before, with what was done as `known` has it.
    pub fn owed_by<'a>(
        &'a self,
        known: &'a AssetDuties,
        plan: &'a Plan,
        asset: &Asset,
    ) -> Owed<'a> {
        let before = self.index.before(asset, plan).into_iter();
        let before = before.map(|plan| known.terms(plan, asset)).collect();
        Owed { terms: known.terms(plan, asset), before, done: known.done_of(plan) }
    }

    /// All orders of an asset with a due date until a day, as they stood at the end of another, by
    /// duty: each by the plan that counted on its due date.
    pub fn past_orders(
        &self,
        index: AssetIndex,
        asset: &Asset,
        until: Date,
        on: Date,
    ) -> impl Iterator<Item = (&PlanId, Vec<PastOrder>)> {
        let known = &self.assets[index.at()];
        self.index.ever_of_asset(asset).filter_map(move |plans| {
            let duty = &plans.first()?.plan_id;
            let terms: Vec<Terms> = plans.iter().map(|plan| known.terms(plan, asset)).collect();
            Some((duty, history_through(&terms, known.done_of(plans.first()?), until, on)))
        })
    }

    /// What an asset owes and what keeps it from use, for the rules.
    pub fn duty(&self, index: AssetIndex, asset: &Asset, today: Date, zone: Tz) -> Duty {
        let known = &self.assets[index.at()];
        let orders = self
            .owed(index, asset)
            .filter_map(|owed| Some(instants(&owed.order(today)?, &owed.terms.plan.plan_id, zone)));
        let held = known.quarantine.as_ref();
        let day = start_of_day(today, zone);
        // What is overdue comes first, then what is due: an order that is overdue sooner must not
        // hide one that is due already.
        let urgency = |order: &OwedOrder| {
            (order.overdue_from > day, order.due_from > day, order.overdue_from, order.due_from)
        };
        Duty {
            order: orders.min_by_key(urgency),
            quarantined: held.map(|held| (held.since, held.reason.clone())),
            recalled: self.recalled(known),
            fault: known.fault(),
            unlocated: known.is_unlocated(),
            searched_from: self.searched_from(index, asset, today),
        }
    }

    /// When the search for an asset began that is going on.
    fn searched_from(&self, index: AssetIndex, asset: &Asset, today: Date) -> Option<Date> {
        let searches = &self.assets[index.at()].searches;
        // Of most assets none is known, and nothing has to be worked out.
        searches.first()?;
        let since = self.sought_since(index, asset, today)?;
        searches.iter().map(|search| search.on).filter(|on| *on >= since).min()
    }

    /// Since when a recall is known to mean an asset, and what it is about.
    fn recalled(&self, known: &AssetDuties) -> Option<(Timestamp, String)> {
        let holding = known.matches.iter().filter(|found| found.holds());
        let since = |found: &RecallMatch| found.decided.as_ref().map(|(_, signed)| signed.at);
        let first = holding.min_by_key(|found| since(found))?;
        Some((since(first)?, self.recall(first.recall)?.title.clone()))
    }

    /// A recall by its number.
    pub fn recall(&self, id: RecallId) -> Option<&Recall> {
        self.recalls.iter().find(|recall| recall.id == id)
    }

    /// From which day on a search is one for the order of an asset that is open first; `None`
    /// where none is due or will be soon.
    pub fn sought_since(&self, index: AssetIndex, asset: &Asset, today: Date) -> Option<Date> {
        let orders = self.owed(index, asset).filter_map(|owed| owed.order(today));
        orders.map(|order| order.listed_from).filter(|from| *from <= today).min()
    }
}

impl AssetDuties {
    /// The terms of a plan for the asset.
    fn terms<'a>(&self, plan: &'a Plan, asset: &Asset) -> Terms<'a> {
        let own = self.schedules.iter().find(|schedule| schedule.plan == plan.plan_id);
        let mut terms = Terms::new(plan, own);
        if own.is_none()
            && let Some(bought) = asset.purchase_date.as_ref().and_then(|on| on.parse().ok())
        {
            // Nobody owes maintenance from before it was there.
            terms.first_due = first_due_from(&terms, bought);
        }
        terms
    }

    /// What was done of a plan's duty, the first first.
    pub fn done_of(&self, plan: &Plan) -> &[Done] {
        let done = self.done.iter().find(|(of, _)| *of == plan.plan_id);
        done.map_or(&[], |(_, done)| done)
    }

    /// All completions, the first one first; without notes and results.
    pub fn completions(&self) -> &[Completion] {
        &self.completions
    }

    /// Takes one more completion.
    pub fn complete(&mut self, completion: Completion) {
        let plan = completion.plan.clone();
        self.completions.push(Completion { results: Vec::new(), ..completion });
        let of_plan = self.completions.iter().filter(|made| made.plan == plan);
        let of_plan: Vec<Completion> = of_plan.cloned().collect();
        let done = effective(&of_plan);
        match self.done.iter_mut().find(|(of, _)| *of == plan) {
            Some((_, old)) => *old = done,
            None => self.done.push((plan, done)),
        }
    }

    /// Since when it has a fault, and what is wrong.
    fn fault(&self) -> Option<(Timestamp, String)> {
        let first = self.faults.iter().min_by_key(|fault| (fault.reported.at, fault.id))?;
        Some((first.reported.at, first.reported.note.clone()))
    }

    /// Whether someone has approved that it cannot be located, and it was not found since.
    pub fn is_unlocated(&self) -> bool {
        self.unlocated.last().is_some_and(|last| last.ended.is_none())
    }

    /// The approval that holds, to end it.
    pub fn unlocated_now_mut(&mut self) -> Option<&mut Unlocated> {
        self.unlocated.last_mut().filter(|last| last.ended.is_none())
    }

    /// Whether it could not be located on a day.
    pub fn was_unlocated(&self, on: Date, zone: Tz) -> bool {
        let next = on.succ_opt().unwrap_or(Date::MAX);
        let (begins, ends) = (start_of_day(on, zone), start_of_day(next, zone));
        self.unlocated.iter().any(|unlocated| {
            let over = unlocated.ended.as_ref().is_some_and(|(at, _)| *at < begins);
            unlocated.approved.at < ends && !over
        })
    }

    /// Takes note of a fault that is closed.
    pub fn close_fault(&mut self, fault: &Fault) {
        self.faults.retain(|open| open.id != fault.id);
        if let (Some(repair), Some(closed)) = (&fault.repair, &fault.closed) {
            self.repaired.push(repair.at..closed.at);
        }
    }

    /// Whether it was in repair at the end of a day.
    pub fn was_in_repair(&self, on: Date, zone: Tz) -> bool {
        let end = start_of_day(on.succ_opt().unwrap_or(Date::MAX), zone);
        let open = self.faults.iter().filter_map(|fault| fault.repair.as_ref());
        open.map(|repair| repair.at..Timestamp::MAX)
            .chain(self.repaired.iter().cloned())
            .any(|repair| repair.start < end && end <= repair.end)
    }

    /// On how many different days it was searched for in vain since a day.
    pub fn search_days(&self, since: Date) -> usize {
        let in_vain =
            |search: &&Search| search.outcome == AttemptOutcome::NotFound && search.on >= since;
        let mut days: Vec<Date> =
            self.searches.iter().filter(in_vain).map(|search| search.on).collect();
        days.sort_unstable();
        days.dedup();
        days.len()
    }
}

impl Held {
    /// Whether done maintenance can end it.
    pub const fn is_for_maintenance(&self) -> bool {
        matches!(self.cause, QuarantineCause::FoundOverdue | QuarantineCause::FoundUnlocated)
    }
}
