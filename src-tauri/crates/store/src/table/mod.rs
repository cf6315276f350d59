//! One file per table.

pub(crate) mod alert;
pub(crate) mod alert_step;
pub(crate) mod antenna;
pub(crate) mod asset;
pub(crate) mod attempt;
pub(crate) mod audit;
pub(crate) mod audit_verify;
pub(crate) mod badge;
pub(crate) mod binding;
pub(crate) mod change;
pub(crate) mod completion;
pub(crate) mod completion_brief;
pub(crate) mod custody;
pub(crate) mod door;
pub(crate) mod equipment_request;
pub(crate) mod fault;
pub(crate) mod fix;
pub(crate) mod floor;
pub(crate) mod hold;
pub(crate) mod journal;
pub(crate) mod journal_append;
pub(crate) mod look;
pub(crate) mod maintenance_plan;
pub(crate) mod par_level;
pub(crate) mod past_plan;
pub(crate) mod place;
pub(crate) mod plan;
pub(crate) mod policy_change;
pub(crate) mod progress;
pub(crate) mod quarantine;
pub(crate) mod reader;
pub(crate) mod reader_record;
pub(crate) mod reader_state;
pub(crate) mod recall;
pub(crate) mod recall_match;
pub(crate) mod rejected;
pub(crate) mod report_schedule;
pub(crate) mod schedule;
pub(crate) mod site;
pub(crate) mod site_list;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod stay;
pub(crate) mod stay_block;
mod stay_block_open;
pub(crate) mod stay_period;
pub(crate) mod unknown_tag;
pub(crate) mod unlocated;
pub(crate) mod zone;

/// The last row of each key, in the order of the keys: one statement must not meet a key twice,
/// and rows in the order of the table's own pages are quicker to write.
pub(crate) fn last_of_each<T, K: Ord>(rows: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let mut sorted: Vec<&T> = rows.iter().collect();
    sorted.sort_by_key(|row| key(row));
    let mut last: Vec<&T> = Vec::with_capacity(sorted.len());
    for row in sorted {
        match last.last_mut() {
            Some(before) if key(before) == key(row) => *before = row,
            _ => last.push(row),
        }
    }
    last
}
