//! How old the knowledge of an asset is.

use trackward_model::{Freshness, Thresholds, Timestamp};

/// The freshness of an asset that was heard last then, as of now. Each threshold belongs to the
/// older step: exactly 15 minutes is stale. A last sighting after now (a clock was set back) is
/// live.
#[must_use]
pub fn freshness(
    last_seen: Option<Timestamp>,
    now: Timestamp,
    thresholds: &Thresholds,
) -> Freshness {
    let Some(last_seen) = last_seen else {
        return Freshness::NeverSeen;
    };
    // The oldest first: a policy may set a later step no longer than an earlier one.
    let age = now.since(last_seen);
    if age >= thresholds.missing_after {
        Freshness::Missing
    } else if age >= thresholds.not_seen_after {
        Freshness::NotSeen
    } else if age >= thresholds.stale_after {
        Freshness::Stale
    } else {
        Freshness::Live
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::{Policy, Span, TypeId};

    use super::*;

    #[track_caller]
    fn check(type_id: &str, age: &str, expected: Freshness) {
        let seen = Timestamp(1_767_600_000_000_000);
        let thresholds =
            Policy::default().thresholds(&TypeId::new(type_id).unwrap(), Span::seconds(1));
        let now = seen + age.parse::<Span>().unwrap();
        assert_eq!(freshness(Some(seen), now, &thresholds), expected, "{type_id} after {age}");
    }

    #[test]
    fn each_step_begins_exactly_at_its_threshold() {
        check("infusion_pump", "0s", Freshness::Live);
        check("infusion_pump", "899999ms", Freshness::Live);
        check("infusion_pump", "15m", Freshness::Stale);
        check("infusion_pump", "14399s", Freshness::Stale);
        check("infusion_pump", "4h", Freshness::NotSeen);
        check("infusion_pump", "86399s", Freshness::NotSeen);
        check("infusion_pump", "24h", Freshness::Missing);
        check("infusion_pump", "365d", Freshness::Missing);
    }

    #[test]
    fn a_ventilator_is_missing_after_four_hours() {
        check("ventilator", "14399s", Freshness::Stale);
        check("ventilator", "4h", Freshness::Missing);
    }

    #[test]
    fn never_heard_is_never_seen_and_a_clock_set_back_is_live() {
        let thresholds = Thresholds::default();
        let now = Timestamp(1_767_600_000_000_000);
        assert_eq!(freshness(None, now, &thresholds), Freshness::NeverSeen);
        assert_eq!(freshness(Some(now + Span::days(2)), now, &thresholds), Freshness::Live);
        assert_eq!(freshness(Some(Timestamp::MIN), now, &thresholds), Freshness::Missing);
    }
}
