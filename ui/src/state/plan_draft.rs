//! A plan as it is being written.

use trackward_model::{
    AssetId, CHECKLIST_MAX, ChecklistItem, EARLY_DAYS, Interval, IntervalUnit, ItemKind, LEAD_DAYS,
    Plan, PlanId, PlanMode, PlanOf, TypeId, WINDOW_DAYS_MAX,
};

use super::{typed_count, typed_date, typed_number};

/// Of what a plan speaks, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfKind {
    /// All of a type.
    Type,
    /// All of a maker's model.
    Model,
    /// One.
    Asset,
}

/// One thing to check, as it is being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemDraft {
    /// What.
    pub item: String,
    /// It is a number and not passed or failed.
    pub reading: bool,
    /// The unit of that.
    pub unit: String,
    /// Not below this, as it is typed.
    pub min: String,
    /// Not above this.
    pub max: String,
}

/// A plan as it is being written: what is typed stays as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDraft {
    /// The duty's name.
    pub plan_id: String,
    /// Of what it speaks.
    pub of: OfKind,
    /// A type's or an asset's id, or a maker.
    pub name: String,
    /// A model.
    pub model: String,
    /// What people call it.
    pub title: String,
    /// How its due dates follow one another.
    pub mode: PlanMode,
    /// How many.
    pub n: String,
    /// Of what.
    pub unit: IntervalUnit,
    /// From which day due dates are counted.
    pub anchor: String,
    /// Days after the due date.
    pub grace: String,
    /// Days before it.
    pub early: String,
    /// Days before it on the worklist.
    pub lead: String,
    /// What to do.
    pub procedure: String,
    /// What to check.
    pub items: Vec<ItemDraft>,
}

impl Default for PlanDraft {
    fn default() -> Self {
        Self {
            plan_id: "PM".to_owned(),
            of: OfKind::Type,
            name: String::new(),
            model: String::new(),
            title: String::new(),
            mode: PlanMode::Fixed,
            n: "12".to_owned(),
            unit: IntervalUnit::Month,
            anchor: String::new(),
            grace: "0".to_owned(),
            early: EARLY_DAYS.to_string(),
            lead: LEAD_DAYS.to_string(),
            procedure: String::new(),
            items: Vec::new(),
        }
    }
}

impl From<&Plan> for PlanDraft {
    fn from(plan: &Plan) -> Self {
        let (of, name, model) = match &plan.of {
            PlanOf::Type(id) => (OfKind::Type, id.to_string(), String::new()),
            PlanOf::Model { manufacturer, model } => {
                (OfKind::Model, manufacturer.clone(), model.clone())
            }
            PlanOf::Asset(id) => (OfKind::Asset, id.to_string(), String::new()),
        };
        Self {
            plan_id: plan.plan_id.to_string(),
            of,
            name,
            model,
            title: plan.title.clone(),
            mode: plan.mode,
            n: plan.interval.n().to_string(),
            unit: plan.interval.unit(),
            anchor: plan.anchor.map_or_else(String::new, |day| day.to_string()),
            grace: plan.grace_days.to_string(),
            early: plan.early_days.to_string(),
            lead: plan.lead_days.to_string(),
            procedure: plan.procedure.clone(),
            items: plan.checklist.iter().map(ItemDraft::from).collect(),
        }
    }
}

impl From<&ChecklistItem> for ItemDraft {
    fn from(item: &ChecklistItem) -> Self {
        let limit = |limit: &Option<f64>| limit.map_or_else(String::new, |n| n.to_string());
        match &item.kind {
            ItemKind::PassFail => Self { item: item.item.clone(), ..Self::default() },
            ItemKind::Reading { unit, min, max } => Self {
                item: item.item.clone(),
                reading: true,
                unit: unit.clone(),
                min: limit(min),
                max: limit(max),
            },
        }
    }
}

impl PlanDraft {
    /// The plan, or a sentence about the first thing that is missing or wrong.
    ///
    /// # Errors
    /// A sentence.
    pub fn plan(&self) -> Result<Plan, String> {
        let plan_id = PlanId::new(self.plan_id.trim())
            .map_err(|_| "Give the duty a short name, such as PM.".to_owned())?;
        let n = self.n.trim().parse::<u16>();
        let n = n.map_err(|_| format!("\"{}\" is no number of intervals.", self.n.trim()))?;
        let interval = Interval::new(n, self.unit).map_err(|error| sentence(&error.to_string()))?;
        if self.mode == PlanMode::MonthBased && interval.months().is_none() {
            return Err("By month, the interval has to be months or years.".to_owned());
        }
        let anchor = match self.anchor.trim() {
            "" => None,
            text => Some(typed_date(text)?),
        };
        let days = |what: &str, text: &str, instead: u16| {
            let days = typed_count(what, text, WINDOW_DAYS_MAX.into())?;
            Ok::<u16, String>(days.and_then(|n| u16::try_from(n).ok()).unwrap_or(instead))
        };
        Ok(Plan {
            plan_id,
            of: self.of()?,
            title: self.title.trim().to_owned(),
            mode: self.mode,
            interval,
            anchor,
            grace_days: days("Days of grace", &self.grace, 0)?,
            early_days: days("Days early", &self.early, EARLY_DAYS)?,
            lead_days: days("Days of lead time", &self.lead, LEAD_DAYS)?,
            procedure: self.procedure.trim().to_owned(),
            checklist: self.checklist()?,
            ended: None,
            since: None,
        })
    }

    fn of(&self) -> Result<PlanOf, String> {
        let name = self.name.trim();
        Ok(match self.of {
            OfKind::Type => PlanOf::Type(
                TypeId::new(name).map_err(|_| "Say of which type it speaks.".to_owned())?,
            ),
            OfKind::Asset => PlanOf::Asset(
                AssetId::new(name).map_err(|_| "Say of which asset it speaks.".to_owned())?,
            ),
            OfKind::Model if name.is_empty() || self.model.trim().is_empty() => {
                return Err("Say of which maker's model it speaks.".to_owned());
            }
            OfKind::Model => {
                PlanOf::Model { manufacturer: name.to_owned(), model: self.model.trim().to_owned() }
            }
        })
    }

    fn checklist(&self) -> Result<Vec<ChecklistItem>, String> {
        if self.items.len() > CHECKLIST_MAX {
            return Err(format!("A checklist holds at most {CHECKLIST_MAX} things."));
        }
        self.items.iter().map(ItemDraft::item).collect()
    }
}

impl ItemDraft {
    fn item(&self) -> Result<ChecklistItem, String> {
        let item = self.item.trim().to_owned();
        if item.is_empty() {
            return Err("A thing to check has no words yet: write them, or take it out.".to_owned());
        }
        if !self.reading {
            return Ok(ChecklistItem { item, kind: ItemKind::PassFail });
        }
        let (min, max) = (typed_number(&item, &self.min)?, typed_number(&item, &self.max)?);
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            return Err(format!("{item}: from {min} to {max} there is nothing that passes."));
        }
        let unit = self.unit.trim().to_owned();
        Ok(ChecklistItem { item, kind: ItemKind::Reading { unit, min, max } })
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str() + "."
}

#[cfg(test)]
#[path = "plan_draft_tests.rs"]
mod tests;
