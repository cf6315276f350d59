//! `[[plan]]`: how often what has to be done, for all assets of a type or model, or for one.

use toml::Spanned;
use toml::de::DeValue;
use trackward_maintain::check_plan;
use trackward_model::{
    CHECKLIST_MAX, ChecklistItem, Date, EARLY_DAYS, Interval, ItemKind, LEAD_DAYS, Plan, PlanId,
    PlanMode, PlanOf, WINDOW_DAYS_MAX,
};

use super::fields::{Fields, Report, number, wrong_type};
use super::type_id;
use crate::maintenance_list::civil_date;

const PLAN_KEYS: &[&str] = &[
    "id",
    "type",
    "manufacturer",
    "model",
    "asset",
    "title",
    "mode",
    "interval",
    "anchor",
    "grace_days",
    "early_days",
    "lead_days",
    "procedure",
    "checklist",
];
const ITEM_KEYS: &[&str] = &["item", "unit", "min", "max"];

/// The plans in the order of the file.
pub(super) fn read(root: &Fields<'_>, report: &mut Report) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for fields in root.tables("plan", PLAN_KEYS, report) {
        let Some(plan) = plan(&fields, report) else { continue };
        for sentence in check_plan(&plan).err().unwrap_or_default() {
            report.wrong(&fields.span, sentence);
        }
        if plans.iter().any(|other| (&other.plan_id, &other.of) == (&plan.plan_id, &plan.of)) {
            let message = format!("the plan {} for these assets is there twice", plan.plan_id);
            report.wrong(&fields.span, message);
        }
        plans.push(plan);
    }
    plans
}

/// A plan; `None` when something in it was reported.
fn plan(fields: &Fields<'_>, report: &mut Report) -> Option<Plan> {
    let plan_id = fields.required_id::<PlanId>("id", report);
    let of = of(fields, report);
    let mode = parsed::<PlanMode>(fields, "mode", report);
    let interval = parsed::<Interval>(fields, "interval", report);
    let anchor = anchor(fields, report);
    let days = |key: &str, usual: u16, report: &mut Report| {
        let found = fields.integer(key, 0..=i64::from(WINDOW_DAYS_MAX), report);
        found.and_then(|days| u16::try_from(days.into_inner()).ok()).unwrap_or(usual)
    };
    let grace_days = days("grace_days", 0, report);
    let early_days = days("early_days", EARLY_DAYS, report);
    let lead_days = days("lead_days", LEAD_DAYS, report);
    let title = fields.text("title", report).map_or("", Spanned::into_inner);
    let procedure = fields.paragraphs("procedure", report).map_or("", Spanned::into_inner);
    let checklist = checklist(fields, report);
    Some(Plan {
        plan_id: plan_id?.into_inner(),
        of: of?,
        title: title.to_owned(),
        mode: mode?,
        interval: interval?,
        anchor,
        grace_days,
        early_days,
        lead_days,
        procedure: procedure.to_owned(),
        checklist,
        ended: None,
        since: None,
    })
}

/// Of which assets it speaks.
fn of(fields: &Fields<'_>, report: &mut Report) -> Option<PlanOf> {
    let has = |key| fields.get(key).is_some();
    match (has("type"), has("manufacturer") && has("model"), has("asset")) {
        (true, false, false) => {
            let word = fields.text("type", report)?;
            type_id(word.get_ref())
                .map_err(|sentence| report.wrong(&word.span(), sentence))
                .map(PlanOf::Type)
                .ok()
        }
        (false, true, false) => Some(PlanOf::Model {
            manufacturer: fields.text("manufacturer", report)?.into_inner().to_owned(),
            model: fields.text("model", report)?.into_inner().to_owned(),
        }),
        (false, false, true) => {
            fields.id("asset", report).map(|asset| PlanOf::Asset(asset.into_inner()))
        }
        _ => {
            let message = "a plan needs \"type\", or \"manufacturer\" and \"model\", or \"asset\": \
                           of which assets it speaks";
            report.wrong(&fields.span, message);
            None
        }
    }
}

/// A text that is read by its own rules.
fn parsed<T>(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<T>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let text = fields.required_text(key, report)?;
    let read = text.get_ref().parse();
    read.map_err(|error: T::Err| report.wrong(&text.span(), error.to_string())).ok()
}

/// A date, as a text or as TOML writes one.
fn anchor(fields: &Fields<'_>, report: &mut Report) -> Option<Date> {
    let value = fields.get("anchor")?;
    let text = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        _ => (*fields.text("anchor", report)?.get_ref()).to_owned(),
    };
    civil_date(&text).map_err(|sentence| report.wrong(&value.span(), sentence)).ok()
}

fn checklist(fields: &Fields<'_>, report: &mut Report) -> Vec<ChecklistItem> {
    let Some(value) = fields.get("checklist") else { return Vec::new() };
    let DeValue::Array(items) = value.get_ref() else {
        report.wrong(&value.span(), wrong_type("checklist", "a list of tables", value.get_ref()));
        return Vec::new();
    };
    if items.len() > CHECKLIST_MAX {
        report.wrong(&value.span(), format!("a checklist has at most {CHECKLIST_MAX} items"));
        return Vec::new();
    }
    let mut checklist = Vec::with_capacity(items.len());
    for item in items {
        let DeValue::Table(table) = item.get_ref() else {
            let message = wrong_type("checklist", "a list of tables", item.get_ref());
            report.wrong(&item.span(), message);
            continue;
        };
        let heading = "an item of \"checklist\"".to_owned();
        let fields = Fields::new(table, item.span(), heading, ITEM_KEYS, report);
        checklist.extend(checklist_item(&fields, report));
    }
    checklist
}

fn checklist_item(fields: &Fields<'_>, report: &mut Report) -> Option<ChecklistItem> {
    let item = fields.required_text("item", report)?.into_inner().to_owned();
    let limit = |key: &str, report: &mut Report| {
        let value = fields.get(key)?;
        let found = number(value.get_ref());
        if found.is_none() {
            report.wrong(&value.span(), wrong_type(key, "a number", value.get_ref()));
        }
        found
    };
    let (min, max) = (limit("min", report), limit("max", report));
    let kind = match fields.text("unit", report) {
        Some(unit) => ItemKind::Reading { unit: unit.into_inner().to_owned(), min, max },
        None if min.is_some() || max.is_some() => {
            fields.missing("unit", report);
            return None;
        }
        None => ItemKind::PassFail,
    };
    Some(ChecklistItem { item, kind })
}
