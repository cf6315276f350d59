//! The policy as fields: what each is called, what it says, and where that comes from.

use trackward_model::ask::PolicyView;
use trackward_model::{
    Area, AreaOf, PlaceKind, Policy, Rule, RuleChange, Severity, Span, Thresholds,
    ThresholdsChange, TypeId,
};

/// A threshold that types may differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// From here on an asset is stale.
    Stale,
    /// From here on it is not seen.
    NotSeen,
    /// From here on it is missing.
    Missing,
    /// Unheard for this long at a way out.
    Exit,
    /// How often its tag reports.
    TagInterval,
    /// An absence shorter than this does not break a stay.
    ExitDelay,
}

impl Threshold {
    /// All, in the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Stale, Self::NotSeen, Self::Missing, Self::Exit, Self::TagInterval, Self::ExitDelay];

    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale_after",
            Self::NotSeen => "not_seen_after",
            Self::Missing => "missing_after",
            Self::Exit => "exit_after",
            Self::TagInterval => "tag_interval",
            Self::ExitDelay => "exit_delay",
        }
    }

    const fn of_all(self, all: &Thresholds) -> Span {
        match self {
            Self::Stale => all.stale_after,
            Self::NotSeen => all.not_seen_after,
            Self::Missing => all.missing_after,
            Self::Exit => all.exit_after,
            Self::TagInterval => all.tag_interval,
            Self::ExitDelay => all.exit_delay,
        }
    }

    const fn of_type(self, change: &ThresholdsChange) -> Option<Span> {
        match self {
            Self::Stale => change.stale_after,
            Self::NotSeen => change.not_seen_after,
            Self::Missing => change.missing_after,
            Self::Exit => change.exit_after,
            Self::TagInterval => change.tag_interval,
            Self::ExitDelay => change.exit_delay,
        }
    }
}

/// One thing that the policy says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A threshold of all types, or of one.
    Threshold(Option<TypeId>, Threshold),
    /// How long an asset may stand in a kind of place.
    Dwell(PlaceKind),
    /// At this level a tag's battery is low.
    BatteryLow,
    /// A reader's clock is wrong by this.
    ClockWrong,
    /// An unknown tag is told of after this.
    UnknownTag,
    /// On so many days an asset is searched for before someone may approve that it cannot be
    /// located.
    SearchDays,
    /// Whether a rule watches.
    Off(Rule),
    /// How long a rule's condition holds before it raises an alert.
    OnDelay(Rule),
    /// How long it is away before the alert ends.
    OffDelay(Rule),
    /// How much a rule's alerts ask for.
    Severity(Rule),
    /// Where assets may be, a line each.
    Areas,
}

/// What an asset may stand in for ever, in files.
pub const NEVER: &str = "never";

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody has said anything.
    Default,
    /// The hospital's policy says so.
    Policy,
    /// It is too short to be kept and stands for at least this.
    Raised(Span),
}

impl Field {
    /// Its key in files, such as `type.ventilator.missing_after`.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Threshold(None, threshold) => threshold.word().to_owned(),
            Self::Threshold(Some(of), threshold) => format!("type.{of}.{}", threshold.word()),
            Self::Dwell(kind) => format!("dwell.{}", kind.word()),
            Self::BatteryLow => "battery_low_percent".to_owned(),
            Self::ClockWrong => "clock_wrong_after".to_owned(),
            Self::UnknownTag => "unknown_tag_after".to_owned(),
            Self::SearchDays => "search_days".to_owned(),
            Self::Off(rule) => format!("rule.{}.off", rule.word()),
            Self::OnDelay(rule) => format!("rule.{}.on_delay", rule.word()),
            Self::OffDelay(rule) => format!("rule.{}.off_delay", rule.word()),
            Self::Severity(rule) => format!("rule.{}.severity", rule.word()),
            Self::Areas => "area".to_owned(),
        }
    }

    /// What a policy says of it, as it is edited; empty where it says nothing of its own.
    #[must_use]
    pub fn text(&self, policy: &Policy) -> String {
        let length = |span: Option<Span>| span.map(|span| span.to_string()).unwrap_or_default();
        match self {
            Self::Threshold(None, threshold) => length(Some(threshold.of_all(&policy.all))),
            Self::Threshold(Some(of), threshold) => {
                length(policy.by_type.get(of).and_then(|change| threshold.of_type(change)))
            }
            Self::Dwell(kind) => length(policy.dwell.get(kind).copied()),
            Self::BatteryLow => policy.battery_low_percent.to_string(),
            Self::ClockWrong => length(Some(policy.clock_wrong_after)),
            Self::UnknownTag => length(Some(policy.unknown_tag_after)),
            Self::SearchDays => policy.search_days.to_string(),
            Self::Off(rule) => change(policy, *rule).off.to_string(),
            Self::OnDelay(rule) => length(change(policy, *rule).on_delay),
            Self::OffDelay(rule) => length(change(policy, *rule).off_delay),
            Self::Severity(rule) => {
                change(policy, *rule).severity.map(Severity::word).unwrap_or_default().to_owned()
            }
            Self::Areas => policy.areas.iter().map(area_text).collect::<Vec<_>>().join("\n"),
        }
    }

    /// What stands in the field while it is empty: what holds then.
    #[must_use]
    pub fn instead(&self, policy: &Policy) -> String {
        match self {
            Self::Threshold(Some(_), threshold) => threshold.of_all(&policy.all).to_string(),
            Self::Dwell(_) => NEVER.to_owned(),
            Self::OnDelay(_) | Self::OffDelay(_) => "rule's own".to_owned(),
            _ => String::new(),
        }
    }

    /// Where its value comes from.
    #[must_use]
    pub fn origin(&self, view: &PolicyView) -> Origin {
        if let Self::Threshold(of, threshold) = self
            && let Some(kept) = raised(&view.policy, of.as_ref(), *threshold)
        {
            return Origin::Raised(kept);
        }
        if self.text(&view.policy) == self.text(&view.default) {
            Origin::Default
        } else {
            Origin::Policy
        }
    }
}

fn change(policy: &Policy, rule: Rule) -> RuleChange {
    policy.rules.get(&rule).copied().unwrap_or_default()
}

/// What a threshold that is too short stands for, whatever the readers.
fn raised(policy: &Policy, of: Option<&TypeId>, threshold: Threshold) -> Option<Span> {
    let said = match of {
        None => threshold.of_all(&policy.all),
        Some(of) => threshold.of_type(policy.by_type.get(of)?)?,
    };
    let all = TypeId::new("all").ok()?;
    let alone = Policy { by_type: [].into(), ..policy.clone() };
    let kept = match of {
        None => alone.thresholds(&all, Span::ZERO),
        Some(of) => policy.thresholds(of, Span::ZERO),
    };
    let kept = threshold.of_all(&kept);
    (kept > said).then_some(kept)
}

/// `type ventilator: units ICU, ED; floors L2`.
fn area_text(area: &Area) -> String {
    let of = match &area.of {
        AreaOf::Type(id) => format!("type {id}"),
        AreaOf::Unit(id) => format!("unit {id}"),
        AreaOf::Asset(id) => format!("asset {id}"),
    };
    let units: Vec<String> = area.units.iter().map(ToString::to_string).collect();
    let floors: Vec<String> = area.floors.iter().map(ToString::to_string).collect();
    let said = [("units", units), ("floors", floors)];
    let said = said.iter().filter(|(_, ids)| !ids.is_empty());
    let said: Vec<String> = said.map(|(word, ids)| format!("{word} {}", ids.join(", "))).collect();
    format!("{of}: {}", said.join("; "))
}
