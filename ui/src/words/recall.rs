//! Recalls and faults in words.

use trackward_model::ask::RecallView;
use trackward_model::{Decision, FaultState, RecallScope, SerialRange, Sureness};

use super::grouped;

/// How far a fault has come.
#[must_use]
pub const fn fault_state(state: FaultState) -> &'static str {
    match state {
        FaultState::Open => "Open",
        FaultState::InRepair => "In repair",
        FaultState::Closed => "Closed",
    }
}

/// How sure it is that a recall means an asset.
#[must_use]
pub const fn sureness(sureness: Sureness) -> &'static str {
    match sureness {
        Sureness::Certain => "Certain",
        Sureness::Likely => "Likely",
        Sureness::Possible => "Possible",
    }
}

/// What someone decided about a match.
#[must_use]
pub const fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Confirmed => "Confirmed",
        Decision::NotMeant => "Not meant",
    }
}

/// Which devices a recall speaks of: `Medilane, P3, P4, serials A100–A250`.
#[must_use]
pub fn scope(scope: &RecallScope) -> String {
    let mut parts = Vec::new();
    parts.extend(Some(scope.manufacturer.clone()).filter(|maker| !maker.is_empty()));
    parts.extend(scope.models.iter().cloned());
    let numbers = |name: &str, ranges: &[SerialRange]| {
        let all: Vec<String> = ranges.iter().map(range).collect();
        (!all.is_empty()).then(|| format!("{name} {}", all.join(", ")))
    };
    parts.extend(numbers("serials", &scope.serials));
    parts.extend(numbers("lots", &scope.lots));
    parts.join(", ")
}

fn range(range: &SerialRange) -> String {
    if range.from == range.to {
        range.from.clone()
    } else {
        format!("{}–{}", range.from, range.to)
    }
}

/// The counter to close-out: `3 to decide, 4 of 12 done`.
#[must_use]
pub fn recall_progress(recall: &RecallView) -> String {
    let done = match recall.confirmed {
        0 => "none confirmed".to_owned(),
        all => format!("{} of {} done", grouped(recall.done.into()), grouped(all.into())),
    };
    match recall.undecided {
        0 => done,
        1 => format!("1 match to decide, {done}"),
        n => format!("{} matches to decide, {done}", grouped(n.into())),
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::{RecallId, Signed, Timestamp};

    use super::*;

    #[test]
    fn a_scope_reads_as_a_list() {
        let range = |from: &str, to: &str| SerialRange { from: from.into(), to: to.into() };
        let whole = RecallScope {
            manufacturer: "Medilane".into(),
            models: vec!["P3".into(), "P4".into()],
            serials: vec![range("A100", "A250"), range("B7", "B7")],
            lots: Vec::new(),
        };
        assert_eq!(scope(&whole), "Medilane, P3, P4, serials A100–A250, B7");
    }

    #[test]
    fn a_recall_counts_to_its_close_out() {
        let progress = |undecided, confirmed, done| {
            recall_progress(&RecallView {
                recall_id: RecallId(1),
                title: String::new(),
                reference: String::new(),
                scope: RecallScope::default(),
                opened: Signed { at: Timestamp(0), by: String::new(), note: String::new() },
                closed: None,
                undecided,
                confirmed,
                done,
                not_meant: 0,
            })
        };
        assert_eq!(progress(3, 12, 4), "3 matches to decide, 4 of 12 done");
        assert_eq!(progress(1, 0, 0), "1 match to decide, none confirmed");
        assert_eq!(progress(0, 12, 12), "12 of 12 done");
    }
}
