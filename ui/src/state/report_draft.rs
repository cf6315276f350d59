//! What is chosen for a report, before it is asked for.

use trackward_model::ask::{Moment, ReportAsked, ReportBy, ReportKind, WhatIf};
use trackward_model::{AssetId, Date, TypeId, UnitId};

use super::{ReportSpan, typed_count, typed_date, typed_number};

/// Longest turnaround and largest fleet that can be supposed.
const MINUTES_MAX: u32 = 100_000;
const FLEET_MAX: u32 = 1_000_000;

/// A report as it is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportDraft {
    /// What about.
    pub kind: ReportKind,
    /// Over which time.
    pub span: ReportSpan,
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub to: String,
    /// By what its rows are grouped; the kind's own without it.
    pub by: Option<ReportBy>,
    /// Only these types; all without one.
    pub types: Vec<TypeId>,
    /// Only these units; all without one.
    pub units: Vec<UnitId>,
    /// Only this asset, as typed.
    pub asset: String,
    /// A turnaround in minutes, as typed.
    pub turnaround: String,
    /// A fleet, as typed.
    pub fleet: String,
    /// What a rented device costs a day, as typed.
    pub rental: String,
}

impl Default for ReportDraft {
    fn default() -> Self {
        Self {
            kind: ReportKind::Utilization,
            span: ReportSpan::Days(30),
            from: String::new(),
            to: String::new(),
            by: None,
            types: Vec::new(),
            units: Vec::new(),
            asset: String::new(),
            turnaround: String::new(),
            fleet: String::new(),
            rental: String::new(),
        }
    }
}

impl ReportDraft {
    /// Another kind, with the same filters; rows are grouped as that kind does by itself.
    #[must_use]
    pub fn of_kind(&self, kind: ReportKind) -> Self {
        Self { kind, by: None, ..self.clone() }
    }

    /// By what its rows are grouped.
    #[must_use]
    pub fn grouped_by(&self) -> Option<ReportBy> {
        self.by.or_else(|| self.kind.groups().first().copied())
    }

    /// The devices of one type, device by device where the kind can list them so.
    #[must_use]
    pub fn into_type(&self, type_id: TypeId) -> Self {
        let by = [ReportBy::Asset, ReportBy::Place]
            .into_iter()
            .find(|by| self.kind.groups().contains(by));
        Self { by, types: vec![type_id], ..self.clone() }
    }

    /// What is asked for, or what is wrong with what is typed.
    ///
    /// # Errors
    /// A sentence.
    pub fn asked(&self, today: Date) -> Result<ReportAsked, String> {
        let days = if self.kind.has_period() { Some(self.days(today)?) } else { None };
        let asset = self.asset.trim();
        let assets = if asset.is_empty() {
            Vec::new()
        } else {
            let id: AssetId =
                asset.parse().map_err(|_| format!("\"{asset}\" is no number of an asset."))?;
            vec![id]
        };
        Ok(ReportAsked {
            from: days.map(|(from, _)| Moment::Day(from)),
            to: days.map(|(_, to)| Moment::Day(to)),
            by: self.grouped_by(),
            types: self.types.clone(),
            units: self.units.clone(),
            assets,
            what_if: self.what_if()?,
            ..ReportAsked::all(self.kind)
        })
    }

    fn days(&self, today: Date) -> Result<(Date, Date), String> {
        if let Some(days) = self.span.days(today) {
            return Ok(days);
        }
        let (from, to) = (typed_date(&self.from)?, typed_date(&self.to)?);
        if to < from {
            return Err(format!("{to} is before {from}: the first day comes first."));
        }
        Ok((from, to))
    }

    fn what_if(&self) -> Result<WhatIf, String> {
        if self.kind != ReportKind::Utilization {
            return Ok(WhatIf::default());
        }
        Ok(WhatIf {
            turnaround_minutes: typed_count("Turnaround", &self.turnaround, MINUTES_MAX)?,
            fleet: typed_count("Fleet", &self.fleet, FLEET_MAX)?,
            rental_per_day: typed_number("Rental a day", &self.rental)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-22";

    fn asked(draft: &ReportDraft) -> Result<ReportAsked, String> {
        draft.asked(TODAY.parse().unwrap())
    }

    #[test]
    fn a_period_is_asked_for_only_where_the_kind_has_one() {
        let draft = ReportDraft::default();
        let day = |text: &str| Some(Moment::Day(text.parse().unwrap()));
        let report = asked(&draft).unwrap();
        assert_eq!((report.from, report.to), (day("2026-10-23"), day("2026-11-21")));
        assert_eq!(report.by, Some(ReportBy::Type));
        let inventory = asked(&draft.of_kind(ReportKind::Inventory)).unwrap();
        assert_eq!((inventory.from, inventory.to, inventory.by), (None, None, None));
    }

    #[test]
    fn a_type_is_opened_into_its_devices() {
        let draft = ReportDraft::default().into_type("infusion_pump".parse().unwrap());
        let report = asked(&draft).unwrap();
        assert_eq!(report.by, Some(ReportBy::Asset));
        assert_eq!(report.types, ["infusion_pump".parse().unwrap()]);
    }

    #[test]
    fn what_is_typed_wrongly_is_said() {
        let own = ReportDraft {
            span: ReportSpan::Own,
            from: "2026-11-02".into(),
            to: "2026-11-01".into(),
            ..ReportDraft::default()
        };
        let wrong = asked(&own).unwrap_err();
        assert_eq!(wrong, "2026-11-01 is before 2026-11-02: the first day comes first.");
        let fleet = ReportDraft { fleet: "many".into(), ..ReportDraft::default() };
        assert!(asked(&fleet).unwrap_err().starts_with("Fleet"));
        let elsewhere = fleet.of_kind(ReportKind::Dwell);
        assert_eq!(asked(&elsewhere).unwrap().what_if, WhatIf::default());
    }
}
