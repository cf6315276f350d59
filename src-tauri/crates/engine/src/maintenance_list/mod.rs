//! The maintenance list: a CSV file with a row a duty of an asset, as another system exports it.
//!
//! A list is taken whole or not at all: every row that cannot be taken is reported with its
//! line, its column and the reason.

mod row;
#[cfg(test)]
mod tests;

use std::path::Path;

use trackward_model::{Asset, AssetIndex, Date, Interval, PlanId, PlanMode};

use self::row::Seen;
pub(crate) use self::row::plan_of;
use crate::csv_file::{self, Columns};
use crate::text_file::{self, FileErrors, Problems};

/// The largest maintenance list.
pub const MAINTENANCE_LIST_BYTES_MAX: u64 = 128 << 20;

/// The first six it must have.
const COLUMNS: Columns = Columns {
    names: &[
        "asset_id",
        "plan",
        "last_completed",
        "next_due",
        "interval",
        "mode",
        "anchor",
        "grace",
        "early",
    ],
    required: 6,
};

/// One row: a duty of an asset, how often it comes round, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDuty {
    /// The line that it stands on.
    pub line: usize,
    /// The asset.
    pub asset: AssetIndex,
    /// The duty.
    pub plan: PlanId,
    /// When it was done last.
    pub last_completed: Option<Date>,
    /// The due date that is open.
    pub next_due: Option<Date>,
    /// From one due date to the next.
    pub interval: Interval,
    /// How due dates follow one another.
    pub mode: PlanMode,
    /// From which they are counted.
    pub anchor: Option<Date>,
    /// Days after the due date in which it is not late yet; `None` where the list does not say.
    pub grace_days: Option<u16>,
    /// Days before the due date in which a completion closes the order.
    pub early_days: Option<u16>,
}

/// What a maintenance list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaintenanceList {
    /// The duties in the order of the rows.
    pub duties: Vec<ListedDuty>,
    /// What is odd but was taken: sentences with their lines.
    pub warnings: Vec<String>,
}

/// Why a maintenance list was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct MaintenanceListErrors(#[from] pub FileErrors);

/// Reads a maintenance list for assets, in the order of their indexes, as of a day.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(
    path: &Path,
    assets: &[Asset],
    today: Date,
) -> Result<MaintenanceList, MaintenanceListErrors> {
    let name = text_file::name_of(path);
    match text_file::bytes(path, MAINTENANCE_LIST_BYTES_MAX, "the maintenance list") {
        Ok(bytes) => read_bytes(&bytes, &name, assets, today),
        Err(message) => {
            let mut problems = Problems::default();
            problems.add(None, None, message);
            Err(problems.into_errors(name).into())
        }
    }
}

/// Reads the bytes of a maintenance list; `name` is the file's, for the sentences.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read_bytes(
    bytes: &[u8],
    name: &str,
    assets: &[Asset],
    today: Date,
) -> Result<MaintenanceList, MaintenanceListErrors> {
    let mut problems = Problems::default();
    let mut warnings = Problems::default();
    let mut seen = Seen::new(assets, today);
    let mut duties = Vec::new();
    csv_file::for_each_row(
        bytes,
        COLUMNS,
        "a duty",
        &mut problems,
        &mut warnings,
        |record, header, problems, warnings| {
            duties.extend(row::read(record, header, &mut seen, problems, warnings));
        },
    );
    if problems.is_empty() {
        Ok(MaintenanceList { duties, warnings: warnings.into_sentences() })
    } else {
        Err(problems.into_errors(name.into()).into())
    }
}

/// Reads a civil date: `2026-04-03` and nothing else, because 03/04 is two dates.
///
/// # Errors
/// A sentence that names the format.
pub fn civil_date(text: &str) -> Result<Date, String> {
    const FORM: &str = "expected YYYY-MM-DD, such as 2026-04-03";
    // chrono takes "2026-4-3" too.
    if text.len() == "2026-04-03".len()
        && let Ok(date) = Date::parse_from_str(text, "%Y-%m-%d")
    {
        return Ok(date);
    }
    let parts: Vec<u32> =
        text.split(['/', '.', '-']).filter_map(|part| part.parse().ok()).collect();
    let shown = text_file::quoted(text);
    Err(match parts[..] {
        [a, b, _] if (1..=12).contains(&a) && (1..=12).contains(&b) && a != b => {
            format!("{shown} may be a day and a month or a month and a day: {FORM}")
        }
        _ => format!("{shown} is no date: {FORM}"),
    })
}
